import Foundation
import Testing

/// Scores over all the articles of a run.
@Suite struct SessionScoresTests {
    private static let pack = """
        pack: desk/origins
        version: 1.0.0
        about: A test.
        rules:
          cites: {match: 'according to (anna|the wire)@who', mark: cites, with: {origin: '{who}'}}
          origin:
            tally:
              over: session
              by: origin
              let: {all: count(<cites>), outlets: 'distinct(<cites>, outlet)'}
              value: all
              bands: {circular: outlets > 1}
            flag: {where: outlets > 1, level: warning, say: '{by} is behind {outlets} outlets.'}

        """

    private static let input = (0..<300).map { i in
        #"{"id": "\#(i)", "outlet": "o\#(i % 3)", "text": "It fell, according to \#(i % 5 == 0 ? "Anna" : "the Wire")."}"#
    }.joined(separator: "\n")

    private func run(_ arguments: [String], input: String = "", in scratch: Scratch) throws -> Hearsay.Result {
        try scratch.write("origins.yaml", Self.pack)
        let rules = ["--no-core", "--no-config", "--rules", "origins.yaml"]
        return try Hearsay.run(arguments + rules, input: input, in: scratch.folder)
    }

    @Test func annotateWritesThemApartAtTheEnd() throws {
        let scratch = try Scratch()
        var files: [String] = []
        for threads in ["1", "7"] {
            let arguments = ["annotate", "--threads", threads, "--session-scores", "scores.json"]
            let result = try run(arguments, input: Self.input, in: scratch)
            #expect(result.status == 0, "\(result.err)")
            #expect(result.lines.count == 300)
            #expect(!result.out.contains("circular"))
            files.append(try scratch.read("scores.json"))
        }
        #expect(files[0] == files[1])
        let record = try JSONSerialization.jsonObject(with: Data(files[0].utf8)) as? [String: Any]
        let scores = try #require(record?["session"] as? [[String: Any]])
        #expect(scores.map { $0["by"] as? String } == ["Anna", "the Wire"])
        #expect(scores.map { $0["value"] as? Int } == [60, 240])
        #expect(scores.map { $0["band"] as? String } == ["circular", "circular"])
        #expect(try run(["annotate", "--session-scores", "-"], input: "", in: scratch).status == 2)
    }

    @Test func partsOfSeveralRunsComeToTheSame() throws {
        let scratch = try Scratch()
        let whole = try run(["annotate", "--session-scores", "scores.json"], input: Self.input, in: scratch)
        let lines = Self.input.split(separator: "\n")
        let parts = try [lines[..<100], lines[100...]].map { lines in
            try run(["annotate", "--session-parts"], input: lines.joined(separator: "\n"), in: scratch)
        }
        #expect(parts.allSatisfy { $0.status == 0 })
        let findings = parts.map(\.out).joined()
        #expect(findings.contains(#""parts":[{"id":"desk/origins:origin","by":"Anna","counts":[{"marks":1,"#))
        #expect(try run(["scores"], input: findings, in: scratch).out == scratch.read("scores.json"))
        #expect(try run(["scores"], input: "", in: scratch).out == #"{"schema":"hearsay/1","session":[]}"# + "\n")

        let without = try run(["scores"], input: whole.out, in: scratch)
        #expect(without.status == 4)
        #expect(without.err.contains("standard input:1: these findings hold no parts"))
        let foreign = try run(
            ["scores"], input: findings.replacingOccurrences(of: "desk/origins:origin", with: "a/b:c"), in: scratch)
        #expect(foreign.status == 4)
        #expect(foreign.err.contains("a/b:c"))
    }

    @Test func checkFailsOnThem() throws {
        let scratch = try Scratch()
        try scratch.write("news.jsonl", Self.input)
        let result = try run(["check", "news.jsonl", "--fail-on", "warning"], in: scratch)
        #expect(result.status == 1)
        #expect(
            result.out == """
                session, Anna: warning: Anna is behind 3 outlets. [desk/origins:origin]
                session, the Wire: warning: the Wire is behind 3 outlets. [desk/origins:origin]

                """)
        #expect(try run(["check", "news.jsonl", "--format", "json", "-o", "known.json"], in: scratch).status == 0)
        let again = try run(["check", "news.jsonl", "--fail-on", "note", "--baseline", "known.json"], in: scratch)
        #expect(again.status == 0)
        #expect(again.out.isEmpty)
    }

    @Test func theShellListsAndExplainsThem() throws {
        let scratch = try Scratch()
        try scratch.write("news.jsonl", Self.input)
        let commands = "load news.jsonl\nscores\nwhy t2\nflags\nwhy t3"
        let result = try run(["-c", commands], in: scratch)
        #expect(result.status == 2)
        #expect(result.out.contains("all articles"))
        #expect(result.lines.contains { $0.hasPrefix("  t2  desk/origins:origin") && $0.contains("  240  circular") })
        #expect(result.out.contains("t1  desk/origins:origin  warning: Anna is behind 3 outlets."))
        #expect(result.out.contains("over session, origin the Wire"))
        #expect(result.err.contains("there is no t3; there are t1 to t2"))
    }
}
