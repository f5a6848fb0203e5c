import RuleLanguage

/// Of overlapping marks of one family one is kept: the longer, then the deeper type, then by the rule's name.
enum Overlap {
    /// Marks of rules, or those of them that are asked for; the losers are marked as dropped.
    ///
    /// - Parameter types: Bit `type % 64` set for each type that is asked for.
    static func resolve(
        _ text: MatchText, types: UInt64 = .max, where isAsked: (WorkMark) -> Bool = { _ in true }
    ) {
        let (program, store) = (text.program, text.store)
        let families = program.families
        // By family: the marks since the last gap between them, and where they end. What overlaps nothing stays without
        // being weighed against anything: nearly all marks.
        var clusters = [[Int]](repeating: [], count: (families.max() ?? 0) + 1)
        var ends = [Int](repeating: 0, count: clusters.count)
        for token in 0..<text.view.count where text.view.starting[token] & types != 0 {
            var at = Int(store.heads[token])
            while at >= 0 {
                let (index, link) = (at, store.links[at])
                at = Int(link.next)
                guard link.rule >= 0, types >> UInt64(link.type % 64) & 1 != 0 else { continue }
                let mark = store.marks[index]
                guard !mark.isDropped, isAsked(mark) else { continue }
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
        let (program, store) = (text.program, text.store)
        let (depths, ranks) = (program.depths, program.ruleRanks)
        var ranked = cluster.map { index in
            let (start, link) = (store.marks[index].span.lowerBound, store.links[index])
            return Ranked(
                length: Int(link.end) - start, depth: depths[Int(link.type)], rule: ranks[Int(link.rule)], start: start,
                index: index)
        }
        ranked.sort(by: Ranked.isBefore)
        let least = store.marks[cluster[0]].span.lowerBound
        var taken = [Bool](repeating: false, count: end - least)
        for mark in ranked {
            let span = mark.start - least..<mark.start - least + mark.length
            if taken[span].contains(true) {
                store.marks[mark.index].isDropped = true
            } else {
                for token in span { taken[token] = true }
            }
        }
    }

    /// What decides which of two marks is kept.
    private struct Ranked: BitwiseCopyable {
        /// Tokens.
        var length: Int
        var depth: Int
        var rule: Int
        var start: Int
        var index: Int

        static func isBefore(_ a: Ranked, _ b: Ranked) -> Bool {
            if a.length != b.length { return a.length > b.length }
            if a.depth != b.depth { return a.depth > b.depth }
            return a.rule != b.rule ? a.rule < b.rule : a.start < b.start
        }
    }
}
