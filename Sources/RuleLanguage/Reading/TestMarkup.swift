/// Reads the markup of tests: the text without it, and what it marks.
enum TestMarkup {
    /// `“He is [said to] have left,” said [who: Ali Hassan].`; `\[` is a bracket.
    static func brackets(_ text: SourceText, captures: Set<String>, log: Log)
        -> (text: String, spans: [(name: String?, range: Range<Int>)])?
    {
        var cursor = Cursor(text)
        var plain: [UInt8] = []
        var spans: [(name: String?, range: Range<Int>)] = []
        var open: [(index: Int, place: SourceSpan)] = []
        while !cursor.isAtEnd {
            let place = text.span(cursor.character)
            if escape(&cursor, of: "[]\\:", into: &plain) { continue }
            if cursor.eat("[") {
                let name = captureName(&cursor, captures, log: log)
                open.append((spans.count, place))
                spans.append((name, plain.count..<plain.count))
            } else if cursor.eat("]") {
                guard let last = open.popLast() else {
                    log.add(.testMarkup, "no bracket is open here; a literal one is `\\]`", at: place)
                    return nil
                }
                let start = spans[last.index].range.lowerBound
                spans[last.index].range = start..<plain.count
                if start == plain.count { log.add(.testMarkup, "these brackets hold nothing", at: last.place) }
            } else {
                plain.append(cursor.byte)
                cursor.advance()
            }
        }
        if let last = open.last {
            log.add(.testMarkup, "this bracket is never closed; a literal one is `\\[`", at: last.place)
            return nil
        }
        return finished(plain, spans, text, log)
    }

    /// `No evidence of <claim>fraud</claim>.`; `\<` is a `<`.
    static func elements(_ text: SourceText, types: TypeTable, log: Log)
        -> (text: String, spans: [(type: String, range: Range<Int>)])?
    {
        var cursor = Cursor(text)
        var plain: [UInt8] = []
        var spans: [(type: String, range: Range<Int>)] = []
        var open: [(index: Int, place: SourceSpan)] = []
        while !cursor.isAtEnd {
            let start = cursor.offset
            if escape(&cursor, of: "<\\", into: &plain) { continue }
            guard cursor.byte == UInt8(ascii: "<"), cursor.peek(1).isLetter || cursor.peek(1) == UInt8(ascii: "/")
            else {
                plain.append(cursor.byte)
                cursor.advance()
                continue
            }
            cursor.advance()
            let isEnd = cursor.eat("/")
            let type = cursor.take { $0.isNameByte || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
            guard cursor.eat(">") else {
                log.add(
                    .testMarkup, "a mark is shown as `<claim>…</claim>`; a literal `<` is `\\<`",
                    at: cursor.span(from: start))
                return nil
            }
            let place = cursor.span(from: start)
            if isEnd {
                guard let last = open.popLast(), spans[last.index].type == type else {
                    log.add(.testMarkup, "`</\(type)>` closes nothing that is open here", at: place)
                    return nil
                }
                spans[last.index].range = spans[last.index].range.lowerBound..<plain.count
            } else {
                if !types.contains(type) {
                    let hint = Suggestion.hint(type, in: types.names)
                    log.add(.unknownType, "no rule makes a mark of type \(type)\(hint)", at: place)
                }
                open.append((spans.count, place))
                spans.append((type, plain.count..<plain.count))
            }
        }
        if let last = open.last {
            log.add(.testMarkup, "this is never closed", at: last.place)
            return nil
        }
        return finished(plain, spans, text, log)
    }

    private static func finished<Name>(
        _ plain: [UInt8], _ spans: [(Name, range: Range<Int>)], _ text: SourceText, _ log: Log
    ) -> (text: String, spans: [(Name, range: Range<Int>)])? {
        guard plain.contains(where: { !$0.isSpace }) else {
            log.add(.testMarkup, "the test's text is empty", at: text.wholeSpan)
            return nil
        }
        return (String(decoding: plain, as: UTF8.self), spans)
    }

    private static func escape(_ cursor: inout Cursor, of characters: String, into plain: inout [UInt8]) -> Bool {
        guard cursor.byte == UInt8(ascii: "\\"), cursor.offset + 1 < cursor.end,
            characters.utf8.contains(cursor.peek(1))
        else { return false }
        plain.append(cursor.peek(1))
        cursor.advance(2)
        return true
    }

    /// `who: ` behind a bracket.
    private static func captureName(_ cursor: inout Cursor, _ captures: Set<String>, log: Log) -> String? {
        var ahead = cursor
        let name = ahead.take { $0.isNameByte }
        let span = ahead.span(from: cursor.offset)
        guard !name.isEmpty, ahead.eat(":"), ahead.byte.isSpace else { return nil }
        ahead.skipSpace()
        if !captures.contains(name) {
            let hint = Suggestion.hint(name, in: captures.sorted())
            log.add(
                .unknownCapture, "no pattern has a capture @\(name)\(hint); for a colon in the text, `\\:`", at: span)
        }
        cursor = ahead
        return name
    }
}
