import ArgumentParser
import Hearsay
import Reports

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a script of shell commands.",
        discussion: """
            The first error ends the script with its line and a true exit code.

            Examples:
              hearsay run morning.hear news/*.txt     the arguments are $1, $2 … and $@
              echo 'load a.txt' | hearsay run -       standard input
            """)

    @Argument(help: "The script (.hear), or - for standard input.", completion: .file(extensions: ["hear"]))
    var script: String

    @Argument(parsing: .captureForPassthrough, help: "What the script gets as $1, $2 … and $@.")
    var arguments: [String] = []

    @Flag(name: .short, help: "Show each command before it runs.")
    var x = false

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        throw ExitCode(
            runScript(
                rulebook: common.loadRules(), selection: common.selection, script: script, arguments: arguments,
                version: Provenance.programVersion, color: common.color, echo: x))
    }
}
