/// What the features of a word and of the tag before it add up to, kept for when the same comes again.
///
/// A table in which each key has one place; what comes later takes it. It grows with what is looked for in vain, so that
/// a short text touches little memory. What is found never depends on what else was looked for.
struct TaggerStates: ~Copyable {
    /// A cache line: the tags that a word may have with their scores.
    struct State {
        /// 0 where free.
        var key: UInt64
        var count: Int
        var tags: InlineArray<16, Tag>
        var scores: InlineArray<16, Int16>
    }

    private static let fewest = 1 << 10
    private static let most = 1 << 16

    /// `size` states, a power of two. Only places from `place(of:)` are looked at.
    private var states: UnsafeMutablePointer<State>
    private(set) var size: Int
    private var missed = 0

    init() {
        size = Self.fewest
        unsafe states = Self.allocate(size)
    }

    deinit { unsafe states.deallocate() }

    private static func allocate(_ size: Int) -> UnsafeMutablePointer<State> {
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: size * MemoryLayout<State>.stride, alignment: 64)
        let states = unsafe bytes.bindMemory(to: State.self, capacity: size)
        let none = State(key: 0, count: 0, tags: .init(repeating: .none), scores: .init(repeating: 0))
        unsafe states.initialize(repeating: none, count: size)
        return unsafe states
    }

    /// Forgets everything.
    mutating func reset() {
        unsafe states.deallocate()
        size = Self.fewest
        missed = 0
        unsafe states = Self.allocate(size)
    }

    /// The key of a form in a place of the sentence behind a tag; never 0.
    @inline(__always)
    static func key(_ form: Int, _ place: UInt32, _ last: Tag) -> UInt64 {
        UInt64(form) << 16 | UInt64(place) << 8 | UInt64(last.rawValue) | 1 << 63
    }

    @inline(__always)
    func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (size &- 1)
    }

    /// The state at a place, which must come from `place(of:)`.
    @inline(__always)
    subscript(place: Int) -> State {
        _read { yield unsafe states[place] }
    }

    /// Notes a state that was looked for in vain.
    mutating func put(_ state: State) {
        missed += 1
        if missed > size, size < Self.most {
            unsafe states.deallocate()
            size *= 4
            missed = 0
            unsafe states = Self.allocate(size)
        }
        let place = place(of: state.key)
        unsafe states[place] = state
    }
}
