/// Word forms by their bytes: an open-addressing hash table over one arena of bytes.
///
/// A key is a token's raw bytes, so that a spelling once seen is found again without folding it; several keys may lead
/// to one form (`don’t`, `don't`). Looking up a known spelling allocates nothing.
struct FormTable {
    private struct Slot {
        /// The key's first eight bytes, zero behind its end: with its length all there is to compare for most words.
        var head: UInt64
        /// The length of a key of up to eight bytes, with `short` set; for longer ones its place in the arena, four
        /// bytes behind its length. Zero where the slot is free.
        var key: UInt32
        var form: FormID

        static let short: UInt32 = 1 << 31
        static let free = Slot(head: 0, key: 0, form: 0)
    }

    /// Where a form's spellings stand in the arena.
    private struct Form {
        var spelling: Piece
        var folded: Piece
    }

    private struct Piece {
        var offset: UInt32
        var length: UInt32
    }

    private static let padding = [UInt8](repeating: 0, count: 8)

    private var slots: [Slot]
    private var keys = 0
    private var forms: [Form] = []
    /// What is known of each form, by its number: worked out once a form, read once a token.
    private(set) var traits: [WordTraits] = []
    /// The bytes of keys and spellings, and eight more, so that eight can be read anywhere.
    private var arena: [UInt8] = FormTable.padding

    var count: Int { forms.count }
    /// Bytes held by spellings.
    var bytes: Int { arena.count }

    /// A table that knows the words that `EnglishWords` tells something of.
    init() {
        slots = Array(repeating: .free, count: 1 << 12)
        for (words, traits) in EnglishWords.lists {
            for word in words.utf8Words {
                tell(word, traits)
                // The abbreviation as a token has its full stop.
                if !traits.isDisjoint(with: [.abbreviation, .beforeNumber]) { tell(word + [0x2E], traits) }
            }
        }
        for (word, first) in EnglishWords.fused {
            let bytes = Array(word.utf8)
            let form = intern(bytes.span, 0, bytes.count)
            traits[Int(form)].splitsAt = first
        }
    }

    /// A table without even the words that are told of, to stand in for one that is lent out.
    private init(empty: Void) { slots = [] }

    /// Takes a table out of its place, so that it can be changed without a copy.
    static func moved(out table: inout FormTable) -> FormTable {
        let own = table
        table = FormTable(empty: ())
        return own
    }

    private mutating func tell(_ word: [UInt8], _ traits: WordTraits) {
        let form = intern(word.span, 0, word.count)
        self.traits[Int(form)].formUnion(traits)
    }

    func spelling(_ form: FormID) -> [UInt8] { bytes(of: forms[Int(form)].spelling) }

    func folded(_ form: FormID) -> [UInt8] { bytes(of: forms[Int(form)].folded) }

    private func bytes(of piece: Piece) -> [UInt8] {
        Array(arena[Int(piece.offset)..<Int(piece.offset + piece.length)])
    }

    /// The number of the form that these bytes spell; `start < end`.
    @inline(__always)
    mutating func intern(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> FormID {
        let (hash, head) = Self.hash(text, start, end)
        if let form = find(text, start, end, hash, head) { return form }
        return insert(text, start, end, hash, head)
    }

    @inline(__always)
    private func find(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ hash: UInt32, _ head: UInt64) -> FormID? {
        let mask = slots.count - 1
        var index = Int(hash) & mask
        let short = end - start <= 8 ? Slot.short | UInt32(truncatingIfNeeded: end - start) : 0
        while true {
            let slot = slots[index]
            if slot.key == 0 { return nil }
            if slot.head == head {
                if slot.key == short { return slot.form }
                if short == 0, slot.key & Slot.short == 0, isEqual(text, start, end, Int(slot.key)) { return slot.form }
            }
            index = (index + 1) & mask
        }
    }

    @inline(__always)
    private static func hash(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> (UInt32, UInt64) {
        let head = load(text, start, end)
        var hash = mixed(seed, head)
        var at = start + 8
        while at < end {
            hash = mixed(hash, load(text, at, end))
            at += 8
        }
        return (finished(hash), head)
    }

    private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ part: UInt64) -> UInt64 {
        let mixed = (hash ^ part) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ (mixed >> 32)
    }

    @inline(__always)
    private static func finished(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash ^ (hash >> 15)) }

