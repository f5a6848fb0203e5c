import Glibc

/// What was typed in earlier runs: an append-only file with one command a line.
///
/// Several shells may append to it at once. Where it cannot be read or written, history lasts as long as the run.
public struct HistoryFile {
    /// As many entries as are read back.
    public static let limit = 2000

    public let path: String?
    private var last: String?

    /// The file in `$XDG_STATE_HOME/hearsay`, by default `~/.local/state/hearsay`.
    public static var standard: HistoryFile {
        let state = environment("XDG_STATE_HOME") ?? environment("HOME").map { $0 + "/.local/state" }
        return HistoryFile(path: state.map { $0 + "/hearsay/history" })
    }

    public init(path: String?) { self.path = path }

    /// The newest entries, oldest first.
    public mutating func load() -> [String] {
        guard let path, let bytes = contents(of: path) else { return [] }
        let lines = bytes.split(separator: 0x0A).suffix(Self.limit)
        let entries = lines.compactMap { String(validating: $0, as: UTF8.self) }
            .filter { !$0.unicodeScalars.contains { $0.value < 0x20 } }
        last = entries.last
        return entries
    }

    /// Appends a line, unless it is blank, starts with a space or repeats the last one.
    ///
    /// - Returns: Whether the line belongs into the history.
    public mutating func append(_ entry: String) -> Bool {
        var line = entry
        while line.last?.isWhitespace == true { line.removeLast() }
        guard !line.isEmpty, !line.hasPrefix(" "), line != last else { return false }
        last = line
        guard let path else { return true }
        makeFolder(of: path)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return true }
        defer { close(file) }
        // One write, so that the lines of two shells do not mix.
        _ = Array((line + "\n").utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        return true
    }

    private func makeFolder(of path: String) {
        var end = path.startIndex
        while let slash = path[end...].dropFirst().firstIndex(of: "/") {
            mkdir(String(path[..<slash]), 0o700)
            end = slash
        }
    }

    private func contents(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(file, &chunk, chunk.count)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}
