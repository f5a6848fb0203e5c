/// Why an article could not be loaded. It stands for one article only: whatever else there is goes on.
public struct ArticleError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Stable names, used in output.
    public enum Code: String, Sendable, CaseIterable {
        case notFound = "not-found"
        /// It is there, but the system does not let it be read.
        case unreadable
        /// Bytes that are no text: a picture, a program, an archive.
        case notText = "not-text"
        /// A JSON record that is not UTF-8.
        case notUTF8 = "not-utf8"
        /// A line or file that ought to be JSON and is not.
        case notJSON = "not-json"
        /// A line that ought to be CoNLL-U and is not.
        case notCoNLLU = "not-conllu"
        /// A row of a table that does not fit the table's first line.
        case notTable = "not-table"
        /// A file for which a program is needed that is not installed.
        case noReader = "no-reader"
        /// A record without `text`, or a file without a word.
        case noText = "no-text"
        case tooLarge = "too-large"
        /// A compressed file that ends too early or holds wrong bytes.
        case damaged
        /// A folder or pattern that leads to no article.
        case noArticles = "no-articles"
    }

    public var code: Code
    /// The file, as the user named it; `-` for standard input.
    public var path: String
    /// From 1; `nil` where the whole file is meant.
    public var line: Int?
    /// The record's own id where it could be read, its line's number where not; for a file its path.
    public var id: String
    /// What was expected and what to do, in one or two sentences.
    public var message: String

    public init(_ code: Code, path: String, line: Int? = nil, id: String? = nil, _ message: String) {
        self.code = code
        self.path = path
        self.line = line
        self.id = id ?? line.map(String.init) ?? path
        self.message = message
    }

    public var description: String {
        let place = path == "-" ? "standard input" : path
        return printable("\(place):\(line.map { "\($0):" } ?? "") error[\(code.rawValue)]: \(message)")
    }
}

/// A text for the terminal: a file's name or an address must not give it commands.
public func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
    return String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
}
