import Foundation
import GRDB
import Hearsay
import Testing

@testable import SessionStore

/// Files that are written as a session changes, and what can happen to them.
@Suite final class SessionFileTests {
    private let folder: Folder
    private var path: String { folder.file("karsa.hearsay") }

    init() throws { folder = try Folder() }

    private func rows(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
    }

    @Test func takesInWhatChanges() throws {
        var analyses = try Sample.articles()
        let file = try SessionFile.create(path, Sample.state([]))
        try file.save(Sample.state(analyses))
        #expect(try rows("SELECT number || text FROM flag") == ["1reportedly", "2may"])
        try file.save(Sample.state(analyses, reviews: [Sample.review], notes: [Sample.note]))
        #expect(try rows("SELECT decision || ' ' || text || ': ' || note FROM review") == ["reject may: quoted"])
        #expect(try rows("SELECT note FROM note WHERE rule IS NULL") == ["second edition"])
        // The first article goes, with what was noted about it.
        analyses.removeFirst()
        var state = Sample.state(try Sample.articles(), reviews: [Sample.review])
        state.articles.removeFirst()
        try file.save(state)
        #expect(try rows("SELECT name || ' ' || id FROM article") == ["a1 2"])
        #expect(try rows("SELECT note FROM note") == [])
        #expect(try rows("PRAGMA foreign_key_check") == [])
        #expect(try rows("PRAGMA quick_check") == ["ok"])
        let opened = try SessionStore.open(path)
        #expect(opened.numbers == [2] && opened.reviews == [Sample.review] && opened.notes == [])
    }

    /// How many rows a save writes.
    private func written(_ file: SessionFile, _ state: SessionState) throws -> Int {
        let before = file.queue.inDatabase(\.totalChangesCount)
        try file.save(state)
        return file.queue.inDatabase(\.totalChangesCount) - before
    }

    @Test func whatIsTheSameIsNotWrittenAgain() throws {
        let analyses = try Sample.articles()
        let file = try SessionFile.create(path, Sample.state(analyses))
        #expect(try written(file, Sample.state(analyses)) == 0)
        // Analysed again, with the same findings.
        #expect(try written(file, Sample.state(analyses, stamps: 10)) == 0)
        var changed = analyses
        changed[1].findings.marks[1].flag = Report(level: .error, message: "other")
        let some = try written(file, Sample.state(changed, stamps: 20))
        #expect(some > 0)
        #expect(try rows("SELECT level FROM flag ORDER BY number") == ["caution", "error"])
    }

    @Test func afterOpeningOnlyWhatDiffersIsWritten() throws {
        let analyses = try Sample.articles()
        _ = try SessionFile.create(path, Sample.state(analyses))
        let file = try #require(try SessionFile.open(path).file)
        #expect(try written(file, Sample.state(analyses, stamps: 5)) == 0)
    }

    @Test func numbersMoveWhereAnEarlierArticleChanges() throws {
        var analyses = try Sample.articles()
        let file = try SessionFile.create(path, Sample.state(analyses))
        analyses[0].findings.marks[1].flag = nil
        try file.save(Sample.state(analyses, stamps: 7))
        #expect(try rows("SELECT number || text FROM flag") == ["1may"])
        analyses[0].findings.scores.append(analyses[0].findings.scores[0])
        analyses[0].findings.marks[1].flag = Report(level: .note, message: "again")
        try file.save(Sample.state(analyses, stamps: 9))
        #expect(try rows("SELECT number || text FROM flag") == ["1reportedly", "2may"])
        #expect(try rows("SELECT article || ':' || id FROM score ORDER BY id") == ["1:1", "1:2", "2:3"])
    }

    @Test func aSecondShellReadsAndDoesNotWrite() throws {
        let first = try SessionFile.create(path, Sample.state(Sample.articles()))
        let second = try SessionFile.open(path)
        #expect(second.file == nil)
        #expect(second.session.articles.count == 2)
        #expect(second.notice?.contains("open in another shell") == true)
        #expect(refusal { try SessionFile.create(path, Sample.state([])) }?.contains("open in another shell") == true)
        // The first goes on.
        try first.save(Sample.state(Sample.articles(), reviews: [Sample.review]))
        #expect(try SessionStore.open(path).reviews == [Sample.review])
    }

