import Foundation
import Hearsay

/// An article's layout with offsets in code points, as JSON.
struct StoredLayout: Codable {
    struct Block: Codable {
        var start: Int
        var end: Int
        var zone: String
        var paragraph: Int
    }

    var blocks: [Block]
    var hidden: [[Int]]

    init(_ layout: Layout, _ points: CodePoints) {
        blocks = layout.blocks.map { block in
            let range = points.range(of: block.range)
            return Block(
                start: range.lowerBound, end: range.upperBound, zone: block.zone.name, paragraph: block.paragraph)
        }
        hidden = layout.hidden.map { range in
            let range = points.range(of: range)
            return [range.lowerBound, range.upperBound]
        }
    }

    var json: String { get throws { try encoded(self) } }

    /// The layout with byte offsets; `nil` where an offset lies outside the text.
    func layout(_ offsets: ByteOffsets) -> Layout? {
        var layout = Layout(blocks: [])
        var last = 0
        for block in blocks {
            guard let range = offsets.range(block.start, block.end), let zone = Zone(name: block.zone),
                block.paragraph > 0, range.lowerBound >= last
            else { return nil }
            last = range.upperBound
            layout.blocks.append(Layout.Block(range: range, zone: zone, paragraph: block.paragraph))
        }
        for pair in hidden {
            guard pair.count == 2, let range = offsets.range(pair[0], pair[1]) else { return nil }
            layout.hidden.append(range)
        }
        return layout
    }
}

/// Words and tags that came with an article, with offsets in code points, as JSON.
struct StoredAnnotation: Codable {
    struct Word: Codable {
        var start: Int
        var end: Int
        var form: String
        var lemma: String?
        var universal: String?
        var penn: String?
        var features: String?
    }

    var words: [Word]
    /// Pairs of ordinals of words, from 0, end-exclusive.
    var sentences: [[Int]]

    init(_ annotation: Annotation, _ points: CodePoints) {
        words = annotation.words.map { word in
            let range = points.range(of: word.range)
            return Word(
                start: range.lowerBound, end: range.upperBound, form: word.form, lemma: word.lemma,
                universal: word.universal, penn: word.penn, features: word.features)
        }
        sentences = annotation.sentences.map { [$0.lowerBound, $0.upperBound] }
    }

    var json: String { get throws { try encoded(self) } }

    func annotation(_ offsets: ByteOffsets) -> Annotation? {
        var annotation = Annotation()
        var last = 0
        for word in words {
            guard let range = offsets.range(word.start, word.end), range.lowerBound >= last, !range.isEmpty else {
                return nil
            }
            last = range.upperBound
            annotation.words.append(
                Annotation.Word(
                    range: range, form: word.form, lemma: word.lemma, universal: word.universal, penn: word.penn,
                    features: word.features))
        }
        var end = 0
        for pair in sentences {
            guard pair.count == 2, pair[0] == end, pair[1] > pair[0], pair[1] <= words.count else { return nil }
            end = pair[1]
            annotation.sentences.append(pair[0]..<pair[1])
        }
        return end == words.count ? annotation : nil
    }
}

/// Where each code point of a text starts in bytes.
struct ByteOffsets {
    private let starts: [Int]

    init(_ text: [UInt8]) { starts = text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count] }

    func range(_ start: Int, _ end: Int) -> Range<Int>? {
        guard start >= 0, start <= end, end < starts.count else { return nil }
        return starts[start]..<starts[end]
    }
}

private func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
