import CRE2
import Language
import RuleLanguage

/// A test on one word form, numbered within a program.
typealias AtomID = UInt32

/// Every distinct word test of a program, and for each lexicon the question whether a form alone is an entry of it.
///
/// What a form satisfies is worked out once per distinct form (`FormTable`), never per token.
struct AtomTable: Sendable {
    private(set) var count = 0
    private var literals: [[UInt8]: AtomID] = [:]
    private var exacts: [[UInt8]: AtomID] = [:]
    private var lemmas: [[UInt8]: AtomID] = [:]
    private var affixes = Affixes()
    private var expressions: [String: AtomID] = [:]
    private var compiled: [(regex: Regex, atom: AtomID)] = []
    /// The atoms that follow from another: a word of a lexicon implies the lexicon's atom.
    private var implied: [AtomID: [AtomID]] = [:]
    private var unions: [Set<AtomID>: AtomID] = [:]

    /// The atom of a word test, made where it is new. `nil` where a regular expression does not compile.
    mutating func atom(for test: WordTest) -> AtomID? {
        switch test {
        case .literal(let word): return Self.id(word, in: &literals, next: &count)
        case .exact(let word): return Self.id(word, in: &exacts, next: &count)
        case .lemma(let word): return Self.id(word, in: &lemmas, next: &count)
        case .prefix(let part): return Self.id(part, in: &affixes.prefixes, next: &count)
        case .suffix(let part): return Self.id(part, in: &affixes.suffixes, next: &count)
        case .regex(let source):
            if let known = expressions[source] { return known }
            guard let regex = Regex(source) else { return nil }
            let id = newAtom()
            expressions[source] = id
            compiled.append((regex, id))
            return id
        }
    }

    /// A new atom that no test of its own gives: it follows from others (see `imply`).
    mutating func newAtom() -> AtomID {
        defer { count += 1 }
        return AtomID(count)
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
        case .literal(let word): literals[word]
        case .exact(let word): exacts[word]
        case .lemma(let word): lemmas[word]
        case .prefix(let part): affixes.prefixes[part]
        case .suffix(let part): affixes.suffixes[part]
        case .regex(let source): expressions[source]
        }
    }

    private static func id(_ key: [UInt8], in table: inout [[UInt8]: AtomID], next: inout Int) -> AtomID {
        if let known = table[key] { return known }
        defer { next += 1 }
        let id = AtomID(next)
        table[key] = id
        return id
    }

    /// The atoms whose tests a form passes, in ascending order.
    func ownAtoms(spelling: [UInt8], folded: [UInt8]) -> [AtomID] {
        var found: [AtomID] = []
        if let atom = literals[folded] { found.append(atom) }
        if let atom = exacts[spelling] { found.append(atom) }
        if !lemmas.isEmpty {
            for lemma in Lemmatizer.lemmas(of: folded) {
                if let atom = lemmas[lemma] { found.append(atom) }
            }
        }
        affixes.append(to: &found, folded: folded)
        for (regex, atom) in compiled where regex.matches(spelling) { found.append(atom) }
        return Self.sorted(found)
    }

    /// What follows from an atom at once.
    func consequences(of atom: AtomID) -> [AtomID] { implied[atom] ?? [] }

    private static func sorted(_ atoms: [AtomID]) -> [AtomID] {
        guard atoms.count > 1 else { return atoms }
        var unique: [AtomID] = []
        for atom in atoms.sorted() where unique.last != atom { unique.append(atom) }
        return unique
    }
}

extension AtomTable: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(count)
        for table in [literals, exacts, lemmas, affixes.prefixes, affixes.suffixes] {
            writer.write(number: table.count)
            for (word, atom) in table {
                writer.write(raw: word)
                writer.write(atom)
            }
        }
        writer.write(expressions)
        writer.write(implied)
    }

    /// Of no use for compiling further patterns.
    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        count = try reader.read()
        literals = try Self.table(from: &reader)
        exacts = try Self.table(from: &reader)
        lemmas = try Self.table(from: &reader)
        affixes.prefixes = try Self.table(from: &reader)
        affixes.suffixes = try Self.table(from: &reader)
        expressions = try reader.read()
        implied = try reader.read()
        for (source, atom) in expressions.sorted(by: { $0.value < $1.value }) {
            guard let regex = Regex(source) else { throw Malformed() }
            compiled.append((regex, atom))
        }
    }

    private static func table(from reader: inout ByteReader) throws(ByteReader.Malformed) -> [[UInt8]: AtomID] {
        let count = try reader.count()
        var table = [[UInt8]: AtomID](minimumCapacity: count)
        for _ in 0..<count {
            let word = Array(try reader.raw())
            table[word] = try reader.read(AtomID.self)
        }
        return table
    }
}

/// Prefixes and suffixes, looked up by each length that occurs.
private struct Affixes: Sendable {
    var prefixes: [[UInt8]: AtomID] = [:] { didSet { prefixLengths = Set(prefixes.keys.map(\.count)).sorted() } }
    var suffixes: [[UInt8]: AtomID] = [:] { didSet { suffixLengths = Set(suffixes.keys.map(\.count)).sorted() } }
    private var prefixLengths: [Int] = []
    private var suffixLengths: [Int] = []

    func append(to found: inout [AtomID], folded: [UInt8]) {
        for length in prefixLengths where length <= folded.count {
            if let atom = prefixes[Array(folded.prefix(length))] { found.append(atom) }
        }
        for length in suffixLengths where length <= folded.count {
            if let atom = suffixes[Array(folded.suffix(length))] { found.append(atom) }
        }
    }
}

/// A compiled RE2 expression that is matched against whole tokens.
final class Regex: @unchecked Sendable {
    // Invariant: made once, never changed; RE2 allows matching from several threads.
    private let handle: OpaquePointer

    /// `nil` where RE2 refuses the expression or its program would be larger than 1 MB.
    init?(_ source: String) {
        var message: [CChar] = [0]
        guard let handle = cre2_new(source, source.utf8.count, 1 << 20, &message, message.count) else { return nil }
        self.handle = handle
    }

    deinit { cre2_free(handle) }

    func matches(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            cre2_full_match(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count) != 0
        }
    }
}
