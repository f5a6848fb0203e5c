import Hearsay

/// An article of the page, with what is worked out once for all of its parts.
struct HTMLArticle {
    let number: Int
    let analysis: Analysis
    let attributions: [Attribution]
    /// The flagged marks, in order; a note's number is the index plus one.
    let flags: [Mark]
    /// For each flag the innermost attribution that it stands in, or is.
    let owners: [Int?]

    init(_ analysis: Analysis, number: Int) {
        let attributions = analysis.attributions
        let marks = analysis.findings.marks
        let flagged = marks.indices.filter { marks[$0].flag != nil }
        self.analysis = analysis
        self.number = number
        self.attributions = attributions
        flags = flagged.map { marks[$0] }
        owners = flagged.map { index in
            if let own = attributions.firstIndex(where: { $0.mark == index }) { return own }
            let range = marks[index].range
            let around = attributions.indices.filter { candidate in
                let spans = attributions[candidate].content + [marks[attributions[candidate].mark].extent]
                return spans.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
            }
            return around.min { marks[attributions[$0].mark].extent.count < marks[attributions[$1].mark].extent.count }
        }
    }

    func source(of flag: Int) -> Attribution? { owners[flag].map { attributions[$0] } }

    /// What an attribution's source is found by in the text: the sources that start at one place share an anchor.
    /// Empty where nobody is put into words.
    func sourceAnchor(_ statement: Int) -> String {
        guard let start = attributions[statement].source?.range.lowerBound else { return "" }
        return "s\(number)-\(attributions.firstIndex { $0.source?.range.lowerBound == start } ?? statement)"
    }
}

/// What the whole page numbers alike: kinds of marks, voices, sources.
struct HTMLIndex {
    /// Kinds (a type's first segment) with how often each is flagged, in the order in which they are listed.
    private(set) var families: [(name: String, slot: Int, total: Int)] = []
    /// Whose voice flags stand in, most flags first, the article's own before all.
    private(set) var voices: [(name: String, total: Int)] = []
    /// Who makes statements, and classes of them, most statements first.
    private(set) var sources: [(name: String, total: Int)] = []
    private(set) var classes: [(name: String, total: Int)] = []
    /// How many flags are at each level or above.
    private(set) var levels: [(level: Level, total: Int)] = []
    private var familyIds: [String: Int] = [:]
    private var voiceIds: [String: Int] = [:]
    private var sourceIds: [String: Int] = [:]

    init(_ articles: [HTMLArticle]) {
        let flags = articles.flatMap(\.flags)
        let total = Self.count(flags.map(\.family))
        // The kinds that everybody meets have the same look on every page; the rest take what is free.
        let known = ["hedge", "attribution", "stance"].filter { total[$0] != nil }
        let rest = total.keys.filter { !known.contains($0) }.sorted()
        families = known.map { ($0, ["hedge": 0, "attribution": 1, "stance": 2][$0] ?? 0, total[$0] ?? 0) }
        families += rest.enumerated().map { ($1, 3 + $0 % 5, total[$1] ?? 0) }
        familyIds = Self.ids(families.map(\.name))
        voices = Self.ranked(Self.count(flags.map { Self.key($0.context.voice) }), first: "author")
        voiceIds = Self.ids(voices.map(\.name))
        let statements = articles.flatMap { article in
            article.attributions.map { ($0.sourceName(in: article.analysis), $0.source?.kind ?? "none") }
        }
        let names = statements.compactMap { $0.0 }
        let spelled = Dictionary(names.map { ($0.lowercased(), $0) }) { first, _ in first }
        let ranked = Self.ranked(Self.count(names.map { $0.lowercased() }))
        sources = ranked.map { (spelled[$0.name] ?? $0.name, $0.total) }
        sourceIds = Self.ids(ranked.map(\.name))
        classes = Self.ranked(Self.count(statements.map(\.1)))
        let reached = flags.compactMap { $0.flag?.level }
        levels = Level.allCases.map { level in (level, reached.count { $0 >= level }) }
    }

    func family(_ mark: Mark) -> Int { familyIds[mark.family] ?? 0 }
    func slot(_ mark: Mark) -> Int { families.isEmpty ? 0 : families[family(mark)].slot }
    func voice(_ mark: Mark) -> Int { voiceIds[Self.key(mark.context.voice)] ?? 0 }
    /// `nil` where nobody is put into words.
    func source(_ attribution: Attribution, in analysis: Analysis) -> Int? {
        attribution.sourceName(in: analysis).flatMap { sourceIds[$0.lowercased()] }
    }

    private static func key(_ voice: String) -> String { oneLine(voice) }

    private static func count<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
        keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private static func ids(_ names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    private static func ranked(_ totals: [String: Int], first: String? = nil) -> [(name: String, total: Int)] {
        totals.sorted {
            ($0.key == first ? 0 : 1, -$0.value, $0.key) < ($1.key == first ? 0 : 1, -$1.value, $1.key)
        }.map { ($0.key, $0.value) }
    }
}

extension Mark {
    /// The first segment of the type.
    var family: String { String(type.prefix { $0 != "." }) }
}
