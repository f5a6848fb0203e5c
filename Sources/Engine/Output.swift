import Language
import RuleLanguage

/// Turns the marks that survived into findings, in their total order.
struct Output {
    private let text: MatchText
    /// In the output's order: by start, longer first, then type, then rule name.
    private let marks: [WorkMark]
    private let ordinals: [ObjectIdentifier: Int]

    /// By rule, of those that made one of the marks.
    private let flags: [Int: [Flag]]
    private let isExplaining: Bool

    init(_ text: MatchText, isExplaining: Bool) {
        self.text = text
        self.isExplaining = isExplaining
        let program = text.program
        let kept = text.store.marks.filter { mark in
            guard mark.rule >= 0, !mark.isDropped else { return false }
            let rule = program.rules[mark.rule]
            return !rule.isSilent && mark.matching?.type != nil
        }
        func key(_ mark: WorkMark) -> (Int, Int, Int, Int) {
            (
                mark.span.lowerBound, -mark.span.upperBound, program.typeRanks[mark.type],
                program.ruleRanks[mark.rule]
            )
        }
        marks = kept.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        flags = Dictionary(uniqueKeysWithValues: Set(marks.map(\.rule)).map { ($0, program.rules[$0].flags) })
        ordinals = Dictionary(uniqueKeysWithValues: marks.enumerated().map { (ObjectIdentifier($1), $0) })
    }

    func findings() -> Findings {
        let tallies = Tallies(text, marks: marks)
        var findings = Findings(marks: marks.map(finished), scores: tallies.scores())
        findings.sessionPart = tallies.sessionPart()
        return findings
    }

    private func finished(_ mark: WorkMark) -> Mark {
        let rule = text.program.rules[mark.rule]
        let matching = mark.matching
        return Mark(
            type: text.program.types.names[mark.type], rule: rule.fullName, range: text.bytes(mark.span),
            extent: text.bytes(mark.extent), captures: captures(of: mark, names: matching?.captures ?? []),
            attributes: attributes(of: mark, matching?.match.attributes ?? []),
            context: context(of: mark), flag: flag(of: mark, flags[mark.rule] ?? []),
            derivation: derivation(of: mark, matching), outer: mark.outer.flatMap { ordinals[ObjectIdentifier($0)] })
    }

    /// Those that its rule gives it, then those that only a reach does.
    private func attributes(
        of mark: WorkMark, _ own: [(name: String, value: Expression)]
    ) -> [(name: String, value: Value)] {
        guard !mark.given.isEmpty else {
            return zip(own, mark.attributes).compactMap { attribute, value in value.map { (attribute.name, $0) } }
        }
        let names = own.map(\.name) + mark.given.map(\.name).filter { name in !own.contains { $0.name == name } }
        return names.compactMap { name in text.value(of: mark, name).map { (name, $0) } }
    }

    private func captures(of mark: WorkMark, names: [String]) -> [Mark.Capture] {
        zip(names, mark.captures).compactMap { name, ranges in
            ranges.map { Mark.Capture(name: name, ranges: $0.map(text.bytes)) }
        }
    }

    private func context(of mark: WorkMark) -> Context {
        Context(
            zone: text.zone(of: mark), depth: text.nesting?.enclosing(mark).count ?? 0,
            quoted: text.isQuoted(mark.span), voice: text.voice(of: mark), polarity: mark.polarity,
            certainty: mark.certainty, sentence: mark.sentence + 1, paragraph: text.paragraph(of: mark))
    }

    /// The first way of reporting whose condition holds.
    private func flag(of mark: WorkMark, _ flags: [Flag]) -> Report? {
        let lookup: ([String]) -> Value? = { text.lookup($0, for: mark) }
        let evaluator = Evaluator(lookup: lookup, words: text.document.words)
        for flag in flags where flag.condition.map(evaluator.holds) ?? true {
            return Report(level: flag.level, message: flag.message.filled(lookup))
        }
        return nil
    }

    private func derivation(of mark: WorkMark, _ matching: CompiledRule.Matching?) -> Derivation {
        guard isExplaining else { return Derivation(pattern: mark.pattern, steps: []) }
        let elements = matching?.patterns[mark.pattern].elements ?? []
        let steps = mark.path.map { step in
            Derivation.Step(
                element: elements[step.element].text,
                capture: step.capture >= 0 ? matching?.captures[step.capture] : nil, range: text.bytes(step.tokens),
                tokens: step.tokens, parent: step.mark.flatMap { ordinals[ObjectIdentifier($0)] })
        }
        let reaches = mark.reaches.map { reach in
            (text.program.rules[reach.rule].fullName, reach.name, reach.value, text.bytes(reach.trigger))
        }
        var derivation = Derivation(pattern: mark.pattern, steps: steps, reaches: reaches)
        derivation.links = text.links(in: mark.extent).map { (text.bytes($0), text.bytes($1.tokens), $1.explanation) }
        return derivation
    }
}
