extension Verb {
    static let alias = Verb(
        name: "alias", summary: "give a command a name of your own", usage: "[NAME [COMMAND]]",
        details: [
            "The name then stands for the command, and what is typed behind it follows. Without a command the name is "
                + "forgotten; alias alone lists them. In the start-up file they are there every time."
        ],
        examples: [
            Example(line: "alias look flags level>=caution voice=author", about: "then: look 2"),
            Example(line: "alias look", about: "forget it"),
        ],
        kinds: [.command], isRaw: true
    ) { session, invocation throws(ShellError) in
        guard let text = invocation.texts.first else {
            for (name, command) in session.aliases.sorted(by: { $0.key < $1.key }) {
                session.console.write(StyledText(name, .bold) + StyledText("  " + command))
            }
            return
        }
        let (name, command) = CommandLine.split(text)
        guard !Registry.verbs.contains(where: { $0.name == name || $0.aliases.contains(name) }) else {
            throw ShellError("\(name) is a command; give yours another name")
        }
        guard !command.isEmpty else {
            guard session.aliases.removeValue(forKey: name) != nil else {
                throw ShellError("there is no name “\(name)”; alias NAME COMMAND gives one")
            }
            return
        }
        session.aliases[name] = command
    }
    .listing { session, _ throws(ShellError) in
        var listing = Listing("name", "command")
        listing.rows = session.aliases.sorted { $0.key < $1.key }.map { [.text($0.key), .text($0.value)] }
        return listing
    }
}
