import CYaml

/// Reads a rule file's YAML into a tree whose every value knows its place.
///
/// The tree is made from libyaml's events, in one pass: an alias, a tag or an anchor is refused as it comes by, so
/// nothing is ever expanded, and depth is bounded before anything is kept.
struct YAMLReader {
    static let maximumBytes = 1 << 20
    static let maximumDepth = 24
    /// The depth of a rule's own mapping. An error from there on breaks the rule; above, it loses its entry only.
    private static let ruleDepth = 3

    private let file: SourceFile
    private var diagnostics: [Diagnostic] = []
    private let offsets: CodePointOffsets

    /// The file's value, `nil` where it could not be read; and what there is to say.
    static func read(_ file: SourceFile) -> (YAMLNode?, [Diagnostic]) {
        guard file.bytes.count <= maximumBytes else {
            let message = "the file is larger than \(maximumBytes >> 10) KiB; split it into several packs"
            return (nil, [Diagnostic(.fileTooLarge, message, at: SourceSpan(file: file, start: 0, end: 0))])
        }
        if let bad = firstInvalidByte(file.bytes) {
            let span = SourceSpan(file: file, start: bad, end: bad + 1)
            return (nil, [Diagnostic(.notUTF8, "the file is not UTF-8 here; save it as UTF-8", at: span)])
        }
        var reader = YAMLReader(file: file)
        let node = reader.document()
        return (node, reader.diagnostics)
    }

    private init(file: SourceFile) {
        self.file = file
        offsets = CodePointOffsets(file.bytes)
    }

    // MARK: - Events

    private enum Stop: Error { case reported }

