import Glibc
import Hearsay
import Shell
import Terminal

/// Runs the shell until it is left: on a terminal with line editing, else with the commands that standard input holds.
///
/// - Parameters:
///   - open: Articles, folders and session files to start with.
/// - Returns: The exit code.
func runInteractive(
    rulebook: Rulebook, selection: RuleSelection, open: [String] = [], version: String, color: ColorPolicy = .auto,
    isQuiet: Bool = false
) -> Int32 {
    guard Screen.isInteractive, let editor = LineEditor() else {
        return run(rulebook, selection, version, color) { session throws(ShellError) in
            if case .failed(let error) = session.start(with: open) { throw error }
            try Script.read("-").run(in: session)
        }
    }
    Interrupt.install()
    let console = TerminalConsole(isInteractive: true, color: color)
    let session = ShellSession(rulebook: rulebook, selection: selection, console: console, version: version)
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
                + "\(rulebook.rules.count) rules · help for commands, Tab completes")
        console.write("")
    }
    if !open.isEmpty { report(session.start(with: open), console) }
    // The escape stands right before a visible character, or libedit miscounts.
    let prompt = color.colors(STDOUT_FILENO) ? "\u{1}\u{1B}[1m\u{1}hearsay>\u{1}\u{1B}[0m\u{1} " : "hearsay> "
    while true {
        // Before the line and not after it: a Ctrl-C as soon as it is read is meant for the command.
        Interrupt.clear()
        session.refreshRules()
        switch editor.readLine(prompt: prompt) {
        case .interrupted: continue
        case .endOfInput: return 0
        case .line(let line):
            let outcome = session.execute(line)
            if outcome == .quit { return 0 }
            report(outcome, console)
        }
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
