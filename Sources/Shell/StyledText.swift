/// What a stretch of text is, for whoever shows it to choose a look.
public enum Role: Sendable, Hashable {
    case plain, bold, dim, error
    /// A mark's text: the first segment of its type.
    case mark(family: String)
}

/// Text with roles: what the verbs write, without any terminal's escape sequences.
public struct StyledText: Sendable, Equatable, ExpressibleByStringInterpolation {
    public struct Run: Sendable, Equatable {
        public var text: String
        public var role: Role
    }

    public private(set) var runs: [Run] = []

    public init() {}

    public init(_ text: String, _ role: Role = .plain) { append(text, role) }

    public init(stringLiteral value: String) { append(value) }

    /// The text without its roles.
    public var plain: String { runs.map(\.text).joined() }

    public mutating func append(_ text: String, _ role: Role = .plain) {
        guard !text.isEmpty else { return }
        if let last = runs.last, last.role == role {
            runs[runs.count - 1].text += text
        } else {
            runs.append(Run(text: text, role: role))
        }
    }

    public mutating func append(_ other: StyledText) {
        for run in other.runs { append(run.text, run.role) }
    }

    /// The text at its line ends.
    public var lines: [StyledText] {
        var lines = [StyledText()]
        for run in runs {
            for (i, piece) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if i > 0 { lines.append(StyledText()) }
                lines[lines.count - 1].append(String(piece), run.role)
            }
        }
        return lines
    }

    public static func + (a: StyledText, b: StyledText) -> StyledText {
        var sum = a
        sum.append(b)
        return sum
    }
}
