import Language
import RuleLanguage

/// Words with the atom of each.
struct WordTable: Sendable {
    private var words = WordNumbers()

    init() {}

    var isEmpty: Bool { words.entries.isEmpty }
    /// The lengths that words have, ascending.
    var lengths: [Int] { Set(words.entries.map { Int($0.length) }).sorted() }

    /// All of them, in the order in which they were added.
    var all: [(word: [UInt8], atom: AtomID)] { words.entries.map { (words.word($0), AtomID($0.number)) } }

    func atom(of word: Span<UInt8>) -> AtomID? { words.number(of: word).map { AtomID($0) } }

    /// Adds a word that is not in the table.
    mutating func add(_ word: [UInt8], _ atom: AtomID) { words.add(word, Int(atom)) }
}

extension WordTable: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(flat: words.text)
        writer.write(flat: words.entries)
        writer.write(flat: words.slots)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        words = WordNumbers(text: try reader.flat(), entries: try reader.flat(), slots: try reader.flat())
    }
}
