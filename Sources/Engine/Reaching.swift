import Language
import RuleLanguage

/// What a trigger does to the context of the marks around it.
struct Reaching {
    private let rule: Int
    private let reach: Reach
    private let matching: CompiledRule.Matching
    private let text: MatchText
    private let hits: HitIndex
    /// Bit `type % 64` for each type that is reached.
    private let overBits: UInt64

    init(_ rule: Int, _ reach: Reach, _ matching: CompiledRule.Matching, text: MatchText, hits: HitIndex) {
        self.rule = rule
        self.reach = reach
        self.matching = matching
        self.text = text
        self.hits = hits
        overBits = matching.over.reduce(0) { $0 | 1 << UInt64($1 % 64) }
    }

    func apply(_ triggers: [WorkMark], _ matcher: inout PatternMatcher) {
        // Of an article's many marks only those of one entity are looked at for each trigger.
        let byEntity =
            matching.same == nil
            ? [:] : Dictionary(grouping: matching.over.flatMap(text.store.marks(of:))) { text.value(of: $0, "entity") }
        for trigger in triggers {
            if matching.same != nil {
                guard let bearer = bearer(of: trigger), let marks = byEntity[bearer] else { continue }
                let scope = scope(of: trigger.extent, &matcher)
                for mark in marks where scope.contains(mark.span.lowerBound) { touch(mark, from: trigger.extent) }
            } else {
                for token in scope(of: trigger.extent, &matcher) { touchAll(at: token, from: trigger.extent) }
            }
        }
    }

    /// Reaches the marks that start at a token.
    private func touchAll(at token: Int, from trigger: Range<Int>) {
        guard text.view.starting[token] & overBits != 0 else { return }
        var at = Int(text.store.heads[token])
        while at >= 0 {
            let link = text.store.links[at]
            if matching.over.contains(Int(link.type)) { touch(text.store.marks[at], from: trigger) }
            at = Int(link.next)
        }
    }

    private func touch(_ mark: WorkMark, from trigger: Range<Int>) {
        guard !mark.span.overlaps(trigger) else { return }
        for (name, value) in reach.set {
            mark.learn().reaches.append((rule, name, value, trigger))
            Self.settle(name, of: mark, text: text)
        }
    }

    /// The entity of the trigger's capture whose marks are reached.
    private func bearer(of trigger: WorkMark) -> Value? {
        guard let same = matching.same else { return nil }
        return text.lookup([matching.captures[same], "entity"], for: trigger)
            ?? trigger.captures.first(of: same).flatMap(text.entity)
    }

    /// Of all triggers that reach a mark the nearest decides, then the rule's name.
    private static func settle(_ name: String, of mark: WorkMark, text: MatchText) {
        let rules = text.program.rules
        let winner = mark.reaches.filter { $0.name == name }.min { a, b in
            let (x, y) = (distance(a.trigger, mark.span), distance(b.trigger, mark.span))
            return x != y ? x < y : rules[a.rule].fullName < rules[b.rule].fullName
        }
        guard let value = winner?.value else { return }
        switch name {
        case "polarity": mark.learn().polarity = value
        case "certainty": mark.learn().certainty = value
        default:
            mark.learn().given.removeAll { $0.name == name }
            mark.learn().given.append((name, value))
        }
    }

    private static func distance(_ trigger: Range<Int>, _ span: Range<Int>) -> Int {
        trigger.upperBound <= span.lowerBound
            ? span.lowerBound - trigger.upperBound : max(0, trigger.lowerBound - span.upperBound)
    }

    /// The tokens that a trigger reaches: up to the stop, the nearest terminator, and `max` tokens.
    private func scope(of trigger: Range<Int>, _ matcher: inout PatternMatcher) -> Range<Int> {
        let isRight = reach.direction == .right
        var unit = unit(around: isRight ? trigger.upperBound - 1 : trigger.lowerBound)
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

    private func unit(around token: Int) -> Range<Int> {
        let sentence = text.sentence(of: token)
        switch reach.stop {
        case .clause, .quote, .sentence: return text.tokens(ofSentence: sentence)
        case .paragraph:
            let paragraph = text.document.sentences[sentence].paragraph
            let start = text.document.sentences.lowerBound(where: { $0.paragraph >= paragraph })
            let inside = text.document.sentences[start...].prefix { $0.paragraph == paragraph }
            return (inside.first?.tokens.lowerBound ?? token)..<(inside.last?.tokens.upperBound ?? token + 1)
        case .article: return 0..<text.document.tokens.count
        }
    }

    private func cut(
        _ scope: Range<Int>, at pattern: CompiledPattern, isRight: Bool, _ matcher: inout PatternMatcher
    ) -> Range<Int> {
        guard !scope.isEmpty, var starts = Starts(of: pattern, in: text, hits: hits) else { return scope }
        var cut = scope
        var prepared = -1
        starts.visit(in: scope) { start, sentence in
            if sentence != prepared { matcher.prepare(pattern, sentence: sentence) }
            prepared = sentence
            guard let found = matcher.match(at: start, accept: { $0 <= scope.upperBound }) else { return true }
            cut = isRight ? scope.lowerBound..<start : found.range.upperBound..<scope.upperBound
            return !isRight
        }
        return cut
    }
}
