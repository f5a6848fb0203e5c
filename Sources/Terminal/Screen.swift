import Glibc

/// When to colour what is written.
public enum ColorPolicy: String, Sendable, CaseIterable {
    case auto, always, never

    /// Whether to colour what goes to this descriptor. `auto` colours on a terminal, unless `NO_COLOR` is set or the
    /// terminal is a dumb one.
    public func colors(_ descriptor: Int32) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isatty(descriptor) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
                && environment("TERM") != nil
        }
    }
}

/// The terminal's window.
public enum Screen {
    /// Columns of the terminal on standard output; `COLUMNS` or 80 where it has none.
    public static var width: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment("COLUMNS").flatMap { Int($0) }.map { min(max($0, 20), 1000) } ?? 80
    }

    /// Whether both ends of a conversation are a terminal.
    public static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Takes the user's locale, and `C.UTF-8` where that has one-byte characters: libedit would not survive a
    /// character beyond ASCII there.
    public static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if __ctype_get_mb_cur_max() == 1 { setlocale(LC_CTYPE, "C.UTF-8") }
    }
}

/// A variable of the environment; `nil` where it is not set or empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}
