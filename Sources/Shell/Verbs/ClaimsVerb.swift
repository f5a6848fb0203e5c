import Hearsay

extension Verb {
    static let claims = Verb(
        name: "claims", summary: "list statements, the best sourced first",
        usage: "[ARTICLE…] [NAME=VALUE…] [where CONDITION]",
        details: [
            "What somebody is made answerable for, by what the rules say it is worth, then by place. Conditions read as "
                + "those of flags do: class, hops, mode, voice and whatever else the rules give a statement."
        ],
        examples: [
            Example(line: "claims 2", about: "the statements of article 2"),
            Example(line: "claims hops>1", about: "only what is passed on"),
            Example(line: "claims where class in (vague, none)", about: "only what nobody placed says"),
        ],
        kinds: [.article, .filter]
    ) { session, invocation throws(ShellError) in
        let filter = try FlagFilter(invocation.words, in: session)
        try session.writeByArticle(filter.articles, none: "no statements") { article in
            session.table(filter.claims(of: article), of: article).lines(session.console)
        }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing(
            "article", "paragraph", "strength", "hops", "class", "mode", "source", "name", "says", "rule")
        let filter = try FlagFilter(invocation.words, in: session)
        for article in filter.articles {
            listing.rows += filter.claims(of: article).map { claim in
                [
                    Datum(article.number), Datum(article.marks[claim.mark].context.paragraph),
                    Datum(claim.strength), Datum(claim.hops), .text(claim.source?.kind ?? "none"),
                    .text(claim.mode.rawValue),
                    Datum(claim.source.map { oneLine(article.analysis.text($0.range)) }), Datum(claim.source?.name),
                    .text(oneLine(claim.content.map { article.analysis.text($0) }.joined(separator: " … "))),
                    .text(claim.rule),
                ]
            }
        }
        return listing
    }
}

extension FlagFilter {
    /// The statements that pass, the best sourced first.
    fileprivate func claims(of article: Loaded) -> [Attribution] {
        article.analysis.attributions.filter { passes(article.marks[$0.mark]) }.enumerated().sorted { a, b in
            let (x, y) = (a.element.strength ?? -1, b.element.strength ?? -1)
            return x == y ? a.offset < b.offset : x > y
        }.map(\.element)
    }
}

extension ShellSession {
    /// Writes what there is of each article, with headings where there are several, or says that there is nothing.
    func writeByArticle(
        _ articles: [Loaded], none: String, _ lines: (Loaded) -> [StyledText]
    ) throws(ShellError) {
        var isEmpty = true
        for article in articles {
            try checkInterrupt()
            let lines = lines(article)
            guard !lines.isEmpty else { continue }
            isEmpty = false
            if articles.count > 1 { console.write(heading(article)) }
            try write(lines)
        }
        if isEmpty { console.note(StyledText(none)) }
    }

    /// `¶  worth  hops  class  source  says`
    fileprivate func table(_ claims: [Attribution], of article: Loaded) -> Table {
        var table = Table(columns: [
            Table.Column(title: "¶", isRight: true), Table.Column(title: "worth", isRight: true),
            Table.Column(title: "hops", isRight: true), Table.Column(title: "class"),
            Table.Column(title: "source", shrinks: true), Table.Column(title: "says", shrinks: true),
        ])
        table.rows = claims.map { claim in
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