    @Test func aClosedFileIsFreeAgain() throws {
        _ = try SessionFile.create(path, Sample.state(Sample.articles()))
        #expect(try SessionFile.open(path).file != nil)
        #expect(folder.names == ["karsa.hearsay"])
    }

    @Test func aReadOnlyFileIsReadAndLeft() throws {
        _ = try SessionFile.create(path, Sample.state(Sample.articles()))
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let opened = try SessionFile.open(path)
        #expect(opened.file == nil && opened.session.articles.count == 2)
        #expect(opened.notice?.contains("read-only") == true)
        #expect(refusal { try SessionFile.create(path, Sample.state([])) }?.contains("read-only") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func aFileMadeReadOnlyLaterIsToldAndTriedAgain() throws {
        let file = try SessionFile.create(path, Sample.state(Sample.articles()))
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        let state = try Sample.state(Sample.articles(), reviews: [Sample.review])
        #expect(refusal { try file.save(state) }?.contains("read-only now") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try file.save(state)
        #expect(try SessionStore.open(path).reviews == [Sample.review])
    }

    @Test func aFileThatIsGoneIsTold() throws {
        let file = try SessionFile.create(path, Sample.state(Sample.articles()))
        try FileManager.default.removeItem(atPath: path)
        #expect(refusal { try file.save(Sample.state([])) }?.contains("is gone") == true)
    }

    /// SQLite's own bound on pages stands for the disk's.
    @Test func aFullDiskLosesNothing() throws {
        let file = try SessionFile.create(path, Sample.state(try Sample.articles()))
        let pages = try file.queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try file.queue.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
        let long = String(repeating: "It may, Téa Orun said. ", count: 4000)
        let many = try Sample.articles() + [Sample.analysis(long, words: "may", source: "Téa Orun")]
        #expect(refusal { try file.save(Sample.state(many)) }?.contains("the disk is full") == true)
        #expect(try SessionStore.open(path).articles.count == 2)
        #expect(try rows("PRAGMA quick_check") == ["ok"])
        // There is room again.
        try file.queue.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        try file.save(Sample.state(many))
        #expect(try SessionStore.open(path).articles.count == 3)
    }

    @Test func aDamagedFileGivesWhatCanBeRead() throws {
        let long = String(repeating: "It may, Téa Orun said. ", count: 400)
        let all = try (0..<30).map { _ in try Sample.analysis(long, words: "may", source: "Téa Orun") }
        _ = try SessionFile.create(path, Sample.state(all))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let middle = bytes.count / 2
        bytes.replaceSubrange(middle..<middle + 40_000, with: Data(repeating: 0x5A, count: 40_000))
        try bytes.write(to: URL(fileURLWithPath: path))
        let opened = try SessionFile.open(path)
        #expect(opened.file == nil)
        #expect(opened.notice?.contains("is damaged") == true)
        #expect((1...30).contains(opened.session.articles.count))
        #expect(opened.session.articles.allSatisfy { $0.text == Array(long.utf8) })
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }

    @Test func aFileCutOffSaysSo() throws {
        _ = try SessionFile.create(path, Sample.state(Sample.articles()))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(3000).write(to: URL(fileURLWithPath: path))
        #expect(refusal { try SessionFile.open(path) }?.hasPrefix(path) == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 3000)
    }