    /// Up to eight bytes from `at`, zeros behind `end`.
    @inline(__always)
    private static func load(_ text: Span<UInt8>, _ at: Int, _ end: Int) -> UInt64 {
        let wanted = end - at
        if at + 8 <= text.count {
            let all = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
            return wanted >= 8 ? all : all & ((1 << UInt64(wanted * 8)) &- 1)
        }
        var part: UInt64 = 0
        for offset in 0..<min(8, wanted) { part |= UInt64(text[at + offset]) << UInt64(offset * 8) }
        return part
    }

    private func isEqual(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ offset: Int) -> Bool {
        let arena = arena.span
        guard length(at: offset) == end - start else { return false }
        var at = start
        while at < end {
            let there = offset + at - start
            if Self.load(text, at, end) != Self.load(arena, there, offset + end - start) { return false }
            at += 8
        }
        return true
    }

    /// The length that stands before a long key.
    private func length(at offset: Int) -> Int {
        Int(truncatingIfNeeded: Self.load(arena.span, offset - 4, offset))
    }

    @inline(never)
    private mutating func insert(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ hash: UInt32, _ head: UInt64
    ) -> FormID {
        var raw: [UInt8] = []
        raw.reserveCapacity(end - start)
        for index in start..<end { raw.append(text[index]) }
        let spelling = Folding.typographic(raw)
        let key = store(raw)
        let form: FormID
        if spelling == raw {
            form = make(spelling, at: key)
        } else if let known = find(spelling) {
            form = known
        } else {
            let piece = store(spelling)
            form = make(spelling, at: piece)
            let (hash, head) = Self.hash(spelling.span, 0, spelling.count)
            add(head, piece, hash, form)
        }
        add(head, key, hash, form)
        return form
    }

    private func find(_ key: [UInt8]) -> FormID? {
        let (hash, head) = Self.hash(key.span, 0, key.count)
        return find(key.span, 0, key.count, hash, head)
    }

    private mutating func make(_ spelling: [UInt8], at piece: Piece) -> FormID {
        let lowered = Folding.lowercased(spelling)
        var traits = WordTraits(shapeOf: spelling)
        var folded = piece
        if lowered != spelling {
            if let lower = find(lowered) {
                folded = forms[Int(lower)].spelling
                traits.formUnion(self.traits[Int(lower)].lexical)
            } else {
                folded = store(lowered)
            }
        }
        let form = FormID(forms.count)
        forms.append(Form(spelling: piece, folded: folded))
        self.traits.append(traits)
        return form
    }

    /// Appends bytes to the arena, with their length before them.
    private mutating func store(_ bytes: [UInt8]) -> Piece {
        arena.removeLast(Self.padding.count)
        let count = UInt32(bytes.count)
        for shift: UInt32 in [0, 8, 16, 24] { arena.append(UInt8(truncatingIfNeeded: count >> shift)) }
        let piece = Piece(offset: UInt32(arena.count), length: count)
        arena.append(contentsOf: bytes)
        arena.append(contentsOf: Self.padding)
        return piece
    }

    private mutating func add(_ head: UInt64, _ piece: Piece, _ hash: UInt32, _ form: FormID) {
        if (keys + 1) * 10 > slots.count * 7 { grow() }
        keys += 1
        let key = piece.length <= 8 ? Slot.short | piece.length : piece.offset
        place(Slot(head: head, key: key, form: form), hash)
    }

    private mutating func place(_ slot: Slot, _ hash: UInt32) {
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index].key != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: .free, count: old.count * 2)
        for slot in old where slot.key != 0 {
            if slot.key & Slot.short != 0 {
                place(slot, Self.finished(Self.mixed(Self.seed, slot.head)))
            } else {
                let start = Int(slot.key)
                place(slot, Self.hash(arena.span, start, start + length(at: start)).0)
            }
        }
    }
}

extension StaticString {
    /// The words of a list written as one string with white space between them.
    var utf8Words: [[UInt8]] {
        withUTF8Buffer { unsafe $0.split { $0 == 0x20 || $0 == 0x0A }.map { unsafe Array($0) } }
    }
}
