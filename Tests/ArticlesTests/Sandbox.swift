import Articles
import Glibc

/// A folder of its own for one test, gone afterwards.
final class Sandbox {
    let path: String

    init() {
        var template = Array("/tmp/hearsay-articles-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/tmp"
        }
    }

    deinit { remove(path) }

    func file(_ name: String, _ bytes: some Collection<UInt8>) -> String {
        let path = "\(self.path)/\(name)"
        for index in name.indices where name[index] == "/" { mkdir("\(self.path)/\(name[..<index])", 0o755) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        return path
    }

    func file(_ name: String, _ text: String) -> String { file(name, text.utf8) }

    func folder(_ name: String) -> String {
        mkdir("\(path)/\(name)", 0o755)
        return "\(path)/\(name)"
    }

    /// A path without the sandbox's own.
    func short(_ path: String) -> String {
        path.hasPrefix(self.path + "/") ? String(path.dropFirst(self.path.count + 1)) : path
    }

    private func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            closedir(folder)
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

/// Everything that a stream gives: `id: text` of articles, `!code id` of errors.
func outcomes(_ paths: [String]) -> [String] {
    ArticleStream(paths).map { element in
        switch element {
        case .success(let article): "\(article.id): \(String(decoding: article.text, as: UTF8.self))"
        case .failure(let error): "!\(error.code.rawValue) \(error.id)"
        }
    }
}

func articles(_ paths: [String]) -> [Article] {
    ArticleStream(paths).compactMap { try? $0.get() }
}

func errors(_ paths: [String]) -> [ArticleError] {
    ArticleStream(paths).compactMap { element in
        guard case .failure(let error) = element else { return nil }
        return error
    }
}
