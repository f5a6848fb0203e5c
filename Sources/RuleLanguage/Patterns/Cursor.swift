/// Reads a text byte by byte, for the parsers of patterns and expressions.
struct Cursor {
    let text: SourceText
    private(set) var offset: Int
    let end: Int

    init(_ text: SourceText, range: Range<Int>? = nil) {
        self.text = text
        offset = range?.lowerBound ?? 0
        end = range?.upperBound ?? text.bytes.count
    }

    var isAtEnd: Bool { offset >= end }
    /// The byte here, 0 at the end.
    var byte: UInt8 { offset < end ? text.bytes[offset] : 0 }

    func peek(_ distance: Int) -> UInt8 { offset + distance < end ? text.bytes[offset + distance] : 0 }

    mutating func advance(_ count: Int = 1) { offset = min(end, offset + count) }

    mutating func eat(_ character: Unicode.Scalar) -> Bool {
        guard !isAtEnd, byte == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    mutating func skipSpace() {
        while !isAtEnd, byte.isSpace { offset += 1 }
    }

    /// The longest run of bytes that pass, from here.
    mutating func take(while passes: (UInt8) -> Bool) -> String {
        let start = offset
        while !isAtEnd, passes(text.bytes[offset]) { offset += 1 }
        return String(decoding: text.bytes[start..<offset], as: UTF8.self)
    }

    func span(from start: Int) -> SourceSpan { text.span(start..<max(start, offset)) }
    func string(from start: Int) -> String { String(decoding: text.bytes[start..<offset], as: UTF8.self) }

    /// The character that starts here, whole.
    var character: Range<Int> {
        var last = min(offset + 1, end)
        while last < end, text.bytes[last] & 0xC0 == 0x80 { last += 1 }
        return min(offset, end)..<last
    }
}

extension UInt8 {
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// A letter; all of what is not ASCII counts as letters.
    var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self >= 0x80 }
    /// A character of a capture's or attribute's name.
    var isNameByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
