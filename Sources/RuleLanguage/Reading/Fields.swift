/// The keys of a mapping, checked against those that may stand there.
struct Fields {
    let span: SourceSpan
    let entries: [YAMLEntry]
    let log: Log

    /// Logs a node of another shape and keys that do not belong; `nil` where there is no mapping.
    init?(_ node: YAMLNode, _ what: String, keys: [String], log: Log) {
        guard let all = Values.mapping(node, what, log: log) else { return nil }
        let known = Set(keys)
        for entry in all where !known.contains(entry.name) {
            let near = Suggestion.nearest(entry.name, in: keys)
            let hint = near.map { "; did you mean \($0)?" } ?? "; there are \(keys.joined(separator: ", "))"
            log.add(.unknownKey, "\(what) has no key \(entry.name)\(hint)", at: entry.key.span)
        }
        span = node.span
        entries = all.filter { known.contains($0.name) }
        self.log = log
    }

    subscript(key: String) -> YAMLNode? { entries.first { $0.name == key }?.value }

    func keySpan(_ key: String) -> SourceSpan { entries.first { $0.name == key }?.key.span ?? span }

    func text(_ key: String) -> SourceText? { self[key].flatMap { Values.text($0, "`\(key)`", log: log) } }

    func string(_ key: String) -> String? { text(key)?.string }

    func texts(_ key: String) -> [SourceText] { self[key].map { Values.texts($0, "`\(key)`", log: log) } ?? [] }

    /// A scalar that is one of a few words.
    func choice<T>(_ key: String, _ values: [(String, T)]) -> T? {
        guard let text = text(key) else { return nil }
        if let found = values.first(where: { $0.0 == text.string }) { return found.1 }
        let names = values.map(\.0)
        let hint = Suggestion.hint(text.string, in: names)
        let message = "`\(key)` is one of \(names.joined(separator: ", ")), not \(text.string)\(hint)"
        log.add(.unknownValue, message, at: text.span)
        return nil
    }

    func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T? where T.RawValue == String {
        choice(key, T.allCases.map { ($0.rawValue, $0) })
    }

    /// Logs that a key is missing.
    func missing(_ key: String, _ what: String, at span: SourceSpan? = nil) {
        log.add(.missingKey, "\(what) needs `\(key)`", at: span ?? self.span)
    }
}

/// Reads plain values out of the tree, logging those of the wrong shape.
enum Values {
    static func text(_ node: YAMLNode, _ what: String, log: Log) -> SourceText? {
        switch node.kind {
        case .scalar(let text, _): return text
        case .refused: log.poison()
        case .sequence, .mapping:
            log.add(.wrongShape, "\(what) is one text, and here stands \(shape(node))", at: node.span)
        }
        return nil
    }

    /// A text of the author's own (a pattern, a message, a test), which YAML must not have cut off.
    static func free(_ node: YAMLNode, _ what: String, log: Log) -> SourceText? {
        switch node.kind {
        case .scalar(let text, _):
            guard let comment = node.comment else { return text }
            let quoted = YAMLReader.quoted(text.string)
            let message = "YAML ends \(what) at ` #`; quote it up to where it ends, as in \(quoted)"
            log.add(.mustQuote, message, at: comment)
        case .refused: log.poison()
        case .sequence, .mapping:
            let source = String(decoding: node.span.file.bytes[node.span.start..<node.span.end], as: UTF8.self)
            let line = source.split(separator: "\n").first.map(String.init) ?? ""
            let message = "YAML reads \(shape(node)) where \(what) belongs; quote it: \(YAMLReader.quoted(line))"
            log.add(.mustQuote, message, at: node.span)
        }
        return nil
    }

    /// One text or a list of them.
    static func texts(_ node: YAMLNode, _ what: String, log: Log) -> [SourceText] {
        guard case .sequence(let items) = node.kind else { return text(node, what, log: log).map { [$0] } ?? [] }
        return items.compactMap { text($0, "an entry of \(what)", log: log) }
    }

    static func frees(_ node: YAMLNode, _ what: String, log: Log) -> [SourceText] {
        guard case .sequence(let items) = node.kind else { return free(node, what, log: log).map { [$0] } ?? [] }
        if items.isEmpty { log.add(.emptyValue, "the list is empty; \(what) belongs here", at: node.span) }
        return items.compactMap { free($0, what, log: log) }
    }

    static func mapping(_ node: YAMLNode, _ what: String, log: Log) -> [YAMLEntry]? {
        switch node.kind {
        case .mapping(let entries): return entries
        case .refused: log.poison()
        case .scalar, .sequence:
            log.add(.wrongShape, "\(what) is made of `key: value`, and here stands \(shape(node))", at: node.span)
        }
        return nil
    }

    private static func shape(_ node: YAMLNode) -> String {
        switch node.kind {
        case .scalar: "a text"
        case .sequence: "a list"
        case .mapping: "`key: value`"
        case .refused: "nothing"
        }
    }
}

/// Names of packs, lexicons, rules, types and attributes.
enum Names {
    /// `report.passive`: segments of small letters, digits, `_` and `-`, each starting with a letter.
    static func isDotted(_ name: String) -> Bool {
        name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isSegment($0) }
    }

    /// `core/hedging`
    static func isPack(_ name: String) -> Bool {
        name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { isSegment($0) }
    }

    private static func isSegment(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0.isDigit || $0 == 0x2D || $0 == 0x5F }
    }

    /// A capture's, attribute's or `let` name, as expressions read it.
    static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, !first.isDigit else { return false }
        return name.utf8.allSatisfy(\.isNameByte)
    }
}
