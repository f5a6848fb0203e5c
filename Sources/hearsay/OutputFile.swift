import Foundation
import Glibc
import Reports

/// Where a command's output goes: standard output, or a file that appears under its name only when it is whole.
final class OutputFile {
    private let path: String?
    /// The file beside the target that is written to; `nil` where the target is a device or a pipe.
    private var temporary: String?
    private let descriptor: Int32

    /// - Parameter path: `nil` or `-` for standard output.
    /// - Throws: A `Failure` that names the file.
    init(_ path: String?) throws {
        guard let path, path != "-" else {
            self.path = nil
            descriptor = STDOUT_FILENO
            return
        }
        self.path = path
        // What a link points to is replaced, not the link.
        let target = realpath(path, nil).map { real in
            defer { free(real) }
            return String(cString: real)
        }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw Failure("\(path): is a folder; name a file", .usage) }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            let name = "\(target ?? path).\(getpid()).part"
            descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            temporary = name
            if exists, descriptor >= 0 { fchmod(descriptor, status.st_mode & 0o7777) }
        }
        guard descriptor >= 0 else {
            throw Failure("\(path): cannot be written: \(String(cString: strerror(errno)))", .input)
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try Standard.write(bytes, to: descriptor, named: path ?? "standard output")
    }

    /// Puts the file in its place. Without it, nothing is left of what was written.
    func finish() throws {
        guard let path else { return }
        let isKept = temporary == nil || fsync(descriptor) == 0
        guard close(descriptor) == 0, isKept else {
            throw Failure("\(path): cannot be written: \(String(cString: strerror(errno)))", .input)
        }
        guard let temporary else { return }
        guard rename(temporary, String(temporary.dropLast(".\(getpid()).part".count))) == 0 else {
            throw Failure("\(path): cannot be put in its place: \(String(cString: strerror(errno)))", .input)
        }
        self.temporary = nil
    }

    deinit { if let temporary { unlink(temporary) } }

    /// Writes a report to its place.
    static func write(_ output: ReportOutput, to path: String?) throws {
        switch output {
        case .file(let bytes):
            let file = try OutputFile(path)
            try file.write(bytes)
            try file.finish()
        case .folder(let files):
            guard let path, path != "-" else {
                throw Failure("this format is a folder of files; say which with --output FOLDER", .usage)
            }
            guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
                throw Failure("\(path): cannot be made: \(String(cString: strerror(errno)))", .input)
            }
            for (name, bytes) in files { try write(.file(bytes), to: path + "/" + name) }
        }
    }
}
