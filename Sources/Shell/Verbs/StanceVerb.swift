import Hearsay

extension Verb {
    static let stance = Verb(
        name: "stance", summary: "show who stands where on what", usage: "[ARTICLE…] [NAME=VALUE…] [where CONDITION]",
        details: [
            "One line for each holder, position and target, with how often and in which paragraphs, and the first of the "
                + "sentences behind it. Who is quoted holds what stands in the quotation; the rest is the author's.",
            "Conditions read as those of flags do.",
        ],
        examples: [
            Example(line: "stance 2", about: "the stances in article 2"),
            Example(line: "stance voice=author", about: "only where the article itself takes sides"),
        ],
        kinds: [.article, .filter]
    ) { session, invocation throws(ShellError) in
        let filter = try FlagFilter(invocation.words, in: session)
        try session.writeByArticle(filter.articles, none: "no stances") { article in
            session.table(filter.stances(of: article), of: article)
        }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("article", "who", "stands", "on", "times", "paragraph", "in")
        let filter = try FlagFilter(invocation.words, in: session)
        for article in filter.articles {
            listing.rows += filter.stances(of: article).map { group in
                let first = article.marks[group.marks[0]]
                return [
                    Datum(article.number), .text(group.holder), .text(group.position), .text(group.target),
                    Datum(group.marks.count), Datum(first.context.paragraph),
                    .text(oneLine(article.analysis.text(article.analysis.sentence(of: first)))),
                ]
            }
        }
        return listing
    }
}

extension FlagFilter {
    fileprivate func stances(of article: Loaded) -> [StanceGroup] {
        StanceGroup.all(in: article.analysis) { passes(article.marks[$0]) }
    }
}

extension ShellSession {
    /// `who  stands  on  times  ¶  in`
    fileprivate func table(_ groups: [StanceGroup], of article: Loaded) -> [StyledText] {
        var table = Table(columns: [
            Table.Column(title: "who", shrinks: true), Table.Column(title: "stands"),
            Table.Column(title: "on", shrinks: true), Table.Column(title: "times", isRight: true),
            Table.Column(title: "¶"), Table.Column(title: "in", shrinks: true),
        ])
        let measure = console.columns(of:)
        let width = max(24, console.width / 3)
        table.rows = groups.map { group in
            var paragraphs: [Int] = []
            for mark in group.marks.map({ article.marks[$0] }) where paragraphs.last != mark.context.paragraph {
                paragraphs.append(mark.context.paragraph)
            }
            return [
                StyledText(group.holder), StyledText(group.position, .mark(family: "stance")),
                StyledText(group.target), "\(group.marks.count)",
                StyledText(paragraphs.map(String.init).joined(separator: ",")),
                context(of: article.marks[group.marks[0]], in: article.analysis, width: width, measure),
            ]
        }
        return table.lines(console)
    }
}
