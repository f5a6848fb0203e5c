/// The tokens of one text while they are found: an array that can be written without asking each time whether it is
/// shared and has room.
///
/// Measured: `Array.append` and closures over its storage were a third of the tokenizer's time.
struct TokenBuffer: ~Copyable {
    /// Invariant: `capacity` tokens have room here, of which the first `count` are initialized.
    private var start: UnsafeMutablePointer<Token>
    private var capacity: Int
    private(set) var count = 0

    init() {
        capacity = 1 << 12
        unsafe start = .allocate(capacity: capacity)
    }

    deinit { unsafe start.deallocate() }

    @inline(__always)
    mutating func append(_ token: Token) {
        if count == capacity { reserve(1) }
        unsafe (start + count).initialize(to: token)
        count &+= 1
    }

    /// Writes tokens behind those that are there; `take` makes them the buffer's.
    struct Writer {
        fileprivate var next: UnsafeMutablePointer<Token>
        private let start: UnsafeMutablePointer<Token>
        private let last: UnsafeMutablePointer<Token>

        fileprivate init(_ buffer: borrowing TokenBuffer, room: Int) {
            unsafe start = buffer.start
            unsafe next = start + buffer.count
            unsafe last = start + (buffer.capacity - room)
        }

        /// Whether there is less room than was asked for.
        @inline(__always)
        var isFull: Bool { unsafe next > last }

        /// How many tokens the buffer will have.
        @inline(__always)
        var count: Int { unsafe next - start }

        @inline(__always)
        mutating func write(_ token: Token) {
            unsafe next.initialize(to: token)
            unsafe next += 1
        }
    }

    /// A writer with room for at least `room` tokens. The buffer is not to be changed otherwise before `take`.
    mutating func writer(room: Int) -> Writer {
        if capacity - count < room { reserve(room) }
        return Writer(self, room: room)
    }

    mutating func take(_ writer: Writer) { count = writer.count }

    @inline(never)
    private mutating func reserve(_ room: Int) {
        capacity = max(capacity * 2, count + room)
        let larger = UnsafeMutablePointer<Token>.allocate(capacity: capacity)
        unsafe larger.moveInitialize(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = larger
    }

    var isEmpty: Bool { count == 0 }
    var last: Token? { unsafe count > 0 ? start[count - 1] : nil }

    /// Gives the tokens away; the room is kept for the next text, unless it is very much.
    mutating func removeAll() -> [Token] {
        let tokens = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        count = 0
        if capacity > 1 << 18 { self = TokenBuffer() }
        return tokens
    }
}
