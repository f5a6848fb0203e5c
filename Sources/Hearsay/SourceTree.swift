/// Who told whom: an article's attributions grouped by their sources, and inside these by who relays them.
public struct SourceTree: Sendable {
    public struct Node: Sendable {
        /// By the name that the rules know, else as it first stands in the text.
        public var name: String
        public var kind: String
        /// Indices among the article's attributions.
        public var attributions: [Int]
        /// How many of them are quoted, wholly or in part.
        public var quoted: Int
        /// The mean of what its statements are worth; `nil` where no rule says.
        public var strength: Double?
        public var children: [Node]
    }

    public let roots: [Node]

    /// - Parameters:
    ///   - isShown: Which attributions count, by index; one whose relay does not count stands by itself.
    ///   - depth: How many levels there are at most; what lies deeper is left out. Relays nest as deep as an article's
    ///     author likes.
    public init(
        _ analysis: Analysis, attributions all: [Attribution], where isShown: (Int) -> Bool = { _ in true },
        depth: Int = 32
    ) {
        let shown = all.indices.filter(isShown)
        let known = Set(shown)
        let relayed = Set(shown.filter { all[$0].via.map(known.contains) ?? false })
        let inside = Dictionary(grouping: shown.filter(relayed.contains)) { all[$0].via ?? 0 }
        roots = Self.nodes(of: shown.filter { !relayed.contains($0) }, all, inside, analysis, depth)
    }

    /// Groups attributions by source, in order of appearance. A source under itself cannot be: `via` points outwards.
    private static func nodes(
        of indices: [Int], _ all: [Attribution], _ inside: [Int: [Int]], _ analysis: Analysis, _ depth: Int
    ) -> [Node] {
        guard depth > 0 else { return [] }
        var order: [String] = []
        var groups: [String: [Int]] = [:]
        for index in indices {
            let key = all[index].sourceName(in: analysis)?.lowercased() ?? ""
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(index)
        }
        return order.compactMap { key in
            guard let group = groups[key], let first = group.first else { return nil }
            let strengths = group.compactMap { all[$0].strength }
            return Node(
                name: all[first].sourceName(in: analysis) ?? "(nobody is named)",
                kind: all[first].source?.kind ?? "none", attributions: group,
                quoted: group.count { all[$0].mode != .indirect },
                strength: strengths.isEmpty ? nil : strengths.reduce(0, +) / Double(strengths.count),
                children: nodes(of: group.flatMap { inside[$0] ?? [] }, all, inside, analysis, depth - 1))
        }
    }
}

extension Attribution {
    /// What the source goes by: the name that the rules know, else its words; `nil` where nobody is put into words.
    public func sourceName(in analysis: Analysis) -> String? {
        source.map { $0.name ?? oneLine(analysis.text($0.range)) }
    }
}
