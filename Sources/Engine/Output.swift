import Language
import RuleLanguage

/// Turns the marks that survived into findings, in their total order.
struct Output {
    private let text: MatchText
    /// In the output's order: by start, longer first, then type, then rule name.
    private let marks: [WorkMark]
    /// By type: whether its marks are held though they are not flagged; `nil` where all are.
    private let kept: [Bool]?
    private let isExplaining: Bool

    init(_ text: MatchText, keeping kept: [Bool]?, isExplaining: Bool) {
        self.text = text
        self.kept = kept
        self.isExplaining = isExplaining
        marks = Self.inOrder(text)
    }

    /// The marks that survived and are not silent.
    private static func inOrder(_ text: MatchText) -> [WorkMark] {
        let (program, store) = (text.program, text.store)
        let (types, rules, isSilent) = (program.typeRanks, program.ruleRanks, program.isSilent)
        func rank(_ mark: WorkMark) -> (Int, Int) { (types[mark.type], rules[mark.rule]) }
        var marks: [WorkMark] = []
        for token in 0..<text.view.count {
            // The store has those that start at a token with the longest first.
            var at = Int(store.heads[token])
            while at >= 0 {
                let (index, link) = (at, store.links[at])
                at = Int(link.next)
                guard link.rule >= 0, !isSilent[Int(link.rule)] else { continue }
                let mark = store.marks[index]
                guard !mark.isDropped, mark.matching?.type != nil else { continue }
                var place = marks.count
                while place > 0, marks[place - 1].span == mark.span, rank(mark) < rank(marks[place - 1]) { place -= 1 }
                marks.insert(mark, at: place)
            }
        }
        return marks
    }

    func findings() -> Findings {
        let tallies = Tallies(text, marks: marks)
        var findings = Findings(marks: finished(), scores: tallies.scores())
        findings.sessionPart = tallies.sessionPart()
        return findings
    }

    private func finished() -> [Mark] {
        let rules = text.program.rules
        var flagged: [Bool?] = Array(repeating: nil, count: rules.count)
        var shown: [(mark: WorkMark, flag: Report?)] = []
        for mark in marks {
            let canFlag = flagged[mark.rule] ?? !rules[mark.rule].flags.isEmpty
            flagged[mark.rule] = canFlag
            let flag = canFlag ? flag(of: mark, rules[mark.rule].flags) : nil
            guard flag != nil || kept.map({ $0[mark.type] }) ?? true else { continue }
            mark.ordinal = shown.count
            shown.append((mark, flag))
        }
        return shown.map { finished($0.mark, $0.flag) }
    }

    private func finished(_ mark: WorkMark, _ flag: Report?) -> Mark {
        let rule = text.program.rules[mark.rule]
        let matching = mark.matching
        return Mark(
            type: text.program.types.names[mark.type], rule: rule.fullName, range: text.bytes(mark.span),
            extent: text.bytes(mark.extent), captures: captures(of: mark, names: matching?.captures ?? []),
            attributes: attributes(of: mark, matching?.match.attributes ?? []),
            context: context(of: mark), flag: flag, derivation: derivation(of: mark, matching),
            outer: mark.outer?.ordinal)
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
        names.enumerated().compactMap { number, name in
            mark.captures[number].map { Mark.Capture(name: name, ranges: $0.map(text.bytes)) }
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
        guard isExplaining, let matching else { return Derivation(pattern: mark.pattern, steps: []) }
        let pattern = matching.patterns[mark.pattern]
        let elements = pattern.elements
        let steps = pattern.steps(mark.path, in: text.store).map { step in
            Derivation.Step(
                element: elements[step.element].text,
                capture: step.capture >= 0 ? matching.captures[step.capture] : nil, range: text.bytes(step.tokens),
                tokens: step.tokens, parent: step.mark?.ordinal)
        }
        let reaches = mark.reaches.map { reach in
            (text.program.rules[reach.rule].fullName, reach.name, reach.value, text.bytes(reach.trigger))
        }
        var derivation = Derivation(pattern: mark.pattern, steps: steps, reaches: reaches)
        derivation.links = text.links(in: mark.extent).map { (text.bytes($0), text.bytes($1.tokens), $1.explanation) }
        return derivation
    }
}
