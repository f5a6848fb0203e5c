import Glibc

/// A file or folder inside a folder that was not read, and why.
public struct LeftOut: Sendable, Equatable, CustomStringConvertible {
    public var path: String
    /// The end of the sentence “left out: …”.
    public var reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { printable("\(path): left out: \(reason)") }
}

/// What a path leads to.
enum PathKind {
    case file, folder, other

    /// - Throws: where there is nothing, or nothing that may be looked at.
    static func of(_ path: String) throws(ArticleError) -> PathKind {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ByteSource.failure(path, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether a path leads to a file or folder, or nowhere, and not to what somebody else still writes; `-` is standard
    /// input.
    static func isStored(_ path: String) -> Bool {
        var status = stat()
        guard (path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 else { return true }
        return [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}

enum Folder {
    struct Entry {
        var name: String
        /// Whether the folder itself says that it is a file, and no link to one; not all file systems do.
        var isFile: Bool
    }

    /// What is in a folder, in the order of the names' bytes.
    static func entries(of path: String) throws(ArticleError) -> [Entry] {
        guard let folder = opendir(path) else { throw ByteSource.failure(path, errno) }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            entries.append(Entry(name: name, isFile: Int(entry.pointee.d_type) == Int(DT_REG)))
        }
        return entries.sorted { $0.name.precedes($1.name) }
    }

    /// The names in a folder, in the order of their bytes.
    static func names(of path: String) throws(ArticleError) -> [String] { try entries(of: path).map(\.name) }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}

extension String {
    /// Whether its bytes come before another's. (Measured: asking Swift's views byte by byte takes ten times as long, a
    /// twentieth of the time that a folder of short articles takes.)
    fileprivate func precedes(_ other: String) -> Bool {
        let order = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { other -> Bool in
                guard let start = own.baseAddress, let second = other.baseAddress else {
                    return own.count < other.count
                }
                let order = memcmp(start, second, min(own.count, other.count))
                return order == 0 ? own.count < other.count : order < 0
            }
        }
        return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
    }
}

/// Walks through a folder and the folders in it, one file at a time: in each folder by the bytes of the names.
///
/// Hidden files and folders, links to folders and out of the folder, what is no file, the folder of pictures and scripts
/// that a browser saves beside a page (`Page_files`), and files with another ending than `FileFormat.endings` (and `.gz`
/// after one of them) are left out.
struct FolderWalk {
    enum Step {
        case file(String)
        case leftOut(LeftOut)
        case failed(ArticleError)
    }

    let path: String
    private var hasStarted = false
    /// What is still to be looked at, the next one last.
    private var pending: [(path: String, isFile: Bool)]

    init(path: String) {
        self.path = path
        pending = [(path, false)]
    }

    mutating func next() -> Step? {
        while let (path, isFile) = pending.popLast() {
            do throws(ArticleError) {
                if let step = try look(at: path, isFile: isFile) { return step }
            } catch {
                return .failed(error)
            }
        }
        return nil
    }

    /// `nil` for a folder, whose contents are looked at next.
    ///
    /// - Parameter isFile: Whether it is known to be a file and no link.
    private mutating func look(at path: String, isFile: Bool) throws(ArticleError) -> Step? {
        let isTop = !hasStarted
        hasStarted = true
        func leftOut(_ reason: String) -> Step { .leftOut(LeftOut(path: path, reason: reason)) }
        if !isTop, path.utf8[(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)...].starts(with: "/.".utf8)
        {
            return leftOut("hidden")
        }
        switch isFile ? .file : try PathKind.of(path) {
        case .folder:
            if !isTop, PathKind.isLink(path) { return leftOut("a link to a folder") }
            if !isTop, let page = Self.page(of: path) { return leftOut("belongs to the page \(page)") }
            for entry in try Folder.entries(of: path).reversed() {
                pending.append((Folder.join(path, entry.name), entry.isFile))
            }
            return nil
        case .file:
            if !isFile, PathKind.isLink(path), !isInside(path) {
                return leftOut("a link that leads out of the folder")
            }
            if FileFormat(path: path) == nil {
                return leftOut(FileKind.name(ofFile: path) ?? "not named \(FileFormat.endings)")
            }
            return .file(path)
        case .other:
            return leftOut("not a file")
        }
    }

    /// The page that a browser saved this folder with: `Page.html` beside `Page_files`.
    private static func page(of folder: String) -> String? {
        guard folder.hasSuffix("_files") else { return nil }
        return [".html", ".htm", ".xhtml"].map { folder.dropLast("_files".count) + $0 }.first { access($0, F_OK) == 0 }
    }

    /// Whether what a link leads to lies in the folder that is walked through.
    private func isInside(_ link: String) -> Bool {
        guard let top = realpath(path, nil), let target = realpath(link, nil) else { return false }
        defer {
            free(top)
            free(target)
        }
        let folder = String(cString: top)
        return String(cString: target).hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}
