import RuleLanguage

/// A command of the shell: what it is called, what it takes, what it does. Help, completion and the reference derive
/// from it.
public struct Verb: Sendable {
    /// What a word of a command can be, for completion.
    public enum Kind: Sendable {
        /// A file to read or write.
        case path
        /// The number or name of a loaded article.
        case article
        /// `f7`
        case flag
        /// `s2`
        case score
        /// A mark's type or family.
        case type
        /// `voice=author`
        case filter
        /// `band=weak`
        case scoreFilter
        /// A lexicon of the packs, after `$`, and a type, after `<`.
        case pattern
        /// A table or column of the session's file.
        case column
        /// A command with what belongs to it.
        case command
        case rule
        /// One of these words, as the first.
        case word([String])
        case verb
        case setting
    }

    public struct Option: Sendable {
        /// Without the dashes.
        public var name: String
        /// What stands for the value in the usage line; empty for an option that takes none.
        public var value: String
        public var summary: String
        public var choices: [String] = []
    }

    public struct Example: Sendable {
        public var line: String
        public var about: String
    }

    public var name: String
    public var aliases: [String] = []
    /// One line.
    public var summary: String
    /// What follows the name: `[ARTICLE] [TYPE…]`.
    public var usage: String
    /// More about it, in paragraphs.
    public var details: [String] = []
    public var examples: [Example] = []
    public var options: [Option] = []
    public var kinds: [Kind] = []
    /// Whether the rest of the line is taken as it stands.
    public var isRaw = false
    /// What it lists, whole, for `--csv`, `--json` and `assert`; `nil` where it lists nothing.
    var listing: (@Sendable (ShellSession, Invocation) throws(ShellError) -> Listing)?
    var action: @Sendable (ShellSession, Invocation) throws(ShellError) -> Void
}

/// A verb with what was typed after it.
struct Invocation {
    var verb: Verb
    var words: [Word]
    /// By name, without the dashes.
    var options: [String: String] = [:]

    /// The words' texts.
    var texts: [String] { words.map(\.text) }

    /// The rest of a line, as it stands behind the options that come first.
    init(verb: Verb, raw: String) {
        self.verb = verb
        var rest = raw[...]
        while let option = verb.allOptions.first(where: { rest == "--\($0.name)" || rest.hasPrefix("--\($0.name) ") }) {
            options[option.name] = "on"
            rest = rest.dropFirst(option.name.count + 2).drop { $0.isWhitespace }
        }
        words = rest.isEmpty ? [] : [Word(text: String(rest))]
    }

    /// Takes the options out of the words; what follows `--` is no option.
    init(verb: Verb, words: [Word]) throws(ShellError) {
        self.verb = verb
        self.words = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word.text == "--" {
                self.words += rest
                return
            }
            guard word.text.hasPrefix("--") else {
                self.words.append(word)
                continue
            }
            let parts = word.text.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let option = verb.allOptions.first(where: { $0.name == name }) else {
                let hint =
                    Suggestion.nearest(name, in: verb.allOptions.map(\.name)).map { "; did you mean --\($0)?" } ?? ""
                throw ShellError("\(verb.name) has no option --\(name)\(hint)")
            }
            if option.value.isEmpty, parts.count == 1 {
                options[name] = "on"
                continue
            }
            guard !option.value.isEmpty, let value = parts.count > 1 ? String(parts[1]) : rest.popFirst()?.text else {
                throw ShellError(option.value.isEmpty ? "--\(name) takes no value" : "--\(name) needs a value")
            }
            options[name] = value
        }
    }

    /// An error that shows how the verb is used.
    func usageError(_ message: String) -> ShellError {
        ShellError("\(message); usage: \(verb.name) \(verb.usage)")
    }
}
