/// A rule file as it was read.
public final class SourceFile: Sendable {
    /// As the user named it, or `Rules/NAME.yaml` for a built-in pack.
    public let path: String
    public var bytes: [UInt8] { contents.value }
    private let contents: Deferred<[UInt8]>
    private let lines: Deferred<[Int]>

    public convenience init(path: String, bytes: [UInt8]) { self.init(path: path, contents: Deferred { bytes }) }

    /// A file whose bytes are fetched when they are first asked for.
    public init(path: String, contents: Deferred<[UInt8]>) {
        self.path = path
        self.contents = contents
        lines = Deferred { [0] + contents.value.indices.filter { contents.value[$0] == 0x0A }.map { $0 + 1 } }
    }

    /// The line and column (both from 1, the column in code points) of a byte offset.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), bytes.count)
        let lineStarts = lines.value
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let column = bytes[lineStarts[low]..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return (low + 1, column)
    }

    /// A line's text without its end, by number from 1.
    public func line(_ number: Int) -> String {
        let lineStarts = lines.value
        guard number >= 1, number <= lineStarts.count else { return "" }
        let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
        return String(decoding: bytes[lineStarts[number - 1]..<max(lineStarts[number - 1], end)], as: UTF8.self)
    }
}

/// A place in a rule file: byte offsets, end-exclusive.
public struct SourceSpan: Sendable, Hashable {
    public var file: SourceFile
    public var start: Int
    public var end: Int

    public init(file: SourceFile, start: Int, end: Int) {
        self.file = file
        self.start = start
        self.end = end
    }

    public static func == (a: SourceSpan, b: SourceSpan) -> Bool {
        a.file === b.file && a.start == b.start && a.end == b.end
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(start)
        hasher.combine(end)
    }
}

/// Something to tell a rule's author.
public struct Diagnostic: Sendable, Error {
    public enum Severity: String, Sendable, CaseIterable { case error, warning }

    public var severity: Severity
    /// Stable, in kebab case: `unknown-lexicon`.
    public var code: String
    /// What is wrong and what to do, as one line.
    public var message: String
    /// Where; `nil` where no file is to blame.
    public var span: SourceSpan?
    /// The full name of the rule that is left out because of it, if any.
    public var rule: String?

    public init(_ severity: Severity, _ code: String, _ message: String, at span: SourceSpan?, rule: String? = nil) {
        self.severity = severity
        self.code = code
        self.message = message
        self.span = span
        self.rule = rule
    }
}
