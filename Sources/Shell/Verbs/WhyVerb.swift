import Hearsay

extension Verb {
    static let why = Verb(
        name: "why", summary: "explain a flag or a score", usage: "FLAG|SCORE",
        details: [
            "For a flag: the rule and where it stands, each element of the pattern with the words that it took, and what "
                + "else the rule looked at. For a score: its arithmetic."
        ],
        examples: [
            Example(line: "why f7", about: "why flag 7 was raised"),
            Example(line: "why s1", about: "how score 1 came about"),
            Example(line: "why t1", about: "how the first score over all articles came about"),
        ],
        kinds: [.flag, .score]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count == 1 else { throw invocation.usageError("why what?") }
        switch Reference(invocation.texts[0]) {
        case .flag(let number)?:
            let (article, mark) = try session.workspace.flag(number)
            try session.write(session.derivation(of: article.marks[mark], in: article))
        case .score(let number)?:
            try session.write(session.arithmetic(of: session.workspace.score(number).score))
        case .total(let number)?:
            try session.write(session.arithmetic(of: session.workspace.total(number, session.totals)))
        case nil: throw invocation.usageError("“\(invocation.texts[0])” is neither a flag (f7) nor a score (s1, t1)")
        }
    }
}

/// `f7`, `s1`, `t1`
enum Reference: Equatable {
    case flag(Int)
    case score(Int)
    /// A score over the session.
    case total(Int)

    init?(_ word: String) {
        guard let number = Int(word.dropFirst()), number > 0 else { return nil }
        switch word.first {
        case "f", "F": self = .flag(number)
        case "s", "S": self = .score(number)
        case "t", "T": self = .total(number)
        default: return nil
        }
    }
}

extension Reference {
    /// `f7`, or `f3-5` for several; `nil` for what is no flag.
    static func flags(_ word: String) -> ClosedRange<Int>? {
        if case .flag(let number)? = Reference(word) { return number...number }
        let ends = word.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, case .flag(let first)? = Reference(String(ends[0])),
            let last = Int(ends[1].drop { $0 == "f" }), first <= last, last - first < 1000
        else { return nil }
        return first...last
    }
}

extension ShellSession {
    func rule(_ name: String) -> Rule? { rulebook.rules.first { $0.fullName == name } }

    private func title(_ name: String) -> StyledText {
        let place = rule(name).map { "   " + $0.place } ?? ""
        return StyledText(name, .bold) + StyledText(place, .dim)
    }

    func derivation(of mark: Mark, in article: Loaded) -> [StyledText] {
        var lines = [title(mark.rule)]
        if let flag = mark.flag { lines.append("  \(flag.level.name): \(flag.message)") }
        var steps = Table(columns: [.init(), .init(shrinks: true), .init(), .init()], indent: 4)
        steps.rows = merged(mark.derivation.steps).map { step in
            let capture = step.capture.map { "@\($0)" } ?? ""
            let words = oneLine(article.analysis.text(step.range))
            let parent = step.parent.flatMap { article.marks.indices.contains($0) ? article.marks[$0] : nil }
            return [
                StyledText(step.element) + StyledText(capture, .dim),
                StyledText(words.isEmpty ? "–" : words, mark.role), StyledText(place(of: step.tokens), .dim),
                StyledText(parent.map { "\($0.type) by \($0.rule)" } ?? "", .dim),
            ]
        }
        lines += steps.lines(console)
        if case .match(let match)? = rule(mark.rule)?.verb {
            if !match.unless.isEmpty { lines.append("  unless  none of \(match.unless.count) matched") }
            if let condition = match.condition { lines.append("  where  \(condition.source)") }
        }
        if !mark.attributes.isEmpty {
            lines.append(
                StyledText(
                    "  with  " + mark.attributes.map { "\($0.name) \(short($0.value))" }.joined(separator: " · ")))
        }
        lines.append(StyledText("  " + contextLine(mark.context)))
        for reach in mark.derivation.reaches {
            let trigger = oneLine(article.analysis.text(reach.trigger))
            lines.append("  \(reach.name) \(reach.value)  “\(trigger)” by \(reach.rule)")
        }
        for link in mark.derivation.links { lines.append(StyledText("  " + line(of: link, in: article))) }
        return lines
    }

