import CMd4c

/// Reads Markdown (CommonMark with tables and strikethrough; indented text is no code, since in articles it is none).
///
/// The text stays as it is. A paragraph, a heading, a list item's text, a table's cell is a block each; markup inside
/// them (`#`, `**`, a link's address, inline HTML, code spans, pictures) is hidden, and code blocks, HTML blocks and
/// rules are no blocks at all. A paragraph of nothing but pictures is a caption, its words what stands for them.
///
/// Zones are those of `Layout.detect`, but where there is a heading before the prose, the first one is the headline,
/// and no other line is. Every later heading is body, and never the lead.
///
/// Front matter (`key: value` lines between `---` at the very top) is not analysed: `title outlet date url lang` go
/// into the metadata, what else is one line long into `meta` as strings.
enum Markdown {
    static func read(_ text: [UInt8]) -> (Layout, Metadata) {
        let (start, metadata) = FrontMatter.read(text)
        let collector = MarkdownCollector()
        collector.parse(text, from: start)
        var visible = VisibleText()
        for leaf in collector.leaves { visible.append(leaf, of: text) }
        let blocks = Layout.blocks(visible.bytes, visible.paragraphs, title: metadata.title).map { block in
            Layout.Block(range: visible.source(of: block.range), zone: block.zone, paragraph: block.paragraph)
        }
        return (Layout(blocks: blocks, hidden: visible.hidden(in: blocks)), metadata)
    }
}

/// What md4c calls a leaf: the text of one paragraph, heading or cell.
struct MarkdownLeaf {
    var kind = Paragraphs.Kind.prose
    /// The source's bytes that are words, in order.
    var pieces: [Range<Int>] = []
    /// Before which pieces a line ends.
    var breaks: Set<Int> = []
}

/// Collects md4c's events. The texts that it hands out point into the source, which tells their places.
private final class MarkdownCollector {
    private(set) var leaves: [MarkdownLeaf] = []
    private var leaf = MarkdownLeaf()
    /// What stands for the pictures of this leaf.
    private var pictures = MarkdownLeaf(kind: .caption)
    private var pictureDepth = 0
    private var isHeading = false
    private var base: UnsafePointer<CChar>?
    private var start = 0
    private var count = 0

    func parse(_ text: [UInt8], from start: Int) {
        var parser = MD_PARSER()
        parser.flags = UInt32(MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS)
        parser.enter_block = { kind, _, user in
            MarkdownCollector.of(user)?.boundary(isHeading: kind == MD_BLOCK_H)
            return 0
        }
        parser.leave_block = { _, _, user in
            MarkdownCollector.of(user)?.boundary(isHeading: false)
            return 0
        }
        parser.enter_span = { kind, _, user in
            if kind == MD_SPAN_IMG { MarkdownCollector.of(user)?.pictureDepth += 1 }
            return 0
        }
        parser.leave_span = { kind, _, user in
            if kind == MD_SPAN_IMG { MarkdownCollector.of(user)?.pictureDepth -= 1 }
            return 0
        }
        parser.text = { kind, text, size, user in
            MarkdownCollector.of(user)?.text(kind, text, Int(size))
            return 0
        }
        self.start = start
        text.span.extracting(start...).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                base = characters.baseAddress
                count = characters.count
                guard let size = MD_SIZE(exactly: count) else { return }
                md_parse(characters.baseAddress, size, &parser, Unmanaged.passUnretained(self).toOpaque())
                base = nil
            }
        }
        boundary(isHeading: false)
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> MarkdownCollector? {
        user.map { Unmanaged<MarkdownCollector>.fromOpaque($0).takeUnretainedValue() }
    }

    private func boundary(isHeading: Bool) {
        if !leaf.pieces.isEmpty {
            leaf.kind = self.isHeading ? .heading : .prose
            leaves.append(leaf)
        } else if !pictures.pieces.isEmpty {
            leaves.append(pictures)
        }
        leaf = MarkdownLeaf()
        pictures = MarkdownLeaf(kind: .caption)
        self.isHeading = isHeading
    }

    private func text(_ kind: MD_TEXTTYPE, _ text: UnsafePointer<CChar>?, _ size: Int) {
        switch kind {
        case MD_TEXT_SOFTBR, MD_TEXT_BR:
            leaf.breaks.insert(leaf.pieces.count)
            pictures.breaks.insert(pictures.pieces.count)
        case MD_TEXT_NORMAL, MD_TEXT_ENTITY:
            guard let base, let text, size > 0 else { return }
            // Texts that do not stand in the source (the sign for NUL) are none of its words.
            let offset = Int(bitPattern: text) - Int(bitPattern: base)
            guard offset >= 0, offset + size <= count else { return }
            let piece = start + offset..<start + offset + size
            if pictureDepth > 0 { pictures.pieces.append(piece) } else { leaf.pieces.append(piece) }
        default: return
        }
    }
}

