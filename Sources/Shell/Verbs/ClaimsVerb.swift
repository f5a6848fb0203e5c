import Hearsay

extension Verb {
    static let claims = Verb(
        name: "claims", summary: "list statements, the best sourced first", usage: "[ARTICLE…] [NAME=VALUE…]",
        details: [
            "What somebody is made answerable for, by what the rules say it is worth, then by place. Conditions read as "
                + "those of flags do: class, hops, mode, voice and whatever else the rules give a statement."
        ],
        examples: [
            Example(line: "claims 2", about: "the statements of article 2"),
            Example(line: "claims hops>1", about: "only what is passed on"),
            Example(line: "claims class=vague", about: "only what nobody placed says"),
        ],
        kinds: [.article, .filter]
    ) { session, invocation throws(ShellError) in
        guard !session.workspace.articles.isEmpty else {
            throw ShellError("no article is loaded; load FILE… loads some")
        }
        let filter = try FlagFilter(invocation.texts, in: session.workspace, knownTypes: session.knownTypes)
        var shown = 0
        for article in filter.articles {
            try session.checkInterrupt()
            let claims = article.analysis.attributions.filter { filter.passes(article.marks[$0.mark]) }
            guard !claims.isEmpty else { continue }
            shown += claims.count
            if filter.articles.count > 1 { session.console.write(session.heading(article)) }
            try session.write(session.table(claims, of: article).lines(session.console))
        }
        if shown == 0 { session.console.note("no statements") }
    }
}

extension ShellSession {
    /// `¶  worth  hops  class  source  says`
    fileprivate func table(_ claims: [Attribution], of article: Loaded) -> Table {
        var table = Table(columns: [
            Table.Column(title: "¶", isRight: true), Table.Column(title: "worth", isRight: true),
            Table.Column(title: "hops", isRight: true), Table.Column(title: "class"),
            Table.Column(title: "source", shrinks: true), Table.Column(title: "says", shrinks: true),
        ])
        let ranked = claims.enumerated().sorted { a, b in
            let (x, y) = (a.element.strength ?? -1, b.element.strength ?? -1)
            return x == y ? a.offset < b.offset : x > y
        }
        table.rows = ranked.map { _, claim in
            let source = claim.source.map { article.analysis.text($0.range) } ?? "(nobody is named)"
            let said = claim.content.map { article.analysis.text($0) }.joined(separator: " … ")
            return [
                "\(article.marks[claim.mark].context.paragraph)", StyledText(claim.strength.map(short) ?? ""),
                "\(claim.hops)", StyledText(claim.source?.kind ?? "none"),
                StyledText(oneLine(source), .mark(family: "source")), StyledText(oneLine(said)),
            ]
        }
        return table
    }
}
