import Language

/// What every form of a vocabulary satisfies, worked out once per form and kept from article to article.
///
/// Forms that satisfy the same atoms are one class; what depends on atoms alone is kept by class.
final class FormTable {
    /// By form; -1 for one that no document had yet.
    private(set) var classes: [Int32] = []
    /// By class: the atoms whose tests its forms pass, and their hash.
    private var own = Lists<AtomID>()
    private var hashes = Pile<UInt64>()
    /// By hash, the next where one is taken: a class and one more; 0 where there is none. A power of two many, of which at
    /// most half are taken.
    private var slots = [Int32](repeating: 0, count: 1 << 10)
    /// By class: the bits of the atoms it satisfies, in `stride` words.
    private(set) var bits: FixedArray<UInt64>
    let stride: Int
    /// By class: the atoms it satisfies that lexicons' entries hold.
    private(set) var atoms = Lists<AtomID>()
    /// By class: the slots of the atoms that patterns are anchored on.
    private(set) var anchors = Lists<Int32>()
    /// By class: whether patterns are anchored on one of its atoms.
    private(set) var isAnchored: FixedArray<Bool>
    private var generation = 0
    private let program: Program
    /// What is at work, kept for its memory.
    private var tests: [AtomID] = []
    private var implied = Pile<AtomID>()
    /// By atom: the class that was last found to satisfy it, and one more.
    private let satisfied: FixedArray<Int32>

    init(_ program: Program) {
        self.program = program
        stride = (program.atoms.bitCount + 63) / 64
        satisfied = FixedArray(zeros: program.atoms.count)
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
    private func number(of form: FormID, _ vocabulary: Vocabulary, _ table: AtomTable) -> Int32 {
        vocabulary.read(form) { table.ownAtoms(spelling: $0, folded: $1, into: &tests) }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for atom in tests { hash = (hash ^ UInt64(atom)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        var slot = slot(of: hash)
        while slots[slot] > 0 {
            let known = slots[slot] - 1
            if hashes[Int(known)] == hash, own.isEqual(known, tests) { return known }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(own.count + 1)
        hashes.append(hash)
        own.append(tests)
        addRow(own.count - 1, table)
        if 2 * own.count > slots.count { spread() }
        return Int32(own.count - 1)
    }

    private func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (slots.count - 1) }

    private func spread() {
        slots = [Int32](repeating: 0, count: 2 * slots.count)
        for number in 0..<own.count {
            var slot = slot(of: hashes[number])
            while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number + 1)
        }
    }

    /// Works out what follows from the tests at hand.
    private func addRow(_ number: Int, _ table: AtomTable) {
        if number == isAnchored.count { grow() }
        let row = bits.pointer + number * stride
        implied.removeAll()
        for atom in tests { imply(atom, number) }
        var next = 0
        while next < implied.count {
            let atom = implied[next]
            for other in table.consequences(of: atom) { imply(AtomID(bitPattern: other), number) }
            let bit = Int(table.bits[Int(atom)])
            if bit >= 0 { row[bit >> 6] |= 1 << UInt64(bit & 63) }
            if program.parts.lexicons.isInEntry(atom: atom) { atoms.add(atom) }
            let slot = program.anchorSlots[Int(atom)]
            if slot >= 0 {
                anchors.add(slot)
                isAnchored[number] = true
            }
            next += 1
        }
        atoms.end()
        anchors.end()
    }

    /// Lists an atom that a class satisfies, once.
    private func imply(_ atom: AtomID, _ number: Int) {
        guard satisfied[Int(atom)] != Int32(number + 1) else { return }
        satisfied[Int(atom)] = Int32(number + 1)
        implied.append(atom)
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
        for element in list { add(element) }
        end()
    }

    /// Adds an element to the list at work, which `end` makes the last one.
    mutating func add(_ element: Element) { elements.append(element) }

    mutating func end() { offsets.append(Int32(elements.count)) }

    /// The indices of a list's elements.
    func indices(_ list: Int32) -> Range<Int> { Int(offsets[Int(list)])..<Int(offsets[Int(list) + 1]) }

    subscript(index: Int) -> Element { elements[index] }
}

extension Lists where Element: Equatable {
    func isEqual(_ list: Int32, _ other: [Element]) -> Bool {
        let range = indices(list)
        guard range.count == other.count else { return false }
        for index in range where self[index] != other[index - range.lowerBound] { return false }
        return true
    }
}
