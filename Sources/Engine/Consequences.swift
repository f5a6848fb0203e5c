import RuleLanguage

/// What follows from each atom directly: a word of a lexicon implies the lexicon's atom.
struct Consequences: Sendable {
    /// By atom: what follows from it.
    private let lists: FixedLists

    init() { lists = FixedLists([]) }

    /// - Parameter implied: By atom: what follows from it.
    init(_ implied: [AtomID: [AtomID]], count: Int) {
        lists = FixedLists((0..<AtomID(count)).map { (implied[$0] ?? []).map(Int32.init) })
    }

    func of(_ atom: AtomID) -> UnsafeBufferPointer<Int32> { lists[Int(atom)] }
}

extension Consequences: Storable {
    func store(to writer: inout ByteWriter) { writer.write(lists) }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) { lists = try reader.read() }
}
