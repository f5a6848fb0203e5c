/// A name in a text, and what rules say it is the name of.
public struct ClassedName: Sendable, Equatable {
    /// `other` is a name that rules gave no class, or one of none of the others.
    public enum Kind: String, Sendable, CaseIterable { case person, organization, place, other }

    /// Token indices.
    public var tokens: Range<Int>
    public var kind: Kind
}

extension Worker {
    /// Reads an article and runs the rules over it; the document is good until the next article is read.
    public func read(_ article: Article) -> (document: Document, findings: Findings) {
        let document = reader.read(article)
        return (
            document,
            matcher.run(document, id: article.id, metadata: article.metadata, isExplaining: isExplaining)
        )
    }
}

/// Gives the language layer's names the classes that rules found, each bearer one class.
///
/// Marks of the types `person`, `people`, `organization`, `outlet`, `place` and `other` are what counts; their attribute
/// `sure` (1 where they have none) is summed over all mentions of one entity, and the class with most of it, from 0.5
/// on, is that of all. A mark that lies in a name, alone, stands for the whole name; where several lie in it, or one
/// goes beyond it, their own extents are the names.
public struct NameClasses {
    private static let types = ["place", "outlet", "organization", "people", "person", "other"]
    private static let least = 0.5

    /// A mark that gives a class.
    private struct Vote {
        var tokens: Range<Int>
        /// Index in `types`.
        var type: Int
        var sure: Double
    }

    private struct Name {
        var tokens: Range<Int>
        var entity: Int
        var own: Vote?
    }

    /// By first token, apart from each other.
    public private(set) var names: [ClassedName] = []

    public init(_ findings: Findings, in document: Document) {
        let votes = Self.votes(findings, document)
        var owner = [Int](repeating: -1, count: document.tokens.count)
        var chosen: [Int] = []
        for (index, vote) in votes.enumerated() where vote.tokens.allSatisfy({ owner[$0] < 0 }) {
            for token in vote.tokens { owner[token] = index }
            chosen.append(index)
        }
        var found: [Name] = []
        var isUsed = Set<Int>()
        var sums: [Int: [Double]] = [:]
        func count(_ vote: Vote, for entity: Int) {
            guard entity >= 0 else { return }
            sums[entity, default: Array(repeating: 0, count: Self.types.count)][vote.type] += vote.sure
        }
        let exact = Dictionary(grouping: votes.indices) { votes[$0].tokens }
        for mark in document.phrases where mark.kind == .name {
            let inside = Set(mark.tokens.map { owner[$0] }.filter { $0 >= 0 })
            if inside.isEmpty { found.append(Name(tokens: mark.tokens, entity: mark.entity)) }
            guard let first = inside.first, inside.count == 1, mark.tokens.contains(votes[first].tokens) else {
                continue
            }
            isUsed.insert(first)
            found.append(Name(tokens: mark.tokens, entity: mark.entity, own: votes[first]))
            count(votes[first], for: mark.entity)
            for index in exact[mark.tokens] ?? [] where index != first { count(votes[index], for: mark.entity) }
        }
        for index in chosen where !isUsed.contains(index) {
            found.append(Name(tokens: votes[index].tokens, entity: -1, own: votes[index]))
        }
        names = found.map { ClassedName(tokens: $0.tokens, kind: Self.kind(of: $0, sums[$0.entity])) }.sorted {
            $0.tokens.lowerBound < $1.tokens.lowerBound
        }
    }

    /// The names that are proper nouns by their tags, as Universal Dependencies have it: proper nouns and numbers, with
    /// prepositions, articles and conjunctions between them. *United States* and *Democratic Party* are no such names,
    /// having an adjective in them.
    public func properNames(in document: Document) -> [ClassedName] {
        let joining: Set<String> = ["ADP", "DET", "CCONJ"]
        return names.filter { name in
            var tokens = name.tokens[...]
            while let last = tokens.last, ["PART", "PUNCT"].contains(document.tokens[last].tag.universal) {
                tokens.removeLast()
            }
            let tags = tokens.map { document.tokens[$0].tag.universal }
            return tags.contains("PROPN")
                && tags.indices.allSatisfy { index in
                    ["PROPN", "NUM", "PUNCT"].contains(tags[index])
                        || (joining.contains(tags[index]) && index > 0 && index < tags.count - 1)
                }
        }
    }

    /// The longest first; of equally long ones by start, then in the order of the types.
    private static func votes(_ findings: Findings, _ document: Document) -> [Vote] {
        let starts = Dictionary(
            document.tokens.indices.map { (Int(document.tokens[$0].start), $0) },
            uniquingKeysWith: { first, _ in first })
        let ends = Dictionary(
            document.tokens.indices.map { (Int(document.tokens[$0].end), $0 + 1) },
            uniquingKeysWith: { _, last in last })
        let votes = findings.marks.compactMap { mark -> Vote? in
            guard let type = types.firstIndex(where: mark.isA), let start = starts[mark.range.lowerBound],
                let end = ends[mark.range.upperBound], start < end
            else { return nil }
            return Vote(tokens: start..<end, type: type, sure: mark.number("sure") ?? 1)
        }
        return votes.sorted {
            (-$0.tokens.count, $0.tokens.lowerBound, $0.type) < (-$1.tokens.count, $1.tokens.lowerBound, $1.type)
        }
    }

    /// The class with most of the votes for the bearer; the name's own where none has more.
    private static func kind(of name: Name, _ sums: [Double]?) -> ClassedName.Kind {
        guard let sums, let most = sums.max() else {
            return name.own.map { $0.sure >= least ? kind($0.type) : .other } ?? .other
        }
        guard most >= least else { return .other }
        if let own = name.own, sums[own.type] == most { return kind(own.type) }
        return sums.firstIndex(of: most).map(kind) ?? .other
    }

    private static func kind(_ type: Int) -> ClassedName.Kind {
        switch types[type] {
        case "place": .place
        case "outlet", "organization": .organization
        case "people", "person": .person
        default: .other
        }
    }
}

extension Range where Bound == Int {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}
