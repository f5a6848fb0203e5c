import Foundation
import Hearsay
import Testing

@testable import Shell

/// Filters, tables for programs, reading, finding, comparing.
@Suite struct ExploreTests {
    static let conditions: [(line: String, numbers: [String]?)] = [
        ("flags where zone = lead", ["f1", "f2"]), ("flags hedge where not voice = author", ["f2"]),
        ("flags where voice = 'Ilana Marrow'", ["f2"]),
        ("flags where voice='Ilana Marrow' or weight > 0.5", ["f1", "f2"]),
        ("flags where level >= caution and zone != headline", ["f1"]),
        ("flags where type in (hedge.report, stance)", ["f1"]), ("flags 1 hedge where depth < -1", []),
        ("flags where (level = note or level = caution) and paragraph = 2", ["f1", "f2"]),
        ("flags where levl = note", nil), ("flags where level = cautious", nil), ("flags where zone =", nil),
        ("flags where", nil), ("flags where 1 = 2", nil), ("flags zone=lead where voice = author", ["f1"]),
    ]

    @Test(arguments: conditions)
    func conditionsReadAsInARule(line: String, expected: [String]?) {
        let (output, error) = Sample.run(line)
        #expect((error == nil) == (expected != nil), "\(error?.message ?? "")")
        #expect(output.filter { !$0.contains("¶") }.map { String($0.split(separator: " ")[0]) } == expected ?? [])
    }

    static let filters: [(line: String, rows: Int?)] = [
        ("sources", 2), ("sources class=role", 1), ("sources strength>0.5", 1), ("sources where hops = 2", 1),
        ("claims class=outlet", 1), ("claims hops>1", 1), ("claims where strength < 0.1", 0), ("scores", 1),
        ("scores band=weak", 1), ("scores value>50", 0), ("scores where value < 50 and over = article", 1),
        ("scores zone=lead", nil), ("scores hedge", nil), ("stance", 0), ("articles", 1), ("flags", 3),
        ("tokens", nil), ("rules list", 3), ("rules hedging", 3), ("reviews", 0), ("find envoys", 1),
        ("find \"karsa herald\"", 1), ("find nobody", 0), ("sql SELECT * FROM flag", 2), ("compare 1 1", 10),
        ("try may", nil),
    ]

    @Test(arguments: filters)
    func listsForPrograms(line: String, rows: Int?) throws {
        guard let rows else {
            if line.hasPrefix("scores") { #expect(Sample.run(line).error != nil) }
            return
        }
        let verb = line.split(separator: " ")[0]
        let rest = line.dropFirst(verb.count)
        let json = Sample.run("\(verb) --json\(rest)")
        #expect(json.error == nil, "\(json.error?.message ?? "")")
        let text = json.output.joined(separator: "\n")
        let objects = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(objects.count == rows)
        let csv = Sample.run("\(verb) --csv\(rest)").output
        #expect(csv.count == rows + 1)
        #expect(Sample.run("assert count(\(line)) = \(rows)").error == nil)
    }

    @Test func commaSeparatedValuesAreQuoted() {
        var listing = Listing("a", "b")
        listing.rows = [[.text("x, \"y\""), .number(2)], [.text("line\nend"), .none], [.text("é"), .number(0.25)]]
        #expect(listing.csv == "a,b\n\"x, \"\"y\"\"\",2\n\"line\nend\",\né,0.25\n")
        #expect(
            listing.json
                == "[{\"a\":\"x, \\\"y\\\"\",\"b\":2},\n{\"a\":\"line\\nend\",\"b\":null},\n{\"a\":\"é\",\"b\":0.25}]\n"
        )
    }

    @Test func refusesBothAtOnce() {
        #expect(Sample.run("flags --csv --json").error != nil)
        #expect(Sample.run("show --csv").error?.message.contains("no option --csv") == true)
    }

    @Test func goesThroughFlags() {
        let console = FakeConsole()
        let session = Sample.session(console)
        func shown(_ line: String) -> String {
            console.output = []
            console.notes = []
            guard session.execute(line) == .done else { return "failed" }
            return console.notes.last ?? console.output.first { $0.hasPrefix("  f") }.map {
                String($0.split(separator: " ")[0])
            } ?? ""
        }
        #expect(shown("next") == "f1")
        #expect(shown("next") == "f2")
        #expect(shown("next") == "that was the last one")
        #expect(shown("prev") == "f1")
        #expect(shown("prev") == "that was the first one")
        #expect(shown("goto 1") == "")
        #expect(shown("next level=note") == "f2")
        #expect(shown("goto 1:3") == "")
        #expect(shown("next") == "f2")
        #expect(shown("goto 1:3") == "")
        #expect(shown("prev") == "f1")
        #expect(shown("next zone=headline") == "no such flag")
        #expect(shown("next 1") == "failed")
        #expect(shown("goto") == "failed")
    }

