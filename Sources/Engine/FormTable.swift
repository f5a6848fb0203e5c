import Language

/// What every form of a vocabulary satisfies, worked out once per form and kept from article to article.
///
/// Forms that satisfy the same atoms are one class; what depends on atoms alone is kept by class.
final class FormTable {
    /// By form; -1 for one that no document had yet.
    private(set) var classes: [Int32] = []
    private var known: [[AtomID]: Int32] = [:]
    /// The class of forms that satisfy no atom of their own; -1 while none was met.
    private var plain: Int32 = -1
    /// By class: a bit for each atom, in `stride` words.
    private(set) var bits: FixedArray<UInt64>
    let stride: Int
    /// By class: the atoms it satisfies that lexicons' entries hold, ascending.
    private(set) var atoms = Lists<AtomID>()
    /// By class: the slots of the atoms that patterns are anchored on.
    private(set) var anchors = Lists<Int32>()
    /// By class: whether patterns are anchored on one of its atoms.
    private(set) var isAnchored: FixedArray<Bool>
    private var generation = 0
    private let program: Program

    init(_ program: Program) {
        self.program = program
        stride = (program.atoms.count + 63) / 64
        bits = FixedArray(zeros: 512 * stride)
        isAnchored = FixedArray(zeros: 512)
    }

    /// Learns the forms of a document's tokens that are new. The vocabulary has others: what the language layer knows words
    /// for, and what no document may ever have.
    func update(from document: Document) {
        let vocabulary = document.vocabulary
        if vocabulary.generation != generation {
            classes.removeAll(keepingCapacity: true)
            generation = vocabulary.generation
        }
        if classes.count < vocabulary.count {
            classes += repeatElement(-1, count: vocabulary.count - classes.count)
        }
        // Read once: reading it from the program copies its many tables' references.
        let atoms = program.atoms
        document.tokens.withUnsafeBufferPointer { tokens in
            classes.withUnsafeMutableBufferPointer { classes in
                for token in tokens where classes[Int(token.form)] < 0 {
                    classes[Int(token.form)] = number(of: token.form, vocabulary, atoms)
                }
            }
        }
    }

    /// The class of a form that is new.
    private func number(of form: FormID, _ vocabulary: Vocabulary, _ atoms: AtomTable) -> Int32 {
        let own = vocabulary.read(form) { atoms.ownAtoms(spelling: $0, folded: $1) }
        // In a small program most forms satisfy nothing, and an empty list is slow to hash.
        if own.isEmpty, plain >= 0 { return plain }
        let number = known[own] ?? add(own)
        if own.isEmpty { plain = number }
        return number
    }

    private func add(_ own: [AtomID]) -> Int32 {
        let number = atoms.count
        known[own] = Int32(number)
        if number == isAnchored.count { grow() }
        var all: [AtomID] = []
        for atom in own { set(atom, of: number, &all) }
        var next = 0
        while next < all.count {
            for atom in program.atoms.consequences(of: all[next]) { set(atom, of: number, &all) }
            next += 1
        }
        all.sort()
        atoms.append(all.filter { program.parts.lexicons.isInEntry(atom: $0) })
        let slots = all.compactMap { program.anchorSlots[Int($0)] >= 0 ? program.anchorSlots[Int($0)] : nil }
        anchors.append(slots)
        isAnchored[number] = !slots.isEmpty
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
        bits = bits.doubled()
        isAnchored = isAnchored.doubled()
    }
}

extension FixedArray {
    /// A copy of twice the size, with zeros behind the elements.
    fileprivate func doubled() -> FixedArray {
        let larger = FixedArray(zeros: 2 * count)
        larger.pointer.update(from: pointer, count: count)
        return larger
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
