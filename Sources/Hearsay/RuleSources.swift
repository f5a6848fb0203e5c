import CResources
import Foundation
import RuleLanguage

/// The pack files of a selection: built-in ones and those found under the paths that were given or configured.
struct RuleSources {
    private(set) var files: [PackFile] = []
    /// The `hearsay.yaml` files that apply, the user's before the command line's.
    private(set) var tuning: [SourceFile] = []
    /// Names of packs that a `hearsay.yaml` uses; `nil` where none says.
    private(set) var used: [String]?
    /// The paths of pack files that the user added.
    private(set) var added: Set<String> = []
    var diagnostics: [Diagnostic] = []

    init(_ selection: RuleSelection) {
        if selection.useCore { files += Self.builtIn }
        if selection.useConfig, let path = Self.configuration() { configure(path) }
        for path in selection.paths { add(path) }
        // A pack given by path stands in for the built-in one of its name, so that it can be worked on.
        // Built-in ones come first; in the program's own folder they have the same paths.
        let builtIn = selection.useCore ? Self.builtIn.count : 0
        let names = Set(files.dropFirst(builtIn).compactMap { Self.name(of: $0.source) })
        guard builtIn > 0, !names.isEmpty else { return }
        let kept = files.prefix(builtIn).filter { file in !(Self.name(of: file.source).map(names.contains) ?? false) }
        files = kept + files.dropFirst(builtIn)
    }

    init(files: [PackFile]) { self.files = files }

    /// The built-in packs, named as if they were read from `Rules/`.
    static let builtIn: [PackFile] = {
        let all = builtInFiles()
        return all.filter { isPack($0.path) }.map { source in
            PackFile(source: source) { name in
                let folder = source.path.lastIndex(of: "/").map { source.path[...$0] } ?? ""
                return all.first { $0.path == folder + name }
            }
        }
    }()

    private static func builtInFiles() -> [SourceFile] {
        var count = 0
        guard let files = hearsay_rule_files(&count) else { return [] }
        return (0..<count).map { index in
            SourceFile(
                path: "Rules/" + String(cString: files[index].path),
                contents: Deferred {
                    var count = 0
                    guard let file = hearsay_rule_files(&count)?[index] else { return [] }
                    return Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
                })
        }
    }

    /// What the line `pack: NAME` says, before anything is parsed.
    private static func name(of source: SourceFile) -> String? {
        let key = Array("pack:".utf8)
        let line = source.bytes.lazy.split(separator: 0x0A).first { $0.starts(with: key) }
        return line.map {
            String(decoding: $0.dropFirst(key.count), as: UTF8.self).trimmingCharacters(in: .whitespaces)
        }
    }

    private static func isPack(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

    private static let configurationName = "hearsay.yaml"

    /// The `hearsay.yaml` of the working folder or the nearest above it, else of the user's configuration folder.
    private static func configuration() -> String? {
        let working = getcwd(nil, 0)
        defer { free(working) }
        var folder = (working.map { String(cString: $0) } ?? "")[...]
        while true {
            let path = (folder.hasSuffix("/") ? folder : folder + "/") + configurationName
            if access(String(path), F_OK) == 0 { return String(path) }
            guard folder.utf8.count > 1, let slash = folder.lastIndex(of: "/") else { break }
            folder = slash == folder.startIndex ? "/" : folder[..<slash]
        }
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        let home =
            variable("XDG_CONFIG_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? variable("HOME").map { $0 + "/.config" }
        guard let path = home.map({ $0 + "/hearsay/" + configurationName }) else { return nil }
        return access(path, F_OK) == 0 ? path : nil
    }

    /// Reads a `hearsay.yaml` and the packs that it names by path, which start from its folder.
    private mutating func configure(_ path: String) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            return complain("no-rules", "\(path): cannot be read")
        }
        let source = SourceFile(path: path, bytes: Array(bytes))
        let (configuration, _) = Configuration.read(source)
        tuning.append(source)
        let folder = (path as NSString).deletingLastPathComponent
        for name in configuration.use ?? [] {
            if name.hasPrefix(".") || name.hasPrefix("/") {
                add(name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name)
            } else {
                used = (used ?? []) + [name]
            }
        }
    }

    /// Adds a pack file, or all packs of a folder and those below it, in byte order of their paths.
    private mutating func add(_ path: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return complain("no-rules", "\(path): no such file or folder of rules")
        }
        guard isFolder.boolValue else {
            return (path as NSString).lastPathComponent == Self.configurationName ? configure(path) : read(path)
        }
        let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let packs = below.filter { Self.isPack($0) && !$0.hasSuffix(Self.configurationName) }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        if packs.isEmpty { complain("no-rules", "\(path): a folder without rule packs (*.yaml)") }
        for name in packs { read(path.hasSuffix("/") ? path + name : path + "/" + name) }
    }

    private mutating func read(_ path: String) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            return complain("no-rules", "\(path): cannot be read")
        }
        guard added.insert(path).inserted else { return }
        let folder = (path as NSString).deletingLastPathComponent
        files.append(
            PackFile(source: SourceFile(path: path, bytes: Array(bytes))) { name in
                let companion = folder.isEmpty ? name : folder + "/" + name
                return FileManager.default.contents(atPath: companion).map {
                    SourceFile(path: companion, bytes: Array($0))
                }
            })
    }

    /// The bytes of a file; `nil` where it cannot be read.
    static func contents(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { Array($0) } }

    private mutating func complain(_ code: String, _ message: String) {
        diagnostics.append(Diagnostic(.error, code, message, at: nil))
    }
}
