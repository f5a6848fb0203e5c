import Foundation
import GRDB
import Testing

@testable import Hearsay
@testable import SessionStore

@Suite final class SessionStoreTests {
    private let folder = NSTemporaryDirectory() + "hearsay-store-\(UUID().uuidString)"
    private var path: String { folder + "/karsa.hearsay" }
    private let packs = [StoredSession.Pack(name: "core/hedging", version: "1.0.0", hash: "ab12")]

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func analysis(_ text: String, words: String, source: String) throws -> Analysis {
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

    private func sample() throws -> [Analysis] {
        [
            try analysis("“Ça” reportedly, Ilana Marrow said.", words: "reportedly", source: "Ilana Marrow"),
            try analysis("It may, Téa Orun said.", words: "may", source: "Téa Orun"),
        ]
    }

    @Test func articlesComeBackAsTheyWere() throws {
        let saved = try sample()
        try SessionStore.save(saved, packs: packs, program: "0.1", to: path)
        let opened = try SessionStore.open(path)
        #expect(opened.packs == packs)
        #expect(opened.articles.count == 2)
        for (before, after) in zip(saved.map(\.article), opened.articles) {
            #expect(after.id == before.id && after.path == before.path && after.text == before.text)
            #expect(after.layout == before.layout)
            #expect(after.metadata == before.metadata)
            #expect(after.notices == before.notices)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["karsa.hearsay"])
    }

    static let queries: [(sql: String, rows: [String])] = [
        (
            """
            SELECT substr(a.text, m.start + 1, m."end" - m.start) FROM mark m JOIN article a ON a.id = m.article
            WHERE flag
            """, ["reportedly", "may"]
        ),
        ("SELECT number || text FROM flag", ["1reportedly", "2may"]),
        ("SELECT name FROM attribution GROUP BY name ORDER BY avg(strength), name", ["Ilana Marrow", "Téa Orun"]),
        ("SELECT name || ' ' || statements FROM source", ["Ilana Marrow 1", "Téa Orun 1"]),
        ("SELECT captures ->> '$.cue[0]' FROM mark WHERE flag = 1", ["[5,15]"]),
        ("SELECT attributes ->> 'weight' FROM mark WHERE flag = 1", ["0.8"]),
        ("SELECT lets FROM score WHERE id = 1", [#"{"all":1,"none":null}"#]),
        ("SELECT o.type FROM mark m JOIN mark o ON m.outer = o.id", ["attribution", "attribution"]),
        ("PRAGMA foreign_key_check", []),
    ]

    @Test(arguments: queries)
    func findingsCanBeAskedForInSQL(sql: String, rows: [String]) throws {
        try SessionStore.save(sample(), packs: packs, program: "0.1", to: path)
        let found = try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
        #expect(found == rows)
    }

    /// “Citing sources, the Herald reported …”: the one who relays stands later in the text.
    @Test func aStatementMayStandBeforeTheOneThatRelaysIt() throws {
        var relayed = try analysis("It may, Téa Orun said.", words: "may", source: "Téa Orun")
        var first = relayed.findings.marks[0]
        first.outer = 1
        first.attributes = first.attributes.map { $0.name == "hops" ? ("hops", .number(2)) : $0 }
        relayed.findings.marks = [first, relayed.findings.marks[0]]
        try SessionStore.save([relayed], packs: packs, program: "0.1", to: path)
        let via = try DatabaseQueue(path: path).read {
            try Int?.fetchAll($0, sql: "SELECT via FROM attribution ORDER BY id")
        }
        #expect(via == [2, nil])
    }

    @Test func savingAgainReplaces() throws {
        try SessionStore.save(sample(), packs: packs, program: "0.1", to: path)
        try SessionStore.save([], packs: [], program: "0.1", to: path)
        #expect(try SessionStore.open(path).articles.isEmpty)
    }

    @Test func refusesWhatIsNoSession() throws {
        let missing = folder + "/none.hearsay"
        #expect(throws: SessionStoreError.self) { try SessionStore.open(missing) }
        try "An article.".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try #require(refusal { try SessionStore.open(path) }).contains("no session file"))
        #expect(
            try #require(refusal { try SessionStore.save([], packs: [], program: "0.1", to: path) }).contains(
                "nothing was saved"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "An article.")
        let other = folder + "/other.db"
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE x (y)") }
        #expect(try #require(refusal { try SessionStore.open(other) }).contains("no session of this program"))
    }

    @Test func refusesANewerVersionUnchanged() throws {
        try SessionStore.save(sample(), packs: packs, program: "9.0", to: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 2") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try #require(refusal { try SessionStore.open(path) }).contains("newer version"))
        let refused = refusal { try SessionStore.save([], packs: [], program: "0.1", to: path) }
        #expect(refused != nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func saysWhatIsDamaged() throws {
        try SessionStore.save(sample(), packs: packs, program: "0.1", to: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE article SET text = 'x' WHERE id = 2") }
        #expect(try #require(refusal { try SessionStore.open(path) }).contains("does not fit"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try (bytes.prefix(2000) + Data(repeating: 7, count: 5000)).write(to: URL(fileURLWithPath: path))
        let damaged = refusal { try SessionStore.open(path) }
        #expect(damaged?.hasPrefix(path) == true)
    }

    @Test func saysWhereItCannotSave() throws {
        let message = try #require(
            refusal { try SessionStore.save([], packs: [], program: "0.1", to: "/proc/x/y.hearsay") })
        #expect(message.hasPrefix("/proc/x/y.hearsay: cannot be saved"))
    }

    private func refusal(_ body: () throws -> some Any) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? SessionStoreError)?.message ?? "\(error)"
        }
    }

    /// Every table, view and column stands in the documentation, and nothing else does.
    @Test func documentationIsTrue() throws {
        try SessionStore.save([], packs: [], program: "0.1", to: path)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Documentation/session-file.md")
        var documented: [String: [String]] = [:]
        var table = ""
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("### ") { table = String(line.dropFirst(4)) }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("| "), let name = cells.first, name != "column" else { continue }
            documented[table, default: []].append(name)
        }
        let real = try DatabaseQueue(path: path).read { database in
            let names = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'grdb_%'")
            return try Dictionary(
                uniqueKeysWithValues: names.map { name in
                    (
                        name,
                        try Row.fetchAll(database, sql: "PRAGMA table_info(\"\(name)\")").map { $0["name"] as String }
                    )
                })
        }
        #expect(documented == real)
    }
}
