import Articles
import Language
import RuleLanguage

/// Finds out how far a rule got at a place.
struct Explainer {
    private let index: Int
    private let rule: CompiledRule
    private let matching: CompiledRule.Matching
    /// Token indices.
    private let place: Range<Int>
    private let text: MatchText
    /// Whether to say why a mark that was wanted is not there.
    private let asksWhy: Bool

    init?(_ index: Int, at place: Range<Int>, text: MatchText, asksWhy: Bool = true) {
        rule = text.program.rules[index]
        guard let matching = rule.matching else { return nil }
        self.index = index
        self.matching = matching
        self.place = place
        self.text = text
        self.asksWhy = asksWhy
    }

    func explain() -> WhyNot {
        let trials = Trials(index, text: text)?.all().filter { $0.range.overlaps(place) } ?? []
        var attempts: [WhyNot.Attempt] = []
        for number in matching.patterns.indices {
            let own = trials.filter { $0.pattern == number }
            attempts += own.isEmpty ? [stopped(number)] : own.map(attempt)
        }
        return WhyNot(rule: rule.fullName, attempts: attempts)
    }

    // MARK: - Patterns that went through

    private func attempt(_ trial: Trial) -> WhyNot.Attempt {
        let outcome: WhyNot.Outcome =
            switch trial.outcome {
            case .taken(let range): .taken(text.bytes(range))
            case .unless(let dropping): .unless(dropping[0].number, text.bytes(dropping[0].range))
            case .condition(let mark): .condition(matching.match.condition.map { failing($0, for: mark) } ?? [])
            case .made(let mark): made(mark)
            }
        let pattern = matching.patterns[trial.pattern]
        return WhyNot.Attempt(
            pattern: trial.pattern, steps: steps(of: trial.path, pattern),
            outcome: outcome)
    }

    private func made(_ mark: WorkMark) -> WhyNot.Outcome {
        if matching.match.reach != nil {
            let reached = text.store.marks.filter { other in
                other.reaches.contains { $0.rule == index && $0.trigger == mark.extent }
            }
            return .reached(reached.map { (text.program.types.names[$0.type], text.bytes($0.span)) })
        }
        if mark.isDropped, let lost = overlapped(mark) { return .overlapped(lost) }
        let lookup: ([String]) -> Value? = { text.lookup($0, for: mark) }
        let evaluator = Evaluator(lookup: lookup, words: text.document.words)
        let flag = rule.isSilent ? nil : rule.flags.first { $0.condition.map(evaluator.holds) ?? true }
        return .made(
            WhyNot.Made(
                type: text.program.types.names[mark.type], range: text.bytes(mark.span),
                flag: flag.map { Report(level: $0.level, message: $0.message.filled(lookup)) },
                canFlag: !rule.flags.isEmpty, isSilent: rule.isSilent,
                unheld: rule.flags.compactMap { $0.condition.map { failing($0, for: mark) } }))
    }

    private func overlapped(_ mark: WorkMark) -> WhyNot.Overlapped? {
        let types = text.program.types.names
        func depth(_ mark: WorkMark) -> Int { types[mark.type].utf8.count { $0 == UInt8(ascii: ".") } }
        let family = TypeTable.family(of: types[mark.type])
        let rivals = text.store.marks.filter {
            $0.rule >= 0 && $0 !== mark && $0.span.overlaps(mark.span)
                && TypeTable.family(of: types[$0.type]) == family
        }
        // One that won may have lost to a third afterwards.
        guard let winner = rivals.first(where: { !$0.isDropped }) ?? rivals.first else { return nil }
        let reason: WhyNot.Overlapped.Reason =
            winner.span.count > mark.span.count ? .longer : depth(winner) > depth(mark) ? .deeper : .name
        return WhyNot.Overlapped(
            range: text.bytes(mark.span),
            winner: (types[winner.type], text.program.rules[winner.rule].fullName, text.bytes(winner.span)),
            reason: reason)
    }

    /// The parts of a condition that do not hold, with the values that they read.
    private func failing(_ condition: Expression, for mark: WorkMark) -> [WhyNot.Condition] {
        let lookup: ([String]) -> Value? = { text.lookup($0, for: mark) }
        let evaluator = Evaluator(lookup: lookup, words: text.document.words)
        if evaluator.holds(condition) { return [] }
        if case .and(let a, let b) = condition.kind { return failing(a, for: mark) + failing(b, for: mark) }
        var values: [(name: String, value: Value?)] = []
        for path in condition.paths {
            let name = path.joined(separator: ".")
            if !values.contains(where: { $0.name == name }) { values.append((name, lookup(path))) }
        }
        return [WhyNot.Condition(source: Self.source(condition.span), values: values)]
    }

