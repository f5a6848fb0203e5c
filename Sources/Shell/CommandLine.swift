/// A word of a command, its quotes undone and its variables filled in.
struct Word: Equatable {
    var text: String
    /// The word as a glob pattern, what was quoted escaped; `nil` where it has no wildcard.
    var pattern: String?
    /// Whether it starts with a `~` that means the home folder.
    var isHome = false
    /// Whether any of it stood in quotation marks.
    var isQuoted = false
}

/// Splits command lines as a shell does: white space, `'…'`, `"…"`, `\x`, `#` comments, `$1 … $9`, `$@`, `${NAME}`.
struct CommandLine {
    /// What variables stand for.
    var arguments: [String] = []
    var variable: (String) -> String? = { _ in nil }

    /// The words of a line.
    func words(_ line: String) throws(ShellError) -> [Word] {
        var scanner = Scanner(line: Array(line))
        var words: [Word] = []
        while scanner.skipBlanks() { words += try word(&scanner) }
        return words
    }

    /// The first word of a line and the rest as it stands, for verbs that take their line raw.
    static func split(_ line: String) -> (verb: String, rest: String) {
        let line = line.drop { $0.isWhitespace }
        let verb = line.prefix { !$0.isWhitespace && $0 != "#" }
        var rest = line.dropFirst(verb.count).drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return (String(verb), String(rest))
    }

    /// A word, or several where it is an unquoted `$@`.
    private func word(_ scanner: inout Scanner) throws(ShellError) -> [Word] {
        var text = ""
        var pattern = ""
        var hasWildcard = false
        var isQuoted = false
        let isHome = scanner.peek == "~"
        func add(_ character: Character, quoted: Bool) {
            text.append(character)
            if "*?[".contains(character), !quoted { hasWildcard = true }
            if "*?[\\".contains(character), quoted { pattern.append("\\") }
            pattern.append(character)
        }
        if scanner.takesWord("$@") { return arguments.map { Word(text: $0) } }
        while let character = scanner.peek, !character.isWhitespace {
            scanner.advance()
            switch character {
            case "'":
                isQuoted = true
                guard let quoted = scanner.upTo("'") else { throw ShellError("a ' is not closed") }
                for character in quoted { add(character, quoted: true) }
            case "\"":
                isQuoted = true
                try doubleQuoted(&scanner) { add($0, quoted: true) }
            case "\\":
                guard let next = scanner.next() else { throw ShellError("the line ends after a \\") }
                add(next, quoted: true)
            case "$":
                if let value = try value(&scanner) {
                    for character in value { add(character, quoted: true) }
                } else {
                    add(character, quoted: false)
                }
            default: add(character, quoted: false)
            }
        }
        return [Word(text: text, pattern: hasWildcard ? pattern : nil, isHome: isHome, isQuoted: isQuoted)]
    }

    private func doubleQuoted(
        _ scanner: inout Scanner, add: (Character) -> Void
    ) throws(ShellError) {
        while let character = scanner.next() {
            switch character {
            case "\"": return
            case "\\":
                let next = scanner.next()
                // Only what is special inside double quotes is escaped there.
                if let next, !"\"\\$".contains(next) { add("\\") }
                if let next { add(next) }
            case "$":
                if let value = try value(&scanner) { value.forEach(add) } else { add("$") }
            default: add(character)
            }
        }
        throw ShellError("a \" is not closed")
    }

    /// The value of the variable after a `$`; `nil` where the `$` is only a `$`.
    private func value(_ scanner: inout Scanner) throws(ShellError) -> String? {
        guard let next = scanner.peek else { return nil }
        if next == "@" {
            scanner.advance()
            return arguments.joined(separator: " ")
        }
        if let number = next.isASCII ? next.wholeNumberValue : nil, number > 0 {
            scanner.advance()
            guard number <= arguments.count else {
                let given = arguments.isEmpty ? "none was given" : "\(arguments.count) given"
                throw ShellError("$\(number) stands for a script's argument \(number), and \(given)")
            }
            return arguments[number - 1]
        }
        guard next == "{" else { return nil }
        scanner.advance()
        guard let name = scanner.upTo("}").map({ String($0) }) else { throw ShellError("a ${ is not closed") }
        guard let value = variable(name) else {
            throw ShellError("${\(name)} has no value; give it one with: set \(name)=VALUE")
        }
        return value
    }
}

/// A place in a line.
private struct Scanner {
    let line: [Character]
    var position = 0

    init(line: [Character]) { self.line = line }

    var peek: Character? { position < line.count ? line[position] : nil }

    mutating func advance() { position += 1 }

    mutating func next() -> Character? {
        guard let character = peek else { return nil }
        position += 1
        return character
    }

    /// Goes to the next word; `false` where there is none, or a comment.
    mutating func skipBlanks() -> Bool {
        while let character = peek, character.isWhitespace { position += 1 }
        return peek != nil && peek != "#"
    }

    /// Goes past the next word if it is this one.
    mutating func takesWord(_ word: String) -> Bool {
        let rest = line[position...]
        guard rest.starts(with: word), rest.dropFirst(word.count).first?.isWhitespace ?? true else { return false }
        position += word.count
        return true
    }

    /// What stands before the next such character, and goes past it; `nil` where there is none.
    mutating func upTo(_ end: Character) -> ArraySlice<Character>? {
        guard let place = line[position...].firstIndex(of: end) else { return nil }
        defer { position = place + 1 }
        return line[position..<place]
    }
}
