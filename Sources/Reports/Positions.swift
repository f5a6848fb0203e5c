import Hearsay

/// Where byte offsets of an article stand, counted as people and editors count.
struct Positions {
    let points: CodePoints
    private let lines: LineMap

    init(_ text: [UInt8]) {
        points = CodePoints(text)
        lines = LineMap(text, codePoints: points)
    }

    /// Line and column of a byte offset, both from 1, the column in code points.
    func lineAndColumn(_ offset: Int) -> (line: Int, column: Int) { lines.position(of: offset) }
}
