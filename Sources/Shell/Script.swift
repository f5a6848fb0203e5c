import Foundation
import Hearsay

/// A script: the shell's commands, one a line.
public struct Script: Sendable {
    /// As messages call it: its path, or `-` for standard input.
    public var name: String
    public var lines: [String]

    public init(name: String, text: String) {
        self.name = name
        // CR LF is one character.
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    }

    /// Reads a script.
    ///
    /// - Throws: An error that names the file where it cannot be read.
    public static func read(_ path: String) throws(ShellError) -> Script {
        // A pipe has no size, so it is read to its end.
        guard let data = FileHandle(forReadingAtPath: path == "-" ? "/dev/stdin" : path)?.readDataToEndOfFile() else {
            throw ShellError("\(path): cannot be read; is it there?", .input)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ShellError("\(path): is not UTF-8 text", .input)
        }
        return Script(name: path, text: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    }

    /// Runs the commands, each up to where its parentheses and quotes are closed. The first error ends it, unless the script says `set keep-going on`: then every error is
    /// noted and the first is thrown at the end.
    ///
    /// - Parameter echo: Writes each command before it runs (`-x`), as standard error's line `+ command`.
    /// - Returns: Whether the script said `quit`.
    /// - Throws: The error, with the script's name and line before it.
    @discardableResult
    public func run(
        in session: ShellSession, arguments: [String] = [], echo: Bool = false
    ) throws(ShellError) -> Bool {
        guard session.scriptDepth < 16 else { throw ShellError("scripts run one another without end") }
        let outer = session.arguments
        session.arguments = arguments
        session.scriptDepth += 1
        defer {
            session.arguments = outer
            session.scriptDepth -= 1
        }
        var first: ShellError?
        var rest = lines[...]
        while !rest.isEmpty {
            let i = rest.startIndex
            let line = session.command(&rest)
            if echo, line.contains(where: { !$0.isWhitespace }) { session.console.note(StyledText("+ " + line, .dim)) }
            switch session.execute(line) {
            case .done: continue
            case .quit:
                if let first { throw first }
                return true
            case .failed(var error):
                error.message = "\(name):\(i + 1): \(error.message)"
                guard session.keepsGoing, error.code != .interrupted else { throw error }
                session.console.note(StyledText("error: ", .error) + StyledText(error.message))
                first = first ?? error
            }
        }
        if var first {
            first.message = "\(name): went on after the errors above"
            throw first
        }
        return false
    }
}
