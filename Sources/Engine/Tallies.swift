import Language
import RuleLanguage

/// Counts marks into scores, per article and per paragraph.
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
            let counted = marks.filter { mark in tally.tests.contains { passes(mark, $0) } }
            switch tally.scope {
            case .session: return []
            case .article:
                return grouped(rule.rule, tally, counted, paragraph: nil, words: text.document.words)
            case .paragraph:
                let byParagraph = Dictionary(grouping: counted) { text.paragraph(of: $0) }
                return byParagraph.keys.sorted().flatMap { paragraph in
                    grouped(
                        rule.rule, tally, byParagraph[paragraph] ?? [], paragraph: paragraph,
                        words: words(inParagraph: paragraph))
                }
            }
        }
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

    private func grouped(_ rule: Rule, _ tally: Tally, _ marks: [WorkMark], paragraph: Int?, words: Int) -> [Score] {
        guard let path = tally.by else {
            return [score(rule, tally, marks, by: nil, paragraph: paragraph, words: words)]
        }
        var groups: [(name: String, marks: [WorkMark])] = []
        var index: [String: Int] = [:]
        for mark in marks {
            guard let name = group(mark, path) else { continue }
            if let known = index[name] {
                groups[known].marks.append(mark)
            } else {
                index[name] = groups.count
                groups.append((name, [mark]))
            }
        }
        return groups.map { score(rule, tally, $0.marks, by: $0.name, paragraph: paragraph, words: words) }
    }

    private func group(_ mark: WorkMark, _ path: [String]) -> String? {
        switch path {
        case ["type"]: return text.program.types.names[mark.type]
        case ["rule"]: return text.program.rules[mark.rule].rule.fullName
        default: return text.lookup(path, for: mark)?.written()
        }
    }

    private func score(
        _ rule: Rule, _ tally: Tally, _ marks: [WorkMark], by: String?, paragraph: Int?, words: Int
    ) -> Score {
        var known: [String: Value] = [:]
        let article: [String: Value] = [
            "words": .number(Double(words)), "sentences": .number(Double(text.document.sentences.count)),
        ]
        func evaluator() -> Evaluator {
            Evaluator(
                lookup: { path in
                    guard path.count == 1 else { return nil }
                    return known[path[0]] ?? article[path[0]] ?? text.article(path[0])
                }, aggregate: { aggregate($0, $1, $2, over: marks) }, words: words)
        }
        var lets: [(name: String, value: Double?)] = []
        for (name, expression) in tally.lets {
            let number = evaluator().number(expression)
            known[name] = number.map { .number($0) }
            lets.append((name, number))
        }
        let value = evaluator().number(tally.value)
        known["value"] = value.map { .number($0) }
        let band = tally.bands.first { evaluator().holds($0.condition) }?.name
        known["band"] = band.map { .text($0) }
        known["by"] = by.map { .text($0) }
        let flag = rule.flags.first { $0.condition.map(evaluator().holds) ?? true }
        return Score(
            rule: rule.fullName, scope: tally.scope, by: by, paragraph: paragraph, value: value, band: band, lets: lets,
            flag: flag.map { Report(level: $0.level, message: $0.message.filled(evaluator().lookup)) })
    }

    private func aggregate(
        _ function: Expression.Aggregate, _ test: MarkTest, _ of: Expression?, over marks: [WorkMark]
    ) -> Double? {
        let wanted = marks.filter { passes($0, test) }
        guard function != .count else { return Double(wanted.count) }
        let values = wanted.compactMap { mark in
            of.flatMap { Evaluator(lookup: { text.lookup($0, for: mark) }).value($0) }
        }
        if function == .distinct { return Double(Set(values).count) }
        let numbers = values.compactMap { value -> Double? in
            if case .number(let number) = value { return number }
            return nil
        }
        switch function {
        case .sum: return numbers.reduce(0, +)
        case .mean: return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
        case .max: return numbers.max()
        case .min: return numbers.min()
        case .count, .distinct: return nil
        }
    }
}

extension Tally {
    /// The mark tests of all its aggregates: together, the marks that it counts.
    fileprivate var tests: [MarkTest] { (lets.map(\.value) + [value]).flatMap(\.markTests) }
}

extension Expression {
    fileprivate var markTests: [MarkTest] {
        switch kind {
        case .aggregate(_, let test, _): return [test]
        case .compare(let a, _, let b), .and(let a, let b), .or(let a, let b), .arithmetic(let a, _, let b):
            return a.markTests + b.markTests
        case .isIn(let a, let list): return a.markTests + list.flatMap(\.markTests)
        case .not(let a), .negate(let a): return a.markTests
        case .call(_, let arguments): return arguments.flatMap(\.markTests)
        case .value, .name, .template: return []
        }
    }
}
