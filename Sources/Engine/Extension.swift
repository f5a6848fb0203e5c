import Language
import RuleLanguage

/// Widens captures to the whole units that they touch.
enum Extension {
    /// The ranges with every unit that shares a token with one of them, merged where they overlap or meet.
    static func widen(_ ranges: [Range<Int>], to unit: Match.Unit, in text: MatchText) -> [Range<Int>] {
        merged(ranges + ranges.flatMap { units(unit, touching: $0, in: text) })
    }

    private static func units(_ unit: Match.Unit, touching range: Range<Int>, in text: MatchText) -> [Range<Int>] {
        guard !range.isEmpty else { return [] }
        switch unit {
        case .sentence:
            return (text.sentence(of: range.lowerBound)...text.sentence(of: range.upperBound - 1)).map {
                text.tokens(ofSentence: $0)
            }
        case .quote: return text.spans(of: .quote, overlapping: range)
        case .clause: return text.spans(of: .clause, overlapping: range)
        }
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var out: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = out.last, range.lowerBound <= last.upperBound {
                out[out.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                out.append(range)
            }
        }
        return out
    }
}

/// The spans of marks of one kind, in the order of their starts.
struct SpanIndex {
    private let spans: [Range<Int>]
    /// By span: the furthest end of all up to it.
    private let ends: [Int]

    /// - Parameter spans: By start.
    init(_ spans: [Range<Int>]) {
        self.spans = spans
        var furthest = 0
        ends = spans.map { span in
            furthest = max(furthest, span.upperBound)
            return furthest
        }
    }

    /// Those that share a token with a range.
    func overlapping(_ range: Range<Int>) -> [Range<Int>] {
        let first = ends.lowerBound(where: { $0 > range.lowerBound })
        return spans[first...].prefix { $0.lowerBound < range.upperBound }.filter { $0.overlaps(range) }
    }
}

extension Array {
    /// The index of the first element that passes a test which all after it pass too; `count` where none does.
    func lowerBound(where passing: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if passing(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension MatchText {
    /// The token ranges of the language layer's marks of a kind that share a token with a range.
    func spans(of kind: LanguageMark.Kind, overlapping range: Range<Int>) -> [Range<Int>] {
        if let known = spanIndexes[Int(kind.rawValue)] { return known.overlapping(range) }
        let index = SpanIndex(store.marks(of: program.types.id(of: kind)).map(\.span))
        spanIndexes[Int(kind.rawValue)] = index
        return index.overlapping(range)
    }
}
