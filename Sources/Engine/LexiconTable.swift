import Language
import RuleLanguage

/// What one token must be, with words and tags as numbers. In a compiled pattern the atom is the number of its bit.
struct TokenSpec: Hashable, Sendable, BitwiseCopyable {
    // -1 for any: an optional would take as much again.
    private let word: Int32
    private let tagSet: Int32

    init(atom: AtomID?, tags: Int?) {
        word = atom.map { Int32(bitPattern: $0) } ?? -1
        tagSet = tags.map { Int32($0) } ?? -1
    }

    /// The same with the bit's number in the place of the atom's.
    func asking(_ bits: (AtomID) -> Int32) -> TokenSpec {
        TokenSpec(atom: atom.map { AtomID(bitPattern: bits($0)) }, tags: tags)
    }

    /// `nil`: any form.
    var atom: AtomID? { word < 0 ? nil : AtomID(bitPattern: word) }
    /// Index into the program's tag sets; `nil`: any tag.
    var tags: Int? { tagSet < 0 ? nil : Int(tagSet) }
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
        /// The numbers of these atoms' bits; -1 for an opening that need not be.
        var singleBit: Int32 = -1
        var openingBit: Int32 = -1
        /// While patterns are compiled: the atoms that an entry can begin with; `nil` where one begins with any word (a
        /// tag alone).
        var first: Set<AtomID>?
        /// While patterns are compiled: the atoms of which every token of an entry satisfies one; `nil` where one has a
        /// token that may be any word.
        var words: Set<AtomID>?
        var shortest: Int
        var longest: Int
    }

    private(set) var lexicons: [Lexicon] = []
    private var ids: [LexiconReference: Int] = [:]
    private var draft = TrieDraft()
    private var trie = Trie([])
    /// By atom: whether an entry of several tokens holds it.
    private var inEntries: [Bool] = []

    func id(of reference: LexiconReference) -> Int? { ids[reference] }

    mutating func add(_ lexicon: RuleLanguage.Lexicon, atoms: inout AtomTable, tags: inout TagSets) {
        let single = atoms.newAtom()
        var made = Lexicon(single: single, root: nil, first: [single], words: [single], shortest: Int.max, longest: 0)
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
            if specs.allSatisfy({ $0.atom != nil }) {
                made.words?.formUnion(specs.compactMap(\.atom))
            } else {
                made.words = nil
            }
            if made.root == nil { made.root = draft.newNode() }
            draft.insert(specs, at: made.root ?? 0)
            for atom in specs.compactMap(\.atom) { note(inEntry: atom) }
        }
        if made.longest == 0 { made.shortest = 1 }
        if let first = made.first, first.count > 1 { made.opening = atoms.anyOf(first.subtracting([single])) }
        ids[lexicon.reference] = lexicons.count
        lexicons.append(made)
    }

    private mutating func note(inEntry atom: AtomID) {
        let missing = Int(atom) + 1 - inEntries.count
        if missing > 0 { inEntries += repeatElement(false, count: missing) }
        inEntries[Int(atom)] = true
    }

    /// Whether an entry of several tokens holds the atom.
    func isInEntry(atom: AtomID) -> Bool { Int(atom) < inEntries.count && inEntries[Int(atom)] }

    /// Call when all lexicons are added, before any is looked up.
    mutating func finish(_ atoms: inout AtomTable) {
        for index in lexicons.indices {
            lexicons[index].singleBit = atoms.bit(of: lexicons[index].single)
            lexicons[index].openingBit = lexicons[index].opening.map { atoms.bit(of: $0) } ?? -1
        }
        trie = Trie(draft.nodes)
        draft = TrieDraft()
    }

    /// The entries of a lexicon as the atoms of their words, where words are all they ask for.
    ///
    /// - Parameter following: The words from which an atom follows.
    /// - Returns: `nil` where an entry asks for any word or for a tag.
    func entries(of number: Int, following: (AtomID) -> [AtomID]) -> [[AtomID]]? {
        let words = following(lexicons[number].single).map { [$0] }
        guard let root = lexicons[number].root else { return words }
        return trie.entries(below: root).map { words + $0 }
    }

    /// What the matcher asks, once all are added.
    var index: LexiconIndex { LexiconIndex(lexicons, trie) }
}

extension LexiconTable: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(lexicons)
        writer.write(trie)
        writer.write(flat: inEntries)
    }

    /// Of no use for compiling further patterns.
    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        lexicons = try reader.read()
        trie = try reader.read()
        inEntries = try reader.flat()
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
