/// Parses a message or a template: `“{cue}”: {voice} passes this on.`
enum MessageParser {
    static func parse(_ text: SourceText, log: Log) -> Message? {
        var pieces: [Message.Piece] = []
        var plain: [UInt8] = []
        var cursor = Cursor(text)
        var isClean = true
        func flush() {
            if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
            plain = []
        }
        while !cursor.isAtEnd {
            if cursor.byte != UInt8(ascii: "{") {
                plain.append(cursor.byte)
                cursor.advance()
            } else if cursor.peek(1) == UInt8(ascii: "{") {
                plain.append(cursor.byte)
                cursor.advance(2)
            } else if let place = place(&cursor, log: log) {
                flush()
                pieces.append(place)
            } else {
                isClean = false
            }
        }
        flush()
        return isClean ? Message(pieces: pieces) : nil
    }

    /// `{who.class|1}`, from the brace on.
    private static func place(_ cursor: inout Cursor, log: Log) -> Message.Piece? {
        let start = cursor.offset
        cursor.advance()
        let nameStart = cursor.offset
        let path = cursor.take { $0.isNameByte || $0 == UInt8(ascii: ".") }
        let span = cursor.span(from: nameStart)
        var decimals: Int?
        var isWrong = path.isEmpty || path.hasPrefix(".") || path.hasSuffix(".") || path.contains("..")
        if cursor.eat("|") {
            decimals = Int(cursor.take { $0.isDigit })
            isWrong = isWrong || decimals.map { $0 > 9 } ?? true
        }
        guard !isWrong, cursor.eat("}") else {
            let message = "a place to fill in is `{name}`, `{name.attribute}` or `{name|1}`; a literal brace is `{{`"
            log.add(.messageSyntax, message, at: cursor.text.span(start..<max(cursor.offset, start + 1)))
            return nil
        }
        return .value(path: path.split(separator: ".").map(String.init), decimals: decimals, at: span)
    }
}
