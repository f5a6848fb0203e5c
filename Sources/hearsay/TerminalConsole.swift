import Glibc
import Shell
import Terminal

/// The shell's console on standard output and standard error, with colours where the user wants them.
final class TerminalConsole: Console {
    let isInteractive: Bool
    private let isColored: Bool
    private let notesAreColored: Bool
    private var isProgressShown = false

    init(isInteractive: Bool, color: ColorPolicy) {
        self.isInteractive = isInteractive
        isColored = color.colors(STDOUT_FILENO)
        notesAreColored = color.colors(STDERR_FILENO)
    }

    var width: Int { Screen.width }
    var isInterrupted: Bool { Interrupt.isPending }

    func write(_ line: StyledText) {
        progress(nil)
        send(render(line, isColored) + "\n", STDOUT_FILENO)
    }

    func note(_ line: StyledText) {
        progress(nil)
        // A message over several lines stays one; whatever else would steer the terminal is made visible.
        for line in line.lines { send(render(line, notesAreColored) + "\n", STDERR_FILENO) }
    }

    func writeData(_ text: String) {
        progress(nil)
        // What a program reads is as it is; on a terminal nothing may steer it.
        guard isatty(STDOUT_FILENO) == 1 else { return send(text, STDOUT_FILENO) }
        let shown = text.unicodeScalars.map { $0 == "\n" ? $0 : visible($0) }
        send(String(String.UnicodeScalarView(shown)), STDOUT_FILENO)
    }

    func progress(_ text: String?) {
        guard isProgressShown || text != nil, isatty(STDERR_FILENO) == 1 else { return }
        isProgressShown = text != nil
        send("\r\u{1B}[2K" + (text ?? ""), STDERR_FILENO)
    }

    func columns(of text: String) -> Int { DisplayWidth.of(text) }

    func page(_ lines: [StyledText]) {
        let text = lines.map { render($0, isColored) + "\n" }.joined()
        guard isInteractive, isatty(STDOUT_FILENO) == 1, Child.page(text) else { return send(text, STDOUT_FILENO) }
        // A Ctrl-C in the pager was the pager's.
        Interrupt.clear()
    }

    func edit(_ path: String) -> Int32? {
        guard isInteractive else { return nil }
        defer { Interrupt.clear() }
        return Child.edit(path)
    }

    private func render(_ line: StyledText, _ isColored: Bool) -> String {
        line.runs.map { run in
            // What a file holds must not steer the terminal.
            let text = String(String.UnicodeScalarView(run.text.unicodeScalars.map(visible)))
            guard isColored, let style = style(run.role) else { return text }
            return "\u{1B}[\(style)m\(text)\u{1B}[0m"
        }.joined()
    }

    private func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
    }

    /// What goes between `ESC [` and `m`.
    private func style(_ role: Role) -> String? {
        switch role {
        case .plain: nil
        case .bold: "1"
        case .dim: "2"
        case .error: "1;31"
        case .mark(let family):
            switch family {
            case "hedge": "33"
            case "source", "attribution": "36"
            case "stance": "35"
            // Any other family has a colour of its own, always the same.
            default: ["32", "34", "91", "92", "94", "95"][family.utf8.reduce(0) { ($0 * 31 + Int($1)) % 6 }]
            }
        }
    }

    private func send(_ text: String, _ descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
