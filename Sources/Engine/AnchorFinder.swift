import RuleLanguage

/// Finds what a pattern cannot do without; of alternatives, what is rarest in each.
struct AnchorFinder {
    let compiler: PatternCompiler

    /// Words or marks of which one must be there, and how far from the start of the part that needs them.
    struct Need {
        /// A token that satisfies one of these is there, or a mark of one of these types starts there.
        var atoms: Set<AtomID>
        var types: Set<Int>
        /// Tokens from the start to it, within one sentence; no upper bound: `nil`.
        var least: Int
        var most: Int?
        /// A quotation may lead from the start's sentence to its own.
        var isChained = false
        /// What every token between the start and it is part of.
        var bridge = Cover()
        /// Expected hits in a thousand tokens.
        var cost: Double
    }

    /// How a part of a pattern may leave the sentence that it starts in.
    private enum Crossing: Comparable {
        case none
        /// By whole quotations only.
        case quotes
        /// So that what follows has no distance to what stands before.
        case any
    }

    /// What the tokens that a part of a pattern takes can be.
    struct Cover {
        /// A token satisfies one of these, or lies in a mark of one of these types.
        var atoms: Set<AtomID> = []
        var types: Set<Int> = []
        /// Anything can stand there.
        var isOpen = false

        static let open = Cover(isOpen: true)

        mutating func formUnion(_ other: Cover) {
            isOpen = isOpen || other.isOpen
            atoms = isOpen ? [] : atoms.union(other.atoms)
            types = isOpen ? [] : types.union(other.types)
        }
    }

    /// A part of a pattern: how many tokens it takes, what these can be and what it must hold.
    private struct Part {
        var least: Int
        var most: Int?
        var cover: Cover
        var anchors: [Need]
        var crosses = Crossing.none
    }

    /// What a pattern cannot do without: words in the sentence that it starts in, and marks.
    func needs(of root: Pattern.Node) -> [Need] { part(root).anchors }

    private func cheapest(_ anchors: [Need]) -> Need? {
        // A wide window costs as many attempts as it has tokens.
        anchors.min { price($0) < price($1) }
    }

    private func price(_ anchor: Need) -> Double {
        anchor.cost * Double(1 + min((anchor.most ?? 30) - anchor.least, 30))
    }

    private func part(_ node: Pattern.Node) -> Part {
        switch node.kind {
        case .token(let test): return token(test)
        case .lexicon(let reference, _): return lexicon(reference)
        case .mark(let test):
            let types = compiler.types.subtypes(of: test.type)
            return Part(
                least: 1, most: nil, cover: Cover(types: types),
                anchors: [Need(atoms: [], types: types, least: 0, most: 0, cost: 10)], crosses: crossing(of: types))
        case .any, .not: return Part(least: 1, most: 1, cover: .open, anchors: [])
        case .gap(let least, let most, let quotes):
            return Part(
                least: least, most: quotes ? nil : most, cover: .open, anchors: [], crosses: quotes ? .quotes : .none)
        case .sentenceStart: return Part(least: 0, most: 0, cover: Cover(), anchors: [])
        // What follows can only be the next sentence.
        case .sentenceEnd: return Part(least: 0, most: 0, cover: Cover(), anchors: [], crosses: .any)
        case .sequence(let nodes): return sequence(nodes.map(part))
        case .alternatives(let nodes): return alternatives(nodes.map(part))
        case .repeated(let inner, let least, let most):
            let one = part(inner)
            let longest = most.flatMap { times in one.most.map { $0 * times } }
            return Part(
                least: one.least * least, most: longest, cover: one.cover, anchors: least > 0 ? one.anchors : [],
                crosses: one.crosses)
        case .capture(_, let inner): return part(inner)
        }
    }

    /// How marks of these types may leave their sentence.
    private func crossing(of types: Set<Int>) -> Crossing {
        let crossing = types.intersection(compiler.crossing)
        if crossing.isEmpty { return .none }
        let quotes = Set([.quote, .scareQuote].map { compiler.types.id(of: $0) })
        return crossing.isSubset(of: quotes) ? .quotes : .any
    }

