import Language
import RuleLanguage

/// One rule run over one text: match → unless → where → mark (or reach).
struct RuleRun {
    private let index: Int
    private let rule: CompiledRule
    private let text: MatchText
    private let hits: HitIndex

    init(_ index: Int, text: MatchText, hits: HitIndex) {
        self.index = index
        self.text = text
        self.hits = hits
        rule = text.program.rules[index]
    }

    func run(_ matcher: inout PatternMatcher) {
        guard rule.mayMatch(hits), let matching = rule.matching else { return }
        var exceptions = Exceptions(of: matching, text: text, hits: hits)
        var triggers: [WorkMark] = []
        var covered = Cover()
        var free = 0
        let alignments = alignments(matching.patterns, &matcher)
        guard !alignments.isEmpty else { return }
        let rest = matching.rest.value
        for found in alignments where found.range.lowerBound >= free {
            guard let mark = made(found, matching, &exceptions, &matcher), covered.take(mark.span) else { continue }
            if matching.span == nil { free = found.range.upperBound }
            if rest.reaches { triggers.append(mark) } else { text.store.add(mark) }
        }
        if !triggers.isEmpty, let reach = rest.match.reach {
            Reaching(index, reach, matching, text: text, hits: hits).apply(triggers, &matcher)
        }
    }

    /// For each start the longest alignment, of equally long ones the earlier pattern's; by start.
    private func alignments(_ patterns: [CompiledPattern], _ matcher: inout PatternMatcher) -> [Alignment] {
        var best: [Alignment] = []
        for (number, pattern) in patterns.enumerated() {
            guard var starts = Starts(of: pattern, in: text, hits: hits) else { continue }
            if let entry = pattern.entry {
                starts.visit { start, sentence in
                    if let found = matcher.match(entry, at: start, sentence: sentence) {
                        best.append(Alignment(pattern: number, range: found.range, path: matcher.path(of: found)))
                    }
                    return true
                }
                continue
            }
            var prepared = -1
            starts.visit { start, sentence in
                if sentence != prepared { matcher.prepare(pattern, sentence: sentence) }
                prepared = sentence
                if let found = matcher.match(at: start) {
                    best.append(Alignment(pattern: number, range: found.range, path: matcher.path(of: found)))
                }
                return true
            }
        }
        guard patterns.count > 1, best.count > 1 else { return best }
        best.sort { a, b in
            (a.range.lowerBound, -a.range.upperBound, a.pattern) < (b.range.lowerBound, -b.range.upperBound, b.pattern)
        }
        var unique: [Alignment] = []
        for found in best where unique.last?.range.lowerBound != found.range.lowerBound { unique.append(found) }
        return unique
    }

    /// The mark of an alignment; `nil` where `unless` or `where` says no.
    private func made(
        _ found: Alignment, _ matching: CompiledRule.Matching, _ exceptions: inout Exceptions,
        _ matcher: inout PatternMatcher
    ) -> WorkMark? {
        if exceptions.overlap(found.range, &matcher) { return nil }
        guard let mark = draft(found, matching) else { return nil }
        if let condition = matching.match.condition {
            guard Evaluator(lookup: { text.lookup($0, for: mark) }).holds(condition) else { return nil }
        }
        return mark
    }

    /// The mark of an alignment before `unless` and `where` are asked; `nil` where its span took no token.
    func draft(_ found: Alignment, _ matching: CompiledRule.Matching) -> WorkMark? {
        let rest = matching.rest.value
        var captures = Captures()
        if !matching.captures.isEmpty {
            captures = matching.patterns[found.pattern].captures(found.path, in: text.store)
        }
        let span = matching.span.flatMap { captures.first(of: $0) } ?? found.range
        guard !span.isEmpty else { return nil }
        for (capture, unit) in matching.extend {
            guard let ranges = captures[capture] else { continue }
            captures.replace(capture, by: Extension.widen(ranges, to: unit, in: text))
        }
        let mark = WorkMark(
            type: matching.type ?? 0, rule: index, span: span, extent: found.range,
            sentence: text.sentence(of: span.lowerBound), captures: captures,
            attributes: rest.constants, pattern: found.pattern, path: found.path, matching: matching)
        if text.nesting != nil { Self.settleOuter(of: mark, text: text) }
        Self.workOut(rest.early, of: mark, rest.match, text: text)
        if text.nesting != nil { Self.workOut(rest.late, of: mark, rest.match, text: text) }
        return mark
    }

    /// Finds the innermost mark of the same family that a mark lies in, and how many enclose it.
    static func settleOuter(of mark: WorkMark, text: MatchText) {
        guard let nesting = text.nesting else { return }
        let families = text.program.families
        let enclosing = nesting.enclosing(mark)
        mark.depth = enclosing.count
        mark.outer = enclosing.last { families[$0.type] == families[mark.type] }
    }

    /// Works out attributes by their numbers.
    static func workOut(_ numbers: [Int], of mark: WorkMark, _ match: Match, text: MatchText) {
        guard !numbers.isEmpty else { return }
        let evaluator = Evaluator(lookup: { text.lookup($0, for: mark) }, words: text.document.words)
        for number in numbers {
            mark.attributes[number] = evaluator.value(match.attributes[number].value)
        }
    }
}

/// The tokens that a rule's marks have, which no other mark of the rule may have.
private struct Cover {
    /// Ascending; none overlaps another.
    private var spans: [Range<Int>] = []

    /// Takes a span; says no where a token of it is taken. Spans come nearly in order.
    mutating func take(_ span: Range<Int>) -> Bool {
        var index = spans.count
        while index > 0, spans[index - 1].lowerBound >= span.upperBound { index -= 1 }
        if index > 0, spans[index - 1].upperBound > span.lowerBound { return false }
        spans.insert(span, at: index)
        return true
    }
}

/// An alignment of one of a rule's patterns.
struct Alignment {
    /// Number of the pattern, from 0.
    var pattern: Int
    var range: Range<Int>
    var path: MarkStore.Path
}
