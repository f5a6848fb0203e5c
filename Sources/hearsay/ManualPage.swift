import Foundation
import Reports
import Shell

/// The manual page, in the language of man(7).
struct ManualPage {
    private let tool = CommandTree.root

    /// The page.
    var text: String {
        var page = Page()
        page.line(".TH HEARSAY 1 \"\" \"hearsay \(Provenance.programVersion)\" \"User Commands\"")
        page.section("NAME")
        page.paragraph("hearsay - read the news as a sceptical editor does")
        page.section("SYNOPSIS")
        for call in ["[FILE…]", "-c COMMAND", "run SCRIPT [ARGUMENT…]", "COMMAND [ARGUMENT…]"] {
            page.line(".br")
            page.line(".B hearsay")
            page.text(call)
        }
        page.section("DESCRIPTION")
        if let command = tool {
            page.paragraph(command.abstract ?? "")
            page.block(command.discussion ?? "")
            page.section("COMMANDS")
            for command in command.shown { describe(command, "hearsay", &page) }
            page.section("COMMON OPTIONS")
            for argument in common(command) { page.item(argument.heading, argument.abstract ?? "") }
        }
        page.section("COMMANDS OF THE SHELL")
        page.paragraph(
            "The same, one a line, make a script (*.hear). The start of a command is enough where it can be no other.")
        for verb in Registry.verbs { describe(verb, &page) }
        files(&page)
        return page.text
    }

    private static let commonTitle = "Common options"

    private func common(_ command: CommandTree) -> [CommandTree.Argument] {
        let first = command.shown.first { $0.arguments?.contains { $0.sectionTitle == Self.commonTitle } == true }
        return (first?.arguments ?? []).filter { $0.sectionTitle == Self.commonTitle && $0.shouldDisplay }
    }

    private func describe(_ command: CommandTree, _ path: String, _ page: inout Page) {
        let path = path + " " + command.commandName
        guard command.shown.isEmpty else {
            for inner in command.shown { describe(inner, path, &page) }
            return
        }
        page.subsection(path)
        page.paragraph(command.abstract ?? "")
        page.block(command.discussion ?? "")
        for argument in command.arguments ?? [] where argument.shouldDisplay {
            guard argument.sectionTitle != Self.commonTitle, !["help", "version"].contains(argument.valueName) else {
                continue
            }
            page.item(argument.heading, argument.abstract ?? "")
        }
    }

    private func describe(_ verb: Verb, _ page: inout Page) {
        page.item(verb.name + (verb.usage.isEmpty ? "" : " " + verb.usage), verb.summary)
        page.line(".RS")
        for detail in verb.details { page.paragraph(detail) }
        for option in verb.options { page.item("--\(option.name) \(option.value)", option.summary) }
        for example in verb.examples { page.paragraph("\(example.line)   (\(example.about))") }
        page.line(".RE")
    }

    private func files(_ page: inout Page) {
        page.section("FILES")
        for (name, about) in [
            ("hearsay.yaml", "which packs run, tuned, in the working folder, above it, or in the configuration folder"),
            (
                "$XDG_CONFIG_HOME/hearsay/startup.hear",
                "commands that the shell runs when it starts; --no-startup does not"
            ),
            ("$XDG_STATE_HOME/hearsay/history", "what was typed; a line that starts with a space is left out"),
            ("$XDG_STATE_HOME/hearsay/sessions", "sessions without a name, for recover"),
            ("~/.editrc", "keys, as editrc(5) has them"),
        ] { page.item(name, about) }
        page.section("ENVIRONMENT")
        for (name, about) in [
            ("PAGER", "what show is read in, with its arguments; less -FRX by default"),
            ("VISUAL, EDITOR", "what rules edit opens"), ("NO_COLOR", "no colours"),
            ("COLUMNS", "the width of tables where there is no terminal"),
        ] { page.item(name, about) }
        page.section("SEE ALSO")
        page.paragraph("sqlite3(1), less(1), editrc(5)")
    }
}

/// Text in the language of man(7), with what that would take for its own escaped.
private struct Page {
    private(set) var text = ""

    /// A request, as it is.
    mutating func line(_ request: String) { text += request + "\n" }

    mutating func text(_ words: String) { text += Self.escaped(words) + "\n" }
    mutating func section(_ title: String) { line(".SH \(title)") }
    mutating func subsection(_ title: String) { line(".SS \(Self.escaped(title))") }

    mutating func paragraph(_ words: String) {
        guard !words.isEmpty else { return }
        line(".PP")
        text(words)
    }

    /// Lines as they stand.
    mutating func block(_ lines: String) {
        guard !lines.isEmpty else { return }
        line(".PP")
        line(".nf")
        for part in lines.split(separator: "\n", omittingEmptySubsequences: false) { text(String(part)) }
        line(".fi")
    }

    mutating func item(_ term: String, _ words: String) {
        line(".TP")
        text += ".B " + Self.escaped(term) + "\n"
        text(words.isEmpty ? "\\ " : words)
    }

    private static func escaped(_ words: String) -> String {
        let safe = words.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }
}
