import Language

/// The atoms of every form of a vocabulary, worked out once per form and kept from article to article.
struct FormTable {
    private var flat: [AtomID] = []
    private var starts: [Int32] = [0]
    /// The same for the atoms that patterns are anchored on only.
    private var anchors: [AtomID] = []
    private var anchorStarts: [Int32] = [0]
    private var generation = 0

    /// Learns the forms that are new in the vocabulary.
    mutating func update(from vocabulary: Vocabulary, program: Program) {
        if vocabulary.generation != generation {
            self = FormTable()
            generation = vocabulary.generation
        }
        for form in starts.count - 1..<max(starts.count - 1, vocabulary.count) {
            let id = FormID(form)
            let atoms = program.atoms.atoms(spelling: vocabulary.spelling(id), folded: vocabulary.folded(id))
            flat.append(contentsOf: atoms)
            starts.append(Int32(flat.count))
            for atom in atoms where program.isAnchor[Int(atom)] { anchors.append(atom) }
            anchorStarts.append(Int32(anchors.count))
        }
    }

    /// Calls for each atom that a form satisfies.
    func forEachAtom(of form: FormID, _ body: (AtomID) -> Void) {
        for index in Int(starts[Int(form)])..<Int(starts[Int(form) + 1]) { body(flat[index]) }
    }

    /// Calls for each atom with a pattern anchored on it that a form satisfies.
    func forEachAnchor(of form: FormID, _ body: (AtomID) -> Void) {
        for index in Int(anchorStarts[Int(form)])..<Int(anchorStarts[Int(form) + 1]) { body(anchors[index]) }
    }

    func has(_ form: FormID, _ atom: AtomID) -> Bool {
        for index in Int(starts[Int(form)])..<Int(starts[Int(form) + 1]) where flat[index] == atom { return true }
        return false
    }
}
