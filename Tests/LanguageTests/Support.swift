import Articles

@testable import Language

/// Reads a text whose paragraphs are divided by empty lines; a first line of `# …` is a headline.
func read(_ string: String, with reader: Reader = Reader()) -> Document {
    let text = Array(string.utf8)
    return reader.read(text, layout: layout(text))
}

func layout(_ text: [UInt8]) -> Layout {
    var blocks: [Layout.Block] = []
    func add(_ start: Int, _ end: Int) {
        let words = (start..<end).filter { text[$0] > 0x20 }
        guard let first = words.first, let last = words.last else { return }
        let isHeadline = text[first] == UInt8(ascii: "#") && blocks.isEmpty && text[first + 1] == 0x20
        blocks.append(
            Layout.Block(
                range: (isHeadline ? first + 2 : first)..<last + 1, zone: isHeadline ? .headline : .body,
                paragraph: blocks.count + 1))
    }
    var start = 0
    for index in text.indices.dropLast() where text[index] == 0x0A && text[index + 1] == 0x0A {
        add(start, index)
        start = index
    }
    add(start, text.count)
    return Layout(blocks: blocks)
}

extension Document {
    func string(_ tokens: Range<Int>) -> String {
        guard let first = tokens.first, let last = tokens.last else { return "" }
        return String(decoding: text[Int(self.tokens[first].start)..<Int(self.tokens[last].end)], as: UTF8.self)
    }

    /// The words, as they stand in the text.
    var strings: [String] { tokens.indices.map { string($0..<$0 + 1) } }

    func strings(_ kind: LanguageMark.Kind) -> [String] { marks.filter { $0.kind == kind }.map { string($0.tokens) } }
}

/// The words of a text.
func words(_ string: String) -> [String] { read(string).strings }

/// The sentences of a text.
func sentences(_ string: String) -> [String] {
    let document = read(string)
    return document.sentences.map { document.string($0.tokens) }
}
