import Language

/// What every form of a vocabulary satisfies, worked out once per form and kept from article to article.
///
/// Forms that satisfy the same atoms are one class; what depends on atoms alone is kept by class.
final class FormTable {
    /// By form; -1 for one that no document had yet.
    private(set) var classes: [Int32] = []
    private var known: [[AtomID]: Int32] = [:]
    /// By class: a bit for each atom, in `stride` words.
    private(set) var bits: FixedArray<UInt64>
    let stride: Int
    /// By class: the atoms it satisfies that lexicons' entries hold, ascending.
    private(set) var atoms = Lists<AtomID>()
    /// By class: the slots of the atoms that patterns are anchored on.
    private(set) var anchors = Lists<Int32>()
    private var generation = 0
    private let program: Program

    init(_ program: Program) {
        self.program = program
        stride = (program.atoms.count + 63) / 64
        bits = FixedArray(zeros: 512 * stride)
    }

    /// Learns the forms of a document's tokens that are new. The vocabulary has others: what the language layer knows words
    /// for, and what no document may ever have.
    func update(from document: Document) {
        let vocabulary = document.vocabulary
        if vocabulary.generation != generation {
            classes.removeAll(keepingCapacity: true)
            generation = vocabulary.generation
        }
        classes += repeatElement(-1, count: max(0, vocabulary.count - classes.count))
        for token in document.tokens where classes[Int(token.form)] < 0 {
            let own = program.atoms.ownAtoms(
                spelling: vocabulary.spelling(token.form), folded: vocabulary.folded(token.form))
            classes[Int(token.form)] = known[own] ?? add(own)
        }
    }

    private func add(_ own: [AtomID]) -> Int32 {
        let number = atoms.count
        known[own] = Int32(number)
        if (number + 1) * stride > bits.count { grow() }
        var all: [AtomID] = []
        for atom in own { set(atom, of: number, &all) }
        var next = 0
        while next < all.count {
            for atom in program.atoms.consequences(of: all[next]) { set(atom, of: number, &all) }
            next += 1
        }
        all.sort()
        atoms.append(all.filter { program.parts.lexicons.isInEntry(atom: $0) })
        anchors.append(all.compactMap { program.anchorSlots[Int($0)] >= 0 ? program.anchorSlots[Int($0)] : nil })
        return Int32(number)
    }

    /// Sets the bit of an atom of a class and lists the atom, unless it was set.
    private func set(_ atom: AtomID, of number: Int, _ all: inout [AtomID]) {
        let word = bits.pointer + (number * stride + Int(atom) >> 6)
        let bit = UInt64(1) << UInt64(atom & 63)
        guard word.pointee & bit == 0 else { return }
        word.pointee |= bit
        all.append(atom)
    }

    private func grow() {
        let larger = FixedArray<UInt64>(zeros: 2 * bits.count)
        larger.pointer.update(from: bits.pointer, count: bits.count)
        bits = larger
    }
}

/// Lists of plain values, numbered in the order in which they were added.
struct Lists<Element: BitwiseCopyable>: ~Copyable {
    private var elements = Pile<Element>()
    /// By list: where it begins; then where the last one ends.
    private var offsets = Pile<Int32>()

    init() { offsets.append(0) }

    var count: Int { offsets.count - 1 }

    mutating func append(_ list: [Element]) {
        for element in list { elements.append(element) }
        offsets.append(Int32(elements.count))
    }

    /// The indices of a list's elements.
    func indices(_ list: Int32) -> Range<Int> { Int(offsets[Int(list)])..<Int(offsets[Int(list) + 1]) }

    subscript(index: Int) -> Element { elements[index] }
}
