import CResources
import Foundation
import RuleLanguage

/// The pack files of a selection: built-in ones and those found under the paths that were given.
struct RuleSources {
    private(set) var files: [PackFile] = []
    /// The paths of pack files that the user added.
    private(set) var added: Set<String> = []
    var diagnostics: [Diagnostic] = []

    init(_ selection: RuleSelection) {
        if selection.useCore { files += Self.builtIn }
        for path in selection.paths { add(path) }
    }

    init(files: [PackFile]) { self.files = files }

    /// The built-in packs, named as if they were read from `Rules/`.
    static let builtIn: [PackFile] = {
        let all = builtInFiles()
        return all.filter { isPack($0.path) }.map { source in
            PackFile(source: source) { name in
                let folder = source.path.split(separator: "/").dropLast().joined(separator: "/")
                return all.first { $0.path == folder + "/" + name }
            }
        }
    }()

    private static func builtInFiles() -> [SourceFile] {
        var count = 0
        guard let files = hearsay_rule_files(&count) else { return [] }
        return (0..<count).map { index in
            SourceFile(
                path: "Rules/" + String(cString: files[index].path),
                bytes: Array(UnsafeBufferPointer(start: files[index].bytes, count: files[index].length)))
        }
    }

    private static func isPack(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

    /// Adds a pack file, or all packs of a folder and those below it, in byte order of their paths.
    private mutating func add(_ path: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return complain("no-rules", "\(path): no such file or folder of rules")
        }
        guard isFolder.boolValue else { return read(path) }
        let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let packs = below.filter(Self.isPack).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if packs.isEmpty { complain("no-rules", "\(path): a folder without rule packs (*.yaml)") }
        for name in packs { read(path.hasSuffix("/") ? path + name : path + "/" + name) }
    }

    private mutating func read(_ path: String) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            return complain("no-rules", "\(path): cannot be read")
        }
        added.insert(path)
        let folder = (path as NSString).deletingLastPathComponent
        files.append(
            PackFile(source: SourceFile(path: path, bytes: Array(bytes))) { name in
                let companion = folder.isEmpty ? name : folder + "/" + name
                return FileManager.default.contents(atPath: companion).map {
                    SourceFile(path: companion, bytes: Array($0))
                }
            })
    }

    private mutating func complain(_ code: String, _ message: String) {
        diagnostics.append(Diagnostic(.error, code, message, at: nil))
    }
}