    private static func source(_ span: SourceSpan) -> String {
        let range = (span.start..<span.end).clamped(to: 0..<span.file.bytes.count)
        let text = span.file.bytes[range].reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
        return String(decoding: Array(text), as: UTF8.self)
    }

    private func steps(of path: MarkStore.Path, _ pattern: CompiledPattern) -> [Derivation.Step] {
        pattern.steps(path, in: text.store).map { step in
            Derivation.Step(
                element: pattern.elements[step.element].text,
                capture: step.capture >= 0 ? matching.captures[step.capture] : nil, range: text.bytes(step.tokens),
                tokens: step.tokens, parent: nil)
        }
    }

    // MARK: - Patterns that did not

    /// How far a pattern got: the states of one try, and those at which it ended.
    private struct Try {
        var path: [PatternMatcher.State]
        /// The instructions that would have had to go on, and where.
        var wanted: [(instruction: Int, position: Int)]
        /// Elements that took a token of their own choosing.
        var score: Int
        /// Whether the tokens tried, or the one after them, are at the place.
        var touches: Bool
    }

    private var sentences: ClosedRange<Int> {
        text.sentence(of: place.lowerBound)...text.sentence(of: place.upperBound - 1)
    }

    private func stopped(_ number: Int) -> WhyNot.Attempt {
        let pattern = matching.patterns[number]
        let forward = best(pattern)
        if forward.score < 2, let tail = tail(of: pattern, better: forward.score) {
            return attempt(tail, number, isBefore: true)
        }
        return attempt(forward, number, isBefore: false)
    }

    private func attempt(_ best: Try, _ number: Int, isBefore: Bool) -> WhyNot.Attempt {
        let pattern = matching.patterns[number]
        var elements: [SourceSpan] = []
        for wanted in best.wanted {
            guard let span = pattern.span(of: wanted.instruction), !elements.contains(span) else { continue }
            elements.append(span)
        }
        let position = best.wanted.first?.position ?? place.lowerBound
        let sentence = text.tokens(ofSentence: text.sentence(of: min(position, max(0, text.document.tokens.count - 1))))
        let at = isBefore ? position - 1 : position
        let isThere = sentence.contains(at) && best.score > 0
        let missing = best.wanted.lazy.compactMap { self.missing($0.instruction, pattern, near: at) }.first
        let stop = WhyNot.Stop(
            elements: elements, found: isThere ? text.bytes(at..<at + 1) : text.bytes(position..<position),
            isBefore: isBefore, missing: missing)
        return WhyNot.Attempt(
            pattern: number, steps: steps(of: text.store.keep(best.path), pattern),
            outcome: .stopped(stop))
    }

    /// The try from the pattern's start that took most.
    private func best(_ pattern: CompiledPattern) -> Try {
        var best = Try(path: [], wanted: [], score: -1, touches: false)
        var matcher = PatternMatcher(text)
        for sentence in sentences {
            for start in text.tokens(ofSentence: sentence) {
                matcher.prepare(pattern, sentence: sentence)
                let (states, stuck) = matcher.explore(from: start)
                let tried = furthest(states, stuck, start: start, pattern)
                if (tried.touches ? 1 : 0, tried.score) > (best.touches ? 1 : 0, best.score) { best = tried }
            }
        }
        return best
    }

    private func furthest(
        _ states: [PatternMatcher.State], _ stuck: [Int], start: Int, _ pattern: CompiledPattern
    ) -> Try {
        let scores = scores(states, pattern)
        let top = stuck.map { scores[$0] }.max() ?? 0
        let ends = stuck.filter { scores[$0] == top }
        let path = ends.first.map { self.path(to: $0, states) } ?? []
        let last = ends.map { Int(states[$0].position) }.max() ?? start
        return Try(
            path: path, wanted: ends.map { (Int(states[$0].instruction), Int(states[$0].position)) }, score: top,
            touches: start < place.upperBound && last >= place.lowerBound)
    }

    /// By state: how many elements matched on the way to it, gaps and the like not counted.
    private func scores(_ states: [PatternMatcher.State], _ pattern: CompiledPattern) -> [Int] {
        var scores: [Int] = []
        scores.reserveCapacity(states.count)
        for state in states {
            guard state.parent >= 0 else {
                scores.append(0)
                continue
            }
            let parent = Int(state.parent)
            let took = state.position > states[parent].position
            scores.append(scores[parent] + (took && pattern.chooses(Int(states[parent].instruction)) ? 1 : 0))
        }
        return scores
    }

    private func path(to index: Int, _ states: [PatternMatcher.State]) -> [PatternMatcher.State] {
        var path: [PatternMatcher.State] = []
        var index = index
        while index >= 0 {
            path.append(states[index])
            index = Int(states[index].parent)
        }
        return path.reversed()
    }

