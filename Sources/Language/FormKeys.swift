/// A form's number, with what the tokenizer must know of it beside it, so that it need not be looked up.
struct KnownForm {
    private static let number: UInt32 = 1 << 29
    private static let abbreviation: UInt32 = 1 << 30
    private static let fused: UInt32 = 1 << 31

    private let bits: UInt32

    /// - Parameter form: less than 2^29: a text has less than 2^28 bytes, and between texts there is a bound.
    init(_ form: FormID, _ traits: WordTraits) {
        var bits = form
        if !traits.isDisjoint(with: [.digit, .numeral, .month, .weekday]) { bits |= Self.number }
        if !traits.isDisjoint(with: [.abbreviation, .beforeNumber]) { bits |= Self.abbreviation }
        if traits.splitsAt != 0 { bits |= Self.fused }
        self.bits = bits
    }

    var form: FormID { bits & (Self.number - 1) }
    var id: Int { Int(form) }
    /// None of what follows.
    var isPlain: Bool { bits < Self.number }
    /// It may start a number or a date.
    var startsNumber: Bool { bits & Self.number != 0 }
    /// It may be written with a full stop that ends no sentence.
    var isAbbreviation: Bool { bits & Self.abbreviation != 0 }
    /// It is two words written as one.
    var isFused: Bool { bits & Self.fused != 0 }
}

/// The keys of a form table: an open-addressing hash table whose size is a power of two.
///
/// A search starts at the upper bits of the product of the key and an odd number that is drawn at random for each
/// table, so that no text can be written to make its words collide.
struct FormKeys {
    struct Slot {
        /// The key's first eight bytes, zeros behind its end: with its length all there is to compare for most words.
        var head: UInt64
        /// The length of a key of up to eight bytes, with `short` set; for longer ones its place in the arena, four
        /// bytes behind its length. Zero where the slot is free.
        var key: UInt32
        var form: KnownForm

        static let short: UInt32 = 1 << 31
        static let free = Slot(head: 0, key: 0, form: KnownForm(0, WordTraits(rawValue: 0)))
    }

    /// Invariant: `mask` + 1 slots, a power of two, one of them free at least, so that every search ends.
    let slots: UnsafeMutablePointer<Slot>
    let mask: Int
    /// Where the keys' bytes stand. Invariant: behind the start of each, as many bytes and seven more can be read.
    var arena: UnsafeMutableRawPointer
    private let multiplier: UInt64
    private let shift: UInt64
    /// The form of a comma.
    var comma = KnownForm(0, WordTraits(rawValue: 0))

    /// - Parameter size: a power of two, from 2 on.
    init(size: Int, arena: UnsafeMutableRawPointer, multiplier: UInt64 = .random(in: 0...UInt64.max) | 1) {
        unsafe slots = .allocate(capacity: size)
        unsafe slots.initialize(repeating: .free, count: size)
        mask = size - 1
        unsafe self.arena = arena
        self.multiplier = multiplier
        shift = UInt64(64 - size.trailingZeroBitCount)
    }

    /// Twice as large, with the same keys; the old slots are given back.
    consuming func doubled() -> FormKeys {
        var keys = unsafe FormKeys(size: (mask + 1) * 2, arena: arena, multiplier: multiplier)
        keys.comma = comma
        for index in 0...mask {
            let slot = unsafe slots[index]
            if slot.key != 0 { keys.place(slot) }
        }
        unsafe slots.deallocate()
        return keys
    }

    // MARK: Where a search starts

    @inline(__always)
    private func start(_ head: UInt64) -> UInt64 { head &* multiplier }

    /// Takes in the next eight bytes.
    @inline(__always)
    private func next(_ state: UInt64, _ part: UInt64) -> UInt64 { ((state ^ state &>> 32) &+ part) &* multiplier }

    @inline(__always)
    private func index(_ state: UInt64) -> Int { Int(truncatingIfNeeded: state &>> shift) }

    /// Where a key in the arena has its place, or the first free one behind it.
    mutating func place(_ slot: Slot) {
        var state = start(slot.head)
        if slot.key & Slot.short == 0 {
            let length = length(at: slot.key)
            for at in stride(from: 8, to: length, by: 8) {
                state = unsafe next(state, arena.word(Int(slot.key) + at, length - at))
            }
        }
        var index = index(state)
        while unsafe slots[index].key != 0 { index = (index &+ 1) & mask }
        unsafe slots[index] = slot
    }

    /// The length of a long key.
    private func length(at key: UInt32) -> Int {
        unsafe Int(arena.loadUnaligned(fromByteOffset: Int(key) - 4, as: UInt32.self))
    }

    // MARK: Searching

    /// The form of a key of one to eight bytes, zeros behind its end.
    @inline(__always)
    func find(_ head: UInt64, _ length: Int) -> KnownForm? {
        let key = Slot.short | UInt32(truncatingIfNeeded: length)
        var index = index(start(head))
        while true {
            let slot = unsafe slots[index]
            if slot.head == head, slot.key == key { return slot.form }
            if slot.key == 0 { return nil }
            index = (index &+ 1) & mask
        }
    }

    /// The form of a key of nine to sixteen bytes, zeros behind its end.
    @inline(__always)
    func find(_ head: UInt64, _ tail: UInt64, _ length: Int) -> KnownForm? {
        var index = index(next(start(head), tail))
        while true {
            let slot = unsafe slots[index]
            if slot.key == 0 { return nil }
            if slot.head == head, slot.key & Slot.short == 0, self.length(at: slot.key) == length,
                unsafe arena.word(Int(slot.key) &+ 8, length &- 8) == tail
            {
                return slot.form
            }
            index = (index &+ 1) & mask
        }
    }

    /// The form of a key of any length, of which eight bytes can be read from each place.
    func find(_ bytes: UnsafeRawPointer, _ length: Int) -> KnownForm? {
        let head = unsafe bytes.word(0, length)
        if length <= 8 { return find(head, length) }
        if length <= 16 { return unsafe find(head, bytes.word(8, length - 8), length) }
        var state = start(head)
        for at in stride(from: 8, to: length, by: 8) { state = unsafe next(state, bytes.word(at, length - at)) }
        var index = index(state)
        while true {
            let slot = unsafe slots[index]
            if slot.key == 0 { return nil }
            if slot.head == head, slot.key & Slot.short == 0, unsafe isEqual(bytes, length, slot.key) {
                return slot.form
            }
            index = (index &+ 1) & mask
        }
    }

    private func isEqual(_ bytes: UnsafeRawPointer, _ length: Int, _ key: UInt32) -> Bool {
        guard self.length(at: key) == length else { return false }
        for at in stride(from: 8, to: length, by: 8)
        where unsafe bytes.word(at, length - at) != arena.word(Int(key) + at, length - at) {
            return false
        }
        return true
    }
}

extension UnsafeRawPointer {
    /// The first `wanted` of the eight bytes from `offset` on, zeros behind them. All eight must be readable.
    @inline(__always)
    func word(_ offset: Int, _ wanted: Int) -> UInt64 {
        let all = unsafe loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return wanted >= 8 ? all : all & ~(UInt64.max &<< UInt64(truncatingIfNeeded: wanted &* 8))
    }
}

extension UnsafeMutableRawPointer {
    @inline(__always)
    func word(_ offset: Int, _ wanted: Int) -> UInt64 { unsafe UnsafeRawPointer(self).word(offset, wanted) }
}
