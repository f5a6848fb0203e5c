import Engine
import RuleLanguage

/// The rules of a run: packs read, checked and compiled, with what there is to say about them.
public struct Rulebook: Sendable {
    /// All packs that were read, selected or not.
    public let library: Library
    public let program: Program
    /// Of reading, selecting and compiling.
    public let diagnostics: [Diagnostic]

    public var analyzer: Analyzer { Analyzer(program: program) }
    /// The rules that run.
    public var rules: [Rule] { program.packs.flatMap(\.rules) }
    /// How many rules run.
    public var ruleCount: Int { program.packs.reduce(0) { $0 + $1.ruleCount } }
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Never fails: what cannot be read or compiled is left out and named in `diagnostics`.
    ///
    /// - Parameter cache: Where compiled rules are looked up first and kept.
    public static func load(_ selection: RuleSelection = RuleSelection(), cache: RuleCache? = nil) -> Rulebook {
        let sources = RuleSources(selection)
        if let kept = cache?.rulebook(selection, sources) { return kept }
        let rulebook = load(sources, selection)
        cache?.keep(rulebook, selection, sources)
        return rulebook
    }

    /// Reads and compiles the given pack files, all that are on by default.
    public static func load(files: [PackFile]) -> Rulebook {
        load(RuleSources(files: files), RuleSelection(useCore: false, useConfig: false))
    }

    private static func load(_ sources: RuleSources, _ selection: RuleSelection) -> Rulebook {
        var sources = sources
        let library = Library.read(sources.files, tuning: sources.tuning).silencingExceptions()
        var selection = selection
        selection.packs = selection.packs ?? sources.used
        let selected = selection.choose(from: library, added: sources.added, log: &sources.diagnostics)
        let running = RuleSelection.withUsed(selected, in: library)
        let names = Set(selected.map(\.name))
        let program = Program(
            running, lexicons: library.packs.flatMap(\.lexicons),
            silent: Set(running.map(\.name)).subtracting(names))
        return Rulebook(
            library: library, program: program,
            diagnostics: sources.diagnostics + library.diagnostics + program.diagnostics)
    }
}

extension Library {
    /// The library with its exceptions written into the rules they silence, as further `unless` patterns.
    fileprivate func silencingExceptions() -> Library {
        guard !exceptions.isEmpty else { return self }
        var library = self
        for exception in exceptions {
            for pack in library.packs.indices {
                for rule in library.packs[pack].rules.indices {
                    guard exception.rules.contains(library.packs[pack].rules[rule].fullName),
                        case .match(var match) = library.packs[pack].rules[rule].verb
                    else { continue }
                    match.unless += exception.patterns
                    library.packs[pack].rules[rule].verb = .match(match)
                }
            }
        }
        return library
    }
}
