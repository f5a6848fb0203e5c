import Foundation
import Testing

@Suite struct CheckTests {
    @Test func aLineAFlag() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "🐟 He left.\n\nHe murmuredly stayed. It rained.\n")
        let result = try scratch.run("check", "a.txt")
        #expect(result.status == 0)
        #expect(result.out == "a.txt:3:4: warning: “murmuredly” is a murmur. [desk/test:murmur]\n")
        #expect(result.err.isEmpty)
    }

    @Test func failOnLooksAtTheLevel() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        #expect(try scratch.run("check", "a.txt", "--fail-on", "warning").status == 1)
        #expect(try scratch.run("check", "a.txt", "--fail-on", "error").status == 0)
        try scratch.write("b.txt", "He stayed.\n")
        #expect(try scratch.run("check", "b.txt", "--fail-on", "note").status == 0)
    }

    @Test func aBaselineLeavesWhatIsNew() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        #expect(try scratch.run("check", "a.txt", "--output", "known.json").status == 0)
        try scratch.write("a.txt", "A new line.\n\nHe murmuredly stayed. She murmuredly left.\n")
        let result = try scratch.run("check", "a.txt", "--baseline", "known.json", "--fail-on", "note")
        #expect(result.status == 1)
        #expect(result.out == "a.txt:3:27: warning: “murmuredly” is a murmur. [desk/test:murmur]\n")
        try scratch.write("known.json", "{}")
        #expect(try scratch.run("check", "a.txt", "--baseline", "known.json").status == 4)
        #expect(try scratch.run("check", "a.txt", "--baseline", "none.json").status == 4)
    }

    @Test func oneBadFileStopsOnlyItself() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        let result = try scratch.run("check", "none.txt", "a.txt", "--fail-on", "note")
        #expect(result.status == 4)
        #expect(result.out.hasPrefix("a.txt:1:4:"))
        #expect(result.err.contains("none.txt"))
    }

    @Test func oneBadRuleStopsOnlyItself() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        let broken = Scratch.pack + "  broken:\n    match: '$nothing'\n    flag: {level: note, say: x}\n"
        try scratch.write("broken.yaml", broken)
        let rules = ["--no-core", "--no-config", "--rules", "broken.yaml"]
        let result = try Hearsay.run(["check", "a.txt"] + rules, in: scratch.folder)
        #expect(result.status == 3)
        #expect(result.out.hasPrefix("a.txt:1:4:"))
        #expect(result.err.contains("broken.yaml:16:"))
        #expect(result.err.contains("error["))
        let check = try Hearsay.run(["rules", "check", "broken.yaml", "--no-core", "--no-config"], in: scratch.folder)
        #expect(check.status == 3)
        #expect(check.out == "1 pack, 1 rule: 1 error, 0 warnings\n")
        #expect(check.err.contains("$nothing"))
    }

    @Test func rulesCheckTestListAndShow() throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack)
        func rules(_ arguments: String...) throws -> Hearsay.Result {
            try Hearsay.run(["rules"] + arguments + ["--no-core", "--no-config"], in: scratch.folder)
        }
        let check = try rules("check", "pack.yaml")
        #expect(check.status == 0)
        #expect(check.out == "1 pack, 1 rule: 0 errors, 0 warnings\n")
        let test = try rules("test", "pack.yaml")
        #expect(test.status == 0)
        #expect(test.out == "2 passed, 0 failed\n")
        #expect(try rules("list", "--rules", "pack.yaml").out.contains("  murmur  warning       Somebody murmured."))
        let show = try rules("show", "desk/test:murmur", "--rules", "pack.yaml")
        #expect(show.out.hasPrefix("desk/test:murmur  pack.yaml:7\n  murmur:\n    about: Somebody murmured.\n"))
        #expect(show.out.hasSuffix("      miss: ['He left.']\n"))
        try scratch.write("pack.yaml", Scratch.pack.replacing("He left.", with: "He murmuredly left."))
        let failing = try rules("test", "pack.yaml")
        #expect(failing.status == 3)
        #expect(failing.out.contains("pack.yaml:14:"))
        #expect(failing.out.hasSuffix("1 passed, 1 failed\n"))
    }

    @Test func coloursOnlyWhereWanted() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        #expect(try !scratch.run("check", "a.txt").out.contains("\u{1B}"))
        #expect(try scratch.run("check", "a.txt", "--color", "always").out.contains("\u{1B}[35mwarning\u{1B}[0m"))
        #expect(try !scratch.run("check", "a.txt", "--color", "always", "-o", "x.txt").out.contains("\u{1B}"))
        let command = "$HEARSAY check a.txt --no-core --no-config --rules pack.yaml"
        let onTerminal = try Hearsay.shell("script -qec \"\(command)\" /dev/null </dev/null", in: scratch.folder)
        #expect(onTerminal.out.contains("\u{1B}[35mwarning"))
        let plain = try Hearsay.shell("NO_COLOR=1 script -qec \"\(command)\" /dev/null </dev/null", in: scratch.folder)
        #expect(plain.out.contains("warning"))
        #expect(!plain.out.contains("\u{1B}"))
    }

    @Test func reportsGoToTheirPlace() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        #expect(try scratch.run("report", "a.txt", "-o", "page.html").status == 0)
        #expect(try scratch.read("page.html").contains("murmuredly</mark>"))
        #expect(try scratch.run("report", "a.txt", "--format", "brat", "-o", "corpus").status == 0)
        #expect(try scratch.read("corpus/a.ann").hasPrefix("T1\thedge-test 3 13\tmurmuredly\n"))
        let csv = try scratch.run("report", "a.txt", "--format", "csv", "--table", "articles")
        #expect(csv.out.hasPrefix("article,file,title"))
        #expect(scratch.names == ["a.txt", "corpus", "pack.yaml", "page.html"])
    }
}
