import Language
import RuleLanguage

/// What a trigger does to the context of the marks around it.
struct Reaching {
    private let rule: Int
    private let reach: Reach
    private let matching: CompiledRule.Matching
    private let text: MatchText
    private let hits: HitIndex

    init(_ rule: Int, _ reach: Reach, _ matching: CompiledRule.Matching, text: MatchText, hits: HitIndex) {
        self.rule = rule
        self.reach = reach
        self.matching = matching
        self.text = text
        self.hits = hits
    }

    func apply(_ triggers: [Range<Int>], _ matcher: inout PatternMatcher) {
        let marks = matching.over.flatMap { text.store.byType[$0] }.sorted { $0.span.lowerBound < $1.span.lowerBound }
        for trigger in triggers {
            let scope = scope(of: trigger, &matcher)
            for mark in marks where scope.contains(mark.span.lowerBound) && !mark.span.overlaps(trigger) {
                for (name, value) in reach.set {
                    mark.reaches.append((rule, name, value, trigger))
                    Self.settle(name, of: mark, text: text)
                }
            }
        }
    }

    /// Of all triggers that reach a mark the nearest decides, then the rule's name.
    private static func settle(_ name: String, of mark: WorkMark, text: MatchText) {
        let rules = text.program.rules
        let winner = mark.reaches.filter { $0.name == name }.min { a, b in
            let (x, y) = (distance(a.trigger, mark.span), distance(b.trigger, mark.span))
            return x != y ? x < y : rules[a.rule].rule.fullName < rules[b.rule].rule.fullName
        }
        guard let winner else { return }
        if name == "polarity" { mark.polarity = winner.value } else { mark.certainty = winner.value }
    }

    private static func distance(_ trigger: Range<Int>, _ span: Range<Int>) -> Int {
        trigger.upperBound <= span.lowerBound
            ? span.lowerBound - trigger.upperBound : max(0, trigger.lowerBound - span.upperBound)
    }

    /// The tokens that a trigger reaches: up to the stop, the nearest terminator, and `max` tokens.
    private func scope(of trigger: Range<Int>, _ matcher: inout PatternMatcher) -> Range<Int> {
        let isRight = reach.direction == .right
        var unit = text.tokens(ofSentence: text.sentence(of: isRight ? trigger.upperBound - 1 : trigger.lowerBound))
        let kind: LanguageMark.Kind? = reach.stop == .clause ? .clause : reach.stop == .quote ? .quote : nil
        if let kind, let inner = text.spans(of: kind, overlapping: trigger).min(by: { $0.count < $1.count }) {
            unit = unit.clamped(to: inner)
        }
        var scope =
            isRight
            ? trigger.upperBound..<max(trigger.upperBound, unit.upperBound)
            : min(unit.lowerBound, trigger.lowerBound)..<trigger.lowerBound
        if let most = reach.max, scope.count > most {
            scope =
                isRight
                ? scope.lowerBound..<scope.lowerBound + most : scope.upperBound - most..<scope.upperBound
        }
        for pattern in matching.until { scope = cut(scope, at: pattern, isRight: isRight, &matcher) }
        return scope
    }

    private func cut(
        _ scope: Range<Int>, at pattern: CompiledPattern, isRight: Bool, _ matcher: inout PatternMatcher
    ) -> Range<Int> {
        guard !scope.isEmpty else { return scope }
        let starts = Starts(of: pattern, in: text, hits: hits)
        guard !starts.isEmpty else { return scope }
        matcher.prepare(pattern, sentence: text.sentence(of: scope.lowerBound))
        var cut = scope
        starts.visit(in: scope) { start, _ in
            guard let found = matcher.match(at: start, accept: { $0 <= scope.upperBound }) else { return true }
            cut = isRight ? scope.lowerBound..<start : found.range.upperBound..<scope.upperBound
            return !isRight
        }
        return cut
    }
}