    /// `he ← Zalm Rekin (line 3): the only man named before in this sentence`
    private func line(
        of link: (mention: Range<Int>, antecedent: Range<Int>, reason: String), in article: Loaded
    ) -> String {
        let text = article.analysis.article.text
        let number = text[..<link.antecedent.lowerBound].count { $0 == 0x0A } + 1
        let mention = oneLine(article.analysis.text(link.mention))
        return "\(mention) ← \(oneLine(article.analysis.text(link.antecedent))) (line \(number)): \(link.reason)"
    }

    /// The steps, those of one capture together where they took neighbouring tokens.
    private func merged(_ steps: [Derivation.Step]) -> [Derivation.Step] {
        var merged: [Derivation.Step] = []
        for step in steps {
            guard let last = merged.last, step.capture != nil, last.capture == step.capture, step.parent == nil,
                last.parent == nil, last.tokens.upperBound == step.tokens.lowerBound, !step.tokens.isEmpty
            else {
                merged.append(step)
                continue
            }
            merged[merged.count - 1].element += " " + step.element
            merged[merged.count - 1].tokens = last.tokens.lowerBound..<step.tokens.upperBound
            merged[merged.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, step.range.upperBound)
        }
        return merged
    }

    /// Tokens are shown from 1.
    func place(of tokens: Range<Int>) -> String {
        switch tokens.count {
        case 0: "(no token)"
        case 1: "(token \(tokens.lowerBound + 1))"
        default: "(tokens \(tokens.lowerBound + 1)-\(tokens.upperBound))"
        }
    }

    private func contextLine(_ context: Context) -> String {
        var parts = ["voice \(context.voice)", "zone \(context.zone.name)", "depth \(context.depth)"]
        if context.quoted { parts.append("quoted") }
        if context.polarity != "affirmed" { parts.append(context.polarity) }
        if context.certainty != "certain" { parts.append(context.certainty) }
        return parts.joined(separator: " · ")
    }

    func arithmetic(of score: Score) -> [StyledText] {
        var lines = [title(score.rule)]
        if let flag = score.flag { lines.append("  \(flag.level.name): \(flag.message)") }
        var tally: Tally?
        if case .tally(let found)? = rule(score.rule)?.verb { tally = found }
        var table = Table(columns: [.init(), .init(isRight: true), .init(shrinks: true)], indent: 4)
        for part in score.lets {
            let source = tally?.lets.first { $0.name == part.name }?.value.source ?? ""
            table.rows.append([
                StyledText(part.name), StyledText(part.value.map(short) ?? "–"), StyledText(source, .dim),
            ])
        }
        table.rows.append([
            "value", StyledText(score.value.map(short) ?? "–", .bold), StyledText(tally?.value.source ?? "", .dim),
        ])
        if let band = score.band {
            let condition = tally?.bands.first { $0.name == band }?.condition.source ?? ""
            table.rows.append(["band", StyledText(band, .bold), StyledText(condition, .dim)])
        }
        lines += table.lines(console)
        lines.append(StyledText("  over " + scope(of: score)))
        return lines
    }

    /// `article`, `paragraph 3`, `article, by voice: Ilana Marrow`
    func scope(of score: Score) -> String {
        let place = "\(score.scope.rawValue)" + (score.paragraph.map { " \($0)" } ?? "")
        guard let by = score.by else { return place }
        var key = ""
        if case .tally(let tally)? = rule(score.rule)?.verb, let path = tally.by {
            key = path.joined(separator: ".") + " "
        }
        return "\(place), \(key)\(by)"
    }
}
