import Language

/// The atoms of every form of a vocabulary, worked out once per form and kept from article to article.
struct FormTable {
    private var flat: [AtomID] = []
    private var starts: [Int32] = [0]
    private var generation = 0

    /// Learns the forms that are new in the vocabulary.
    mutating func update(from vocabulary: Vocabulary, atoms: AtomTable) {
        if vocabulary.generation != generation {
            flat.removeAll(keepingCapacity: true)
            starts = [0]
            generation = vocabulary.generation
        }
        for form in starts.count - 1..<vocabulary.count {
            let id = FormID(form)
            flat.append(contentsOf: atoms.atoms(spelling: vocabulary.spelling(id), folded: vocabulary.folded(id)))
            starts.append(Int32(flat.count))
        }
    }

    /// In ascending order.
    func atoms(of form: FormID) -> ArraySlice<AtomID> {
        flat[Int(starts[Int(form)])..<Int(starts[Int(form) + 1])]
    }

    func has(_ form: FormID, _ atom: AtomID) -> Bool {
        for index in Int(starts[Int(form)])..<Int(starts[Int(form) + 1]) where flat[index] == atom { return true }
        return false
    }
}
