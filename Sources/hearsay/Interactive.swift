import Glibc
import Hearsay
import Shell
import Terminal

/// Runs the shell until it is left: on a terminal with line editing, else with the commands that standard input holds.
///
/// - Parameters:
///   - open: Articles, folders and session files to start with.
///   - textField: What holds the text in records and tables among them, where it is none of the usual.
///   - startsUp: Whether the start-up file is run first.
/// - Returns: The exit code.
func runInteractive(
    rulebook: Rulebook, selection: RuleSelection, open: [String] = [], textField: String? = nil, version: String,
    color: ColorPolicy = .auto, isQuiet: Bool = false, startsUp: Bool = true
) -> Int32 {
    guard Screen.isInteractive, let editor = LineEditor() else {
        return run(rulebook, selection, version, color) { session throws(ShellError) in
            if case .failed(let error) = session.start(with: open, textField: textField) { throw error }
            try Script.read("-").run(in: session)
        }
    }
    Interrupt.install()
    let console = TerminalConsole(isInteractive: true, color: color)
    let session = ShellSession(
        rulebook: rulebook, selection: selection, console: console, version: version, shelf: .standard)
    editor.complete = { line, cursor in
        let found = session.completions(of: line, at: cursor)
        return Completion(
            start: found.start,
            candidates: found.candidates.map {
                Completion.Candidate(text: $0.text, label: $0.label, isWhole: $0.isWhole)
            })
    }
    if !isQuiet {
        console.write(
            StyledText("hearsay", .bold) + " \(version) · \(rulebook.program.packs.count) packs, "
                + "\(rulebook.ruleCount) rules · help for commands, Tab completes")
        console.write("")
    }
    if startsUp { runStartUpFile(session, console) }
    session.offerLeftSessions()
    if !open.isEmpty { report(session.start(with: open, textField: textField), console) }
    // The escape stands right before a visible character, or libedit miscounts.
    let prompt = color.colors(STDOUT_FILENO) ? "\u{1}\u{1B}[1m\u{1}hearsay>\u{1}\u{1B}[0m\u{1} " : "hearsay> "
    while true {
        if let editing = session.editing { editor.edit(asIn: editing == .vi ? .vi : .emacs) }
        // Before the line and not after it: a Ctrl-C as soon as it is read is meant for the command.
        Interrupt.clear()
        session.refreshRules()
        guard let command = readCommand(editor, session, prompt: prompt) else { break }
        let outcome = session.execute(command)
        if outcome == .quit { break }
        report(outcome, console)
    }
    session.leave()
    return 0
}

/// A whole command, over as many lines as it has; empty where Ctrl-C dropped it, `nil` at the end of the input.
private func readCommand(_ editor: LineEditor, _ session: ShellSession, prompt: String) -> String? {
    var command = ""
    repeat {
        switch editor.readLine(prompt: command.isEmpty ? prompt : "    ...> ") {
        case .interrupted: return ""
        case .endOfInput: return nil
        case .line(let line): command = command.isEmpty ? line : session.joined(command, line) ?? command
        }
    } while session.isUnfinished(command)
    editor.remember(command)
    return command
}

/// Runs `startup.hear` in the user's configuration folder, where there is one. A mistake in it keeps nobody out.
private func runStartUpFile(_ session: ShellSession, _ console: TerminalConsole) {
    let variable = { (name: String) in getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } }
    guard let folder = variable("XDG_CONFIG_HOME") ?? variable("HOME").map({ $0 + "/.config" }) else { return }
    let path = folder + "/hearsay/startup.hear"
    guard access(path, F_OK) == 0 else { return }
    do throws(ShellError) {
        try Script.read(path).run(in: session)
    } catch {
        report(.failed(error), console)
    }
}

/// Runs a script, standard input for `-`.
///
/// - Parameter echo: Writes each command before it runs.
/// - Returns: The exit code.
func runScript(
    rulebook: Rulebook, selection: RuleSelection, script: String, arguments: [String] = [], version: String,
    color: ColorPolicy = .auto,
    echo: Bool = false
) -> Int32 {
    run(rulebook, selection, version, color) { session throws(ShellError) in
        try Script.read(script).run(in: session, arguments: arguments, echo: echo)
    }
}

/// Runs commands given on the command line, one a line.
func runCommands(
    rulebook: Rulebook, selection: RuleSelection, commands: String, arguments: [String] = [], version: String,
    color: ColorPolicy = .auto
) -> Int32 {
    run(rulebook, selection, version, color) { session throws(ShellError) in
        try Script(name: "-c", text: commands).run(in: session, arguments: arguments)
    }
}

private func run(
    _ rulebook: Rulebook, _ selection: RuleSelection, _ version: String, _ color: ColorPolicy,
    _ body: (ShellSession) throws(ShellError) -> Void
) -> Int32 {
    Interrupt.install()
    let console = TerminalConsole(isInteractive: false, color: color)
    let session = ShellSession(rulebook: rulebook, selection: selection, console: console, version: version)
    do throws(ShellError) {
        try body(session)
        return 0
    } catch {
        report(.failed(error), console)
        return error.code.rawValue
    }
}

private func report(_ outcome: Outcome, _ console: TerminalConsole) {
    guard case .failed(let error) = outcome else { return }
    console.note(StyledText("error: ", .error) + StyledText(error.message))
}
