import Shell

/// What can stand in place of the last word of a command line: what the system's shells ask for when Tab is typed.
struct CommandWords {
    private let root: CommandTree

    init?() {
        guard let root = CommandTree.root else { return nil }
        self.root = root
    }

    /// - Parameter words: Those behind the program's name up to the cursor; the last may be empty.
    /// - Returns: Commands, options or an option's values; none where a file is meant.
    func candidates(_ words: [String]) -> [String] {
        guard let last = words.last else { return [] }
        var command = root
        var takesCommand = true
        for word in words.dropLast() {
            guard takesCommand, let inner = command.shown.first(where: { $0.commandName == word }) else {
                // Behind a file or another command's argument there are no commands any more.
                if !word.hasPrefix("-") { takesCommand = false }
                continue
            }
            command = inner
        }
        let arguments = self.arguments(of: command).filter(\.shouldDisplay)
        let before = words.count > 1 ? words[words.count - 2] : ""
        if let option = arguments.first(where: { $0.kind == "option" && $0.spellings.contains(before) }) {
            return starting(last, before == "-c" ? Registry.verbs.map(\.name) : option.allValues ?? [])
        }
        if last.hasPrefix("-") { return starting(last, arguments.flatMap(\.spellings)) }
        return takesCommand ? starting(last, command.shown.map(\.commandName)) : []
    }

    /// A command's own, and those of the one that stands for it where none is named.
    private func arguments(of command: CommandTree) -> [CommandTree.Argument] {
        let other = command.subcommands?.first { $0.commandName == command.defaultSubcommand }
        return (command.arguments ?? []) + (other?.arguments ?? [])
    }

    private func starting(_ word: String, _ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { $0.hasPrefix(word) && seen.insert($0).inserted }
    }
}
