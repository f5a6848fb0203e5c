import Glibc
import RuleLanguage

/// Memory of a fixed size for what the matcher's inner loop reads, without bounds checks there.
///
/// Invariant: every index that the engine uses lies in `0..<count`; the owner outlives whoever holds the pointer.
/// (Measured: with arrays the matcher spends a third of its time on checks and reference counts.)
///
/// Sendable because nothing is written once it is shared: a compiled pattern's instructions are filled in by whoever
/// makes it, everything else belongs to one thread.
final class FixedArray<Element: BitwiseCopyable>: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Element>
    let count: Int

    init(repeating value: Element, count: Int) {
        self.count = count
        pointer = .allocate(capacity: max(1, count))
        pointer.initialize(repeating: value, count: max(1, count))
    }

    /// Nothing but zeros, of which those that are never looked at take no memory.
    init(zeros count: Int) {
        self.count = count
        // Memory that Swift gives back with `free`, as it would its own of this alignment.
        let bytes = calloc(max(1, count), MemoryLayout<Element>.stride)
        pointer = bytes?.assumingMemoryBound(to: Element.self) ?? .allocate(capacity: max(1, count))
    }

    init(_ elements: [Element]) {
        count = elements.count
        pointer = .allocate(capacity: max(1, count))
        _ = UnsafeMutableBufferPointer(start: pointer, count: count).initialize(fromContentsOf: elements)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        var (pointer, count): (UnsafeMutablePointer<Element>?, Int) = (nil, 0)
        try reader.flat { number in
            count = number
            let room = UnsafeMutablePointer<Element>.allocate(capacity: max(1, number))
            pointer = room
            return room
        }
        self.count = count
        self.pointer = pointer ?? .allocate(capacity: 1)
    }

    /// Where there are no elements, this one, so that index 0 may be asked for.
    convenience init(_ elements: [Element], orOne element: Element) {
        self.init(elements.isEmpty ? [element] : elements)
    }

    deinit { pointer.deallocate() }

    subscript(index: Int) -> Element {
        get { pointer[index] }
        set { pointer[index] = newValue }
    }

    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: pointer, count: count) }
}

extension FixedArray: Storable {
    /// As they lie in memory.
    func store(to writer: inout ByteWriter) { writer.write(flat: Array(elements)) }
}