    private mutating func document() -> YAMLNode? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return nil }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        return file.bytes[offsets.first...].withUnsafeBufferPointer { bytes -> YAMLNode? in
            // The parser keeps a pointer into `bytes`, and is used inside this closure only.
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            return try? root(&parser)
        }
    }

    private mutating func root(_ parser: inout yaml_parser_t) throws -> YAMLNode? {
        var root: YAMLNode?
        while true {
            var event = try next(&parser)
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT:
                if root == nil {
                    let span = SourceSpan(file: file, start: 0, end: 0)
                    diagnostics.append(Diagnostic(.emptyValue, "the file is empty", at: span))
                }
                return root
            case YAML_DOCUMENT_START_EVENT:
                guard root != nil else { continue }
                let message = "a second YAML document; a file holds one"
                diagnostics.append(Diagnostic(.yamlSyntax, message, at: span(of: event)))
                throw Stop.reported
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
            default: root = try node(&event, &parser, depth: 1)
            }
        }
    }

    private mutating func next(_ parser: inout yaml_parser_t) throws -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
            report(problemOf: parser)
            throw Stop.reported
        }
        return event
    }

    private mutating func node(_ event: inout yaml_event_t, _ parser: inout yaml_parser_t, depth: Int) throws
        -> YAMLNode
    {
        let start = span(of: event)
        guard depth <= Self.maximumDepth else {
            let message = "nested more than \(Self.maximumDepth) deep"
            diagnostics.append(Diagnostic(.nestingTooDeep, message, at: start))
            throw Stop.reported
        }
        switch event.type {
        case YAML_ALIAS_EVENT: return refuseAlias(start)
        case YAML_SCALAR_EVENT:
            let refused = refuseProperties(event.data.scalar.anchor, event.data.scalar.tag, start)
            return refused ? YAMLNode(kind: .refused, span: start) : scalar(event, at: start)
        case YAML_SEQUENCE_START_EVENT:
            let refused = refuseProperties(event.data.sequence_start.anchor, event.data.sequence_start.tag, start)
            let items = try sequence(&parser, depth: depth)
            return YAMLNode(
                kind: refused ? .refused : .sequence(items.nodes), span: joined(start, items.end))
        case YAML_MAPPING_START_EVENT:
            let refused = refuseProperties(event.data.mapping_start.anchor, event.data.mapping_start.tag, start)
            let isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            let entries = try mapping(&parser, depth: depth, isFlow: isFlow)
            let isBroken = refused || (entries.isBroken && depth >= Self.ruleDepth)
            return YAMLNode(kind: isBroken ? .refused : .mapping(entries.entries), span: joined(start, entries.end))
        default: return YAMLNode(kind: .refused, span: start)
        }
    }

    private mutating func sequence(_ parser: inout yaml_parser_t, depth: Int) throws
        -> (nodes: [YAMLNode], end: SourceSpan)
    {
        var nodes: [YAMLNode] = []
        while true {
            var event = try next(&parser)
            defer { yaml_event_delete(&event) }
            if event.type == YAML_SEQUENCE_END_EVENT { return (nodes, span(of: event)) }
            nodes.append(notEmpty(try node(&event, &parser, depth: depth + 1), "an empty list entry"))
        }
    }

    /// A mapping's entries; broken where one of them was left out.
    private mutating func mapping(_ parser: inout yaml_parser_t, depth: Int, isFlow: Bool) throws
        -> (entries: [YAMLEntry], end: SourceSpan, isBroken: Bool)
    {
        var entries: [YAMLEntry] = []
        var isBroken = false
        var seen: Set<[UInt8]> = []
        while true {
            var event = try next(&parser)
            defer { yaml_event_delete(&event) }
            if event.type == YAML_MAPPING_END_EVENT { return (entries, span(of: event), isBroken) }
            let key = try node(&event, &parser, depth: depth + 1)
            var valueEvent = try next(&parser)
            defer { yaml_event_delete(&valueEvent) }
            var value = try node(&valueEvent, &parser, depth: depth + 1)
            guard case .scalar(let name, _) = key.kind else {
                isBroken = true
                if case .refused = key.kind { continue }
                diagnostics.append(Diagnostic(.wrongShape, "a key is a single word", at: key.span))
                continue
            }
            if name.isEmpty {
                report(emptyKeyAt: key.span, value: value)
                isBroken = true
                continue
            }
            if isEmptyScalar(value) { value.span = name.wholeSpan }
            let hint = isFlow ? "; inside `{…}`, quote a text that holds a comma" : ""
            value = notEmpty(value, "`\(name.string)` has no value\(hint)")
            guard seen.insert(name.bytes).inserted else {
                let message = "`\(name.string)` stands here twice; keep one"
                diagnostics.append(Diagnostic(.duplicateKey, message, at: name.wholeSpan))
                isBroken = true
                continue
            }
            entries.append(YAMLEntry(key: name, value: value))
        }
    }

    // MARK: - Scalars

    private func scalar(_ event: yaml_event_t, at span: SourceSpan) -> YAMLNode {
        let data = event.data.scalar
        let bytes = Array(UnsafeBufferPointer(start: data.value, count: data.length))
        let text = ScalarPlaces.text(bytes, style: data.style, in: file, at: span.start..<span.end)
        let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
        var node = YAMLNode(kind: .scalar(text, isPlain: isPlain), span: span)
        node.comment = isPlain ? comment(after: span.end) : nil
        return node
    }

    private func comment(after offset: Int) -> SourceSpan? {
        var i = offset
        while i < file.bytes.count, file.bytes[i] == 0x20 || file.bytes[i] == 0x09 { i += 1 }
        guard i > offset, i < file.bytes.count, file.bytes[i] == UInt8(ascii: "#") else { return nil }
        let end = file.bytes[i...].firstIndex(of: 0x0A) ?? file.bytes.count
        return SourceSpan(file: file, start: i, end: end)
    }

    private func isEmptyScalar(_ node: YAMLNode) -> Bool {
        guard case .scalar(let text, true) = node.kind else { return false }
        return text.isEmpty
    }

    private mutating func notEmpty(_ node: YAMLNode, _ message: String) -> YAMLNode {
        guard case .scalar(let text, true) = node.kind else { return node }
        if text.isEmpty {
            let swallowed = restOfLine(after: node.span.end)
            let hint = swallowed.map { "; to start with #, quote it: \(Self.quoted($0))" } ?? ""
            diagnostics.append(Diagnostic(.emptyValue, message + hint, at: node.span))
            return YAMLNode(kind: .refused, span: node.span)
        }
        if text.string == "~" || text.string == "null" {
            let hint = "`\(text.string)` is YAML for nothing; as a word, quote it: '\(text.string)'"
            diagnostics.append(Diagnostic(.emptyValue, hint, at: node.span))
            return YAMLNode(kind: .refused, span: node.span)
        }
        return node
    }

    /// A comment that stands where a value was expected.
    private func restOfLine(after offset: Int) -> String? {
        var i = offset
        while i < file.bytes.count, [0x20, 0x09, 0x2D, 0x3A].contains(file.bytes[i]) { i += 1 }
        guard i < file.bytes.count, file.bytes[i] == UInt8(ascii: "#") else { return nil }
        let end = file.bytes[i...].firstIndex(of: 0x0A) ?? file.bytes.count
        return String(decoding: file.bytes[i..<end], as: UTF8.self)
    }

    // MARK: - What packs may not hold

    private mutating func refuseAlias(_ span: SourceSpan) -> YAMLNode {
        let value = plainValue(from: span.start)
        let message = "`*` starts an alias in YAML, and packs hold none; quote it: \(Self.quoted(value))"
        diagnostics.append(Diagnostic(.yamlAlias, message, at: span))
        return YAMLNode(kind: .refused, span: span)
    }

    private mutating func refuseProperties(
        _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?, _ span: SourceSpan
    ) -> Bool {
        guard anchor != nil || tag != nil else { return false }
        let line = plainValue(from: span.start)
        if anchor != nil {
            let message = "`&` starts an anchor in YAML, and packs hold none; quote it: \(Self.quoted(line))"
            diagnostics.append(Diagnostic(.yamlAnchor, message, at: span))
        } else {
            let message = "`!` starts a tag in YAML, and packs hold none; quote it: \(Self.quoted(line))"
            diagnostics.append(Diagnostic(.yamlTag, message, at: span))
        }
        return true
    }

    private mutating func report(emptyKeyAt span: SourceSpan, value: YAMLNode) {
        let rest = plainValue(from: span.start)
        let message = "nothing stands before the `:`; if the value starts with it, quote it: \(Self.quoted(rest))"
        diagnostics.append(Diagnostic(.mustQuote, message, at: joined(span, value.span)))
    }

    private mutating func report(problemOf parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "unreadable YAML"
        let start = offsets[Int(parser.problem_mark.index)]
        let end = start < file.bytes.count && file.bytes[start] != 0x0A ? start + 1 : start
        let span = SourceSpan(file: file, start: start, end: end)
        let byte = start < file.bytes.count ? file.bytes[start] : 0
        let context = parser.context.map { String(cString: $0) } ?? ""
        if problem.hasPrefix("Maximum nesting") {
            diagnostics.append(Diagnostic(.nestingTooDeep, "nested more than \(Self.maximumDepth) deep", at: span))
        } else if let code = Self.refusals.first(where: { context.contains($0.key) })?.code {
            let begin = offsets[Int(parser.context_mark.index)]
            let message = "YAML reads this as \(context.dropFirst("while scanning ".count)); quote it: "
            let place = SourceSpan(file: file, start: begin, end: max(begin, start))
            diagnostics.append(Diagnostic(code, message + Self.quoted(plainValue(from: begin)), at: place))
        } else if problem.hasPrefix("found character that cannot start any token")
            || (byte == UInt8(ascii: ":") && problem.hasPrefix("did not find expected node content"))
        {
            let message = "YAML reads no value that starts so; quote it: \(Self.quoted(plainValue(from: start)))"
            diagnostics.append(Diagnostic(.mustQuote, message, at: span))
        } else if problem.hasPrefix("mapping values are not allowed") {
            let message = "a second `: ` in one value; quote the value: \(Self.quoted(valueAround(start)))"
            diagnostics.append(Diagnostic(.mustQuote, message, at: span))
        } else if "{}[],".utf8.contains(byte) {
            let message = "YAML does not read this (\(problem)); put patterns and messages in 'single quotes'"
            diagnostics.append(Diagnostic(.yamlSyntax, message, at: span))
        } else {
            let message = "YAML does not read this: \(problem)"
            diagnostics.append(Diagnostic(.yamlSyntax, message, at: span))
        }
    }

    private static let refusals: [(key: String, code: DiagnosticCode)] = [
        ("alias", .yamlAlias), ("anchor", .yamlAnchor), ("tag", .yamlTag), ("block scalar", .mustQuote),
    ]

    // MARK: - Places

    private func span(of event: yaml_event_t) -> SourceSpan {
        let start = offsets[Int(event.start_mark.index)]
        return SourceSpan(file: file, start: start, end: max(start, offsets[Int(event.end_mark.index)]))
    }

    private func joined(_ start: SourceSpan, _ end: SourceSpan) -> SourceSpan {
        var last = max(start.end, min(end.end, file.bytes.count))
        while last > start.end, [0x20, 0x0A, 0x0D].contains(file.bytes[last - 1]) { last -= 1 }
        return SourceSpan(file: file, start: start.start, end: last)
    }

    /// What was probably meant as one value from an offset on: up to the line's end, or to what ends a value in
    /// `[…]` and `{…}` where the line opens one.
    private func plainValue(from offset: Int) -> String {
        let lineStart = file.bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let isFlow = file.bytes[lineStart..<offset].contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
        let line = lineRest(from: offset)
        return isFlow ? String(line.prefix { !",]}".contains($0) }) : line
    }

    /// The rest of a line from an offset, without what surely no longer belongs to a value.
    private func lineRest(from offset: Int) -> String {
        let end = file.bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? file.bytes.count
        let line = String(decoding: file.bytes[offset..<end], as: UTF8.self)
        return String(line.prefix(60))
    }

    /// The value that an offset in the middle of it belongs to: what follows the line's first `: `.
    private func valueAround(_ offset: Int) -> String {
        let lineStart = file.bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var i = lineStart
        while i + 1 < offset, !(file.bytes[i] == UInt8(ascii: ":") && file.bytes[i + 1] == 0x20) { i += 1 }
        return lineRest(from: i + 2 <= offset ? i + 2 : lineStart)
    }

    /// The text as a single-quoted YAML scalar.
    static func quoted(_ text: String) -> String {
        let trimmed = text.reversed().drop { $0 == " " }.reversed()
        return "'" + trimmed.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }

    /// The first byte that is no UTF-8, if any.
    static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}

/// Byte offsets by code point behind a byte order mark, as libyaml counts.
private struct CodePointOffsets {
    /// Where the text starts.
    let first: Int
    private var starts: [Int]?
    private let count: Int

    init(_ bytes: [UInt8]) {
        first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        count = bytes.count
        guard bytes.contains(where: { $0 >= 0x80 }) else { return }
        var starts: [Int] = []
        starts.reserveCapacity(bytes.count)
        for i in first..<bytes.count where bytes[i] & 0xC0 != 0x80 { starts.append(i) }
        self.starts = starts
    }

    subscript(index: Int) -> Int {
        guard let starts else { return min(index, count) }
        return index < starts.count ? starts[index] : count
    }
}
