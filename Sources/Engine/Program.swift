import Language
import RuleLanguage

/// Packs compiled into one immutable program.
public final class Program: Sendable {
    public let packs: [Pack]
    /// What compiling had to say: rules left out because they read their own marks in a circle.
    public let diagnostics: [Diagnostic]

    let rules: [CompiledRule]
    let steps: [Strata.Step]
    /// By rule: the stratum it runs in; of two nesting marks with the same content the earlier stratum's is outside.
    let level: [Int]
    let types: TypeTable
    let atoms: AtomTable
    let tagSets: [TagSet]
    let lexicons: LexiconTable
    let markTests: [CompiledMarkTest]
    /// By number: a set of types that patterns are anchored on.
    let typeSets: [[Int]]
    /// By atom: its number among those that patterns are anchored on; -1 for the others.
    let anchorSlots: [Int32]
    let anchorCount: Int
    /// The kinds of the language layer's marks that some rule asks for.
    let kinds: Set<LanguageMark.Kind>
    /// Whether some rule asks for marks that are made from tags.
    var asksForPhrases: Bool { !kinds.isDisjoint(with: [.np, .clause, .name, .pronoun]) }

    /// Compiles packs.
    ///
    /// - Parameters:
    ///   - lexicons: The lexicons that the packs' patterns name, and any others (which cost nothing).
    ///   - silent: Names of packs that run for what others build on their marks, and report nothing themselves.
    public init(_ packs: [Pack], lexicons: [Lexicon], silent: Set<String> = []) {
        self.packs = packs
        let source = packs.flatMap(\.rules)
        var types = TypeTable()
        for case .match(let match) in source.map(\.verb) {
            if let type = match.type { types.add(type) }
        }
        let crossing = Crossing(source, types: types)
        var compiler = PatternCompiler(types: types, crossing: crossing.types, lexicons: lexicons)
        let quiet = packs.flatMap { pack in pack.rules.map { _ in silent.contains(pack.name) } }
        let compiled = zip(source, quiet).compactMap { compiler.compile($0, isSilent: $1) }
        let strata = Strata(compiled.map(\.rule), types: types)
        rules = compiled
        steps = strata.steps
        level = strata.level
        self.types = types
        atoms = compiler.atoms
        tagSets = compiler.tags.sets.map(TagSet.init)
        self.lexicons = compiler.lexicons
        markTests = compiler.markTests
        diagnostics = strata.circles.map { Self.report(circle: $0, of: compiled) }
        typeSets = compiler.typeSets
        anchorCount = compiler.anchorSlots.count
        anchorSlots = compiler.anchorSlots.reduce(into: Array(repeating: -1, count: compiler.atoms.count)) {
            $0[Int($1.key)] = $1.value
        }
        kinds = Self.kinds(of: compiled, tests: compiler.markTests)
    }

    private static func report(circle: [Int], of rules: [CompiledRule]) -> Diagnostic {
        let names = circle.map { rules[$0].rule.fullName }
        let loop = (names + names.prefix(1)).joined(separator: " → ")
        return Diagnostic(
            .error, "circle",
            "rules that read each other's marks in a circle cannot be put in order: \(loop); "
                + "let one of them make or match another type",
            at: rules[circle[0]].rule.span, rule: names[0])
    }

    /// Quotations are always wanted: voice and `quoted` stand on them.
    private static func kinds(of rules: [CompiledRule], tests: [CompiledMarkTest]) -> Set<LanguageMark.Kind> {
        var kinds: Set<LanguageMark.Kind> = [.quote]
        for kind in LanguageMark.Kind.allCases where tests.contains(where: { $0.types.contains(Int(kind.rawValue)) }) {
            kinds.insert(kind)
        }
        for rule in rules {
            for (_, unit) in rule.matching?.extend ?? [] where unit == .clause { kinds.insert(.clause) }
            if rule.matching?.match.reach?.stop == .clause { kinds.insert(.clause) }
        }
        return kinds
    }
}
