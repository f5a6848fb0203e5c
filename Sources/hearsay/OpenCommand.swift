import ArgumentParser
import Glibc
import Hearsay
import Reports
import Shell

/// What `hearsay` does without a command.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", _superCommandName: Main.programName, abstract: "Open the shell (the default).",
        discussion: """
            Examples:
              hearsay                     an empty session
              hearsay news/*.txt          with articles loaded
              hearsay -c 'rules hedging'  run a command and leave
              hearsay morning.hear        run a script, as hearsay run does
            """)

    @Option(
        name: .short, help: ArgumentHelp("Run a command and leave.", valueName: "command"),
        completion: .list(Registry.verbs.map(\.name)))
    var c: String?

    @Argument(
        help: ArgumentHelp(
            "A session (.hearsay), a script (.hear) with its arguments, or articles.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @Flag(help: "Do not run the start-up file, startup.hear in the configuration folder.")
    var noStartup = false

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    var plain: OpenRun { OpenRun(c: c, files: files, noStartup: noStartup, common: common.settings) }

    func run() throws { try plain.run() }
}

/// What the shell was asked for.
struct OpenRun: Run {
    var c: String?
    var files: [String] = []
    var noStartup = false
    var common = CommonSettings()

    func run() throws {
        try checkNames()
        let rulebook = common.loadRules()
        let version = Provenance.programVersion
        let code: Int32
        if let c {
            code = runCommands(
                rulebook: rulebook, selection: common.selection, commands: c, arguments: files, version: version,
                color: common.color)
        } else if let script = files.first, script.hasSuffix(".hear") {
            code = runScript(
                rulebook: rulebook, selection: common.selection, script: script,
                arguments: Array(files.dropFirst()), version: version, color: common.color)
        } else {
            code = runInteractive(
                rulebook: rulebook, selection: common.selection, open: files, textField: common.textField,
                version: version, color: common.color, isQuiet: common.quiet, startsUp: !noStartup)
        }
        throw ExitCode(code)
    }

    /// A word that is no file may be a command with a slip of the pen.
    private func checkNames() throws {
        guard c == nil, let name = files.first, access(name, F_OK) != 0, !name.contains(where: { "*?[/.".contains($0) })
        else { return }
        let commands = HearsayCommand.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map {
            $0.configuration.commandName ?? ""
        }
        if let near = Suggestion.nearest(name, in: commands) {
            throw ValidationError("There is no command and no file “\(name)”. Did you mean “\(near)”?")
        }
        throw ValidationError(
            "There is no command and no file “\(name)”. The commands are \(commands.joined(separator: ", ")).")
    }
}