    /// A file as the first version wrote it.
    private func writeVersion1() throws {
        let queue = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(queue, upTo: "1")
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO session VALUES ('0.1');
                    INSERT INTO article VALUES (1, 'old', NULL, NULL, NULL, NULL, NULL, NULL, '[]', 'It may.', 2, 1, 1,
                        '{"blocks":[{"end":7,"paragraph":1,"start":0,"zone":"body"}],"hidden":[]}', '[]');
                    INSERT INTO review VALUES (1, 1, 'core/hedging:report', 'may', 'It may.', 'accept', NULL, 'then');
                    """)
        }
        try queue.close()
    }

    @Test func anOlderVersionIsUpgradedAndACopyKept() throws {
        try writeVersion1()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        // Reading leaves it as it is.
        #expect(try SessionStore.open(path).reviews.count == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        let opened = try SessionFile.open(path)
        #expect(opened.notice?.contains("older version") == true)
        #expect(opened.session.articles.map(\.id) == ["old"])
        #expect(opened.session.reviews.map(\.flag.nth) == [1])
        #expect(folder.names == ["karsa.hearsay", "karsa.v1.hearsay"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("karsa.v1.hearsay"))) == before)
        try #require(opened.file).save(Sample.state(Sample.articles(), notes: [Sample.note]))
        #expect(try rows("PRAGMA user_version") == ["\(SessionStore.version)"])
        #expect(try rows("PRAGMA foreign_key_check") == [])
    }

    @Test func aNewerVersionIsLeftAsItIs() throws {
        _ = try SessionFile.create(path, Sample.state(Sample.articles()))
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(refusal { try SessionFile.open(path) }?.contains("newer version") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func wordsAndTagsThatCameWithAnArticleStay() throws {
        var analysis = try Sample.articles()[1]
        analysis.article.annotation = Annotation(
            words: [
                .init(range: 0..<2, form: "It", universal: "PRON"), .init(range: 8..<12, form: "Téa", penn: "NNP"),
            ],
            sentences: [0..<2])
        _ = try SessionFile.create(path, Sample.state([analysis]))
        #expect(try SessionStore.open(path).articles[0].annotation == analysis.article.annotation)
    }

    @Test func asksInSQLAndChangesNothing() throws {
        let file = try SessionFile.create(path, Sample.state(Sample.articles()))
        let rows = try file.query("SELECT number, text, null AS n FROM flag", isInterrupted: { false })
        #expect(rows.columns == ["number", "text", "n"])
        #expect(rows.rows == [[.number(1), .text("reportedly"), .null], [.number(2), .text("may"), .null]])
        for sql in [
            "DELETE FROM article", "DROP TABLE mark", "INSERT INTO session VALUES ('x')", "SELECT 1; DELETE FROM note",
            "CREATE TABLE x (y)", "nonsense",
        ] {
            #expect(refusal { try file.query(sql, isInterrupted: { false }) } != nil, "\(sql)")
        }
        _ = try? file.query("PRAGMA query_only = 0", isInterrupted: { false })
        #expect(refusal { try file.query("DELETE FROM article", isInterrupted: { false }) } != nil)
        #expect(try SessionStore.open(path).articles.count == 2)
    }

    @Test func aLongQuestionCanBeInterrupted() throws {
        let file = try SessionFile.inMemory()
        let forever = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        #expect(refusal { try file.query(forever, isInterrupted: { true }) } == "interrupted")
        #expect(try file.query("SELECT 1", isInterrupted: { false }).rows == [[.number(1)]])
    }

    @Test(arguments: [
        ("tea", [2]), ("Téa Orun", [2]), ("said", [1, 2]), ("\"Orun said\"", [2]), ("\"said Orun\"", []),
        ("report*", [1]),
        ("reportedly OR may", [1, 2]), ("said NOT may", [1]), ("don't", []), ("nothing", []),
    ])
    func findsWords(words: String, articles: [Int]) throws {
        let file = try SessionFile.create(path, Sample.state(Sample.articles()))
        #expect(try file.find(words, in: []).map(\.article) == articles)
        #expect(try file.find(words, in: [2]).map(\.article) == articles.filter { $0 == 2 })
    }

    @Test func aFindShowsItsPlace() throws {
        let file = try SessionFile.create(path, Sample.state(Sample.articles()))
        #expect(try file.find("orun", in: []).map(\.snippet) == ["It may, Téa \u{2}Orun\u{3} said."])
        #expect(refusal { try file.find("(never", in: []) } != nil)
    }

    @Test func unnamedSessionsAreFoundAgain() throws {
        let shelf = SessionShelf(folder: folder.file("sessions"))
        #expect(shelf.left.isEmpty)
        do {
            let open = try shelf.create(Sample.state(Sample.articles(), reviews: [Sample.review]))
            // As long as its shell is there, it is nobody else's.
            #expect(shelf.left.isEmpty)
            withExtendedLifetime(open) {}
        }
        let left = try #require(shelf.left.first)
        #expect(left.articles == 2 && left.remarks == 1)
        #expect(try SessionFile.open(left.path).file != nil)
        SessionShelf.discard(left.path)
        #expect(shelf.left.isEmpty)
    }
}
