import Hearsay

/// Who told whom: an article's attributions grouped by their sources, and inside these by who relays them.
struct SourceTree {
    struct Node {
        /// As it first stands in the text, or by the name that the rules know.
        var name: String
        var kind: String
        var attributions: [Attribution]
        var children: [Node]

        var quoted: Int { attributions.reduce(0) { $0 + ($1.mode == .indirect ? 0 : 1) } }

        /// The mean of what its statements are worth; `nil` where no rule says.
        var strength: Double? {
            let values = attributions.compactMap(\.strength)
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
    }

    let roots: [Node]

    /// - Parameter isShown: Which attributions count; one whose relay does not count stands by itself.
    init(_ analysis: Analysis, where isShown: (Attribution) -> Bool = { _ in true }) {
        let all = analysis.attributions
        let shown = all.indices.filter { isShown(all[$0]) }
        let relayed = shown.filter { all[$0].via.map(shown.contains) ?? false }
        let inside = Dictionary(grouping: relayed) { all[$0].via ?? 0 }
        roots = Self.nodes(of: shown.filter { !relayed.contains($0) }, all, inside, analysis)
    }

    /// Groups attributions by source, in order of appearance. A source under itself cannot be: `via` points outwards.
    private static func nodes(
        of indices: [Int], _ all: [Attribution], _ inside: [Int: [Int]], _ analysis: Analysis
    ) -> [Node] {
        var order: [String] = []
        var groups: [String: [Int]] = [:]
        for index in indices {
            let name = all[index].source.map { $0.name ?? oneLine(analysis.text($0.range)) } ?? ""
            let key = name.lowercased()
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(index)
        }
        return order.compactMap { key in
            guard let group = groups[key], let first = group.first else { return nil }
            let source = all[first].source
            return Node(
                name: source.map { $0.name ?? oneLine(analysis.text($0.range)) } ?? "(nobody is named)",
                kind: source?.kind ?? "none", attributions: group.map { all[$0] },
                children: nodes(of: group.flatMap { inside[$0] ?? [] }, all, inside, analysis))
        }
    }

    /// Rows: the name with branches, class, strength, what it said.
    var rows: [[StyledText]] { roots.flatMap { Self.rows($0, first: "", rest: "") } }

    private static func rows(_ node: Node, first: String, rest: String) -> [[StyledText]] {
        let statements = count(node.attributions.count, "statement")
        var said = statements + (node.quoted > 0 ? ", \(node.quoted) quoted" : "")
        if !first.isEmpty, let hops = node.attributions.first?.hops {
            said = "hop \(hops)" + (node.attributions.count > 1 || node.quoted > 0 ? ", " + said : "")
        }
        let row = [
            StyledText(first, .dim) + StyledText(node.name, .mark(family: "source")), StyledText(node.kind),
            StyledText(node.strength.map(short) ?? ""), StyledText(said, .dim),
        ]
        return [row]
            + node.children.enumerated().flatMap { i, child in
                let isLast = i == node.children.count - 1
                return rows(child, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
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
            table.rows = filter.sources(of: article).rows
            return table.lines(session.console)
        }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("article", "source", "class", "strength", "statements", "quoted", "hops", "depth")
        let filter = try FlagFilter(invocation.words, in: session)
        for article in filter.articles {
            for (node, depth) in filter.sources(of: article).roots.flatMap({ $0.flattened() }) {
                listing.rows.append([
                    Datum(article.number), .text(node.name), .text(node.kind), Datum(node.strength),
                    Datum(node.attributions.count), Datum(node.quoted),
                    Datum(node.attributions.map(\.hops).max()), Datum(depth),
                ])
            }
        }
        return listing
    }
}

extension FlagFilter {
    fileprivate func sources(of article: Loaded) -> SourceTree {
        SourceTree(article.analysis) { passes(article.marks[$0.mark]) }
    }
}
