/// The tokens of one text while they are found: an array that can be written without asking each time whether it is
/// shared and has room.
///
/// Measured: `Array.append` and closures over its storage were a third of the tokenizer's time.
struct TokenBuffer: ~Copyable {
    /// Invariant: `capacity` tokens have room here, of which the first `count` are initialized.
    private var start: UnsafeMutablePointer<Token>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    @inline(__always)
    mutating func append(_ token: Token) {
        if count == capacity { reserve(1) }
        unsafe (start + count).initialize(to: token)
        count &+= 1
    }

    /// Makes room for more tokens and calls with where they go and how many have room; the answer is how many were
    /// written there, one behind the other.
    @inline(__always)
    mutating func write(atLeast room: Int, _ body: (UnsafeMutablePointer<Token>, Int) -> Int) {
        if capacity - count < room { reserve(room) }
        let written = unsafe body(start + count, capacity - count)
        count += written
    }

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
    var array: [Token] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }
}
