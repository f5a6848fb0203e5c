import RuleLanguage

/// Of overlapping marks of one family one is kept: the longer, then the deeper type, then by the rule's name.
enum Overlap {
    /// Marks of rules, or those of them that are asked for; the losers are marked as dropped.
    static func resolve(_ text: MatchText, where isAsked: (WorkMark) -> Bool = { _ in true }) {
        let (program, store) = (text.program, text.store)
        let families = program.families
        // By family: the marks since the last gap between them, and where they end. What overlaps nothing stays without
        // being weighed against anything: nearly all marks.
        var clusters = [[Int]](repeating: [], count: (families.max() ?? 0) + 1)
        var ends = [Int](repeating: 0, count: clusters.count)
        for token in 0..<text.view.count {
            var at = Int(store.heads[token])
            while at >= 0 {
                let (index, mark) = (at, store.marks[at])
                at = Int(store.links[at].next)
                guard mark.rule >= 0, !mark.isDropped, isAsked(mark) else { continue }
                let family = families[mark.type]
                if token >= ends[family] {
                    if clusters[family].count > 1 { settle(clusters[family], until: ends[family], text) }
                    clusters[family].removeAll(keepingCapacity: true)
                }
                clusters[family].append(index)
                ends[family] = max(ends[family], mark.span.upperBound)
            }
        }
        for (cluster, end) in zip(clusters, ends) where cluster.count > 1 {
            settle(cluster, until: end, text)
        }
    }

    /// - Parameters:
    ///   - cluster: Indices of marks of one family, by start, none of which is apart from all others.
    ///   - end: Where the furthest of them ends.
    private static func settle(_ cluster: [Int], until end: Int, _ text: MatchText) {
        let program = text.program
        let cluster = cluster.map { text.store.marks[$0] }
        func rank(_ mark: WorkMark) -> (Int, Int, Int, Int) {
            (-mark.span.count, -program.depths[mark.type], program.ruleRanks[mark.rule], mark.span.lowerBound)
        }
        let least = cluster[0].span.lowerBound
        var taken = [Bool](repeating: false, count: end - least)
        for (_, mark) in cluster.map({ (rank($0), $0) }).sorted(by: { $0.0 < $1.0 }) {
            if mark.span.contains(where: { taken[$0 - least] }) {
                mark.isDropped = true
            } else {
                for token in mark.span { taken[token - least] = true }
            }
        }
    }
}
