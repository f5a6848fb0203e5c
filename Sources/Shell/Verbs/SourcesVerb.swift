import Hearsay

extension SourceTree {
    /// Rows: the name with branches, class, strength, what it said.
    fileprivate func rows(_ attributions: [Attribution]) -> [[StyledText]] {
        roots.flatMap { Self.rows($0, attributions, first: "", rest: "") }
    }

    private static func rows(
        _ node: Node, _ attributions: [Attribution], first: String, rest: String
    ) -> [[StyledText]] {
        let statements = count(node.attributions.count, "statement")
        var said = statements + (node.quoted > 0 ? ", \(node.quoted) quoted" : "")
        if !first.isEmpty, let hops = node.attributions.first.map({ attributions[$0].hops }) {
            said = "hop \(hops)" + (node.attributions.count > 1 || node.quoted > 0 ? ", " + said : "")
        }
        let row = [
            StyledText(first, .dim) + StyledText(node.name, .mark(family: "source")), StyledText(node.kind),
            StyledText(node.strength.map(short) ?? ""), StyledText(said, .dim),
        ]
        return [row]
            + node.children.enumerated().flatMap { i, child in
                let isLast = i == node.children.count - 1
                return rows(
                    child, attributions, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
            }
    }
}

extension SourceTree.Node {
    /// This source and those below it, with their depths.
    fileprivate func flattened(_ depth: Int = 0) -> [(node: SourceTree.Node, depth: Int)] {
        [(self, depth)] + children.flatMap { $0.flattened(depth + 1) }
    }
}

extension Verb {
    static let sources = Verb(
        name: "sources", summary: "show who told whom", usage: "[ARTICLE…] [NAME=VALUE…] [where CONDITION]",
        details: [
            "Each source with its class, what its word is worth, and how much it says. Who is passed on by another "
                + "stands below, and every hop costs strength. Conditions are about its statements, as those of claims are."
        ],
        examples: [
            Example(line: "sources 2", about: "the sources of article 2"),
            Example(line: "sources class=role strength<0.5", about: "the weak ones among officials"),
        ],
        kinds: [.article, .filter]
    ) { session, invocation throws(ShellError) in
        let filter = try FlagFilter(invocation.words, in: session)
        try session.writeByArticle(filter.articles, none: "no attributions") { article in
            var table = Table(columns: [.init(shrinks: true), .init(), .init(), .init()])
            table.rows = filter.sources(of: article).rows(article.analysis.attributions)
            return table.lines(session.console)
        }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("article", "source", "class", "strength", "statements", "quoted", "hops", "depth")
        let filter = try FlagFilter(invocation.words, in: session)
        for article in filter.articles {
            let attributions = article.analysis.attributions
            for (node, depth) in filter.sources(of: article).roots.flatMap({ $0.flattened() }) {
                listing.rows.append([
                    Datum(article.number), .text(node.name), .text(node.kind), Datum(node.strength),
                    Datum(node.attributions.count), Datum(node.quoted),
                    Datum(node.attributions.map { attributions[$0].hops }.max()), Datum(depth),
                ])
            }
        }
        return listing
    }
}

extension FlagFilter {
    fileprivate func sources(of article: Loaded) -> SourceTree {
        let attributions = article.analysis.attributions
        return SourceTree(article.analysis, attributions: attributions) { passes(article.marks[attributions[$0].mark]) }
    }
}
