import ArgumentParser
import Foundation
import Hearsay
import Reports

struct ScoresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scores", abstract: "Scores over all articles, from the findings of several runs.",
        discussion: """
            In, on standard input: what `annotate --session-parts` wrote, of one run or of many, with the same rules. Out:
            what `annotate --session-scores` writes where it reads all the articles itself.

            Example:
              cat part*.out | hearsay scores >origins.json
            """)

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    /// What is read of a line of findings.
    private struct Line: Decodable {
        struct Failed: Decodable {}
        var words: Int?
        var sentences: Int?
        var parts: [SessionCounts]?
        var error: Failed?
    }

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        var session = SessionScores(rulebook.program)
        var number = 0
        while let line = readLine() {
            number += 1
            if let part = try part(line, number, rulebook.program) { session.add(part) }
        }
        var writer = RecordWriter()
        writer.write(session: session.scores())
        writer.json.endRecord()
        do { try Standard.write(writer.json.bytes) } catch is Standard.Closed { return }
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
    }

    /// What a line adds; `nil` for one without an article.
    private func part(_ text: String, _ number: Int, _ program: Program) throws -> SessionPart? {
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else {
            throw Failure("standard input:\(number): this is no line of findings", .input)
        }
        if line.error != nil { return nil }
        guard let words = line.words, let sentences = line.sentences, let parts = line.parts else {
            throw Failure(
                "standard input:\(number): these findings hold no parts; make them with annotate --session-parts",
                .input)
        }
        do throws(ForeignCounts) {
            return try program.part(words: words, sentences: sentences, counts: parts)
        } catch {
            throw Failure(
                "standard input:\(number): no rule here made the counts of \(error.id); give the rules that annotate was given",
                .input)
        }
    }
}
