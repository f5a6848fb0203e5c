import CLibEdit
import Glibc

/// The keys that libedit does not know how to handle by itself.
extension LineEditor {
    /// Makes them known, once.
    func addKeys() {
        add("hearsay-interrupt", "Drop the line") { editor, _ in
            guard let editor, let line = el_wline(editor) else { return UInt8(CC_ERROR) }
            LineEditor.of(editor)?.wasInterrupted = true
            el_cursor(editor, Int32(line.pointee.lastchar - line.pointee.cursor))
            el_insertstr(editor, "^C")
            // Only libedit's own newline moves below the line.
            el_push(editor, "\n")
            return UInt8(CC_REFRESH)
        }
        add("hearsay-suspend", "Stop the program until `fg`") { editor, _ in
            cle_prepare_terminal(editor, 0)
            raise(SIGTSTP)
            cle_prepare_terminal(editor, 1)
            return UInt8(CC_REDISPLAY)
        }
        add("hearsay-paste", "Insert pasted text") { editor, _ in LineEditor.paste(editor) }
        add("hearsay-paste-vi", "Insert pasted text in command mode") { editor, _ in
            guard let editor, let line = el_wline(editor) else { return UInt8(CC_ERROR) }
            // The Esc that starts a paste has left the insert mode and gone a character back.
            if line.pointee.cursor < line.pointee.lastchar { el_cursor(editor, 1) }
            let result = LineEditor.paste(editor)
            guard let line = el_wline(editor) else { return result }
            // At the end of the line command mode goes back a character again.
            el_push(editor, line.pointee.cursor == line.pointee.lastchar ? "a" : "i")
            return result
        }
        add("hearsay-complete", "Complete the word") { editor, _ in
            guard let editor, let self = LineEditor.of(editor) else { return UInt8(CC_ERROR) }
            return UInt8(self.tab(editor))
        }
    }

    /// Binds them to keys, in the way of editing that is set.
    func bindKeys() {
        let isVi = cle_editor(editorHandle).map { String(cString: $0) } == "vi"
        var keys = [
            ("^C", "hearsay-interrupt"), ("^Z", "hearsay-suspend"), ("^I", "hearsay-complete"),
            ("^R", "em-inc-search-prev"), ("^W", "ed-delete-prev-word"),
        ]
        if isVi {
            // Esc is a key of its own there: what the terminal sends after one comes in command mode.
            let commands =
                keys + [
                    ("[200~", "hearsay-paste-vi"), ("[3~", "ed-delete-next-char"), ("[H", "ed-move-to-beg"),
                    ("[F", "ed-move-to-end"),
                ]
            for (key, command) in commands { cle_bind_alternative(editorHandle, key, command) }
        } else {
            keys += [
                ("\\e[200~", "hearsay-paste"), ("\\e[3~", "ed-delete-next-char"), ("\\e[H", "ed-move-to-beg"),
                ("\\e[F", "ed-move-to-end"), ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"),
                ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
            ]
        }
        for (key, command) in keys { cle_bind(editorHandle, key, command) }
    }

    private func add(
        _ name: String, _ help: String, _ function: @convention(c) (OpaquePointer?, Int32) -> UInt8
    ) {
        cle_add_function(editorHandle, name, help, function)
    }

    /// Inserts what the terminal sends up to the end of the paste. Line ends become spaces: a paste runs nothing.
    private static func paste(_ editor: OpaquePointer?) -> UInt8 {
        guard let editor else { return UInt8(CC_ERROR) }
        let end = Array("\u{1B}[201~".unicodeScalars)
        var pasted: [Unicode.Scalar] = []
        var character: wchar_t = 0
        while pasted.suffix(end.count) != end[...] {
            guard el_wgetc(editor, &character) == 1 else { return UInt8(CC_EOF) }
            if let scalar = Unicode.Scalar(UInt32(bitPattern: Int32(character))) { pasted.append(scalar) }
        }
        var text = String.UnicodeScalarView()
        for scalar in pasted.dropLast(end.count) {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                text.append(" ")
            } else if scalar.properties.generalCategory != .control {
                text.append(scalar)
            }
        }
        while text.last == " " { text.removeLast() }
        if text.isEmpty { return UInt8(CC_NORM) }
        return el_insertstr(editor, String(text)) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
    }

    /// Tab: inserts what all candidates share; where that is nothing new, a second Tab lists them.
    private func tab(_ editor: OpaquePointer) -> Int32 {
        guard let (line, cursor) = typed(editor) else { return CC_ERROR }
        let completion = complete(line, cursor)
        let scalars = Array(line.unicodeScalars)
        guard !completion.candidates.isEmpty, completion.start <= cursor else { return CC_ERROR }
        let word = scalars[completion.start..<cursor]
        let (shared, isWhole) = Self.shared(completion.candidates)
        if shared.count > word.count || (isWhole && shared.count == word.count) {
            el_deletestr(editor, Int32(word.count))
            el_insertstr(editor, String(String.UnicodeScalarView(shared)) + (isWhole ? " " : ""))
            lastTab = typed(editor)
            return CC_REFRESH
        }
        guard let lastTab, lastTab == (line, cursor) else {
            self.lastTab = (line, cursor)
            return CC_REFRESH_BEEP
        }
        cle_write("\n" + Self.columns(completion.candidates.map(\.label), width: Screen.width))
        return CC_REDISPLAY
    }

    private func typed(_ editor: OpaquePointer) -> (line: String, cursor: Int)? {
        guard let info = el_wline(editor)?.pointee, let buffer = info.buffer else { return nil }
        let cursor = info.cursor - buffer
        var line = String.UnicodeScalarView()
        for i in 0..<(info.lastchar - buffer) {
            line.append(Unicode.Scalar(UInt32(bitPattern: Int32(buffer[i]))) ?? "\u{FFFD}")
        }
        return (String(line), cursor)
    }

    /// The start that all candidates share, and whether it is the only one, whole.
    static func shared(_ candidates: [Completion.Candidate]) -> (text: [Unicode.Scalar], isWhole: Bool) {
        guard let first = candidates.first else { return ([], false) }
        var shared = Array(first.text.unicodeScalars)
        for candidate in candidates.dropFirst() {
            let same = zip(shared, candidate.text.unicodeScalars).prefix { $0 == $1 }.count
            shared.removeLast(shared.count - same)
        }
        return (shared, candidates.count == 1 && first.isWhole)
    }

    /// The labels in columns, filled downwards as `ls` does.
    static func columns(_ labels: [String], width: Int) -> String {
        let shown = labels.prefix(200)
        let widths = shown.map(DisplayWidth.of)
        let column = (widths.max() ?? 0) + 2
        let across = max(1, width / column)
        let down = (shown.count + across - 1) / across
        var text = ""
        for row in 0..<down {
            for i in stride(from: row, to: shown.count, by: down) {
                let isLast = i + down >= shown.count
                text += shown[i] + (isLast ? "" : String(repeating: " ", count: column - widths[i]))
            }
            text += "\n"
        }
        if labels.count > shown.count { text += "… and \(labels.count - shown.count) more\n" }
        return text
    }
}
