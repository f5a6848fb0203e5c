import RuleLanguage

@testable import RuleLanguage

/// A tokenizer for tests: letters and digits together, `n't` and `'s` apart, every other character alone.
func splitWords(_ text: String) -> [(spelling: [UInt8], range: Range<Int>)] {
    let bytes = Array(text.utf8)
    var words: [(spelling: [UInt8], range: Range<Int>)] = []
    func add(_ range: Range<Int>) {
        words.append((Array(bytes[range]), range))
    }
    func isLetter(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }
    var i = 0
    while i < bytes.count {
        var end = i + 1
        if bytes[i].isSpace {
            i = end
            continue
        }
        if isLetter(bytes[i]) { while end < bytes.count, isLetter(bytes[end]) { end += 1 } }
        let rest = String(decoding: bytes[end...], as: UTF8.self).lowercased()
        if rest == "'t", bytes[end - 1] == UInt8(ascii: "n"), end - 1 > i {
            add(i..<end - 1)
            add(end - 1..<end + 2)
            i = end + 2
        } else {
            if bytes[i] == UInt8(ascii: "'"), end < bytes.count, isLetter(bytes[end]) { end = bytes.count }
            add(i..<end)
            i = end
        }
    }
    return words
}

/// Reads packs given by their text, the first as `first.yaml`, with word lists by name.
func read(_ packs: String..., lists: [String: String] = [:], tuning: String? = nil) -> Library {
    let names = ["first.yaml", "second.yaml", "third.yaml"]
    let files = zip(names, packs).map { name, text in
        PackFile(source: SourceFile(path: name, bytes: Array(text.utf8))) { path in
            lists[path].map { SourceFile(path: path, bytes: Array($0.utf8)) }
        }
    }
    let tunings = tuning.map { [SourceFile(path: "hearsay.yaml", bytes: Array($0.utf8))] } ?? []
    return Library.read(files, tuning: tunings, words: { splitWords($0) })
}

/// A pack's text: a head of two lines, then what follows.
func pack(_ body: String, name: String = "desk/test") -> String { "pack: \(name)\nversion: 1.0.0\n\(body)\n" }

/// `line:column severity code`, in the library's order.
func summaries(_ library: Library) -> [String] {
    library.diagnostics.map { diagnostic in
        guard let span = diagnostic.span else { return "\(diagnostic.severity) \(diagnostic.code)" }
        let (line, column) = span.file.position(of: span.start)
        return "\(line):\(column) \(diagnostic.severity) \(diagnostic.code)"
    }
}

/// A pattern's tree in one line.
func describe(_ node: Pattern.Node) -> String {
    switch node.kind {
    case .token(let test): describe(test)
    case .lexicon(let reference, let tag): "$\(reference.pack):\(reference.name)\(describe(tag))"
    case .mark(let test):
        "<"
            + ([test.type] + test.attributes.map { "\($0.name)\($0.relation.rawValue)\(describe($0.value))" })
            .joined(separator: " ") + ">"
    case .any: "any"
    case .not(let inner): "not(\(describe(inner)))"
    case .gap(let min, let max, let quotes): "gap(\(min),\(max.map(String.init) ?? "-"))\(quotes ? "\u{22}" : "")"
    case .sentenceStart: "start"
    case .sentenceEnd: "end"
    case .sequence(let nodes): "[" + nodes.map { describe($0) }.joined(separator: " ") + "]"
    case .alternatives(let nodes): "(" + nodes.map { describe($0) }.joined(separator: "|") + ")"
    case .repeated(let inner, let min, let max): "\(describe(inner)){\(min),\(max.map(String.init) ?? "-")}"
    case .capture(let name, let inner): "\(describe(inner))@\(name)"
    }
}

func describe(_ test: TokenTest) -> String {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let word =
        switch test.word {
        case nil: ""
        case .literal(let bytes): text(bytes)
        case .exact(let bytes): "=" + text(bytes)
        case .lemma(let bytes): "~" + text(bytes)
        case .prefix(let bytes): text(bytes) + "*"
        case .suffix(let bytes): "*" + text(bytes)
        case .regex(let source): "/\(source)/"
        }
    return word + describe(test.tag)
}

func describe(_ tag: TagTest?) -> String {
    switch tag {
    case nil: ""
    case .universal(let name): ":u\(name)"
    case .penn(let name): ":p\(name)"
    case .pennPrefix(let name): ":p\(name)*"
    }
}

func describe(_ value: Value) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .text(let text): "'\(text)'"
    }
}

/// An expression's tree, fully bracketed.
func describe(_ expression: Expression) -> String {
    switch expression.kind {
    case .value(let value): describe(value)
    case .name(let path): path.joined(separator: ".")
    case .template(let message): describe(message)
    case .compare(let a, let relation, let b): "(\(describe(a)) \(relation.rawValue) \(describe(b)))"
    case .isIn(let a, let items): "(\(describe(a)) in \(items.map { describe($0) }.joined(separator: ",")))"
    case .and(let a, let b): "(\(describe(a)) and \(describe(b)))"
    case .or(let a, let b): "(\(describe(a)) or \(describe(b)))"
    case .not(let a): "not(\(describe(a)))"
    case .arithmetic(let a, let sign, let b): "(\(describe(a)) \(sign.rawValue) \(describe(b)))"
    case .negate(let a): "-(\(describe(a)))"
    case .call(let function, let items): "\(function.rawValue)(\(items.map { describe($0) }.joined(separator: ",")))"
    case .aggregate(let aggregate, let test, let value):
        "\(aggregate.rawValue)<\(test.type)>" + (value.map { "(\(describe($0)))" } ?? "")
    }
}

func describe(_ message: Message) -> String {
    message.pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .value(let path, let decimals, _):
            "{" + path.joined(separator: ".") + (decimals.map { "|\($0)" } ?? "") + "}"
        }
    }.joined()
}

extension Library {
    func rule(_ name: String) -> Rule? { packs.flatMap(\.rules).first { $0.name == name } }

    func match(_ name: String) -> Match? {
        guard case .match(let match) = rule(name)?.verb else { return nil }
        return match
    }

    func tally(_ name: String) -> Tally? {
        guard case .tally(let tally) = rule(name)?.verb else { return nil }
        return tally
    }

    /// The entries of a lexicon of any pack, each as text.
    func entries(_ name: String) -> [String]? {
        packs.flatMap(\.lexicons).first { $0.reference.name == name }?.entries.map { entry in
            entry.tokens.map { describe($0) }.joined(separator: " ")
        }
    }
}
