/// An alignment of one of a rule's patterns.
struct Alignment: BitwiseCopyable {
    /// Number of the pattern, from 0.
    var pattern: Int
    private var span: PlainRange
    var path: MarkStore.Path

    var range: Range<Int> { span.range }

    init(pattern: Int, range: Range<Int>, path: MarkStore.Path) {
        self.pattern = pattern
        span = PlainRange(range)
        self.path = path
    }

    /// By start, the longer first, of equally long ones the earlier pattern's.
    static func isBefore(_ a: Alignment, _ b: Alignment) -> Bool {
        (a.range.lowerBound, -a.range.upperBound, a.pattern) < (b.range.lowerBound, -b.range.upperBound, b.pattern)
    }
}

extension PatternMatcher {
    /// Keeps what was found for the rule that runs.
    mutating func keep(_ found: Found, pattern: Int) {
        let path = path(of: found)
        alignments.append(Alignment(pattern: pattern, range: found.range, path: path))
    }

    /// Puts the alignments of the rule's patterns in order, of those with one start the first only.
    mutating func sortAlignments() {
        guard alignments.count > 1 else { return }
        alignments.sort(by: Alignment.isBefore)
        var kept = 1
        for index in 1..<alignments.count
        where alignments[index].range.lowerBound != alignments[kept - 1].range.lowerBound {
            alignments[kept] = alignments[index]
            kept += 1
        }
        alignments.removeAll(from: kept)
    }
}

/// The tokens that a rule's marks have, which no other mark of the rule may have.
struct Cover: ~Copyable {
    /// Ascending; none overlaps another.
    private var spans = Pile<PlainRange>()

    mutating func clear() { spans.removeAll() }

    /// Takes a span; says no where a token of it is taken. Spans come nearly in order.
    mutating func take(_ span: Range<Int>) -> Bool {
        var index = spans.count
        while index > 0, Int(spans[index - 1].start) >= span.upperBound { index -= 1 }
        if index > 0, Int(spans[index - 1].end) > span.lowerBound { return false }
        spans.append(PlainRange(span))
        for later in stride(from: spans.count - 1, to: index, by: -1) { spans[later] = spans[later - 1] }
        spans[index] = PlainRange(span)
        return true
    }
}

/// A range of tokens in plain memory.
struct PlainRange: BitwiseCopyable {
    var start: Int32
    var end: Int32

    init(_ range: Range<Int>) {
        start = Int32(range.lowerBound)
        end = Int32(range.upperBound)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
}
