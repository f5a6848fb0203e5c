import CScan

/// A form's number, with what is known of it beside it, so that it need not be looked up.
struct KnownForm {
    private static let number = WordTraits([.digit, .numeral, .month, .weekday]).rawValue
    private static let abbreviation = WordTraits([.abbreviation, .beforeNumber]).rawValue
    private static let fused: UInt32 = 0xFF00_0000
    private static let sought = WordTraits.sought.rawValue

    let form: FormID
    let traits: WordTraits

    init(_ form: FormID, _ traits: WordTraits) {
        self.form = form
        self.traits = traits
    }

    var id: Int { Int(form) }
    /// Starts no number, is no abbreviation and is not fused.
    @inline(__always)
    var isPlain: Bool { traits.rawValue & (Self.number | Self.abbreviation | Self.fused) == 0 }
    /// The same, and nobody asks for it.
    @inline(__always)
    var isPlainAndUnsought: Bool {
        traits.rawValue & (Self.number | Self.abbreviation | Self.fused | Self.sought) == 0
    }
    @inline(__always)
    var isSought: Bool { traits.rawValue & Self.sought != 0 }
    /// It may start a number or a date.
    @inline(__always)
    var startsNumber: Bool { traits.rawValue & Self.number != 0 }
    /// It is two words written as one.
    @inline(__always)
    var isFused: Bool { traits.rawValue & Self.fused != 0 }
}

/// The keys of a form table: an open-addressing hash table whose size is a power of two.
///
/// A search starts at the upper bits of the products of the key and odd numbers that are drawn at random for each
/// table, so that no text can be written to make its words collide.
struct FormKeys {
    struct Slot {
        var key: Key
        /// Where the bytes of a long key stand in the arena, four bytes behind their length.
        var place: UInt32
        var form: KnownForm

        static let free = Slot(key: Key(head: 0, tail: 0), place: 0, form: KnownForm(0, WordTraits(rawValue: 0)))
    }

    /// What a spelling is compared by.
    ///
    /// Up to sixteen bytes are the key themselves, zeros behind them. For longer ones, and the few that could be mistaken
    /// for shorter ones as they hold zeros, `head` is zero and `tail` a hash, odd: their bytes are compared in the arena.
    /// Both are zero where a slot is free.
    struct Key {
        var head: UInt64
        var tail: UInt64

        @inline(__always)
        static func == (a: Key, b: Key) -> Bool { (a.head ^ b.head) | (a.tail ^ b.tail) == 0 }
        @inline(__always)
        var isFree: Bool { head | tail == 0 }
        var isLong: Bool { head == 0 }
    }

    /// Invariant: `mask` + 1 slots, a power of two, one of them free at least, so that every search ends.
    let slots: UnsafeMutablePointer<Slot>
    let mask: Int
    /// Where the keys' bytes stand. Invariant: behind the start of each, as many bytes and seven more can be read.
    var arena: UnsafeMutableRawPointer
    private let multipliers: (UInt64, UInt64)
    private let shift: UInt64

    /// - Parameter size: a power of two, from 2 on.
    init(size: Int, arena: UnsafeMutableRawPointer) {
        func odd() -> UInt64 { .random(in: 0...UInt64.max) | 1 }
        unsafe self.init(size: size, arena: arena, multipliers: (odd(), odd()))
    }

    private init(size: Int, arena: UnsafeMutableRawPointer, multipliers: (UInt64, UInt64)) {
        // Each slot in one line of the processor's cache.
        let bytes = MemoryLayout<Slot>.stride * size
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        unsafe slots = memory.initializeMemory(as: Slot.self, repeating: .free, count: size)
        mask = size - 1
        unsafe self.arena = arena
        self.multipliers = multipliers
        shift = UInt64(64 - size.trailingZeroBitCount)
    }

    /// Twice as large, with the same keys; the old slots are given back.
    consuming func doubled() -> FormKeys {
        var keys = unsafe FormKeys(size: (mask + 1) * 2, arena: arena, multipliers: multipliers)
        for index in 0...mask where unsafe !slots[index].key.isFree { unsafe keys.place(slots[index]) }
        unsafe slots.deallocate()
        return keys
    }

    // MARK: Where a search starts

    @inline(__always)
    private func hash(_ head: UInt64, _ tail: UInt64) -> UInt64 { head &* multipliers.0 &+ tail &* multipliers.1 }

    @inline(__always)
    private func index(_ key: Key) -> Int {
        Int(truncatingIfNeeded: (key.isLong ? key.tail : hash(key.head, key.tail)) &>> shift)
    }

    /// The key of a spelling, of which eight bytes can be read from each place.
    func key(_ bytes: UnsafeRawPointer, _ length: Int) -> Key {
        let head = unsafe bytes.word(0, length)
        let tail = unsafe length > 8 ? bytes.word(8, length - 8) : 0
        if length <= 16, head != 0, unsafe bytes.load(fromByteOffset: length - 1, as: UInt8.self) != 0 {
            return Key(head: head, tail: tail)
        }
        var state = hash(head, tail)
        for at in stride(from: 16, to: length, by: 8) {
            state = unsafe ((state ^ state &>> 32) &+ bytes.word(at, length - at)) &* multipliers.0
        }
        return Key(head: 0, tail: state | 1)
    }

    /// Where a key has its place, or the first free one behind it.
    mutating func place(_ slot: Slot) {
        var index = index(slot.key)
        while unsafe !slots[index].key.isFree { index = (index &+ 1) & mask }
        unsafe slots[index] = slot
    }

    /// Asks for the slots where the longer words among 64 bytes of a text will be looked up: what is rare lies far away.
    ///
    /// - Parameter text: 80 bytes can be read.
    @inline(__always)
    func prefetch(_ text: UnsafeRawPointer) {
        unsafe hearsay_prefetch_words(
            text, slots, MemoryLayout<Slot>.stride, multipliers.0, multipliers.1, shift)
    }

    /// All keys with their forms.
    var all: [(key: Key, form: KnownForm)] {
        (0...mask).compactMap { index in
            unsafe slots[index].key.isFree ? nil : (slots[index].key, slots[index].form)
        }
    }

    // MARK: Searching

    /// The form of one to sixteen bytes, none of them zero, zeros behind them.
    @inline(__always)
    func find(_ head: UInt64, _ tail: UInt64) -> KnownForm? {
        let key = Key(head: head, tail: tail)
        var index = Int(truncatingIfNeeded: hash(head, tail) &>> shift)
        while true {
            let slot = unsafe slots + index
            if unsafe slot.pointee.key == key { return unsafe slot.pointee.form }
            if unsafe slot.pointee.key.isFree { return nil }
            index = (index &+ 1) & mask
        }
    }

    /// The form of a spelling of any length, of which eight bytes can be read from each place.
    func find(_ bytes: UnsafeRawPointer, _ length: Int) -> KnownForm? {
        let key = unsafe key(bytes, length)
        guard key.isLong else { return find(key.head, key.tail) }
        var index = index(key)
        while true {
            let slot = unsafe slots[index]
            if slot.key.isFree { return nil }
            if slot.key == key, unsafe isEqual(bytes, length, slot.place) { return slot.form }
            index = (index &+ 1) & mask
        }
    }

    private func isEqual(_ bytes: UnsafeRawPointer, _ length: Int, _ place: UInt32) -> Bool {
        let known = unsafe arena + Int(place)
        guard unsafe Int(known.loadUnaligned(fromByteOffset: -4, as: UInt32.self)) == length else { return false }
        for at in stride(from: 0, to: length, by: 8)
        where unsafe bytes.word(at, length - at) != known.word(at, length - at) {
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
