/// A stack of plain values whose memory grows and is kept, for the matcher's inner loop.
///
/// Invariant: indices lie in `0..<count`. (Measured: an array asks at every push whether it is the only owner.)
struct Pile<Element: BitwiseCopyable>: ~Copyable {
    private(set) var count = 0
    private var capacity: Int
    private var memory: UnsafeMutablePointer<Element>

    init(capacity: Int = 256) {
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit { memory.deallocate() }

    subscript(index: Int) -> Element {
        get { memory[index] }
        _modify { yield &memory[index] }
    }

    /// All elements, copied.
    var elements: [Element] { Array(UnsafeBufferPointer(start: memory, count: count)) }

    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (memory + count).initialize(to: element)
        count += 1
    }

    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return memory[count]
    }

    /// Removes the elements from an index on.
    mutating func removeAll(from first: Int = 0) { count = first }

    /// Turns the order of the elements from an index on around.
    mutating func reverse(from first: Int) {
        guard first < count else { return }
        var last = UnsafeMutableBufferPointer(start: memory + first, count: count - first)
        last.reverse()
    }

    mutating func sort(by isBefore: (Element, Element) -> Bool) {
        var all = UnsafeMutableBufferPointer(start: memory, count: count)
        all.sort(by: isBefore)
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        larger.moveInitialize(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity *= 2
    }
}
