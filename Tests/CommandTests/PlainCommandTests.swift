import Testing

@testable import hearsay

/// Command lines that the parser does not see.
@Suite struct PlainCommandTests {
    private func plain(_ words: String...) throws -> String { "\(try #require(PlainLine.run(of: words)))" }

    /// Whatever a command has is set to what the parser would set it to.
    @Test func commandsAreWhatTheParserMakesOfThem() throws {
        #expect(try plain("check", "a.txt", "b") == "\(try CheckCommand.parse(["a.txt", "b"]).plain)")
        #expect(try plain("annotate") == "\(try AnnotateCommand.parse([]).plain)")
        #expect(try plain("annotate", "a.jsonl") == "\(try AnnotateCommand.parse(["a.jsonl"]).plain)")
        #expect(try plain() == "\(try OpenCommand.parse([]).plain)")
    }

    @Test(arguments: [
        ["--no-config", "a"], ["a", "-q"], ["--format", "json", "a"], ["a", "-f", "sarif", "b"], ["a", "-o", "a.csv"],
        ["a", "--packs", "hedging,stance", "--no-core"], ["a", "--fail-on", "warning", "--color", "never"],
        ["a", "--quiet", "--from", "html", "--text-field", "body"], ["a", "-o", "folder", "--format", "brat"],
    ])
    func optionsOfCheckAreWhatTheParserMakesOfThem(words: [String]) throws {
        let run = try #require(PlainLine.run(of: ["check"] + words))
        #expect("\(run)" == "\(try CheckCommand.parse(words).plain)")
    }

    @Test(arguments: [
        ["-q", "--no-config", "--marks", "all", "--threads", "1", "a.jsonl"], ["--marks", "flagged", "-o", "out"],
    ])
    func optionsOfAnnotateAreWhatTheParserMakesOfThem(words: [String]) throws {
        let run = try #require(PlainLine.run(of: ["annotate"] + words))
        #expect("\(run)" == "\(try AnnotateCommand.parse(words).plain)")
    }

    @Test(arguments: [
        ["check"], ["check", "-"], ["check", ""], ["check", "help"], ["help"], ["help", "check"], ["--version"],
        ["story.txt"], ["chekc", "a"], ["rules", "test"], ["-c", "help"], [""], ["check", "a", "-q", "--quiet"],
        ["check", "a", "--format"], ["check", "a", "--format", "jsn"], ["check", "a", "--format", "brat"],
        ["check", "a", "--format=json"], ["check", "a", "--output", "-"], ["check", "a", "--baseline", "b"],
        ["check", "a", "--help"], ["check", "--", "a"], ["check", "a", "--fail-on", "worse"], ["check", "-q"],
        ["check", "a", "--threads", "2"], ["check", "a", "--packs", "b", "--packs", "c"],
        ["annotate", "--threads", "0"], ["annotate", "--threads", "two"], ["annotate", "--marks", "some"],
        ["annotate", "-f", "json"],
    ])
    func whateverElseIsForTheParser(words: [String]) { #expect(PlainLine.run(of: words) == nil) }
}
