import RuleLanguage

extension Verb {
    static let set = Verb(
        name: "set", summary: "show or change a setting", usage: "[SETTING VALUE] [NAME=VALUE]",
        details: [
            "keep-going on: a script goes on after an error; it still ends with the first error's exit code.",
            "edit vi or edit emacs: how lines are edited; what ~/.editrc says holds until then.",
            "NAME=VALUE gives ${NAME} a value. A name that has none is looked up in the environment.",
        ],
        examples: [
            Example(line: "set keep-going on", about: "do not stop at the first error"),
            Example(line: "set OUT=reports", about: "then: report ${OUT}/karsa.html"),
        ],
        kinds: [.setting]
    ) { session, invocation throws(ShellError) in
        let words = invocation.texts
        guard let first = words.first else {
            session.console.write("keep-going \(session.keepsGoing ? "on" : "off")")
            if let editing = session.editing { session.console.write("edit \(editing.rawValue)") }
            for (name, value) in session.variables.sorted(by: { $0.key < $1.key }) {
                session.console.write("\(name)=\(value)")
            }
            return
        }
        if words.count == 1, let equals = first.firstIndex(of: "="), equals != first.startIndex {
            session.variables[String(first[..<equals])] = String(first[equals...].dropFirst())
            return
        }
        if first == "edit" {
            guard words.count == 2, let editing = ShellSession.Editing(rawValue: words[1]) else {
                throw invocation.usageError("edit is emacs or vi")
            }
            session.editing = editing
            return
        }
        guard first == "keep-going" else {
            let hint = Suggestion.nearest(first, in: ["keep-going", "edit"]).map { "did you mean \($0)?" }
            throw ShellError("there is no setting “\(first)”; \(hint ?? "there are keep-going, edit, and NAME=VALUE")")
        }
        guard words.count == 2, ["on", "off"].contains(words[1]) else {
            throw invocation.usageError("keep-going is on or off")
        }
        session.setKeepGoing(words[1] == "on")
    }

    static let echo = Verb(
        name: "echo", summary: "write its words", usage: "[WORD…]",
        examples: [Example(line: "echo \"Report for $1\"", about: "in a script, with its first argument")]
    ) { session, invocation throws(ShellError) in
        session.console.write(StyledText(invocation.texts.joined(separator: " ")))
    }

    static let source = Verb(
        name: "source", summary: "run the commands of a script", usage: "SCRIPT [ARGUMENT…]",
        details: [
            "A script is a text file with one command a line. # starts a comment; $1 to $9 and $@ stand for the arguments, "
                + "but not in single quotes. The first error stops it, unless it says: set keep-going on."
        ],
        examples: [Example(line: "source morning.hear articles/*.txt", about: "a script and what it works on")],
        kinds: [.path]
    ) { session, invocation throws(ShellError) in
        guard let script = invocation.words.first else { throw invocation.usageError("source which script?") }
        var arguments: [String] = []
        for word in invocation.words.dropFirst() {
            arguments += word.pattern == nil ? [word.text] : try Paths.expand(word)
        }
        try Script.read(Paths.single(script)).run(in: session, arguments: arguments)
    }

    static let quit = Verb(
        name: "quit", aliases: ["exit", "q"], summary: "leave the shell (Ctrl-D does too)", usage: ""
    ) { _, _ throws(ShellError) in }
}
