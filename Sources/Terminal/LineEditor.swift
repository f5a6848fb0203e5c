import CLibEdit
import Glibc

/// What a Tab can put in place of the word before the cursor.
public struct Completion: Sendable, Equatable {
    public struct Candidate: Sendable, Equatable {
        /// What takes the word's place, quoted as it must be.
        public var text: String
        /// What is shown in the list.
        public var label: String
        /// Whether the word is whole, so that a space may follow (a folder's name is not).
        public var isWhole: Bool

        public init(text: String, label: String, isWhole: Bool) {
            self.text = text
            self.label = label
            self.isWhole = isWhole
        }
    }

    /// Where the word starts; it ends at the cursor. Code points from the line's start.
    public var start: Int
    public var candidates: [Candidate]

    public init(start: Int, candidates: [Candidate]) {
        self.start = start
        self.candidates = candidates
    }
}

/// Reads lines from the terminal with libedit: editing keys, history, completion, bracketed paste, the user's `.editrc`.
///
/// One at a time, on the main thread, with standard input and output on a terminal.
public final class LineEditor {
    public enum Input: Equatable, Sendable {
        /// A line, without its end.
        case line(String)
        /// Ctrl-C: the line was dropped.
        case interrupted
        /// Ctrl-D on an empty line, or the terminal is gone.
        case endOfInput
    }

    /// What could stand before the cursor: a line, and the cursor's place in code points.
    public var complete: (String, Int) -> Completion = { _, cursor in Completion(start: cursor, candidates: []) }

    let editorHandle: OpaquePointer
    private let entries: OpaquePointer
    private var file: HistoryFile
    private var prompt: UnsafeMutablePointer<CChar>?
    var wasInterrupted = false
    /// The line as the last Tab left it: a second Tab there lists the candidates.
    var lastTab: (line: String, cursor: Int)?

    /// - Returns: `nil` where libedit cannot use the terminal.
    public init?(history file: HistoryFile = .standard) {
        Screen.useUTF8()
        guard let editor = cle_make("hearsay") else { return nil }
        guard let entries = history_init() else {
            el_end(editor)
            return nil
        }
        editorHandle = editor
        self.entries = entries
        self.file = file
        cle_set_data(editor, Unmanaged.passUnretained(self).toOpaque())
        cle_set_prompt(editor) { editor in LineEditor.of(editor)?.prompt }
        cle_set_signal(editor, 0)
        cle_set_reader(editor) { editor, character in LineEditor.read(editor, character) }
        // Ctrl-C and Ctrl-Z are keys while a line is typed, and signals while a command runs.
        cle_set_tty(editor, "-d", "-isig")
        cle_set_editor(editor, "emacs")
        cle_history_limit(entries, Int32(HistoryFile.limit))
        cle_set_history(editor, entries)
        addKeys()
        bindKeys()
        for entry in self.file.load() { cle_history_enter(entries, entry) }
        el_source(editor, nil)
        // Where the user's file asks for vi, that has taken the keys away again.
        if mode == .vi { bindKeys() }
    }

    /// The two ways of editing a line.
    public enum Mode: String, Sendable { case emacs, vi }

    private var mode: Mode { cle_editor(editorHandle).flatMap { Mode(rawValue: String(cString: $0)) } ?? .emacs }

    /// Edits as this editor does from now on.
    public func edit(asIn mode: Mode) {
        guard mode != self.mode else { return }
        cle_set_editor(editorHandle, mode.rawValue)
        bindKeys()
    }

    deinit {
        el_end(editorHandle)
        history_end(entries)
        free(prompt)
    }

    /// Shows a prompt and reads a line.
    ///
    /// - Parameter prompt: One line. A colour escape stands between two `\u{1}`, right before a visible character.
    public func readLine(prompt: String) -> Input {
        free(self.prompt)
        self.prompt = strdup(prompt)
        wasInterrupted = false
        lastTab = nil
        let takesPaste = environment("TERM") != "dumb"
        if takesPaste { cle_write("\u{1B}[?2004h") }
        // libedit would show the prompt first, and a Ctrl-C right after it would still be a signal.
        cle_prepare_terminal(editorHandle, 1)
        var count: Int32 = 0
        let line = LineSignals.watching {
            let text = el_gets(editorHandle, &count)
            return count > 0 ? text.map { String(cString: $0) } : nil
        }
        if takesPaste { cle_write("\u{1B}[?2004l") }
        if LineSignals.ending != 0 {
            // The terminal is in order again; now the signal may do what it does.
            signal(LineSignals.ending, SIG_DFL)
            raise(LineSignals.ending)
        }
        if wasInterrupted { return .interrupted }
        guard var line else {
            cle_write("\n")
            return .endOfInput
        }
        if line.hasSuffix("\n") { line.removeLast() }
        return .line(line)
    }

    /// Adds a command to the history, on one line, if it belongs there.
    public func remember(_ command: String) {
        let line = command.split(separator: "\n").joined(separator: " ")
        if file.append(line) { cle_history_enter(entries, line) }
    }

    static func of(_ editor: OpaquePointer?) -> LineEditor? {
        guard let editor, let data = cle_data(editor) else { return nil }
        return Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
    }

    /// libedit's source of characters: waits for a key, a resized window or the end.
    private static func read(_ editor: OpaquePointer?, _ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        guard let editor, let character else { return -1 }
        var bytes: [UInt8] = []
        while true {
            var waits = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: LineSignals.wake, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waits, nfds_t(waits.count), -1)
            if ready < 0, errno != EINTR { return -1 }
            var byte: UInt8 = 0
            if waits[1].revents != 0 { while Glibc.read(LineSignals.wake, &byte, 1) > 0 {} }
            if LineSignals.ending != 0 { return 0 }
            if LineSignals.takeResize() {
                el_resize(editor)
                cle_refresh(editor)
            }
            guard ready > 0, waits[0].revents != 0 else { continue }
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return Int32(count) }
            bytes.append(byte)
            if let scalar = decode(&bytes) {
                character.pointee = wchar_t(scalar.value)
                return 1
            }
        }
    }

    /// The scalar that the bytes make, once they are complete; bytes that are no UTF-8 are dropped.
    static func decode(_ bytes: inout [UInt8]) -> Unicode.Scalar? {
        if let text = String(validating: bytes, as: UTF8.self) { return text.unicodeScalars.first }
        let length =
            switch bytes[0] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        if bytes.count >= length { bytes = [] }
        return nil
    }
}
