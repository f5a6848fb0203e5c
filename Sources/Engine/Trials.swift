import RuleLanguage

/// One alignment of a rule and what became of it.
struct Trial {
    enum Outcome {
        /// Another alignment of the rule has these tokens: a longer one from the same start, or an earlier one.
        case taken(Range<Int>)
        /// These `unless` patterns matched, each with its tokens.
        case unless([(number: Int, range: Range<Int>)])
        /// `where` did not hold for what would have been the mark.
        case condition(WorkMark)
        /// The mark; of a rule that reaches, the trigger.
        case made(WorkMark)
    }

    var pattern: Int
    var range: Range<Int>
    var path: MarkStore.Path
    var outcome: Outcome
}

/// Runs a rule once more over a text on which all rules have run, slowly, keeping what was decided about every
/// alignment. What the rule reads is as it was when it ran: strata see to that.
struct Trials {
    private let index: Int
    private let text: MatchText
    private let matching: CompiledRule.Matching
    private let run: RuleRun

    /// `nil` for a rule that matches nothing, a tally.
    init?(_ index: Int, text: MatchText) {
        guard let matching = text.program.rules[index].matching else { return nil }
        self.index = index
        self.text = text
        self.matching = matching
        run = RuleRun(index, text: text, hits: HitIndex(text))
    }

    /// In the order in which the rule decides: by start, the longer first, then the earlier pattern.
    func all() -> [Trial] {
        var found: [Alignment] = []
        for (number, pattern) in matching.patterns.enumerated() { found += alignments(of: pattern, number) }
        found.sort { a, b in
            (a.range.lowerBound, -a.range.upperBound, a.pattern) < (b.range.lowerBound, -b.range.upperBound, b.pattern)
        }
        var trials: [Trial] = []
        var covered: [Range<Int>] = []
        var free: (token: Int, by: Range<Int>) = (0, 0..<0)
        var longest = -1..<0
        for alignment in found {
            let outcome: Trial.Outcome
            if alignment.range.lowerBound == longest.lowerBound {
                outcome = .taken(longest)
            } else if alignment.range.lowerBound < free.token {
                outcome = .taken(free.by)
            } else {
                outcome = decide(alignment, covered)
            }
            longest = alignment.range.lowerBound == longest.lowerBound ? longest : alignment.range
            if case .made(let mark) = outcome {
                covered.append(mark.span)
                if matching.span == nil { free = (alignment.range.upperBound, alignment.range) }
            }
            trials.append(
                Trial(pattern: alignment.pattern, range: alignment.range, path: alignment.path, outcome: outcome))
        }
        return trials
    }

    private func alignments(of pattern: CompiledPattern, _ number: Int) -> [Alignment] {
        var found: [Alignment] = []
        var matcher = PatternMatcher(text)
        for (sentence, tokens) in text.document.sentences.map(\.tokens).enumerated() {
            matcher.prepare(pattern, sentence: sentence)
            for start in tokens {
                guard let match = matcher.match(at: start) else { continue }
                found.append(Alignment(pattern: number, range: match.range, path: matcher.path(of: match)))
            }
        }
        return found
    }

    private func decide(_ alignment: Alignment, _ covered: [Range<Int>]) -> Trial.Outcome {
        let dropping = matching.unless.enumerated().compactMap { number, pattern in
            touching(alignment.range, pattern).map { (number, $0) }
        }
        if !dropping.isEmpty { return .unless(dropping) }
        guard let draft = run.draft(alignment, matching) else { return .taken(alignment.range) }
        if let condition = matching.match.condition,
            !Evaluator(lookup: { text.lookup($0, for: draft) }).holds(condition)
        {
            return .condition(draft)
        }
        if let other = covered.first(where: { $0.overlaps(draft.span) }) { return .taken(other) }
        let mark = text.store.marks.first {
            $0.rule == index && $0.span == draft.span && $0.extent == draft.extent && $0.pattern == draft.pattern
        }
        return .made(mark ?? draft)
    }

    /// What an alignment of a pattern takes that shares a token with a range.
    private func touching(_ range: Range<Int>, _ pattern: CompiledPattern) -> Range<Int>? {
        var matcher = PatternMatcher(text)
        for sentence in text.sentence(of: range.lowerBound)...text.sentence(of: range.upperBound - 1) {
            matcher.prepare(pattern, sentence: sentence)
            for start in text.tokens(ofSentence: sentence) where start < range.upperBound {
                if let found = matcher.match(at: start, accept: { $0 > range.lowerBound }) { return found.range }
            }
        }
        return nil
    }
}
