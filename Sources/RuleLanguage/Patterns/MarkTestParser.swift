/// `<source class=vague hops>=2 name!='The Wire'>`, in patterns and in tallies.
struct MarkTestParser {
    var cursor: Cursor
    let types: TypeTable
    let log: Log

    /// From the `<` on; the cursor ends behind the `>`.
    mutating func parse() throws -> MarkTest {
        let open = cursor.offset
        cursor.advance()
        cursor.skipSpace()
        let start = cursor.offset
        let type = cursor.take { $0.isNameByte || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        guard !type.isEmpty else {
            let message = "`<` opens a mark, as in `<quote>`; a literal one is `\\<`"
            throw fail(.patternSyntax, message, cursor.text.span(open..<open + 1))
        }
        if !types.contains(type) {
            let hint = Suggestion.hint(type, in: types.names)
            log.add(.unknownType, "no rule makes a mark of type \(type)\(hint)", at: cursor.span(from: start))
        }
        var attributes: [MarkTest.Attribute] = []
        while true {
            cursor.skipSpace()
            if cursor.eat(">") { return MarkTest(type: type, attributes: attributes) }
            if cursor.isAtEnd {
                throw fail(.patternSyntax, "this `<` is never closed by `>`", cursor.text.span(open..<open + 1))
            }
            attributes.append(try attribute(of: type))
        }
    }

    private mutating func attribute(of type: String) throws -> MarkTest.Attribute {
        let start = cursor.offset
        let name = cursor.take { $0.isNameByte }
        let nameSpan = cursor.span(from: start)
        guard !name.isEmpty else {
            let message = "an attribute's name belongs here, as in `<\(type) class=vague>`"
            throw fail(.patternSyntax, message, cursor.text.span(cursor.character))
        }
        cursor.skipSpace()
        let operatorStart = cursor.offset
        let sign = cursor.take { "=!<>".utf8.contains($0) }
        guard let relation = Relation(rawValue: sign), !cursor.isAtEnd else {
            let message = "a test compares an attribute by = != < <= > >=, as in `\(name)=x`"
            throw fail(.patternSyntax, message, cursor.text.span(start..<max(operatorStart, start + 1)))
        }
        cursor.skipSpace()
        let valueStart = cursor.offset
        let value = try self.value()
        let known = types.attributes(of: type)
        if types.contains(type), !known.contains(name) {
            let hint = Suggestion.hint(name, in: known.sorted())
            log.add(.unknownAttribute, "no mark of type \(type) has an attribute \(name)\(hint)", at: nameSpan)
        }
        check(value, of: name, at: cursor.span(from: valueStart))
        return MarkTest.Attribute(name: name, relation: relation, value: value)
    }

    private mutating func value() throws -> Value {
        let start = cursor.offset
        let quote = cursor.byte
        if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            cursor.advance()
            let text = cursor.take { $0 != quote }
            guard !cursor.isAtEnd else {
                throw fail(.patternSyntax, "this quotation mark is never closed", cursor.text.span(start..<start + 1))
            }
            cursor.advance()
            return .text(text)
        }
        let text = cursor.take { !$0.isSpace && $0 != UInt8(ascii: ">") }
        guard !text.isEmpty else {
            throw fail(.patternSyntax, "a value belongs here", cursor.text.span(cursor.character))
        }
        return Double(text).flatMap { $0.isFinite && text.utf8.first?.isLetter == false ? .number($0) : nil }
            ?? .text(text)
    }

    private func check(_ value: Value, of name: String, at span: SourceSpan) {
        guard case .text(let text) = value, let values = ContextValues.closed[name], !values.contains(text) else {
            return
        }
        let hint = Suggestion.hint(text, in: values)
        log.add(
            .unknownValue, "\(name) is never \(text)\(hint); it is one of \(values.joined(separator: ", "))", at: span)
    }

    private func fail(_ code: DiagnosticCode, _ message: String, _ span: SourceSpan) -> Reported {
        log.add(code, message, at: span)
        return Reported()
    }
}

extension PatternParser {
    mutating func mark() throws -> Pattern.Node {
        let start = cursor.offset
        var parser = MarkTestParser(cursor: cursor, types: surroundings.types, log: log)
        defer { cursor = parser.cursor }
        let test = try parser.parse()
        if parser.cursor.byte == UInt8(ascii: ":") {
            let place = parser.cursor.text.span(parser.cursor.character)
            throw fail(.patternSyntax, "a mark has no part-of-speech tag", at: place)
        }
        return Pattern.Node(.mark(test), at: parser.cursor.span(from: start))
    }
}