    @Test func findsWithSnippets() {
        #expect(
            Sample.run("find envoys nobody").output.isEmpty)
        #expect(Sample.run("find OPEN marrow").output == ["  ¶  in", "  3  “A corridor may open,” said Ilana Marrow."])
        #expect(Sample.run("find").error != nil)
        #expect(Sample.run("find '(never'").error?.message.contains("cannot be looked for") == true)
    }

    @Test func comparesTwoArticles() {
        let console = FakeConsole()
        let session = Sample.session(console)
        var other = Sample.analysis
        other.findings.marks.removeLast()
        session.workspace.add(other)
        #expect(session.execute("compare 1 2") == .done)
        #expect(console.output[0].contains("1  Karsa signs border deal") && console.output[0].contains("2  Karsa"))
        #expect(console.output.contains { $0.contains("core/hedging:strength  23.4 weak") })
        #expect(console.output.contains { $0.hasPrefix("    by others") && $0.hasSuffix("–") })
        #expect(session.execute("compare 1") != .done)
        #expect(session.execute("compare 1 9") != .done)
    }

    @Test func asksInSQL() {
        #expect(
            Sample.run("sql SELECT name, avg(strength) FROM attribution GROUP BY name ORDER BY 2").output == [
                "  name               avg(strength)", "  a senior official            0.2",
                "  The Karsa Herald             0.6",
            ])
        #expect(
            Sample.run("sql SELECT count(*) FROM flag WHERE type LIKE 'hedge.%'").output.last?.hasSuffix(" 2") == true)
        #expect(Sample.run("sql DELETE FROM article").error?.message.contains("changes nothing") == true)
        #expect(Sample.run("sql SELEC 1").error?.message.contains("syntax error") == true)
        #expect(Sample.run("sql").output.contains { $0.contains("attribution") })
    }

    static let assertions: [(line: String, code: ShellError.Code?)] = [
        ("assert count(flags) = 3", nil), ("assert count(flags hedge) < 2", .failed), ("assert 1 + 1 = 2", nil),
        ("assert count(flags hedge) * 2 - 1 = 3 and not count(claims) > 5", nil),
        ("assert min(scores) >= 23 and max(scores, value) < 24", nil), ("assert mean(claims, strength) = 0.4", nil),
        ("assert sum(claims, hops) = 3", nil), ("assert count(flags 'voice=Ilana Marrow') = 1", nil),
        ("assert min(scores band=strong) > 1", .failed), ("assert count(show) = 1", .usage),
        ("assert count(nonsense) = 1", .usage), ("assert sum(claims, nothing) = 3", .usage), ("assert 3", .usage),
        ("assert", .usage), ("assert count(flags = 3", .usage), ("assert hedge = 3", .usage),
        ("assert count(flags where level = note) = 1", nil),
    ]

    @Test(arguments: assertions)
    func asserts(line: String, code: ShellError.Code?) {
        let error = Sample.run(line).error
        #expect(error?.code == code, "\(error?.message ?? "")")
    }

    @Test func anAssertionTellsItsValues() {
        #expect(
            Sample.run("assert count(flags hedge) < 2").error?.message
                == "does not hold: count(flags hedge) < 2: count(flags hedge) is 2")
    }

    @Test func namesOfOnesOwn() {
        let console = FakeConsole()
        let session = Sample.session(console)
        #expect(session.execute("alias mine flags hedge") == .done)
        #expect(session.execute("mine voice=author") == .done)
        #expect(console.output.count == 2)
        console.output = []
        #expect(session.execute("alias") == .done)
        #expect(console.output == ["mine  flags hedge"])
        #expect(session.execute("alias flags show") != .done)
        #expect(session.execute("alias round round") == .done)
        #expect(session.execute("round") != .done)
        #expect(session.execute("alias mine") == .done)
        #expect(session.execute("mine") != .done)
        #expect(session.execute("alias mine") != .done)
    }

    static let open: [(line: String, isOpen: Bool)] = [
        ("sql SELECT (1", true), ("sql SELECT (1)", false), ("sql SELECT 'a", true), ("sql SELECT \"a b\"", false),
        ("try (may | might", true), ("try (may | might)", false), ("try 'may", true), ("try 'may'", false),
        ("sql SELECT a,", true), ("try don't", false), ("try \\(", false), ("flags \\", true), ("flags \\\\", false),
        ("flags (", false),
        ("echo 'x", false), ("assert count(flags", true), ("", false), ("# sql (", false),
    ]

    @Test(arguments: open)
    func knowsWhatGoesOn(line: String, isOpen: Bool) {
        #expect(Sample.session(FakeConsole()).isUnfinished(line) == isOpen)
    }

    @Test func commandsGoOnOverLines() {
        let console = FakeConsole()
        let session = Sample.session(console)
        let script = Script(
            name: "x.hear",
            text: "sql SELECT count(*) FROM (\n  SELECT * FROM flag -- all\n)\nflags \\\n  hedge\nnonsense")
        let error = #expect(throws: ShellError.self) { try script.run(in: session) }
        #expect(error?.message.hasPrefix("x.hear:6: ") == true)
        #expect(console.output.count == 5)
    }
}
