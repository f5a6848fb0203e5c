import Hearsay

/// An article as text: wrapped, what was flagged in its role, and the flags' numbers in the margin.
struct ArticleView {
    let loaded: Loaded
    let width: Int
    let measure: (String) -> Int

    /// A character of the text with what it belongs to.
    private struct Cell {
        var character: Character
        var role: Role
        /// Byte offset in the article.
        var offset: Int
    }

    private static let margin = 9

    /// The paragraphs of that ordinal, all where it is `nil`.
    func lines(paragraph only: Int? = nil) -> [StyledText] {
        var lines: [StyledText] = []
        let roles = self.roles
        var blocks = loaded.article.layout.blocks[...]
        while let first = blocks.first {
            let paragraph = blocks.prefix { $0.paragraph == first.paragraph }
            blocks = blocks.dropFirst(paragraph.count)
            if let only, only != first.paragraph { continue }
            if !lines.isEmpty { lines.append("") }
            var cells: [Cell] = []
            for block in paragraph {
                if let last = cells.last { cells.append(Cell(character: " ", role: .plain, offset: last.offset)) }
                cells += self.cells(of: block, roles)
            }
            lines += wrap(cells)
        }
        return lines
    }

    /// The role of every byte: of the innermost flagged mark over it, by the order of marks.
    private var roles: [Int: Role] {
        var roles: [Int: Role] = [:]
        for (_, mark) in loaded.flags {
            for offset in mark.range { roles[offset] = mark.role }
        }
        return roles
    }

    private func cells(of block: Layout.Block, _ roles: [Int: Role]) -> [Cell] {
        let base: Role =
            switch block.zone {
            case .headline: .bold
            case .byline, .dateline, .caption: .dim
            case .deck, .lead, .body: .plain
            }
        var cells: [Cell] = []
        var position = block.range.lowerBound
        let hidden = loaded.article.layout.hidden.filter { $0.overlaps(block.range) }
        for gap in hidden + [block.range.upperBound..<block.range.upperBound] {
            for character in loaded.analysis.text(position..<max(position, gap.lowerBound)) {
                // Several spaces, and line ends, are one space.
                if !(character.isWhitespace && cells.last?.character == " ") {
                    let shown: Character = character.isWhitespace ? " " : character
                    cells.append(Cell(character: shown, role: roles[position] ?? base, offset: position))
                }
                position += character.utf8.count
            }
            position = max(position, gap.upperBound)
        }
        return cells
    }

    /// Breaks at spaces; a word longer than a line is broken where the line ends.
    private func wrap(_ cells: [Cell]) -> [StyledText] {
        let room = max(20, width - Self.margin - 1)
        var lines: [StyledText] = []
        var rest = cells[...]
        while !rest.isEmpty {
            var used = 0
            var end = rest.startIndex
            var lastSpace: Int?
            while end < rest.endIndex {
                used += measure(String(rest[end].character))
                if used > room { break }
                if rest[end].character == " " { lastSpace = end }
                end += 1
            }
            if end < rest.endIndex, rest[end].character != " ", let lastSpace { end = lastSpace }
            lines.append(line(rest[rest.startIndex..<end]))
            rest = rest[end...].drop { $0.character == " " }
        }
        return lines
    }

    private func line(_ cells: ArraySlice<Cell>) -> StyledText {
        guard let first = cells.first, let last = cells.last else { return StyledText() }
        let starting = loaded.flags.filter { (first.offset...last.offset).contains($0.mark.range.lowerBound) }.map(
            \.number)
        var label = ""
        if let low = starting.first, let high = starting.last { label = low == high ? "f\(low)" : "f\(low)-\(high)" }
        var line = StyledText(String(repeating: " ", count: max(0, Self.margin - 2 - label.count)))
        line.append(label + "  ", .dim)
        for cell in cells { line.append(String(cell.character), cell.role) }
        return line.trimmed()
    }
}
