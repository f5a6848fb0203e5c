import Hearsay

/// One row a source: its statements in one article together.
public struct SourceSummary: Sendable, Equatable {
    /// The entity's name, or the words that stand for it.
    public var name: String
    public var kind: String
    public var statements: Int
    /// How many of the statements are quoted, wholly or in part.
    public var quoted: Int
    /// The most mouths that one of its statements passed through.
    public var hops: Int
    /// The strength of its strongest statement.
    public var strength: Double?
}

extension Analysis {
    /// The sources that are put into words, in the order of their first statement.
    public var sources: [SourceSummary] { summaries(of: attributions) }

    func summaries(of attributions: [Attribution]) -> [SourceSummary] {
        var list: [SourceSummary] = []
        var places: [String: Int] = [:]
        for attribution in attributions {
            guard let source = attribution.source else { continue }
            let name = source.name ?? oneLine(text(source.range))
            let key = "\(source.kind)\n\(name.lowercased())"
            let quoted = attribution.mode == .indirect ? 0 : 1
            guard let place = places[key] else {
                places[key] = list.count
                list.append(
                    SourceSummary(
                        name: name, kind: source.kind, statements: 1, quoted: quoted, hops: attribution.hops,
                        strength: attribution.strength))
                continue
            }
            list[place].statements += 1
            list[place].quoted += quoted
            list[place].hops = max(list[place].hops, attribution.hops)
            if let strength = attribution.strength {
                list[place].strength = max(list[place].strength ?? strength, strength)
            }
        }
        return list
    }
}

extension Score {
    /// What the score is of: the article, a paragraph, a group.
    var place: String {
        var place = scope.rawValue
        if let paragraph { place += " \(paragraph)" }
        if let by { place += ", \(by)" }
        return place
    }
}