    private func token(_ test: TokenTest) -> Part {
        guard let word = test.word, let atom = compiler.atoms.known(word) else {
            return Part(least: 1, most: 1, cover: .open, anchors: [])
        }
        return Part(
            least: 1, most: 1, cover: Cover(atoms: [atom]),
            anchors: [Need(atoms: [atom], types: [], least: 0, most: 0, cost: Frequency.expected(word))])
    }

    private func lexicon(_ reference: LexiconReference) -> Part {
        guard let id = compiler.lexicons.id(of: reference) else {
            return Part(least: 1, most: 1, cover: .open, anchors: [])
        }
        let lexicon = compiler.lexicons.lexicons[id]
        let cover = lexicon.words.map { Cover(atoms: $0) } ?? .open
        var part = Part(least: lexicon.shortest, most: max(1, lexicon.longest), cover: cover, anchors: [])
        guard let first = lexicon.first else { return part }
        let cost = min(40, 0.5 * Double(max(1, first.count)))
        part.anchors = [Need(atoms: first, types: [], least: 0, most: 0, cost: cost)]
        return part
    }

    private func sequence(_ parts: [Part]) -> Part {
        var all = Part(least: 0, most: 0, cover: Cover(), anchors: [])
        for part in parts {
            if all.crosses < .any {
                for anchor in part.anchors {
                    let most = all.most.flatMap { before in anchor.most.map { before + $0 } }
                    var moved = anchor
                    moved.least += all.least
                    moved.most = all.crosses == .quotes ? nil : most
                    moved.isChained = moved.isChained || all.crosses == .quotes
                    moved.bridge.formUnion(all.cover)
                    all.anchors.append(moved)
                }
            }
            all.least += part.least
            all.most = all.most.flatMap { before in part.most.map { before + $0 } }
            all.crosses = max(all.crosses, part.crosses)
            all.cover.formUnion(part.cover)
        }
        return all
    }

    private func alternatives(_ parts: [Part]) -> Part {
        var all = Part(least: parts.map(\.least).min() ?? 0, most: 0, cover: Cover(), anchors: [])
        for part in parts { all.cover.formUnion(part.cover) }
        all.most = parts.reduce(0) { longest, part in longest.flatMap { a in part.most.map { max(a, $0) } } }
        all.crosses = parts.map(\.crosses).max() ?? .none
        var union: Need?
        for part in parts {
            guard let anchor = cheapest(part.anchors) else { return all }
            guard let sofar = union else {
                union = anchor
                continue
            }
            var both = Need(
                atoms: sofar.atoms.union(anchor.atoms), types: sofar.types.union(anchor.types),
                least: min(sofar.least, anchor.least),
                most: sofar.most.flatMap { a in anchor.most.map { max(a, $0) } },
                isChained: sofar.isChained || anchor.isChained, bridge: sofar.bridge, cost: sofar.cost + anchor.cost)
            both.bridge.formUnion(anchor.bridge)
            union = both
        }
        if let union { all.anchors = [union] }
        return all
    }
}

/// How often a word test is expected to hold, in a thousand tokens: short words are common ones (Zipf's law of
/// abbreviation), a capitalised word is rarer than a lower-case one, a part of a word matches more than a whole.
enum Frequency {
    static func expected(_ test: WordTest) -> Double {
        switch test {
        case .literal(let word): return byLength(word)
        case .exact(let word): return word.first.map { 0x41...0x5A ~= $0 } == true ? 0.3 : byLength(word)
        case .lemma(let word): return 3 * byLength(word)
        case .prefix(let part): return max(1, 2 * byLength(part))
        case .suffix(let part): return max(2, 3 * byLength(part))
        case .regex: return 60
        }
    }

    private static func byLength(_ word: [UInt8]) -> Double {
        switch word.count {
        case ...1: return 50
        case 2: return 20
        case 3: return 9
        case 4: return 3
        case 5: return 1.2
        case 6: return 0.6
        default: return 0.2
        }
    }
}
