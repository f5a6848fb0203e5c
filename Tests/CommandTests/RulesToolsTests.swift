import Foundation
import Testing

/// `hearsay rules new`, `schema`, `eval`, `test --coverage`.
@Suite struct RulesToolsTests {
    private func rules(_ scratch: Scratch, _ arguments: String...) throws -> Hearsay.Result {
        try Hearsay.run(["rules"] + arguments, in: scratch.folder)
    }

    @Test func aNewPackIsGoodFromTheStart() throws {
        let scratch = try Scratch()
        #expect(try rules(scratch, "new", "My Desk.yaml").status == 0)
        #expect(try scratch.read("My Desk.yaml").contains("pack: desk/my-desk\n"))
        let check = try rules(scratch, "check", "My Desk.yaml", "--no-core", "--no-config")
        #expect(check.out == "1 pack, 1 rule: 0 errors, 0 warnings\n")
        let test = try rules(scratch, "test", "My Desk.yaml", "--coverage", "--no-core", "--no-config")
        #expect(test.status == 0)
        #expect(test.out == "desk/my-desk: 100 % covered, 4 of 4\n3 passed, 0 failed\n")
        // What is there is never written over.
        try scratch.write("kept.yaml", "mine")
        #expect(try rules(scratch, "new", "kept.yaml").status == 4)
        #expect(try scratch.read("kept.yaml") == "mine")
        #expect(try rules(scratch, "new", "b.yaml", "--name", "house/b").status == 0)
        #expect(try scratch.read("b.yaml").contains("pack: house/b\n"))
    }

    @Test func coverageNamesWhatIsNotExercised() throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack.replacing("'murmuredly'", with: "(murmuredly | mutteredly)"))
        let result = try rules(scratch, "test", "--coverage", "pack.yaml", "--no-core", "--no-config")
        #expect(result.status == 3)
        #expect(
            result.out == """
                pack.yaml:9:26: not covered: desk/test:murmur: no test takes this alternative: mutteredly
                desk/test: 66.6 % covered, 2 of 3
                2 passed, 0 failed

                """)
        #expect(try rules(scratch, "test", "pack.yaml", "--no-core", "--no-config").status == 0)
    }

    /// In the program's own folder a pack has the path that the built-in one of its name has.
    @Test func aPackStandsInForTheBuiltInOneOfTheSamePath() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            at: scratch.folder.appendingPathComponent("Rules"), withIntermediateDirectories: false)
        try scratch.write("Rules/weasel.yaml", Scratch.pack.replacing("desk/test", with: "core/weasel"))
        for paths in [["Rules/weasel.yaml"], ["Rules/weasel.yaml", "--rules", "Rules"]] {
            let result = try Hearsay.run(["rules", "check"] + paths + ["--no-config"], in: scratch.folder)
            #expect(result.status == 0, "\(result.err)")
            #expect(result.out == "1 pack, 1 rule: 0 errors, 0 warnings\n")
        }
    }

    @Test func aProfileTellsWhatWasTriedAndMarked() throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack)
        try scratch.write("a.txt", "He murmuredly left. She murmuredly stayed. Nothing else.")
        let result = try rules(scratch, "profile", "a.txt", "--rules", "pack.yaml", "--no-core", "--no-config")
        #expect(result.status == 0, "\(result.err)")
        let lines = result.out.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.first == ["share", "ms", "tried", "marks", "rule"])
        #expect(lines.count == 2)
        #expect(lines.last?.suffix(3) == ["2", "2", "desk/test:murmur"])
        #expect(try rules(scratch, "profile", "b.txt", "--no-config").status == 4)
    }

    @Test func schemaIsJSON() throws {
        let result = try rules(Scratch(), "schema")
        #expect(result.status == 0)
        #expect(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) is [String: Any])
    }

    @Test func showUnfoldsLexicons() throws {
        let scratch = try Scratch()
        try scratch.write(
            "pack.yaml",
            Scratch.pack.replacing("rules:", with: "lexicons: {say: [~say, 'point* out', =Wire, /x+/:noun]}\nrules:")
                .replacing("'murmuredly'", with: "[murmuredly, $say]"))
        let result = try rules(scratch, "show", "desk/test:murmur", "--rules", "pack.yaml", "--no-core", "--no-config")
        #expect(result.out.hasSuffix("\n$say  4 phrases\n  ~say\n  point* out\n  =Wire\n  /x+/:noun\n"))
    }

    private static let gold = """
        {"id": "a", "text": "🐟 He murmuredly left. She murmuredly stayed.", "marks": [{"type": "hedge", "start": 5, "end": 15}]}
        {"id": "b", "text": "It rained, it seems.", "marks": [{"type": "hedge.test", "start": 14, "end": 19}]}

        """

    @Test func evalScoresAgainstJSONLines() throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack)
        try scratch.write("gold.jsonl", Self.gold)
        let result = try rules(
            scratch, "eval", "gold.jsonl", "--type", "hedge", "--errors", "--rules", "pack.yaml", "--no-core",
            "--no-config")
        #expect(result.status == 0, "\(result.err)")
        #expect(
            result.out == """
                type       match       gold      found  precision     recall         F1
                hedge      exact          2          2       50.0       50.0       50.0
                hedge    overlap          2          2       50.0       50.0       50.0
                gold.jsonl#a: wrong hedge “murmuredly” [desk/test:murmur]: She murmuredly stayed.
                gold.jsonl#b: missed hedge “seems”: It rained, it seems.

                """)
    }

    @Test func evalScoresAgainstBrat() throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack)
        try scratch.write("a.txt", "He murmuredly left.\n")
        try scratch.write("a.ann", "T1\thedge-test 0 13\tHe murmuredly\nA1\tlevel T1 note\n")
        for path in ["a.ann", "."] {
            let result = try rules(scratch, "eval", path, "--rules", "pack.yaml", "--no-core", "--no-config")
            #expect(
                result.lines.map { $0.split(separator: " ").joined(separator: " ") }.dropFirst() == [
                    "hedge.test exact 1 1 0.0 0.0 0.0", "hedge.test overlap 1 1 100.0 100.0 100.0",
                ])
        }
        try scratch.write("a.ann", "T1\thedge 3 99\tmurmuredly\n")
        let broken = try rules(scratch, "eval", "a.ann", "--no-core", "--no-config")
        #expect(broken.status == 4)
        #expect(broken.err.contains("a.ann:1: not a span of a.txt"))
        #expect(try rules(scratch, "eval", "none", "--no-core", "--no-config").status == 4)
    }
}
