import Language
import RuleLanguage

/// Packs compiled into one immutable program.
public final class Program: Sendable {
    /// What compiling makes.
    struct Parts: Sendable {
        var packs: [Pack]
        var diagnostics: [Diagnostic]
        var rules: [CompiledRule]
        var steps: [Strata.Step]
        /// By rule: the stratum it runs in; of two nesting marks with the same content the earlier stratum's is outside.
        var level: [Int]
        var types: TypeTable
        var atoms: AtomTable
        var tagSets: FixedArray<TagSet>
        var lexicons: LexiconTable
        var markTests: [CompiledMarkTest]
        /// By number: a set of types that patterns are anchored on.
        var typeSets: [[Int]]
        /// By atom: its number among those that patterns are anchored on; -1 for the others.
        var anchorSlots: [Int32]
        var anchorCount: Int
        /// How many different anchors there are that words and marks will do for.
        var jointAnchors: Int
        /// The kinds of the language layer's marks that some rule asks for.
        var kinds: Set<LanguageMark.Kind>
    }

    let parts: Parts
    public var packs: [Pack] { parts.packs }
    /// What compiling had to say: rules left out because they read their own marks in a circle.
    public var diagnostics: [Diagnostic] { parts.diagnostics }

    let rules: [CompiledRule]
    let steps: [Strata.Step]
    let level: [Int]
    let types: TypeTable
    let atoms: AtomTable
    let tagSets: FixedArray<TagSet>
    let lexicons: LexiconIndex
    let markTests: [CompiledMarkTest]
    /// By mark test: whether it asks for attributes.
    let isTested: FixedArray<Bool>
    let typeSets: [[Int]]
    /// By type: the sets that it is in.
    let setsOfType: FixedLists
    let anchorSlots: [Int32]
    let anchorCount: Int
    let jointAnchors: Int
    let gates: Gates
    /// By rule: whether its marks are for other rules only.
    let isSilent: [Bool]
    /// The rules that count and report it, in order.
    let tallies: [Int]
    /// By type: which of them, as indices into `tallies`, may count its marks.
    let talliesOfType: Deferred<FixedLists>
    let kinds: Set<LanguageMark.Kind>
    /// The same as bits.
    let kindBits: UInt64
    /// Whether of the marks that need no tags some rule asks for others than quotations.
    let asksForMoreThanQuotations: Bool
    private let typeCount: Int
    let orders: Orders
    /// By type: the number of its family (the first segment), and how many dots its name has.
    var families: [Int] { orders.families }
    var depths: [Int] { orders.depths }
    /// By type, and by rule: where its name stands among all in byte order; the same for the same name.
    var typeRanks: [Int] { orders.types }
    var ruleRanks: [Int] { orders.rules }
    /// Whether some rule asks for marks that are made from tags.
    var asksForPhrases: Bool { !kinds.isDisjoint(with: [.np, .clause, .name, .pronoun]) }

    /// The words that rules ask for, where they ask for nothing else of a text than words as they are spelled, its
    /// quotations and the marks of other rules; `nil` where they ask for more. A reader that seeks these (`Reader.init`) will
    /// do for them.
    public var words: [[UInt8]]? { asksForWordsOnly ? atoms.words?.map(\.word) : nil }

    var asksForWordsOnly: Bool { tagSets.count == 0 && !asksForPhrases && !asksForMoreThanQuotations && atoms.areWords }

    /// Compiles packs.
    ///
    /// - Parameters:
    ///   - lexicons: The lexicons that the packs' patterns name, and any others (which cost nothing).
    ///   - silent: Names of packs that run for what others build on their marks, and report nothing themselves.
    public convenience init(_ packs: [Pack], lexicons: [Lexicon], silent: Set<String> = []) {
        let source = packs.flatMap(\.rules)
        var types = TypeTable()
        for case .match(let match) in source.map(\.verb) {
            if let type = match.type { types.add(type) }
        }
        let crossing = Crossing(source, types: types)
        var compiler = PatternCompiler(types: types, crossing: crossing.types, lexicons: lexicons)
        let quiet = packs.flatMap { pack in pack.rules.map { _ in silent.contains(pack.name) } }
        let compiled = zip(source, quiet).compactMap { rule, isSilent in
            compiler.compile(rule, isSilent: isSilent).map { (rule, $0) }
        }
        let strata = Strata(compiled.map(\.0), types: types)
        compiler.finish()
        var anchorSlots = [Int32](repeating: -1, count: compiler.atoms.count)
        for (atom, slot) in compiler.anchorSlots { anchorSlots[Int(atom)] = slot }
        let rules = compiled.map(\.1)
        self.init(
            Parts(
                packs: packs, diagnostics: strata.circles.map { Self.report(circle: $0, of: compiled.map(\.0)) },
                rules: rules, steps: strata.steps, level: strata.level, types: types, atoms: compiler.atoms,
                tagSets: FixedArray(compiler.tags.sets.map(TagSet.init)), lexicons: compiler.lexicons,
                markTests: compiler.markTests,
                typeSets: compiler.typeSets, anchorSlots: anchorSlots, anchorCount: compiler.anchorSlots.count,
                jointAnchors: compiler.joints.count, kinds: Self.kinds(of: rules, tests: compiler.markTests)),
            Orders(types: types, rules: rules, tests: compiler.markTests),
            Gates(rules, slots: compiler.anchorSlots.count))
    }

    init(_ parts: Parts, _ orders: Orders, _ gates: Gates) {
        self.parts = parts
        rules = parts.rules
        steps = parts.steps
        level = parts.level
        types = parts.types
        atoms = parts.atoms
        tagSets = parts.tagSets
        lexicons = parts.lexicons.index
        markTests = parts.markTests
        isTested = FixedArray(parts.markTests.map { !$0.attributes.isEmpty })
        typeSets = parts.typeSets
        var sets = [[Int32]](repeating: [], count: parts.types.names.count)
        for (set, types) in parts.typeSets.enumerated() { for type in types { sets[type].append(Int32(set)) } }
        setsOfType = FixedLists(sets)
        anchorSlots = parts.anchorSlots
        anchorCount = parts.anchorCount
        jointAnchors = parts.jointAnchors
        self.gates = gates
        isSilent = parts.rules.map(\.isSilent)
        tallies = rules.indices.filter { [rules] in rules[$0].isTally && !rules[$0].isSilent }
        let counting = tallies.map { [rules] in rules[$0] }
        talliesOfType = Deferred {
            FixedLists(
                parts.types.names.indices.map { type in
                    counting.indices.filter { counting[$0].tallying?.numbersOfType[type].isEmpty == false }
                        .map(Int32.init)
                })
        }
        kinds = parts.kinds
        kindBits = parts.kinds.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
        asksForMoreThanQuotations = !parts.kinds.isSubset(of: [.quote, .scareQuote, .np, .clause, .name, .pronoun])
        typeCount = types.names.count
        self.orders = orders
    }

    /// Whether a mark test takes a type.
    func takes(_ type: Int, test: Int) -> Bool { orders.taken[test * typeCount + type] }

    /// The types that a mark test takes.
    func types(takenBy test: Int) -> [Int] { types.names.indices.filter { takes($0, test: test) } }

    private static func report(circle: [Int], of rules: [Rule]) -> Diagnostic {
        let names = circle.map { rules[$0].fullName }
        let loop = (names + names.prefix(1)).joined(separator: " → ")
        return Diagnostic(
            .error, "circle",
            "rules that read each other's marks in a circle cannot be put in order: \(loop); "
                + "let one of them make or match another type",
            at: rules[circle[0]].span, rule: names[0])
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
