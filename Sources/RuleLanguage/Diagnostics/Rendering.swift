extension Diagnostic {
    /// For a reader: place, code and message, then the line with the span underlined.
    ///
    /// - Parameter color: Whether to mark severity and underline with terminal escapes.
    public func rendered(color: Bool = false) -> String {
        let paint = severity == .error ? "\u{1B}[31m" : "\u{1B}[33m"
        func painted(_ text: String) -> String { color ? "\(paint)\(text)\u{1B}[0m" : text }
        let label = painted("\(severity.rawValue)[\(code)]")
        guard let span else { return "\(label): \(message)" }
        let (line, column) = span.file.position(of: span.start)
        let head = "\(span.file.path):\(line):\(column): \(label): \(message)"
        let source = span.file.line(line).unicodeScalars.filter { $0 != "\r" }
        guard !source.isEmpty else { return head }
        let (lastLine, lastColumn) = span.file.position(of: span.end)
        let start = min(column - 1, source.count)
        let end = lastLine == line ? min(lastColumn - 1, source.count) : source.count
        let number = "  \(line) | "
        let margin = String(repeating: " ", count: number.unicodeScalars.count - 2) + "| "
        let indent = source.prefix(start).map { String(repeating: " ", count: Self.width($0)) }.joined()
        let length = source.dropFirst(start).prefix(end - start).reduce(0) { $0 + Self.width($1) }
        let underline = painted(String(repeating: "^", count: max(1, length)))
        let shown = source.map { $0 == "\t" ? " " : String($0) }.joined()
        return "\(head)\n\(number)\(shown)\n\(margin)\(indent)\(underline)"
    }

    /// Columns that a terminal takes for a character: none for combining marks, two for East Asian wide ones.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
