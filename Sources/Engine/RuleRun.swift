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
        var free = 0
        align(matching.patterns, &matcher)
        guard matcher.alignments.count > 0 else { return }
        matcher.covered.clear()
        let rest = matching.rest.value
        for index in 0..<matcher.alignments.count {
            let found = matcher.alignments[index]
            guard found.range.lowerBound >= free, let mark = made(found, matching, &exceptions, &matcher),
                matcher.covered.take(mark.span)
            else { continue }
            if matching.span == nil { free = found.range.upperBound }
            if rest.reaches { triggers.append(mark) } else { text.store.add(mark) }
        }
        if !triggers.isEmpty, let reach = rest.match.reach {
            Reaching(index, reach, matching, text: text, hits: hits).apply(triggers, &matcher)
        }
    }

    /// Finds for each start the longest alignment, of equally long ones the earlier pattern's; by start.
    private func align(_ patterns: [CompiledPattern], _ matcher: inout PatternMatcher) {
        matcher.alignments.removeAll()
        for (number, pattern) in patterns.enumerated() {
            guard var starts = Starts(of: pattern, in: text, hits: hits) else { continue }
            if let entry = pattern.entry {
                starts.visit { start, sentence in
                    if let found = matcher.match(entry, at: start, sentence: sentence) {
                        matcher.keep(found, pattern: number)
                    }
                    return true
                }
                continue
            }
            var prepared = -1
            starts.visit { start, sentence in
                if sentence != prepared { matcher.prepare(pattern, sentence: sentence) }
                prepared = sentence
                if let found = matcher.match(at: start) { matcher.keep(found, pattern: number) }
                return true
            }
        }
        if patterns.count > 1 { matcher.sortAlignments() }
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
            attributes: rest.constants, names: rest.names, pattern: found.pattern, path: found.path, matching: matching)
        if text.nesting != nil { Self.settleOuter(of: mark, text: text) }
        Self.workOut(rest.early, of: mark, rest.match, text: text)
        if text.nesting != nil { Self.workOut(rest.late, of: mark, rest.match, text: text) }
        return mark
    }

    /// Finds the innermost mark of the same family that a mark lies in.
    static func settleOuter(of mark: WorkMark, text: MatchText) {
        guard let nesting = text.nesting else { return }
        let families = text.program.families
        let enclosing = nesting.enclosing(mark)
        guard !enclosing.isEmpty else { return }
        mark.learn().outer = enclosing.last { families[$0.type] == families[mark.type] }
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
