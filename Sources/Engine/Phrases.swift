import RuleLanguage

/// A program whose rules look for phrases and ask for nothing else: what `PhraseMatcher` needs to find them by the rarest
/// word of each.
struct Phrases: Sendable {
    /// A phrase: what its words must satisfy, one atom each.
    struct Phrase: BitwiseCopyable {
        var rule: Int32
        /// The number of the pattern that it belongs to, among the rule's.
        var pattern: Int32
        /// Where its atoms are, as indices into `atoms`.
        var first: Int32
        var count: Int32
        /// Which of its words is looked for first, the others being compared where that is found.
        var anchor: Int32
    }

    /// What a rule makes of a phrase that was found.
    struct Rule: Sendable {
        var type: Int
        var attributes: [(name: String, value: Value)]
        /// `nil` for a rule that does not flag.
        var flag: Flag?
        /// Whether the flag's message is what matched and no more.
        var saysMatch = false
    }

    let phrases: FixedArray<Phrase>
    /// Of all phrases, one after the other: what their words must satisfy, and how many bytes those have.
    let atoms: FixedArray<AtomID>
    let lengths: FixedArray<Int32>
    /// By rule of the program.
    private(set) var rules: [Rule] = []
    /// By atom that phrases are looked for by: their numbers.
    private(set) var byAnchor: [AtomID: [Int32]] = [:]
    /// The words of those atoms.
    private(set) var words: [[UInt8]] = []

    /// `nil` where a rule asks for anything but phrases, where they stand, and flags they give without a condition.
    init?(_ program: Program) {
        guard program.asksForWordsOnly, program.tallies.isEmpty, program.typeSets.isEmpty, program.markTests.isEmpty
        else { return nil }
        for rule in program.rules {
            guard let matching = rule.matching, let made = Self.rule(rule, matching) else { return nil }
            rules.append(made)
        }
        guard let known = program.atoms.words else { return nil }
        let spelling = Dictionary(known.map { ($1, $0) }) { first, _ in first }
        let bits = program.atoms.bits
        let atomsOfBits = Dictionary(known.map { (bits[Int($0.atom)], $0.atom) }) { first, _ in first }
        // By atom that follows from words: those words.
        var following: [AtomID: [AtomID]] = [:]
        for (_, word) in known {
            for atom in program.atoms.consequences(of: word) {
                following[AtomID(bitPattern: atom), default: []].append(word)
            }
        }
        var (phrases, all): ([Phrase], [AtomID]) = ([], [])
        for (index, rule) in program.rules.enumerated() {
            for (number, pattern) in (rule.matching?.patterns ?? []).enumerated() {
                guard let entries = Self.entries(of: pattern, in: program, following, atomsOfBits) else { return nil }
                for atoms in entries {
                    guard atoms.allSatisfy({ spelling[$0] != nil }) else { return nil }
                    let costs = atoms.map { Frequency.expected(.literal(spelling[$0] ?? [])) }
                    let anchor = costs.indices.min { costs[$0] < costs[$1] } ?? 0
                    byAnchor[atoms[anchor], default: []].append(Int32(phrases.count))
                    phrases.append(
                        Phrase(
                            rule: Int32(index), pattern: Int32(number), first: Int32(all.count),
                            count: Int32(atoms.count), anchor: Int32(anchor)))
                    all += atoms
                }
            }
        }
        self.phrases = FixedArray(phrases)
        atoms = FixedArray(all)
        lengths = FixedArray(all.map { Int32(spelling[$0]?.count ?? 0) })
        words = byAnchor.keys.sorted().compactMap { spelling[$0] }
    }

    /// `nil` for a rule that asks for more than where its phrases stand.
    private static func rule(_ rule: CompiledRule, _ matching: CompiledRule.Matching) -> Rule? {
        let rest = matching.rest.value
        guard matching.patterns.allSatisfy(isPhrase), !rule.isSilent, let type = matching.type,
            matching.captures.isEmpty, matching.span == nil,
            matching.nest == nil, matching.extend.isEmpty, rest.unless.isEmpty, rest.until.isEmpty, !rest.reaches,
            rest.early.isEmpty, rest.late.isEmpty, rest.match.condition == nil,
            rule.flags.allSatisfy({ $0.condition == nil && $0.message.asksForMatchAlone })
        else { return nil }
        let attributes = zip(rest.match.attributes, rest.constants).compactMap { attribute, value in
            value.map { (attribute.name, $0) }
        }
        var made = Rule(type: type, attributes: attributes, flag: rule.flags.first)
        if let pieces = made.flag?.message.pieces, pieces.count == 1, case .value = pieces[0] { made.saysMatch = true }
        return made
    }

    /// Whether a pattern is a lexicon and nothing else, or words in a row.
    private static func isPhrase(_ pattern: CompiledPattern) -> Bool {
        pattern.entry != nil
            || pattern.code.elements.dropLast().allSatisfy { if case .token = $0 { true } else { false } }
    }

    /// The phrases of a pattern: a lexicon's or its own words; `nil` where it asks for something else.
    private static func entries(
        of pattern: CompiledPattern, in program: Program, _ following: [AtomID: [AtomID]],
        _ atomsOfBits: [Int32: AtomID]
    ) -> [[AtomID]]? {
        if let entry = pattern.entry {
            guard entry.tags == nil else { return nil }
            return program.parts.lexicons.entries(of: Int(entry.lexicon)) { following[$0] ?? [] }
        }
        var atoms: [AtomID] = []
        for instruction in pattern.code.elements.dropLast() {
            guard case .token(let spec, _) = instruction, spec.tags == nil,
                let atom = spec.atom.flatMap({ atomsOfBits[Int32(bitPattern: $0)] })
            else { return nil }
            atoms.append(atom)
        }
        guard case .match? = pattern.code.elements.last, !atoms.isEmpty else { return nil }
        return [atoms]
    }
}

extension Message {
    /// Whether no other place than `{match}` is to be filled in.
    fileprivate var asksForMatchAlone: Bool {
        pieces.allSatisfy { piece in
            switch piece {
            case .text: true
            case .value(let path, _, _): path == ["match"]
            }
        }
    }
}
