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
        guard let matching = rule.matching else { return }
        var exceptions = Exceptions(matching.unless, text: text, hits: hits)
        var triggers: [WorkMark] = []
        var covered = Set<Int>()
        var free = 0
        for found in alignments(matching.patterns, &matcher) where found.range.lowerBound >= free {
            guard let mark = made(found, matching, &exceptions, &matcher), !mark.span.contains(where: covered.contains)
            else {
                continue
            }
            covered.formUnion(mark.span)
            if matching.span == nil { free = found.range.upperBound }
            if matching.match.reach == nil { text.store.add(mark) } else { triggers.append(mark) }
        }
        if let reach = matching.match.reach, !triggers.isEmpty {
            Reaching(index, reach, matching, text: text, hits: hits).apply(triggers, &matcher)
        }
    }

    /// For each start the longest alignment, of equally long ones the earlier pattern's; by start.
    private func alignments(_ patterns: [CompiledPattern], _ matcher: inout PatternMatcher) -> [Alignment] {
        var best: [Alignment] = []
        for (number, pattern) in patterns.enumerated() {
            guard let starts = Starts(of: pattern, in: text, hits: hits) else { continue }
            var prepared = -1
            starts.visit { start, sentence in
                if sentence != prepared { matcher.prepare(pattern, sentence: sentence) }
                prepared = sentence
                if let found = matcher.match(at: start) {
                    best.append(Alignment(pattern: number, range: found.range, path: found.path))
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
        let (steps, taken) = matching.patterns[found.pattern].read(found.path, store: text.store)
        var captures = [[Range<Int>]?](repeating: nil, count: matching.captures.count)
        for (number, ranges) in taken { captures[number] = ranges }
        let span = matching.span.flatMap { captures[$0]?.first } ?? found.range
        guard !span.isEmpty else { return nil }
        for (capture, unit) in matching.extend {
            captures[capture] = captures[capture].map { Extension.widen($0, to: unit, in: text) }
        }
        let mark = WorkMark(
            type: matching.type ?? 0, rule: index, span: span, extent: found.range,
            sentence: text.sentence(of: span.lowerBound), captures: captures,
            attributes: Array(repeating: nil, count: matching.match.attributes.count), pattern: found.pattern,
            path: steps)
        if text.nesting != nil { Self.settleOuter(of: mark, text: text) }
        Self.workOut(mark, matching, text: text) { text.nesting != nil || !matching.deferred[$0] }
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

    /// Works out the attributes that are asked for, in the order they were written.
    static func workOut(
        _ mark: WorkMark, _ matching: CompiledRule.Matching, text: MatchText, where isWanted: (Int) -> Bool
    ) {
        let evaluator = Evaluator(lookup: { text.lookup($0, for: mark) }, words: text.document.words)
        for (number, attribute) in matching.match.attributes.enumerated() where isWanted(number) {
            mark.attributes[number] = evaluator.value(attribute.value)
        }
    }
}

/// An alignment of one of a rule's patterns.
struct Alignment {
    /// Number of the pattern, from 0.
    var pattern: Int
    var range: Range<Int>
    var path: [PatternMatcher.State]
}

/// The `unless` patterns of a rule over one text; where each can start is found when it is first asked for.
private struct Exceptions {
    private let patterns: [CompiledPattern]
    private let text: MatchText
    private let hits: HitIndex
    private var starts: [Starts?] = []

    init(_ patterns: [CompiledPattern], text: MatchText, hits: HitIndex) {
        self.patterns = patterns
        self.text = text
        self.hits = hits
    }

    /// Whether any alignment of one of them shares a token with a range.
    mutating func overlap(_ range: Range<Int>, _ matcher: inout PatternMatcher) -> Bool {
        if starts.isEmpty { starts = patterns.map { Starts(of: $0, in: text, hits: hits) } }
        for (pattern, starts) in zip(patterns, starts) {
            guard let starts else { continue }
            if overlaps(pattern, starts, range, &matcher) { return true }
        }
        return false
    }

    private func overlaps(
        _ pattern: CompiledPattern, _ starts: Starts, _ range: Range<Int>, _ matcher: inout PatternMatcher
    ) -> Bool {
        let first = text.tokens(ofSentence: text.sentence(of: range.lowerBound)).lowerBound
        var prepared = -1
        var isFound = false
        starts.visit(in: first..<range.upperBound) { start, sentence in
            if sentence != prepared { matcher.prepare(pattern, sentence: sentence) }
            prepared = sentence
            isFound = matcher.match(at: start, accept: { $0 > range.lowerBound }) != nil
            return !isFound
        }
        return isFound
    }
}
