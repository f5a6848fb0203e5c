import RuleLanguage

/// Which rules to run, as the command line says it.
public struct RuleSelection: Sendable {
    /// `--packs`: names, core ones with or without `core/`; `nil` for those that are on by default.
    public var packs: [String]?
    /// `--rules`: pack files, folders of packs, or `hearsay.yaml` files.
    public var paths: [String]
    /// `--no-core` makes this false: only what `paths` adds.
    public var useCore: Bool
    /// `--no-config` makes this false: no `hearsay.yaml` is looked for.
    public var useConfig: Bool

    public init(packs: [String]? = nil, paths: [String] = [], useCore: Bool = true, useConfig: Bool = true) {
        self.packs = packs
        self.paths = paths
        self.useCore = useCore
        self.useConfig = useConfig
    }

    /// What the files hold that these rules are read from, by path: packs, their word lists and `hearsay.yaml`. Built-in
    /// packs are no files.
    ///
    /// - Parameter library: The packs as they were last read, for their word lists.
    public func files(of library: Library) -> [String: [UInt8]] {
        let sources = RuleSources(self)
        var files: [String: [UInt8]] = [:]
        for file in sources.files where sources.added.contains(file.source.path) {
            files[file.source.path] = file.source.bytes
        }
        for file in sources.tuning { files[file.path] = file.bytes }
        for pack in library.packs where sources.added.contains(pack.source.path) {
            for list in pack.files { files[list.path] = RuleSources.contents(list.path) ?? [] }
        }
        return files
    }

    /// The packs that report: those named, or those on by default; and always those added by path that are not off.
    /// Experimental rules run only where their full name is asked for.
    func choose(from library: Library, added: Set<String>, log: inout [Diagnostic]) -> [Pack] {
        var rules = Set<String>()
        var names = Set(
            library.packs.filter { $0.isOn && (packs == nil || added.contains($0.source.path)) }.map(\.name))
        for wanted in packs ?? [] {
            let parts = wanted.split(separator: ":", maxSplits: 1).map(String.init)
            guard let first = parts.first else { continue }
            guard let pack = library.packs.first(where: { $0.name == first || $0.name == "core/" + first }) else {
                log.append(Self.unknown(wanted, library))
                continue
            }
            names.insert(pack.name)
            if parts.count == 2 { rules.insert(pack.name + ":" + parts[1]) }
        }
        return library.packs.filter { names.contains($0.name) }.map { pack in
            var pack = pack
            pack.rules.removeAll { $0.status == .experimental && !rules.contains($0.fullName) }
            return pack
        }
    }

    private static func unknown(_ name: String, _ library: Library) -> Diagnostic {
        let known = library.packs.map(\.name).joined(separator: ", ")
        return Diagnostic(
            .error, "unknown-pack", "no pack \(name); there are \(known.isEmpty ? "none" : known)", at: nil)
    }

    /// Packs with those that they use, and those in turn, in the library's order.
    static func withUsed(_ packs: [Pack], in library: Library) -> [Pack] {
        var chosen = Dictionary(packs.map { ($0.name, $0) }) { first, _ in first }
        var open = packs
        while let pack = open.popLast() {
            for name in pack.uses where chosen[name] == nil {
                guard let used = library.packs.first(where: { $0.name == name }) else { continue }
                chosen[name] = used
                open.append(used)
            }
        }
        return library.packs.compactMap { chosen[$0.name] }
    }
}
