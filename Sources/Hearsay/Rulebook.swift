import Engine
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
}

/// The rules of a run: packs read, checked and compiled, with what there is to say about them.
public struct Rulebook: Sendable {
    /// The packs that run, and those they use, in the order of their names.
    public let library: Library
    public let program: Program
    /// Of reading, selecting and compiling.
    public let diagnostics: [Diagnostic]

    public var analyzer: Analyzer { Analyzer(program: program) }
    public var rules: [Rule] { program.packs.flatMap(\.rules) }
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Never fails: what cannot be read or compiled is left out and named in `diagnostics`.
    public static func load(_ selection: RuleSelection = RuleSelection()) -> Rulebook {
        let library = Library(packs: [], diagnostics: [])
        return Rulebook(library: library, program: Program([]), diagnostics: [])
    }
}
