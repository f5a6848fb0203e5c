/// Something to know about a whole file, once.
public struct FileNotice: Sendable, Equatable, CustomStringConvertible {
    public var path: String
    /// A sentence without its full stop.
    public var message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    public var description: String { printable("\(path == "-" ? "standard input" : path): \(message)") }
}

/// What is told beside the articles.
struct Remarks {
    var onLeftOut: (LeftOut) -> Void = { _ in }
    var onNotice: (FileNotice) -> Void = { _ in }
}