    /// The longest end of the pattern that is there, where its beginning is not. `nil` where no end took more than
    /// `better` elements.
    private func tail(of pattern: CompiledPattern, better: Int) -> Try? {
        guard pattern.code.count <= 400 else { return nil }
        var best: Try?
        var matcher = PatternMatcher(text)
        for sentence in sentences {
            for instruction in (0..<pattern.code.count - 1) where pattern.chooses(instruction) {
                for start in text.tokens(ofSentence: sentence) {
                    matcher.prepare(pattern, sentence: sentence)
                    let (states, _) = matcher.explore(from: start, instruction: instruction + 1)
                    let scores = scores(states, pattern)
                    for index in states.indices where scores[index] > max(best?.score ?? 0, better) {
                        guard case .match = pattern.code[Int(states[index].instruction)],
                            start - 1 < place.upperBound, Int(states[index].position) > place.lowerBound
                        else { continue }
                        best = Try(
                            path: path(to: index, states), wanted: [(instruction, start)], score: scores[index],
                            touches: true)
                    }
                }
            }
        }
        return best
    }

    // MARK: - Marks that are not there

    private func missing(_ instruction: Int, _ pattern: CompiledPattern, near position: Int) -> WhyNot.Missing? {
        guard case .mark(let test, let element) = pattern.code[instruction] else { return nil }
        let wanted = text.program.markTests[Int(test)]
        let sentence = text.tokens(ofSentence: text.sentence(of: min(position, text.document.tokens.count - 1)))
        let types = text.program.types(takenBy: Int(test))
        let all = types.flatMap(text.store.marks(of:))
        let there = all.filter { $0.span.overlaps(sentence) }
            .sorted { ($0.span.lowerBound, -$0.span.upperBound) < ($1.span.lowerBound, -$1.span.upperBound) }
        var missing = WhyNot.Missing(
            type: Self.type(of: pattern.elements[Int(element)].text), elsewhere: there.map { text.bytes($0.span) },
            makers: [], others: [])
        if let near = there.first(where: { $0.span.contains(position) }) {
            let tests = wanted.attributes.filter { !text.passes(near, [$0]) }
            if !tests.isEmpty {
                missing.failing = (text.bytes(near.span), tests.map { condition($0, near) })
                return missing
            }
        }
        guard there.isEmpty, asksWhy else { return missing }
        explainMakers(of: Set(types), position, &missing)
        return missing
    }

    private func condition(_ test: MarkTest.Attribute, _ mark: WorkMark) -> WhyNot.Condition {
        WhyNot.Condition(
            source: test.name + test.relation.rawValue + test.value.written(),
            values: [(test.name, text.value(of: mark, test.name))])
    }

    /// `source` out of `<source class=vague>`
    private static func type(of element: String) -> String {
        String(element.drop { $0 == "<" || $0 == " " }.prefix { $0 != ">" && $0 != " " })
    }

    private func explainMakers(of types: Set<Int>, _ position: Int, _ missing: inout WhyNot.Missing) {
        let makers = text.program.rules.indices.filter { index in
            text.program.rules[index].matching?.type.map(types.contains) ?? false
        }
        let sentence = text.tokens(ofSentence: text.sentence(of: position))
        var found: [WhyNot] = []
        for maker in makers where maker != index {
            guard var why = Explainer(maker, at: sentence, text: text, asksWhy: false)?.explain() else { continue }
            let rank: (WhyNot.Attempt) -> Int = { $0.reached + ($0.isWhole ? 100 : 0) }
            guard let best = why.attempts.max(by: { rank($0) < rank($1) }), best.reached > 0 else {
                missing.others.append(why.rule)
                continue
            }
            why.attempts = [best]
            found.append(why)
        }
        let rank: (WhyNot) -> Int = { $0.attempts.map { $0.reached + ($0.isWhole ? 100 : 0) }.max() ?? 0 }
        found.sort { rank($0) != rank($1) ? rank($0) > rank($1) : $0.rule < $1.rule }
        missing.makers = Array(found.prefix(3))
        missing.others += found.dropFirst(3).map(\.rule)
    }
}

extension CompiledPattern {
    /// Where the element that an instruction comes from stands in the pattern.
    func span(of instruction: Int) -> SourceSpan? {
        switch code[instruction] {
        case .token(_, let element), .notToken(_, let element), .any(let element, _), .gap(let element, _),
            .lexicon(_, _, let element), .mark(_, let element):
            elements[Int(element)].span
        default: edges[instruction]
        }
    }

    /// Whether an instruction takes a token because of what it is.
    func chooses(_ instruction: Int) -> Bool {
        switch code[instruction] {
        case .token, .lexicon, .mark: true
        default: false
        }
    }
}
