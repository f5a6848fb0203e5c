import Hearsay
import SessionStore

extension Verb {
    static let flags = Verb(
        name: "flags", summary: "list what the rules flagged",
        usage: "[ARTICLE…] [TYPE…] [NAME=VALUE…] [where CONDITION]",
        details: [
            "Without an article those of all. A type takes its subtypes too: hedge is also hedge.report.",
            "NAME=VALUE is a condition with = != < <= > >= and no spaces, and all must hold. After where stands a condition "
                + "as rules have it, with and, or, not, in (…) and parentheses. Names are "
                + FlagFilter.names.joined(separator: ", ") + ", and whatever attributes the rules give their marks.",
        ],
        examples: [
            Example(line: "flags 2 hedge", about: "the hedges of article 2"),
            Example(line: "flags level>=caution voice=author", about: "what the paper itself should look at"),
            Example(line: "flags where zone != headline and (level = note or depth > 0)", about: "as in a rule"),
        ],
        kinds: [.article, .type, .filter]
    ) { session, invocation throws(ShellError) in
        let filter = try FlagFilter(invocation.words, in: session)
        var shown = 0
        for article in filter.articles {
            let flags = session.flags(of: article, filter)
            let scores = session.flaggedScores(of: article, filter)
            shown += flags.count + scores.count
            guard !flags.isEmpty || !scores.isEmpty else { continue }
            if filter.articles.count > 1 { session.console.write(session.heading(article)) }
            try session.write(session.table(flags, of: article).lines(session.console))
            for (number, score) in scores { try session.write([session.flagLine("s\(number)", score)]) }
        }
        let totals = session.flaggedTotals(filter)
        shown += totals.count
        if !totals.isEmpty, session.workspace.articles.count > 1 {
            session.console.write(StyledText("all articles", .bold))
        }
        for (number, score) in totals { try session.write([session.flagLine("t\(number)", score)]) }
        if shown == 0 { session.console.note("no flags") }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing(
            "flag", "article", "paragraph", "sentence", "level", "type", "rule", "text", "message", "zone", "voice",
            "depth", "quoted", "polarity", "certainty", "decision", "start", "end")
        let filter = try FlagFilter(invocation.words, in: session)
        for article in filter.articles {
            let points = CodePoints(article.article.text)
            listing.rows += session.flags(of: article, filter).map { row in
                session.row(number: row.number, row.mark, of: article, points)
            }
            for (number, score) in session.flaggedScores(of: article, filter) {
                listing.rows.append(row("s\(number)", article.number, score))
            }
        }
        for (number, score) in session.flaggedTotals(filter) { listing.rows.append(row("t\(number)", nil, score)) }
        return listing
    }
}

/// A score's row among flags: it stands nowhere in the text.
private func row(_ number: String, _ article: Int?, _ score: Score) -> [Datum] {
    [.text(number), Datum(article), Datum(score.paragraph), .none, Datum(score.flag?.level.name), .none]
        + [.text(score.rule), .none, Datum(score.flag?.message)] + [Datum](repeating: .none, count: 9)
}

extension Loaded {
    var numberedScores: [(number: Int, score: Score)] {
        scores.enumerated().map { (firstScore + $0.offset, $0.element) }
    }
}

extension ShellSession {
    fileprivate func flags(of article: Loaded, _ filter: FlagFilter) -> [(number: Int, mark: Mark)] {
        article.flags.filter { filter.passes($0.mark, decision: decision($0.number, of: article)) }
    }

    fileprivate func flaggedScores(of article: Loaded, _ filter: FlagFilter) -> [(number: Int, score: Score)] {
        guard filter.takesScores else { return [] }
        return article.numberedScores.filter { $0.score.flag != nil && filter.passes($0.score) }
    }

    /// The flagged scores over all articles, where it is about all.
    fileprivate func flaggedTotals(_ filter: FlagFilter) -> [(number: Int, score: Score)] {
        guard filter.takesScores, filter.articles.count == workspace.articles.count else { return [] }
        return totals.enumerated().map { ($0.offset + 1, $0.element) }
            .filter { $0.1.flag != nil && filter.passes($0.1) }
    }

    fileprivate func row(number: Int, _ mark: Mark, of article: Loaded, _ points: CodePoints) -> [Datum] {
        let context = mark.context
        let span = points.range(of: mark.range)
        return [
            .text("f\(number)"), Datum(article.number), Datum(context.paragraph), Datum(context.sentence),
            Datum(mark.flag?.level.name), .text(mark.type), .text(mark.rule),
            .text(oneLine(article.analysis.text(mark.range))), Datum(mark.flag?.message), .text(context.zone.name),
            .text(context.voice), Datum(context.depth), .text(context.quoted ? "yes" : "no"), .text(context.polarity),
            .text(context.certainty), Datum(decision(number, of: article)?.rawValue), Datum(span.lowerBound),
            Datum(span.upperBound),
        ]
    }

    /// Every type that a rule makes or that a loaded mark has, and every start of one.
    var knownTypes: [String] {
        var types: Set<String> = []
        for rule in rulebook.rules {
            if case .match(let match) = rule.verb, match.reach == nil || match.type != nil {
                types.insert(match.type ?? rule.name)
            }
        }
        for article in workspace.articles { types.formUnion(article.marks.map(\.type)) }
        for type in types {
            var type = type
            while let dot = type.lastIndex(of: ".") {
                type = String(type[..<dot])
                types.insert(type)
            }
        }
        return types.sorted()
    }

    func heading(_ article: Loaded) -> StyledText {
        StyledText("\(article.number)  ", .dim) + StyledText(article.headline, .bold)
    }

    /// `#  ¶  flag  text  in`; what was decided stands behind the number, where anything was.
    func table(_ flags: [(number: Int, mark: Mark)], of article: Loaded) -> Table {
        let decisions = flags.map { decision($0.number, of: article) }
        let hasDecisions = decisions.contains { $0 != nil }
        var table = Table(columns: [
            Table.Column(title: "#", isRight: true), Table.Column(title: "¶", isRight: true),
            Table.Column(title: "flag"), Table.Column(title: "text"), Table.Column(title: "in", shrinks: true),
        ])
        let measure = console.columns(of:)
        table.rows = zip(flags, decisions).map { flag, decision in
            let (number, mark) = flag
            let words = StyledText(oneLine(article.analysis.text(mark.range)), mark.role)
            let sign = !hasDecisions ? "" : decision == .accept ? " ✓" : decision == .reject ? " ✗" : "  "
            return [
                StyledText("f\(number)\(sign)"), "\(mark.context.paragraph)", StyledText(mark.type, mark.role),
                cut(words, to: max(12, console.width / 3), measure),
            ]
        }
        let widths = (0..<4).map { i in
            max(measure(table.columns[i].title), table.rows.map { measure($0[i].plain) }.max() ?? 0)
        }
        let room = max(16, console.width - table.indent - widths.reduce(0, +) - 8)
        for (i, flag) in flags.enumerated() {
            table.rows[i].append(context(of: flag.mark, in: article.analysis, width: room, measure))
        }
        return table
    }

    /// A flagged score: it stands nowhere in the text, so its message says what it is about.
    func flagLine(_ number: String, _ score: Score) -> StyledText {
        StyledText("  \(number)  ") + StyledText(score.rule, .bold) + "  "
            + StyledText(score.flag.map { "\($0.level.name): \($0.message)" } ?? "")
    }
}
