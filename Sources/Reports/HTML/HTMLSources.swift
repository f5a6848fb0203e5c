import Hearsay

/// Who told whom, as a tree and as a table.
struct HTMLSources {
    private let article: HTMLArticle
    private let index: HTMLIndex

    init(_ article: HTMLArticle, _ index: HTMLIndex) {
        self.article = article
        self.index = index
    }

    var tree: [[String: Any]] {
        SourceTree(article.analysis, attributions: article.attributions).roots.map { node($0, isRoot: true) }
    }

    private func node(_ node: SourceTree.Node, isRoot: Bool) -> [String: Any] {
        let first = article.attributions[node.attributions[0]]
        return [
            "nodeName": Markup(node.name), "nodeClass": Markup(node.kind),
            "nodeSource": index.source(first, in: article.analysis) ?? -1,
            "nodeAnchor": Markup(article.sourceAnchor(node.attributions[0])),
            "nodeStrength": Markup(node.strength.map(shown) ?? ""), "nodeBar": barWidth(node.strength),
            "nodeStatements": statements(node.attributions),
            "nodeCount": node.attributions.count, "nodeIsOne": node.attributions.count == 1,
            "nodeQuoted": node.quoted, "hasQuoted": node.quoted > 0, "nodeHops": first.hops, "isRelayed": !isRoot,
            "hasChildren": !node.children.isEmpty, "children": node.children.map { self.node($0, isRoot: false) },
        ]
    }

    /// A row a source, with the place of its first statement.
    var rows: [[String: Any]] {
        article.analysis.summaries(of: article.attributions).map { source in
            [
                "rowName": Markup(source.name), "rowClass": Markup(source.kind), "rowStatements": source.statements,
                "rowQuoted": source.quoted, "rowHops": source.hops, "rowStrength": Markup(shown(source.strength)),
                "rowBar": barWidth(source.strength),
            ]
        }
    }

    /// `s1-4 s1-7`: the statements as the text numbers them.
    private func statements(_ ids: [Int]) -> Markup {
        Markup(ids.map { "s\(article.number)-\($0)" }.joined(separator: " "))
    }

    /// Of 100; strengths go from 0 to 1.
    private func barWidth(_ strength: Double?) -> Int {
        guard let strength, strength.isFinite else { return 0 }
        return Int((min(max(strength, 0), 1) * 100).rounded())
    }
}
