/// Where the shell writes: a terminal, a file, a test.
public protocol Console: AnyObject {
    /// Columns that a line may take.
    var width: Int { get }
    /// Whether a person is typing and reading.
    var isInteractive: Bool { get }
    /// Whether the running command was asked to stop (Ctrl-C).
    var isInterrupted: Bool { get }
    /// Writes a line of data: standard output.
    func write(_ line: StyledText)
    /// Writes a line of conversation: standard error.
    func note(_ line: StyledText)
    /// Writes text for programs, as it is: standard output.
    func writeData(_ text: String)
    /// Shows how far something is until something else is written; `nil` takes it away.
    func progress(_ text: String?)
    /// Writes lines to be read at leisure: through a pager where there is a person, else as data.
    func page(_ lines: [StyledText])
    /// Opens a file in the user's editor and waits until it is closed.
    ///
    /// - Returns: The editor's exit status; `nil` where there is none.
    func edit(_ path: String) -> Int32?
    /// Columns that text takes when it is shown.
    func columns(of text: String) -> Int
}
