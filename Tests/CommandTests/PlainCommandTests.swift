import Testing

@testable import hearsay

/// Command lines without options, which the parser does not see.
@Suite struct PlainCommandTests {
    private func plain(_ words: String...) throws -> String { "\(try #require(Main.plain(words)))" }

    /// Whatever a command has is set to what the parser would set it to.
    @Test func commandsAreWhatTheParserMakesOfThem() throws {
        #expect(try plain("check", "a.txt", "b") == "\(try CheckCommand.parse(["a.txt", "b"]))")
        #expect(try plain("annotate") == "\(try AnnotateCommand.parse([]))")
        #expect(try plain("annotate", "a.jsonl") == "\(try AnnotateCommand.parse(["a.jsonl"]))")
        #expect(try plain() == "\(try OpenCommand.parse([]))")
        #expect(try !plain("check", "a").contains("definition"))
    }

    @Test(arguments: [
        ["check"], ["check", "-"], ["check", "a", "-q"], ["check", ""], ["check", "help"], ["help"], ["help", "check"],
        ["--version"], ["story.txt"], ["chekc", "a"], ["rules", "test"], ["-c", "help"], [""],
    ])
    func whateverElseIsForTheParser(words: [String]) { #expect(Main.plain(words) == nil) }
}
