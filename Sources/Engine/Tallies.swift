import Language
import RuleLanguage

/// Counts marks into scores, per article and per paragraph, and into what the article adds to the session's.
struct Tallies {
    private let text: MatchText
    /// By tally, as an index into the program's: the marks of types that it counts.
    private let marks: [[WorkMark]]
    /// The article's names, but for those of its words.
    private let known: [(name: String, value: Value?)]

    init(_ text: MatchText, marks: [WorkMark]) {
        self.text = text
        let talliesOfType = text.program.talliesOfType.value
        var byTally = [[WorkMark]](repeating: [], count: text.program.tallies.count)
        for mark in marks { for tally in talliesOfType[mark.type] { byTally[Int(tally)].append(mark) } }
        self.marks = byTally
        known = ["sentences", "outlet", "lang"].map { ($0, text.article($0)) }
    }

    /// In the order of the rules, then of the paragraphs, then of the groups' first appearance.
    func scores() -> [Score] {
        zip(text.program.tallies, marks).flatMap { index, marks -> [Score] in
            let rule = text.program.rules[index]
            guard let tally = rule.tally else { return [] }
            switch tally.scope {
            case .session: return []
            case .article: return scores(rule, tally, marks, paragraph: nil, words: text.document.words)
            case .paragraph:
                let byParagraph = Dictionary(grouping: counted(rule, marks)) { text.paragraph(of: $0) }
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
        for (index, marks) in zip(text.program.tallies, marks) {
            let rule = text.program.rules[index]
            guard rule.tally?.scope == .session else { continue }
            let groups = groups(rule, marks)
            if !groups.groups.isEmpty { part.tallies[index] = groups }
        }
        return part
    }

    /// The marks that one of the tally's aggregates counts.
    private func counted(_ rule: CompiledRule, _ marks: [WorkMark]) -> [WorkMark] {
        guard let tallying = rule.tallying else { return [] }
        return marks.filter { mark in
            tallying.numbersOfType[mark.type].contains { text.passes(mark, tallying.aggregates[Int($0)].tests) }
        }
    }

    private func words(inParagraph ordinal: Int) -> Int {
        guard ordinal >= 1, ordinal <= text.document.paragraphs.count else { return 0 }
        return text.document.paragraphs[ordinal - 1].count {
            !text.document.tokens[$0].flags.contains(.punctuation)
        }
    }

    private func scores(
        _ rule: CompiledRule, _ tally: Tally, _ marks: [WorkMark], paragraph: Int?, words: Int
    ) -> [Score] {
        let scoring = Scoring(rule: rule, tally: tally, known: known, words: words)
        let groups = groups(rule, marks)
        if tally.by == nil { return [scoring.score(groups[nil], by: nil, paragraph: paragraph)] }
        return groups.groups.map { scoring.score($0.counts, by: $0.by, paragraph: paragraph) }
    }

    private func groups(_ rule: CompiledRule, _ marks: [WorkMark]) -> TallyGroups {
        var groups = TallyGroups()
        guard let tallying = rule.tallying else { return groups }
        let (path, aggregates) = (tallying.tally.by, tallying.aggregates)
        for mark in marks {
            var group = -1
            for number in tallying.numbersOfType[mark.type].lazy.map(Int.init)
            where text.passes(mark, aggregates[number].tests) {
                if group < 0 {
                    var by: String?
                    if let path {
                        guard let name = value(path, of: mark)?.written() else { break }
                        by = name
                    }
                    group = groups.position(of: by)
                }
                let value = aggregates[number].of.flatMap { expression in
                    Evaluator(lookup: { self.value($0, of: mark) }).value(expression)
                }
                groups.add(value, to: number, at: group, of: aggregates)
            }
        }
        return groups
    }

    /// A name or path that a tally reads on a mark.
    private func value(_ path: [String], of mark: WorkMark) -> Value? {
        switch path {
        case ["type"]: return .text(text.program.types.names[mark.type])
        case ["rule"]: return .text(text.program.rules[mark.rule].fullName)
        default: return text.lookup(path, for: mark)
        }
    }
}
