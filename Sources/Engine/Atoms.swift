import Language
import RuleLanguage

/// A test on one word form, numbered within a program.
typealias AtomID = UInt32

/// Every distinct word test of a program, and for each lexicon the question whether a form alone is an entry of it.
///
/// What a form satisfies is worked out once per distinct form (`FormTable`), never per token.
struct AtomTable: Sendable {
    private(set) var count = 0
    private var literals = WordTable()
    private var exacts = WordTable()
    private var lemmas = WordTable()
    private var prefixes = Affixes()
    private var suffixes = Affixes()
    /// The sources of regular expressions, and what stands for them when words are asked.
    private var expressions: [(source: String, atom: AtomID)] = []
    private var set = RegexSet([])
    private var consequences = Consequences()
    /// By atom: the number of its bit in the rows of forms; -1 for one that the matcher never asks for, since it only leads to
    /// others: most of them, so that rows stay small.
    private(set) var bits: [Int32] = []
    private(set) var bitCount = 0
    /// While patterns are compiled: what follows from an atom.
    private var implied: [AtomID: [AtomID]] = [:]
    private var unions: [Set<AtomID>: AtomID] = [:]

    init() {}

    /// The atom of a word test, made where it is new. `nil` where a regular expression does not compile.
    mutating func atom(for test: WordTest) -> AtomID? {
        if let known = known(test) { return known }
        if case .regex(let source) = test {
            guard Regex(source).isValid else { return nil }
            let id = newAtom()
            expressions.append((source, id))
            return id
        }
        let id = newAtom()
        switch test {
        case .literal(let word): literals.add(word, id)
        case .exact(let word): exacts.add(word, id)
        case .lemma(let word): lemmas.add(word, id)
        case .prefix(let part): prefixes.add(part, id)
        case .suffix(let part): suffixes.add(part, id)
        case .regex: break
        }
        return id
    }

    /// A new atom that no test of its own gives: it follows from others (see `imply`).
    mutating func newAtom() -> AtomID {
        defer { count += 1 }
        return AtomID(count)
    }

    /// The number of an atom's bit, given to it where it has none.
    mutating func bit(of atom: AtomID) -> Int32 {
        if bits.count < count { bits += repeatElement(-1, count: count - bits.count) }
        if bits[Int(atom)] < 0 {
            bits[Int(atom)] = Int32(bitCount)
            bitCount += 1
        }
        return bits[Int(atom)]
    }

    mutating func imply(_ consequence: AtomID, from atom: AtomID) { implied[atom, default: []].append(consequence) }

    /// The atom that holds where any of these does; one for the same set.
    mutating func anyOf(_ atoms: Set<AtomID>) -> AtomID {
        if atoms.count == 1, let only = atoms.first { return only }
        if let known = unions[atoms] { return known }
        let union = newAtom()
        for atom in atoms { imply(union, from: atom) }
        unions[atoms] = union
        return union
    }

    /// The atom of a word test that has one.
    func known(_ test: WordTest) -> AtomID? {
        switch test {
        case .literal(let word): literals.atom(of: word.span)
        case .exact(let word): exacts.atom(of: word.span)
        case .lemma(let word): lemmas.atom(of: word.span)
        case .prefix(let part): prefixes.words.atom(of: part.span)
        case .suffix(let part): suffixes.words.atom(of: part.span)
        case .regex(let source): expressions.first { $0.source == source }?.atom
        }
    }

    /// Call when all patterns are compiled, before forms are looked up.
    mutating func finish() {
        set = RegexSet(expressions.map { Regex($0.source) })
        consequences = Consequences(implied, count: count)
        bits += repeatElement(-1, count: count - bits.count)
        implied = [:]
        unions = [:]
    }

    /// The words that tests ask for, as they are spelled or in any case, each with its atom; `nil` where a test asks for more
    /// of a word than how it is spelled.
    var words: [(word: [UInt8], atom: AtomID)]? { areWords ? literals.all + exacts.all : nil }

    /// Whether no test asks for more of a word than how it is spelled.
    var areWords: Bool {
        lemmas.isEmpty && prefixes.words.isEmpty && suffixes.words.isEmpty && expressions.isEmpty
    }

    /// The atoms whose tests a form passes, in ascending order, put in the place of what `found` holds.
    func ownAtoms(spelling: Span<UInt8>, folded: Span<UInt8>, into found: inout [AtomID]) {
        found.removeAll(keepingCapacity: true)
        if let atom = literals.atom(of: folded) { found.append(atom) }
        if let atom = exacts.atom(of: spelling) { found.append(atom) }
        if !lemmas.isEmpty {
            for lemma in Lemmatizer.lemmas(of: folded.withUnsafeBufferPointer { Array($0) }) {
                if let atom = lemmas.atom(of: lemma.span) { found.append(atom) }
            }
        }
        for length in prefixes.lengths.prefix(while: { $0 <= folded.count }) {
            if let atom = prefixes.words.atom(of: folded.extracting(first: length)) { found.append(atom) }
        }
        for length in suffixes.lengths.prefix(while: { $0 <= folded.count }) {
            if let atom = suffixes.words.atom(of: folded.extracting(last: length)) { found.append(atom) }
        }
        // Not the table itself, which would be copied for each form.
        let expressions = expressions
        set.matching(spelling) { found.append(expressions[$0].atom) }
        Self.sort(&found)
    }

    /// What follows directly from an atom.
    func consequences(of atom: AtomID) -> UnsafeBufferPointer<Int32> { consequences.of(atom) }

    /// Puts a few atoms in order, each once.
    private static func sort(_ atoms: inout [AtomID]) {
        var kept = 0
        for index in atoms.indices {
            let atom = atoms[index]
            var place = kept
            while place > 0, atoms[place - 1] > atom { place -= 1 }
            if place > 0, atoms[place - 1] == atom { continue }
            for later in stride(from: kept, to: place, by: -1) { atoms[later] = atoms[later - 1] }
            atoms[place] = atom
            kept += 1
        }
        atoms.removeLast(atoms.count - kept)
    }
}

extension AtomTable: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(count)
        for table in [literals, exacts, lemmas, prefixes.words, suffixes.words] { writer.write(table) }
        writer.write(expressions.map(\.source))
        writer.write(expressions.map(\.atom))
        set.store(to: &writer)
        writer.write(consequences)
        writer.write(flat: bits)
        writer.write(bitCount)
    }

    /// Of no use for compiling further patterns.
    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        count = try reader.read()
        literals = try reader.read()
        exacts = try reader.read()
        lemmas = try reader.read()
        prefixes = Affixes(try reader.read())
        suffixes = Affixes(try reader.read())
        let sources: [String] = try reader.read()
        expressions = Array(zip(sources, try reader.read([AtomID].self)))
        set = try RegexSet(sources.map(Regex.init), from: &reader)
        consequences = try reader.read()
        bits = try reader.flat()
        bitCount = try reader.read()
        guard bits.count == count else { throw ByteReader.Malformed() }
    }
}

/// Prefixes or suffixes, looked up by each length that occurs.
private struct Affixes: Sendable {
    private(set) var words: WordTable
    private(set) var lengths: [Int]

    init(_ words: WordTable = WordTable()) {
        self.words = words
        lengths = words.lengths
    }

    mutating func add(_ part: [UInt8], _ atom: AtomID) {
        words.add(part, atom)
        if !lengths.contains(part.count) { lengths = (lengths + [part.count]).sorted() }
    }
}
