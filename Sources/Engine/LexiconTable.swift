import Language
import RuleLanguage

/// What one token must be, with words and tags as numbers.
struct TokenSpec: Hashable, Sendable {
    /// `nil`: any form.
    var atom: AtomID?
    /// Index into the program's tag sets; `nil`: any tag.
    var tags: Int?
}

/// All lexicons of a program: words that stand alone as atoms, entries of several tokens in one trie.
struct LexiconTable: Sendable {
    struct Lexicon: Sendable {
        /// Satisfied by a form that alone is an entry.
        var single: AtomID
        /// The trie's node for entries of several tokens, or of one with a tag; `nil` where there are none.
        var root: Int32?
        /// Satisfied by a form that an entry in the trie can begin with; `nil` where it need not be.
        var opening: AtomID?
        /// The atoms that an entry can begin with; `nil` where one begins with any word (a tag alone).
        var first: Set<AtomID>?
        var shortest: Int
        var longest: Int
    }

    private struct Edge: Hashable {
        var node: Int32
        var atom: AtomID
    }

    private(set) var lexicons: [Lexicon] = []
    private var ids: [LexiconReference: Int] = [:]
    /// By node and word: the tag sets asked for and where they lead.
    private var edges: [Edge: [(tags: Int?, next: Int32)]] = [:]
    /// By node: edges that ask for a tag only.
    private var tagEdges: [Int32: [(tags: Int, next: Int32)]] = [:]
    private var ends: [Bool] = []

    func id(of reference: LexiconReference) -> Int? { ids[reference] }

    mutating func add(_ lexicon: RuleLanguage.Lexicon, atoms: inout AtomTable, tags: inout TagSets) {
        let single = atoms.newAtom()
        var made = Lexicon(single: single, root: nil, first: [single], shortest: Int.max, longest: 0)
        for entry in lexicon.entries where !entry.tokens.isEmpty {
            let specs = entry.tokens.compactMap { tags.spec(for: $0, atoms: &atoms) }
            guard specs.count == entry.tokens.count else { continue }
            made.shortest = min(made.shortest, specs.count)
            made.longest = max(made.longest, specs.count)
            if specs.count == 1, specs[0].tags == nil, let atom = specs[0].atom {
                atoms.imply(single, from: atom)
                continue
            }
            if let atom = specs[0].atom { made.first?.insert(atom) } else { made.first = nil }
            if made.root == nil { made.root = newNode() }
            insert(specs, at: made.root ?? 0)
        }
        if made.longest == 0 { made.shortest = 1 }
        if let first = made.first, first.count > 1 { made.opening = atoms.anyOf(first.subtracting([single])) }
        ids[lexicon.reference] = lexicons.count
        lexicons.append(made)
    }

    private mutating func newNode() -> Int32 {
        ends.append(false)
        return Int32(ends.count - 1)
    }

    private mutating func insert(_ specs: [TokenSpec], at root: Int32) {
        var node = root
        for spec in specs {
            if let atom = spec.atom {
                let key = Edge(node: node, atom: atom)
                if let known = edges[key]?.first(where: { $0.tags == spec.tags }) {
                    node = known.next
                } else {
                    let next = newNode()
                    edges[key, default: []].append((spec.tags, next))
                    node = next
                }
            } else if let tags = spec.tags {
                if let known = tagEdges[node]?.first(where: { $0.tags == tags }) {
                    node = known.next
                } else {
                    let next = newNode()
                    tagEdges[node, default: []].append((tags, next))
                    node = next
                }
            }
        }
        ends[Int(node)] = true
    }

    /// The ends (token indices) of the entries of a lexicon that start at a token, longest first, without repeats.
    func ends(of lexicon: Int, at start: Int, limit: Int, tags: Int?, in text: MatchText) -> [Int] {
        let lexicon = lexicons[lexicon]
        guard start < limit, tags.map({ text.hasTag(start, in: $0) }) ?? true else { return [] }
        var found: [Int] = []
        if let root = lexicon.root, lexicon.opening.map({ text.has(start, $0) }) ?? true {
            walk(from: root, at: start, limit: limit, in: text, into: &found)
        }
        if text.has(start, lexicon.single) { found.append(start + 1) }
        guard found.count > 1 else { return found }
        found.sort(by: >)
        var unique: [Int] = []
        for end in found where unique.last != end { unique.append(end) }
        return unique
    }

    private func walk(
        from root: Int32, at start: Int, limit: Int, in text: MatchText, into found: inout [Int]
    ) {
        var open: [(node: Int32, at: Int)] = [(root, start)]
        while let (node, at) = open.popLast() {
            if ends[Int(node)] { found.append(at) }
            guard at < limit else { continue }
            text.forEachAtom(at) { atom in
                for edge in edges[Edge(node: node, atom: atom)] ?? []
                where edge.tags.map({ text.hasTag(at, in: $0) }) ?? true {
                    open.append((edge.next, at + 1))
                }
            }
            for edge in tagEdges[node] ?? [] where text.hasTag(at, in: edge.tags) {
                open.append((edge.next, at + 1))
            }
        }
    }
}

/// The distinct sets of tags that patterns ask for.
struct TagSets: Sendable {
    private(set) var sets: [Set<UInt8>] = []
    private var ids: [TagTest: Int] = [:]

    mutating func id(of test: TagTest) -> Int {
        if let known = ids[test] { return known }
        ids[test] = sets.count
        sets.append(Tag.numbers(for: test))
        return sets.count - 1
    }

    /// A token test as numbers; `nil` where its regular expression does not compile.
    mutating func spec(for test: TokenTest, atoms: inout AtomTable) -> TokenSpec? {
        var atom: AtomID?
        if let word = test.word {
            guard let id = atoms.atom(for: word) else { return nil }
            atom = id
        }
        return TokenSpec(atom: atom, tags: test.tag.map { id(of: $0) })
    }
}
