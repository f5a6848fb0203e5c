extension Verb {
    static let help = Verb(
        name: "help", aliases: ["?"], summary: "list the commands, or explain one", usage: "[COMMAND]",
        details: ["The start of a command is enough where it can be no other: fl for flags."],
        examples: [Example(line: "help why-not", about: "what it does, and how it is typed")], kinds: [.verb]
    ) { session, invocation throws(ShellError) in
        guard let name = invocation.texts.first else {
            // The registry cannot be named here: it holds this verb.
            try session.write(session.overview())
            return
        }
        try session.write(session.explanation(of: Registry.verb(name)))
    }
}

extension ShellSession {
    fileprivate func overview() -> [StyledText] {
        var table = Table(columns: [.init(), .init(shrinks: true), .init(shrinks: true)])
        table.rows = Registry.verbs.map {
            [StyledText($0.name, .bold), StyledText($0.usage, .dim), StyledText($0.summary)]
        }
        return table.lines(console) + ["", "help COMMAND says more. The start of a command is enough."]
    }

    fileprivate func explanation(of verb: Verb) -> [StyledText] {
        var lines = [StyledText(verb.name, .bold) + StyledText(verb.usage.isEmpty ? "" : " " + verb.usage)]
        lines.append(StyledText("  " + verb.summary))
        for paragraph in verb.details { lines += [""] + wrapped(paragraph).map { StyledText("  " + $0) } }
        if !verb.options.isEmpty {
            var table = Table(columns: [.init(), .init(shrinks: true)])
            table.rows = verb.options.map { option in
                let choices = option.choices.isEmpty ? "" : ": " + list(option.choices, "or")
                return [StyledText("--\(option.name) \(option.value)"), StyledText(option.summary + choices)]
            }
            lines += [""] + table.lines(console)
        }
        if !verb.examples.isEmpty {
            var table = Table(columns: [.init(), .init(shrinks: true)])
            table.rows = verb.examples.map { [StyledText($0.line), StyledText($0.about, .dim)] }
            lines += [""] + table.lines(console)
        }
        if !verb.aliases.isEmpty { lines += ["", StyledText("  also: " + verb.aliases.joined(separator: ", "))] }
        return lines
    }

    /// Words in lines that fit, two columns left free.
    func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if !line.isEmpty, console.columns(of: line) + console.columns(of: String(word)) + 1 > console.width - 2 {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = line.isEmpty ? String(word) : line + " " + word
            }
        }
        return lines
    }
}
