import Foundation
import GRDB
import Testing

@testable import Hearsay
@testable import SessionStore

@Suite final class SessionStoreTests {
    private let folder: Folder
    private var path: String { folder.file("karsa.hearsay") }

    init() throws { folder = try Folder() }

    /// Writes a file and closes it.
    private func save(_ analyses: [Analysis]) throws {
        _ = try SessionFile.create(path, Sample.state(analyses))
    }

    @Test func articlesComeBackAsTheyWere() throws {
        let saved = try Sample.articles()
        try save(saved)
        let opened = try SessionStore.open(path)
        #expect(opened.packs == Sample.packs)
        #expect(opened.numbers == [1, 2])
        #expect(opened.articles.count == 2)
        for (before, after) in zip(saved.map(\.article), opened.articles) {
            #expect(after.id == before.id && after.path == before.path && after.text == before.text)
            #expect(after.layout == before.layout)
            #expect(after.metadata == before.metadata)
            #expect(after.notices == before.notices)
        }
        #expect(folder.names == ["karsa.hearsay"])
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
        try save(Sample.articles())
        let found = try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
        #expect(found == rows)
    }

    /// “Citing sources, the Herald reported …”: the one who relays stands later in the text.
    @Test func aStatementMayStandBeforeTheOneThatRelaysIt() throws {
        var relayed = try Sample.analysis("It may, Téa Orun said.", words: "may", source: "Téa Orun")
        var first = relayed.findings.marks[0]
        first.outer = 1
        first.attributes = first.attributes.map { $0.name == "hops" ? ("hops", .number(2)) : $0 }
        relayed.findings.marks = [first, relayed.findings.marks[0]]
        try save([relayed])
        let via = try DatabaseQueue(path: path).read {
            try Int?.fetchAll($0, sql: "SELECT via FROM attribution ORDER BY id")
        }
        #expect(via == [2, nil])
    }

    @Test func savingAgainReplaces() throws {
        try save(Sample.articles())
        try save([])
        #expect(try SessionStore.open(path).articles.isEmpty)
    }

    @Test func refusesWhatIsNoSession() throws {
        let missing = folder.file("none.hearsay")
        #expect(throws: SessionStoreError.self) { try SessionStore.open(missing) }
        try "An article.".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try #require(refusal { try SessionStore.open(path) }).contains("no session file"))
        #expect(
            try #require(refusal { try save([]) }).contains(
                "nothing was saved"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "An article.")
        let other = folder.file("other.db")
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE x (y)") }
        #expect(try #require(refusal { try SessionStore.open(other) }).contains("no session of this program"))
    }

    @Test func refusesANewerVersionUnchanged() throws {
        try save(Sample.articles())
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try #require(refusal { try SessionStore.open(path) }).contains("newer version"))
        let refused = refusal { try save([]) }
        #expect(refused != nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func saysWhatIsDamaged() throws {
        try save(Sample.articles())
        try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE article SET text = 'x' WHERE id = 2") }
        #expect(try #require(refusal { try SessionStore.open(path) }).contains("does not fit"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try (bytes.prefix(2000) + Data(repeating: 7, count: 5000)).write(to: URL(fileURLWithPath: path))
        let damaged = refusal { try SessionStore.open(path) }
        #expect(damaged?.hasPrefix(path) == true)
    }

    @Test func saysWhereItCannotSave() throws {
        let message = try #require(
            refusal { try SessionFile.create("/proc/x/y.hearsay", Sample.state([])) })
        #expect(message.hasPrefix("/proc/x/y.hearsay: cannot be saved"))
    }

    /// Every table, view and column stands in the documentation, and nothing else does.
    @Test func documentationIsTrue() throws {
        try save([])
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
                sql:
                    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'grdb_%' AND name NOT LIKE 'passage\\_%' ESCAPE '\\'"
            )
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
