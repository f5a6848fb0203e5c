import Language

/// What lies in what: marks with a nest capture and the marks inside.
///
/// A lies in B when A's nest capture (its span, if it has none) lies in B's nest capture. Of two marks with the same
/// nest capture the one made in the earlier stratum is outside, then the one that starts earlier, then by rule name.
struct Nesting {
    private struct Frame {
        var mark: WorkMark
        var ranges: [Range<Int>]
    }

    /// Outermost first.
    private var frames: [Frame] = []
    private var position: [ObjectIdentifier: Int] = [:]
    /// By sentence: indices of the frames that touch it, ascending.
    private var bySentence: [[Int]]
    /// The text holds this: held in turn, neither would ever be given back.
    private unowned let text: MatchText

    init(_ text: MatchText) {
        self.text = text
        bySentence = Array(repeating: [], count: max(1, text.view.sentenceCount))
        let program = text.program
        var keyed: [(size: Int, level: Int, start: Int, name: Int, frame: Frame)] = []
        for index in text.store.nesting {
            let mark = text.store.marks[Int(index)]
            guard !mark.isDropped, let ranges = Self.nest(of: mark) else { continue }
            keyed.append(
                (
                    ranges.reduce(0) { $0 + $1.count }, program.level[mark.rule], mark.span.lowerBound,
                    program.ruleRanks[mark.rule], Frame(mark: mark, ranges: ranges)
                ))
        }
        keyed.sort { a, b in (-a.size, a.level, a.start, a.name) < (-b.size, b.level, b.start, b.name) }
        frames = keyed.map(\.frame)
        for (index, frame) in frames.enumerated() {
            position[ObjectIdentifier(frame.mark)] = index
            for range in frame.ranges where !range.isEmpty {
                for sentence in text.sentence(of: range.lowerBound)...text.sentence(of: range.upperBound - 1)
                where bySentence[sentence].last != index {
                    bySentence[sentence].append(index)
                }
            }
        }
    }

    /// The marks with a nest capture, outermost first.
    var marks: [WorkMark] { frames.map(\.mark) }

    /// The marks that enclose a mark, outermost first.
    func enclosing(_ mark: WorkMark) -> [WorkMark] {
        if let known = mark.circumstances?.enclosing { return known }
        let enclosing = find(mark)
        mark.learn().enclosing = enclosing
        return enclosing
    }

    private func find(_ mark: WorkMark) -> [WorkMark] {
        let nest = Self.nest(of: mark)
        let inner = nest ?? [mark.span]
        guard let start = inner.first?.lowerBound else { return [] }
        // Of equal ones the earlier frame is outside, so a nesting mark lies only in frames before its own.
        let own = nest == nil ? frames.count : position[ObjectIdentifier(mark)] ?? frames.count
        var enclosing: [WorkMark] = []
        for index in bySentence[text.sentence(of: start)] {
            if index >= own { break }
            if Self.contains(frames[index].ranges, inner) { enclosing.append(frames[index].mark) }
        }
        return enclosing
    }

    private static func nest(of mark: WorkMark) -> [Range<Int>]? {
        guard let nest = mark.matching?.nest else { return nil }
        return mark.captures[nest]
    }

    private static func contains(_ outer: [Range<Int>], _ inner: [Range<Int>]) -> Bool {
        inner.allSatisfy { range in
            outer.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
        }
    }
}
