import RuleLanguage

/// Lists of numbers in one piece of memory, each known by its index.
struct FixedLists: Sendable {
    /// By list, and the end: where it begins.
    let offsets: FixedArray<Int32>
    let elements: FixedArray<Int32>

    init(_ lists: [[Int32]]) {
        var ends: [Int32] = [0]
        for list in lists { ends.append((ends.last ?? 0) + Int32(list.count)) }
        offsets = FixedArray(ends)
        elements = FixedArray(Array(lists.joined()))
    }

    var count: Int { offsets.count - 1 }

    subscript(list: Int) -> UnsafeBufferPointer<Int32> {
        let start = Int(offsets[list])
        return UnsafeBufferPointer(start: elements.pointer + start, count: Int(offsets[list + 1]) - start)
    }
}

extension FixedLists: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(offsets)
        writer.write(elements)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        offsets = try reader.read()
        elements = try reader.read()
        guard offsets.count > 0, Int(offsets[offsets.count - 1]) == elements.count else { throw ByteReader.Malformed() }
    }
}
