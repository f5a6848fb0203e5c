import Hearsay

extension Verb {
    static let flags = Verb(
        name: "flags", summary: "list what the rules flagged", usage: "[ARTICLE…] [TYPE…] [NAME=VALUE…]",
        details: [
            "Without an article those of all. A type takes its subtypes too: hedge is also hedge.report.",
            "Conditions read as in a rule, with = != < <= > >= and no spaces, and all must hold. Names are "
                + FlagFilter.names.joined(separator: ", ") + ", and whatever attributes the rules give their marks.",
        ],
        examples: [
            Example(line: "flags 2 hedge", about: "the hedges of article 2"),
            Example(line: "flags level>=caution voice=author", about: "what the paper itself should look at"),
            Example(line: "flags zone=headline", about: "only in headlines"),
        ],
        kinds: [.article, .type, .filter]
    ) { session, invocation throws(ShellError) in
        guard !session.workspace.articles.isEmpty else {
            throw ShellError("no article is loaded; load FILE… loads some")
        }
        let filter = try FlagFilter(
            invocation.texts, in: session.workspace, knownTypes: session.knownTypes)
        var shown = 0
        for article in filter.articles {
            let flags = article.flags.filter { filter.passes($0.mark) }
            let scores =
                filter.takesScores
                ? article.numberedScores.filter { $0.score.flag != nil && filter.passes($0.score) } : []
            shown += flags.count + scores.count
            guard !flags.isEmpty || !scores.isEmpty else { continue }
            if filter.articles.count > 1 { session.console.write(session.heading(article)) }
            try session.write(session.table(flags, of: article).lines(session.console))
            for (number, score) in scores { try session.write([session.flagLine("s\(number)", score)]) }
        }
        guard filter.articles.count == session.workspace.articles.count, filter.takesScores else {
            if shown == 0 { session.console.note("no flags") }
            return
        }
        let totals = session.totals.enumerated().filter { $0.element.flag != nil && filter.passes($0.element) }
        shown += totals.count
        if !totals.isEmpty, session.workspace.articles.count > 1 {
            session.console.write(StyledText("all articles", .bold))
        }
        for (index, score) in totals { try session.write([session.flagLine("t\(index + 1)", score)]) }
        if shown == 0 { session.console.note("no flags") }
    }
}

extension Loaded {
    var numberedScores: [(number: Int, score: Score)] {
        scores.enumerated().map { (firstScore + $0.offset, $0.element) }
    }
}

extension ShellSession {
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

    /// `#  ¶  flag  text  in`
    func table(_ flags: [(number: Int, mark: Mark)], of article: Loaded) -> Table {
        var table = Table(columns: [
            Table.Column(title: "#", isRight: true), Table.Column(title: "¶", isRight: true),
            Table.Column(title: "flag"), Table.Column(title: "text"), Table.Column(title: "in", shrinks: true),
        ])
        let measure = console.columns(of:)
        table.rows = flags.map { number, mark in
            let words = StyledText(oneLine(article.analysis.text(mark.range)), mark.role)
            return [
                "f\(number)", "\(mark.context.paragraph)", StyledText(mark.type, mark.role),
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
