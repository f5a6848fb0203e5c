import RuleLanguage

/// What follows from each atom directly: a word of a lexicon implies the lexicon's atom.
struct Consequences: Sendable {
    /// By atom, and the end: where what follows from it begins.
    private var starts: [UInt32] = [0]
    private var atoms: [AtomID] = []

    init() {}

    /// - Parameter implied: By atom: what follows from it.
    init(_ implied: [AtomID: [AtomID]], count: Int) {
        for atom in 0..<AtomID(count) {
            atoms += implied[atom] ?? []
            starts.append(UInt32(atoms.count))
        }
    }

    func of(_ atom: AtomID) -> ArraySlice<AtomID> { atoms[Int(starts[Int(atom)])..<Int(starts[Int(atom) + 1])] }
}

extension Consequences: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(flat: starts)
        writer.write(flat: atoms)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        starts = try reader.flat()
        atoms = try reader.flat()
    }
}
