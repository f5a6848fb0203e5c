import ArgumentParser
import Reports

/// The command line: what `hearsay --help` shows.
struct HearsayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Main.programName,
        abstract: "Reads news articles and shows who says so, how they know, and whose side the wording is on.",
        discussion: """
            Without a command it opens the shell, with the articles or the session that are named.

            Examples:
              hearsay story.txt                      explore an article in the shell
              hearsay check story.txt                print its flags, one a line
              hearsay report news/ -o news.html      a page to read and send round
              hearsay annotate <in.jsonl >out.jsonl  a corpus: articles in, findings out
              hearsay rules test                     test the rules

            Exit codes:
              0    nothing failed
              1    something is flagged at or above --fail-on
              2    wrong usage
              3    bad rules
              4    some input could not be read, or the output not written
              130  interrupted
            """,
        version: "hearsay \(Provenance.programVersion)",
        subcommands: [
            OpenCommand.self, RunCommand.self, CheckCommand.self, AnnotateCommand.self, ScoresCommand.self,
            ReportCommand.self, TokensCommand.self, RulesCommand.self, GenerateCommand.self,
        ],
        defaultSubcommand: OpenCommand.self)
}
