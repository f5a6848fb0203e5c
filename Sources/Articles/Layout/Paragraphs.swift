/// How a plain text falls into paragraphs.
///
/// A line ends with LF, CR LF or CR; a line of nothing but white space is blank. A blank line always parts two
/// paragraphs. So does every other line end, unless the text is hard-wrapped.
///
/// A text is **hard-wrapped** when at least three in ten of the line ends inside its runs of lines fall in the middle
/// of a sentence: a line of at most 100 columns that does not end as a sentence does, and after it one that starts
/// with a small letter. The widest such line is the text's width. In a hard-wrapped text a line end is only a wrap
/// where it falls in the middle of a sentence, or where the next line's first word would not have fitted into the
/// width (give or take eight columns). Everywhere else, and before an indented line, a paragraph ends.
enum Paragraphs {
    struct Line {
        /// Without the white space at either end; never empty.
        var range: Range<Int>
        /// How many bytes of white space stand before it.
        var indent: Int
        var followsBlank: Bool
    }

    /// What markup says about a paragraph; plain text has only prose.
    enum Kind {
        case prose, heading, deck, byline, caption
    }

    struct Paragraph {
        var range: Range<Int>
        /// Whether no blank line parts it from the paragraph before.
        var touchesPrevious: Bool
        var kind = Kind.prose
    }

    static let widestWrap = 100

    static func find(in text: Span<UInt8>) -> [Paragraph] {
        let lines = lines(of: text)
        guard !lines.isEmpty else { return [] }
        let width = wrapWidth(of: lines, in: text)
        var paragraphs: [Paragraph] = []
        paragraphs.reserveCapacity(lines.count)
        paragraphs.append(Paragraph(range: lines[0].range, touchesPrevious: false))
        for index in 1..<lines.count {
            let line = lines[index]
            if let width, isWrap(lines[index - 1], line, width: width, in: text) {
                let last = paragraphs.count - 1
                paragraphs[last].range = paragraphs[last].range.lowerBound..<line.range.upperBound
            } else {
                paragraphs.append(Paragraph(range: line.range, touchesPrevious: !line.followsBlank))
            }
        }
        return paragraphs
    }

    /// The lines that are not blank.
    static func lines(of text: Span<UInt8>) -> [Line] {
        var lines: [Line] = []
        lines.reserveCapacity(text.count / 256 + 8)
        var start = 0
        var followsBlank = false
        while start < text.count {
            let end = text.lineEnd(from: start)
            let range = text.trimmed(start..<end)
            if range.isEmpty {
                followsBlank = true
            } else {
                lines.append(Line(range: range, indent: range.lowerBound - start, followsBlank: followsBlank))
                followsBlank = false
            }
            let isPair = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
            start = isPair ? end + 2 : end + 1
        }
        return lines
    }

    private static func wrapWidth(of lines: [Line], in text: Span<UInt8>) -> Int? {
        var breaks = 0
        var inside = 0
        var width = 0
        for index in 1..<max(lines.count, 1) where !lines[index].followsBlank {
            breaks += 1
            let line = lines[index - 1].range
            guard line.count <= 4 * widestWrap, isInsideSentence(line, lines[index].range, in: text) else { continue }
            let columns = text.columns(line)
            guard columns <= widestWrap else { continue }
            inside += 1
            width = max(width, columns)
        }
        return inside * 10 >= breaks * 3 && inside > 0 ? width : nil
    }

    private static func isWrap(_ line: Line, _ next: Line, width: Int, in text: Span<UInt8>) -> Bool {
        guard !next.followsBlank, next.indent < line.indent + 2, line.range.count <= 4 * widestWrap else {
            return false
        }
        let columns = text.columns(line.range)
        guard columns <= widestWrap else { return false }
        if isInsideSentence(line.range, next.range, in: text) { return true }
        let word = next.range.prefix { text.whiteSpace(at: $0) == 0 }.count
        return columns + 1 + word > width - 8
    }

    private static func isInsideSentence(_ line: Range<Int>, _ next: Range<Int>, in text: Span<UInt8>) -> Bool {
        text[next.lowerBound].isLowercase && !text.extracting(line).endsSentence
    }
}
