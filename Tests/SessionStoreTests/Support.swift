import Foundation
import Testing

@testable import Hearsay
@testable import SessionStore

/// Analyses made by hand.
enum Sample {
    static func analysis(_ text: String, words: String, source: String) throws -> Analysis {
        func range(_ piece: String) throws -> Range<Int> {
            let found = try #require(text.range(of: piece))
            let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
            return start..<start + piece.utf8.count
        }
        let place = Context(zone: .body, sentence: 1, paragraph: 1)
        let derivation = Derivation(pattern: 0, steps: [])
        let relay = Mark(
            type: "attribution", rule: "core/sourcing:say", range: try range("said"), extent: try range("said"),
            captures: [.init(name: "source", ranges: [try range(source)])],
            attributes: [("class", .text("named")), ("hops", .number(1)), ("strength", .number(0.5))], context: place,
            flag: nil, derivation: derivation, outer: nil)
        let hedge = Mark(
            type: "hedge.report", rule: "core/hedging:report", range: try range(words), extent: try range(words),
            captures: [.init(name: "cue", ranges: [try range(words)])], attributes: [("weight", .number(0.8))],
            context: place, flag: Report(level: .caution, message: "“\(words)”"), derivation: derivation, outer: 0)
        let score = Score(
            rule: "core/hedging:density", scope: .article, by: nil, paragraph: nil, value: 2.5, band: "high",
            lets: [("all", 1), ("none", nil)], flag: nil)
        let block = Layout.Block(range: 0..<text.utf8.count, zone: .body, paragraph: 1)
        return Analysis(
            article: Article(
                id: "a1", text: Array(text.utf8), layout: Layout(blocks: [block], hidden: [0..<3]),
                metadata: Metadata(title: "T", lang: "en", meta: [("k", "[1]"), ("a", "null")]), path: "a1.txt",
                notices: ["guessed"]),
            sentences: [0..<text.utf8.count], paragraphs: [0..<text.utf8.count], quotes: [], words: 7,
            findings: Findings(marks: [relay, hedge], scores: [score]))
    }

    static func articles() throws -> [Analysis] {
        [
            try analysis("“Ça” reportedly, Ilana Marrow said.", words: "reportedly", source: "Ilana Marrow"),
            try analysis("It may, Téa Orun said.", words: "may", source: "Téa Orun"),
        ]
    }

    static let packs = [StoredSession.Pack(name: "core/hedging", version: "1.0.0", hash: "ab12")]

    /// A session of these articles, numbered as the shell numbers them.
    static func state(
        _ analyses: [Analysis], stamps: Int = 1, reviews: [Review] = [], notes: [Note] = []
    ) -> SessionState {
        var articles: [SessionState.Article] = []
        var (flag, score) = (1, 1)
        for (i, analysis) in analyses.enumerated() {
            articles.append(
                .init(number: i + 1, firstFlag: flag, firstScore: score, analysis: analysis, stamp: stamps + i))
            flag += analysis.findings.marks.count { $0.flag != nil }
            score += analysis.findings.scores.count
        }
        return SessionState(articles: articles, reviews: reviews, notes: notes, packs: packs, program: "0.1")
    }

    static let key = FlagKey(rule: "core/hedging:report", text: "may", sentence: "It may, Téa Orun said.", nth: 1)
    static let review = Review(article: 2, flag: key, decision: .reject, reason: "quoted", time: "2026-01-02T03:04:05Z")
    static let note = Note(article: 1, flag: nil, text: "second edition", time: "2026-01-02T03:04:06Z")
}

/// A folder that is gone when nobody holds it any more.
final class Folder {
    let path = NSTemporaryDirectory() + "hearsay-store-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// The message of what a call refuses; `nil` where it does not.
func refusal(_ body: () throws -> some Any) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? SessionStoreError)?.message ?? "\(error)"
    }
}
