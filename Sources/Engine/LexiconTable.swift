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

    /// A step from one node of the trie to another.
    private struct Edge {
        /// `nil`: any word.
        var atom: AtomID?
        /// `nil`: any tag.
        var tags: Int?
        var next: Int32
    }

    /// A node of the trie. Its edges with a word are kept by word where they are many.
    private struct Node {
        var isEnd = false
        var edges: [Edge] = []
        var byAtom: [AtomID: [Edge]] = [:]
    }

    private(set) var lexicons: [Lexicon] = []
    private var ids: [LexiconReference: Int] = [:]
    private var nodes: [Node] = []
    private var inEntries: Set<AtomID> = []
    /// More edges than this are looked up by the atoms of a token; fewer are tried one by one.
    private static let fewEdges = 8

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

    /// Whether an entry of several tokens holds the atom.
    func isInEntry(atom: AtomID) -> Bool { inEntries.contains(atom) }

    private mutating func newNode() -> Int32 {
        nodes.append(Node())
        return Int32(nodes.count - 1)
    }

    private mutating func insert(_ specs: [TokenSpec], at root: Int32) {
        var node = root
        for spec in specs {
            if let atom = spec.atom { inEntries.insert(atom) }
            let among = spec.atom.flatMap { nodes[Int(node)].byAtom[$0] } ?? nodes[Int(node)].edges
            if let known = among.first(where: { $0.atom == spec.atom && $0.tags == spec.tags }) {
                node = known.next
            } else {
                let edge = Edge(atom: spec.atom, tags: spec.tags, next: newNode())
                add(edge, to: Int(node))
                node = edge.next
            }
        }
        nodes[Int(node)].isEnd = true
    }

    private mutating func add(_ edge: Edge, to node: Int) {
        if let atom = edge.atom, !nodes[node].byAtom.isEmpty {
            nodes[node].byAtom[atom, default: []].append(edge)
            return
        }
        nodes[node].edges.append(edge)
        let worded = nodes[node].edges.filter { $0.atom != nil }
        guard worded.count > Self.fewEdges else { return }
        for edge in worded {
            if let atom = edge.atom { nodes[node].byAtom[atom, default: []].append(edge) }
        }
        nodes[node].edges.removeAll { $0.atom != nil }
    }

    /// Adds the ends (token indices) of the entries of a lexicon that start at a token: shortest first, no repeats.
    func addEnds(
        of lexicon: Int, at start: Int, limit: Int, tags: Int?, in text: MatchText, to found: inout [Int32]
    ) {
        guard start < limit, tags.map({ text.hasTag(start, in: $0) }) ?? true else { return }
        let single = lexicons[lexicon].single
        if text.has(start, single) { found.append(Int32(start + 1)) }
        guard let root = lexicons[lexicon].root, lexicons[lexicon].opening.map({ text.has(start, $0) }) ?? true
        else { return }
        let first = found.count
        walk(from: root, at: start, limit: limit, in: text, into: &found)
        guard found.count > first, found.count > 1 else { return }
        found.sort()
        var last: Int32 = -1
        found.removeAll { end in
            defer { last = end }
            return end == last
        }
    }

    private func walk(
        from node: Int32, at: Int, limit: Int, in text: MatchText, into found: inout [Int32]
    ) {
        let node = nodes[Int(node)]
        if node.isEnd { found.append(Int32(at)) }
        guard at < limit else { return }
        func follow(_ edge: Edge) {
            guard edge.tags.map({ text.hasTag(at, in: $0) }) ?? true else { return }
            walk(from: edge.next, at: at + 1, limit: limit, in: text, into: &found)
        }
        for edge in node.edges where edge.atom.map({ text.has(at, $0) }) ?? true { follow(edge) }
        guard !node.byAtom.isEmpty else { return }
        for atom in text.entryAtoms(at) {
            for edge in node.byAtom[atom] ?? [] { follow(edge) }
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
