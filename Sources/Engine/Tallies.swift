import Language
import RuleLanguage

/// Counts marks into scores, per article and per paragraph, and into what the article adds to the session's.
struct Tallies {
    private let text: MatchText
    private let marks: [WorkMark]

    init(_ text: MatchText, marks: [WorkMark]) {
        self.text = text
        self.marks = marks
    }

    /// In the order of the rules, then of the paragraphs, then of the groups' first appearance.
    func scores() -> [Score] {
        text.program.rules.flatMap { rule -> [Score] in
            guard let tally = rule.tally, !rule.isSilent else { return [] }
            let counted = self.counted(rule)
            switch tally.scope {
            case .session: return []
            case .article: return scores(rule, tally, counted, paragraph: nil, words: text.document.words)
            case .paragraph:
                let byParagraph = Dictionary(grouping: counted) { text.paragraph(of: $0) }
                return byParagraph.keys.sorted().flatMap { paragraph in
                    scores(
                        rule, tally, byParagraph[paragraph] ?? [], paragraph: paragraph,
                        words: words(inParagraph: paragraph))
                }
            }
        }
    }

    /// What the article adds to the scores over the session.
    func sessionPart() -> SessionPart {
        var part = SessionPart()
        part.words = text.document.words
        part.sentences = text.document.sentences.count
        for (index, rule) in text.program.rules.enumerated() {
            guard let tally = rule.tally, tally.scope == .session, !rule.isSilent else { continue }
            let groups = groups(rule, counted(rule))
            if !groups.groups.isEmpty { part.tallies[index] = groups }
        }
        return part
    }

    /// The marks that one of the tally's aggregates counts.
    private func counted(_ rule: CompiledRule) -> [WorkMark] {
        marks.filter { mark in rule.aggregates.contains { passes(mark, $0.aggregate.test) } }
    }

    private func words(inParagraph ordinal: Int) -> Int {
        guard ordinal >= 1, ordinal <= text.document.paragraphs.count else { return 0 }
        return text.document.paragraphs[ordinal - 1].count {
            !text.document.tokens[$0].flags.contains(.punctuation)
        }
    }

    private func passes(_ mark: WorkMark, _ test: MarkTest) -> Bool {
        text.program.types.isType(text.program.types.names[mark.type], a: test.type)
            && text.passes(mark, test.attributes)
    }

    private func scores(
        _ rule: CompiledRule, _ tally: Tally, _ marks: [WorkMark], paragraph: Int?, words: Int
    ) -> [Score] {
        var known: [String: Value] = ["words": .number(Double(words))]
        for name in ["sentences", "outlet", "lang"] { known[name] = text.article(name) }
        let scoring = Scoring(rule: rule.rule, tally: tally, known: known)
        let groups = groups(rule, marks)
        if tally.by == nil { return [scoring.score(groups[nil], by: nil, paragraph: paragraph)] }
        return groups.groups.map { scoring.score($0.counts, by: $0.by, paragraph: paragraph) }
    }

    private func groups(_ rule: CompiledRule, _ marks: [WorkMark]) -> TallyGroups {
        var groups = TallyGroups()
        for mark in marks {
            var by: String?
            if let path = rule.tally?.by {
                guard let name = value(path, of: mark)?.written() else { continue }
                by = name
            }
            for (aggregate, key) in rule.aggregates where passes(mark, aggregate.test) {
                let value = aggregate.of.flatMap { expression in
                    Evaluator(lookup: { self.value($0, of: mark) }).value(expression)
                }
                groups[by].add(value, to: key)
            }
        }
        return groups
    }

    /// A name or path that a tally reads on a mark.
    private func value(_ path: [String], of mark: WorkMark) -> Value? {
        switch path {
        case ["type"]: return .text(text.program.types.names[mark.type])
        case ["rule"]: return .text(text.program.rules[mark.rule].rule.fullName)
        default: return text.lookup(path, for: mark)
        }
    }
}

extension Tally {
    typealias Aggregate = (function: Expression.Aggregate, test: MarkTest, of: Expression?)

    /// All its aggregates, each once: together, what it counts.
    var aggregates: [Aggregate] {
        var seen: Set<TallyCounts.Key> = []
        return (lets.map(\.value) + [value]).flatMap(\.aggregates).filter {
            seen.insert(TallyCounts.Key($0.function, $0.test, $0.of)).inserted
        }
    }
}

extension Expression {
    fileprivate var aggregates: [Tally.Aggregate] {
        switch kind {
        case .aggregate(let function, let test, let of): return [(function, test, of)]
        case .compare(let a, _, let b), .and(let a, let b), .or(let a, let b), .arithmetic(let a, _, let b):
            return a.aggregates + b.aggregates
        case .isIn(let a, let list): return a.aggregates + list.flatMap(\.aggregates)
        case .not(let a), .negate(let a): return a.aggregates
        case .call(_, let arguments): return arguments.flatMap(\.aggregates)
        case .value, .name, .template: return []
        }
    }
}
