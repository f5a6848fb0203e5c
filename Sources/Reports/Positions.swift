import Hearsay

/// Where byte offsets of an article stand in its lines, counted as people and editors count.
struct Positions {
    let points: CodePoints
    private let lineStarts: [Int]

    init(_ text: [UInt8]) {
        points = CodePoints(text)
        var starts = [0]
        for i in text.indices where text[i] == 0x0A { starts.append(i + 1) }
        lineStarts = starts
    }

    /// Line and column of a byte offset, both from 1, the column in code points.
    func lineAndColumn(_ offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, points.offset(offset) - points.offset(lineStarts[low]) + 1)
    }
}
