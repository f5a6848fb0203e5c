/// Commands that go on over several lines.
extension ShellSession {
    /// Takes the lines of one command.
    func command(_ lines: inout ArraySlice<String>) -> String {
        var command = lines.popFirst() ?? ""
        while let next = lines.first, let joined = joined(command, next) {
            command = joined
            lines.removeFirst()
        }
        return command
    }

    /// A command with one more line; `nil` where it is complete without.
    ///
    /// It goes on where the line ends with a backslash; and where `sql`, `try` or `assert` has a parenthesis or a
    /// quotation mark that is not closed, or ends with a comma.
    public func joined(_ command: String, _ line: String) -> String? {
        let (first, rest) = CommandLine.split(command)
        guard !first.isEmpty else { return nil }
        let slashes = command.reversed().prefix { $0 == "\\" }.count
        if slashes % 2 == 1 { return command.dropLast() + " " + line }
        let name = aliases[first].map { CommandLine.split($0).verb } ?? first
        guard let verb = try? Registry.verb(name), verb.isRaw, Self.isOpen(rest, quotes: verb.name != Verb.try.name)
        else {
            return nil
        }
        return command + "\n" + line
    }

    /// Whether the command wants another line.
    public func isUnfinished(_ command: String) -> Bool { joined(command, "") != nil }

    /// Whether a parenthesis or a quotation mark is open. An apostrophe in a pattern is a letter, but for one round all
    /// of it.
    private static func isOpen(_ text: String, quotes: Bool) -> Bool {
        if !quotes, text.hasPrefix("'") { return text.count == 1 || !text.hasSuffix("'") }
        var depth = 0
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if let open = quote {
                if character == open { quote = nil }
            } else if !quotes, character == "\\" {
                isEscaped = true
            } else if quotes, character == "'" || character == "\"" {
                quote = character
            } else if character == "(" {
                depth += 1
            } else if character == ")" {
                depth -= 1
            }
        }
        return depth > 0 || quote != nil || (quotes && text.hasSuffix(","))
    }
}