/// The words of a Markdown text without its markup, and where they come from.
private struct VisibleText {
    private(set) var bytes: [UInt8] = []
    private(set) var paragraphs: [Paragraphs.Paragraph] = []
    /// Where each unbroken stretch starts here and in the source.
    private var stretches: [(here: Int, source: Int)] = []
    private var gaps: [Range<Int>] = []

    mutating func append(_ leaf: MarkdownLeaf, of text: [UInt8]) {
        let start = bytes.count
        var end = leaf.pieces.first?.lowerBound ?? 0
        for (index, piece) in leaf.pieces.enumerated() where piece.lowerBound >= end {
            appendGap(end..<piece.lowerBound, isBreak: leaf.breaks.contains(index), of: text)
            appendStretch(piece, of: text)
            end = piece.upperBound
        }
        let range = bytes.span.trimmed(start..<bytes.count)
        guard !range.isEmpty else { return }
        paragraphs.append(Paragraphs.Paragraph(range: range, touchesPrevious: false, kind: leaf.kind))
    }

    /// Markup between two pieces. Where a line ends in it, its white space still parts the words.
    private mutating func appendGap(_ gap: Range<Int>, isBreak: Bool, of text: [UInt8]) {
        guard isBreak else {
            if !gap.isEmpty { gaps.append(gap) }
            return
        }
        var index = gap.lowerBound
        while index < gap.upperBound {
            let isSpace = text[index] <= 0x20
            let end = text[index..<gap.upperBound].firstIndex { ($0 <= 0x20) != isSpace } ?? gap.upperBound
            if isSpace { appendStretch(index..<end, of: text) } else { gaps.append(index..<end) }
            index = end
        }
    }

    private mutating func appendStretch(_ range: Range<Int>, of text: [UInt8]) {
        stretches.append((bytes.count, range.lowerBound))
        bytes += text[range]
    }

    func source(of range: Range<Int>) -> Range<Int> {
        let start = source(of: range.lowerBound)
        return start..<max(start, source(of: range.upperBound - 1) + 1)
    }

    private func source(of offset: Int) -> Int {
        var low = 0
        var high = stretches.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle].here <= offset { low = middle } else { high = middle }
        }
        return stretches[low].source + offset - stretches[low].here
    }

    /// The markup that stands inside blocks.
    func hidden(in blocks: [Layout.Block]) -> [Range<Int>] {
        var block = 0
        return gaps.filter { gap in
            while block < blocks.count, blocks[block].range.upperBound <= gap.lowerBound { block += 1 }
            return block < blocks.count && blocks[block].range.lowerBound <= gap.lowerBound
                && gap.upperBound <= blocks[block].range.upperBound
        }
    }
}

/// The lines of `key: value` between two `---` at the top of a Markdown file.
private enum FrontMatter {
    /// Where the text starts after it: 0 where there is none.
    static func read(_ text: [UInt8]) -> (start: Int, metadata: Metadata) {
        var metadata = Metadata()
        guard text.starts(with: Array("---".utf8)) else { return (0, metadata) }
        var number = 0
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let line = String(decoding: text[text.span.trimmedEnd(start..<end)], as: UTF8.self)
            start = min(end + 1, text.count)
            number += 1
            if number == 1 {
                guard line == "---" else { break }
            } else if line == "---" || line == "..." {
                return (start, metadata)
            } else {
                read(line, into: &metadata)
            }
        }
        return (0, Metadata())
    }

    private static func read(_ line: String, into metadata: inout Metadata) {
        guard let colon = line.firstIndex(of: ":"), line.first?.isLetter == true else { return }
        let key = line[..<colon].lowercased()
        var value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        if value.count >= 2, let quote = value.first, quote == value.last, quote == "\"" || quote == "'" {
            value = value.dropFirst().dropLast()
        }
        guard !value.isEmpty else { return }
        switch key {
        case "title": metadata.title = String(value)
        case "outlet": metadata.outlet = String(value)
        case "date": metadata.date = String(value)
        case "url": metadata.url = String(value)
        case "lang": metadata.lang = String(value)
        default: metadata.meta.append((key, JSON.quoted(String(value))))
        }
    }
}
