import Hearsay
import Testing

@testable import Reports

/// Scores over all articles, in every format that has room for them.
@Suite struct SessionTests {
    static let scores = [
        Score(
            rule: "desk/test:origin", scope: .session, by: "the <Wire>", paragraph: nil, value: 3, band: "circular",
            lets: [("all", 3)], flag: Report(level: .warning, message: "Three outlets, one origin.")),
        Score(
            rule: "desk/test:all", scope: .session, by: nil, paragraph: nil, value: 7, band: nil, lets: [], flag: nil),
    ]

    private func shown(_ format: String, _ table: ReportContent.Table = .flags) throws -> String {
        try text(format, [Sample.rich], session: Self.scores, table: table)
    }

    @Test func textHasALineAFlag() throws {
        let last = try text("text", [Sample.rich], session: Self.scores, isListing: true).split(separator: "\n").last
        #expect(last == "session, the <Wire>: warning: Three outlets, one origin. [desk/test:origin]")
    }

    @Test func jsonHasThemBesideTheArticles() throws {
        let report = try object(shown("json"))
        let session = try #require(report["session"] as? [[String: Any]])
        #expect(session.map { $0["id"] as? String } == ["desk/test:origin", "desk/test:all"])
        #expect(session[0]["over"] as? String == "session")
        #expect((session[0]["fingerprint"] as? String)?.count == 16)
        #expect(try object(text("json", [Sample.rich]))["session"] == nil)
    }

    @Test func jsonLinesEndWithThem() throws {
        let lines = try shown("jsonl").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try (object(lines[1])["session"] as? [Any])?.count == 2)
    }

    @Test func bothAreValid() throws {
        let schema = try SchemaTests()
        #expect(try schema.errors(shown("json")) == [])
        for line in try shown("jsonl").split(separator: "\n") { #expect(try schema.errors(line) == []) }
    }

    @Test func tablesAndPagesHaveThem() throws {
        #expect(try shown("csv", .scores).split(separator: "\r\n").count == 4)
        #expect(try shown("md").contains("## All articles"))
        #expect(try shown("md").contains("| desk/test:origin | session, the \\<Wire\\> | 3 | circular |"))
        #expect(try shown("html").contains("<h2 id=\"session\">Over all articles</h2>"))
        #expect(try shown("html").contains("session, the &lt;Wire&gt;"))
        #expect(try shown("sarif").contains(#""ruleId":"desk/test:origin""#))
    }

    @Test func aKnownFlagIsNotNew() throws {
        let baseline = try Baseline(json: Array(shown("json").utf8))
        #expect(baseline.leavingNew(session: Self.scores).map(\.flag) == [nil, nil])
        let without = try Baseline(json: Array(text("json", [Sample.rich]).utf8))
        #expect(without.leavingNew(session: Self.scores).map { $0.flag?.level } == [.warning, nil])
    }
}
