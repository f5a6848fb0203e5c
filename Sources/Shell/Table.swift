/// Rows in columns, fitted to the room there is.
struct Table {
    struct Column {
        var title: String = ""
        var isRight = false
        /// Whether it may be cut where room is short; the last such column is cut most.
        var shrinks = false
    }

    var columns: [Column]
    var rows: [[StyledText]] = []
    /// Spaces before the first column.
    var indent = 2

    /// The lines, a header first where a column has a title.
    func lines(_ console: any Console) -> [StyledText] {
        guard !rows.isEmpty else { return [] }
        let measure = console.columns(of:)
        var widths = columns.map { measure($0.title) }
        for row in rows {
            for (i, cell) in row.enumerated() { widths[i] = max(widths[i], measure(cell.plain)) }
        }
        fit(&widths, into: console.width - indent - 2 * (columns.count - 1))
        let header = columns.map { StyledText($0.title, .dim) }
        let all = columns.contains { !$0.title.isEmpty } ? [header] + rows : rows
        return all.map { line($0, widths, measure) }
    }

    /// Takes from the widest shrinking column until all fit.
    private func fit(_ widths: inout [Int], into room: Int) {
        var excess = widths.reduce(0, +) - room
        let shrinking = columns.indices.filter { columns[$0].shrinks }
        while excess > 0, let widest = shrinking.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 {
            widths[widest] -= 1
            excess -= 1
        }
    }

    private func line(_ cells: [StyledText], _ widths: [Int], _ measure: (String) -> Int) -> StyledText {
        var line = StyledText(String(repeating: " ", count: indent))
        for (i, cell) in cells.enumerated() {
            let cell = cut(cell, to: widths[i], measure)
            let padding = String(repeating: " ", count: max(0, widths[i] - measure(cell.plain)))
            if columns[i].isRight { line.append(padding) }
            line.append(cell)
            guard i < cells.count - 1 else { break }
            line.append(columns[i].isRight ? "  " : padding + "  ")
        }
        return line.trimmed()
    }
}

/// Text that fits, with `…` where something was cut off.
func cut(_ text: StyledText, to width: Int, _ measure: (String) -> Int) -> StyledText {
    guard measure(text.plain) > width else { return text }
    var cut = StyledText()
    var room = width - 1
    for run in text.runs {
        for character in run.text {
            let size = measure(String(character))
            guard size <= room else { return cut.trimmed() + StyledText("…", run.role) }
            cut.append(String(character), run.role)
            room -= size
        }
    }
    return cut
}

extension StyledText {
    /// Without spaces at the end.
    func trimmed() -> StyledText {
        var trimmed = StyledText()
        var rest = runs
        while let last = rest.popLast() {
            var text = last.text[...]
            while text.last == " " { text.removeLast() }
            if text.isEmpty { continue }
            for run in rest { trimmed.append(run.text, run.role) }
            trimmed.append(String(text), last.role)
            return trimmed
        }
        return trimmed
    }
}
