/// What went wrong with a command, as one message that says what to do, and the exit code that a script ends with.
public struct ShellError: Error, Sendable, Equatable {
    /// The program's exit codes, as far as the shell knows them.
    public enum Code: Int32, Sendable {
        /// Something that a script asserts does not hold.
        case failed = 1
        case usage = 2
        case rules = 3
        case input = 4
        case interrupted = 130
    }

    public var message: String
    public var code: Code

    public init(_ message: String, _ code: Code = .usage) {
        self.message = message
        self.code = code
    }

    public static let interrupted = ShellError("interrupted", .interrupted)
}

/// How a command ended.
public enum Outcome: Sendable, Equatable {
    case done
    /// `quit`
    case quit
    case failed(ShellError)
}
