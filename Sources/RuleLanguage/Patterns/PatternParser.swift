/// Parses a pattern. The grammar and its lexing are those of the rule language's reference.
struct PatternParser {
    static let maximumDepth = 32
    static let maximumGap = 100
    static let maximumRepetition = 100

    var cursor: Cursor
    let surroundings: PatternSurroundings
    let log: Log
    private var depth = 0

    /// The pattern's tree, or `nil` where errors were logged.
    static func parse(_ text: SourceText, in surroundings: PatternSurroundings, log: Log) -> Pattern? {
        var parser = PatternParser(cursor: Cursor(text), surroundings: surroundings, log: log)
        var root: Pattern.Node?
        let isClean = log.isClean { root = try? parser.whole() }
        guard isClean, let root else { return nil }
        return Pattern(source: text.string, root: root)
    }

    private init(cursor: Cursor, surroundings: PatternSurroundings, log: Log) {
        self.cursor = cursor
        self.surroundings = surroundings
        self.log = log
    }

    // MARK: - Structure

    private mutating func whole() throws -> Pattern.Node {
        cursor.skipSpace()
        if cursor.isAtEnd { throw fail(.patternEmpty, "the pattern is empty", at: cursor.text.wholeSpan) }
        let root = try alternatives()
        if !cursor.isAtEnd { throw fail(.patternSyntax, "no `(` is open here; a literal one is `\\)`", character) }
        return root
    }

    private mutating func alternatives() throws -> Pattern.Node {
        let start = cursor.offset
        var branches = [try sequence()]
        while cursor.eat("|") { branches.append(try sequence()) }
        guard branches.count > 1 else { return branches[0] }
        return Pattern.Node(.alternatives(branches), at: trimmedSpan(from: start))
    }

    private mutating func sequence() throws -> Pattern.Node {
        cursor.skipSpace()
        let start = cursor.offset
        var elements: [Pattern.Node] = []
        while !cursor.isAtEnd, cursor.byte != UInt8(ascii: "|"), cursor.byte != UInt8(ascii: ")") {
            elements.append(try element())
            cursor.skipSpace()
        }
        if elements.isEmpty {
            throw fail(.patternSyntax, "an alternative is empty; what may be missing is `(x)?`", character)
        }
        guard elements.count > 1 else { return elements[0] }
        return Pattern.Node(.sequence(elements), at: trimmedSpan(from: start))
    }

    private mutating func element() throws -> Pattern.Node {
        let start = cursor.offset
        var node: Pattern.Node
        let isGroup: Bool
        if cursor.eat("!") {
            isGroup = cursor.byte == UInt8(ascii: "(")
            node = try negated(from: start)
        } else {
            isGroup = cursor.byte == UInt8(ascii: "(")
            node = try atom()
        }
        if isGroup, cursor.byte == UInt8(ascii: ":") {
            let message = "a group has no tag of its own; write the tag inside, or a space before `:`"
            throw fail(.patternSyntax, message, character)
        }
        node = try quantified(node, from: start)
        if cursor.byte == UInt8(ascii: "@") { node = try captured(node, from: start) }
        if !isAtBoundary, !isGroup { throw unexpected() }
        return node
    }

    private mutating func atom() throws -> Pattern.Node {
        switch cursor.byte {
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "<"): return try mark()
        case UInt8(ascii: "/"): return try regex()
        case UInt8(ascii: "$"): return try dollar()
        case UInt8(ascii: "."): return try dots()
        case UInt8(ascii: "%") where cursor.peek(1).isLetter: return try named()
        case UInt8(ascii: ":"):
            let start = cursor.offset
            let tag = try self.tag()
            return Pattern.Node(.token(TokenTest(word: nil, tag: tag)), at: cursor.span(from: start))
        case UInt8(ascii: "^"):
            let start = cursor.offset
            cursor.advance()
            guard isAtBoundary else {
                throw fail(.mustEscape, "`^` stands alone, for a sentence's start; a literal one is `\\^`", character)
            }
            return Pattern.Node(.sentenceStart, at: cursor.span(from: start))
        default: return try word()
        }
    }

    private mutating func group() throws -> Pattern.Node {
        let start = cursor.offset
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw fail(.patternTooDeep, "groups lie more than \(Self.maximumDepth) deep", character)
        }
        cursor.advance()
        var node = try alternatives()
        guard cursor.eat(")") else {
            throw fail(.patternSyntax, "this `(` is never closed", cursor.text.span(start..<start + 1))
        }
        node.span = cursor.span(from: start)
        return node
    }

    private mutating func negated(from start: Int) throws -> Pattern.Node {
        if cursor.isAtEnd || cursor.byte.isSpace {
            throw fail(.mustEscape, "`!` needs what the token is not; a literal one is `\\!`", cursor.span(from: start))
        }
        if cursor.byte == UInt8(ascii: "!") {
            throw fail(.patternSyntax, "`!!x` is `x`; leave both out", cursor.text.span(start..<start + 2))
        }
        let inner = try atom()
        if let culprit = notOneToken(inner) {
            let message = "after `!` stands exactly one token, and this is not"
            throw fail(.notOneToken, message, culprit)
        }
        return Pattern.Node(.not(inner), at: cursor.span(from: start))
    }

    /// The part of a negated node that can be anything but one token.
    private func notOneToken(_ node: Pattern.Node) -> SourceSpan? {
        switch node.kind {
        case .token: nil
        case .lexicon(let reference, _): surroundings.isSingle(reference) ? nil : node.span
        case .alternatives(let branches): branches.lazy.compactMap { notOneToken($0) }.first
        default: node.span
        }
    }

    // MARK: - What follows an atom

    private mutating func quantified(_ node: Pattern.Node, from start: Int) throws -> Pattern.Node {
        let mark = cursor.offset
        var range: (min: Int, max: Int?)
        switch cursor.byte {
        case UInt8(ascii: "?"): range = (0, 1)
        case UInt8(ascii: "*"): range = (0, nil)
        case UInt8(ascii: "+"): range = (1, nil)
        case UInt8(ascii: "{"): range = try counts()
        default: return node
        }
        if cursor.offset == mark { cursor.advance() }
        switch node.kind {
        case .gap, .sentenceStart, .sentenceEnd:
            throw fail(.badRepetition, "this cannot be repeated", cursor.span(from: mark))
        default: break
        }
        if "?*+{".utf8.contains(cursor.byte) {
            throw fail(.badRepetition, "a second repetition; put the first in parentheses", character)
        }
        return Pattern.Node(.repeated(node, min: range.min, max: range.max), at: cursor.span(from: start))
    }

    /// `{2}`, `{2,}`, `{1,3}`
    private mutating func counts() throws -> (min: Int, max: Int?) {
        let start = cursor.offset
        cursor.advance()
        let low = Int(cursor.take { $0.isDigit })
        var high = low
        if cursor.eat(",") {
            let digits = cursor.take { $0.isDigit }
            high = digits.isEmpty ? nil : Int(digits) ?? Int.max
        }
        guard cursor.eat("}"), let low else {
            let message = "a repetition is `{2}`, `{2,}` or `{1,3}`; a literal brace is `\\{`"
            throw fail(.badRepetition, message, cursor.span(from: start))
        }
        guard low <= high ?? low, high != 0 else {
            throw fail(.badRepetition, "from \(low) to \(high ?? 0) is no range", cursor.span(from: start))
        }
        guard max(low, high ?? low) <= Self.maximumRepetition else {
            let message = "at most \(Self.maximumRepetition) repetitions can be counted"
            throw fail(.badRepetition, message, cursor.span(from: start))
        }
        return (low, high)
    }

    private mutating func captured(_ node: Pattern.Node, from start: Int) throws -> Pattern.Node {
        let at = cursor.offset
        cursor.advance()
        let name = cursor.take { $0.isNameByte }
        guard let first = name.utf8.first, !first.isDigit else {
            let message = "`@` names a capture, as in `x@name`; a literal one is `\\@`"
            throw fail(.badName, message, cursor.span(from: at))
        }
        switch node.kind {
        case .sentenceStart, .sentenceEnd:
            throw fail(.patternSyntax, "a sentence's edge has no words to capture", cursor.span(from: at))
        default: break
        }
        if ReservedNames.captures.contains(name) {
            let message = "`\(name)` already has a meaning in conditions and messages; choose another name"
            log.add(.reservedName, message, at: cursor.span(from: at))
        }
        return Pattern.Node(.capture(name, node), at: cursor.span(from: start))
    }

    // MARK: - Dots and dollars

    private mutating func dots() throws -> Pattern.Node {
        let start = cursor.offset
        let count = cursor.take { $0 == UInt8(ascii: ".") }.utf8.count
        switch count {
        case 1:
            if cursor.byte == UInt8(ascii: ":") {
                let tag = try self.tag()
                return Pattern.Node(.token(TokenTest(word: nil, tag: tag)), at: cursor.span(from: start))
            }
            if !isAtBoundary, !"?*+{@".utf8.contains(cursor.byte) {
                let message = "`.` is any token and stands alone; a literal dot is `\\.`"
                throw fail(.mustEscape, message, cursor.span(from: start))
            }
            return Pattern.Node(.any, at: cursor.span(from: start))
        case 3: return try gap(from: start)
        default:
            let message = "`.` is any one token, `...` a gap; literal dots are `\\.`"
            throw fail(.badGap, message, cursor.span(from: start))
        }
    }

    private mutating func gap(from start: Int) throws -> Pattern.Node {
        if cursor.eat("*") {
            let quotes = cursor.eat("\"")
            return Pattern.Node(.gap(min: 0, max: nil, quotes: quotes), at: cursor.span(from: start))
        }
        let low = cursor.take { $0.isDigit }
        var bounds = (min: 0, max: 6)
        if !low.isEmpty {
            bounds.max = Int(low) ?? Int.max
            if cursor.eat("-") {
                bounds = (bounds.max, Int(cursor.take { $0.isDigit }) ?? -1)
            }
        }
        let quotes = cursor.eat("\"")
        let span = cursor.span(from: start)
        guard bounds.max > 0, bounds.min <= bounds.max else {
            let message = "a gap is `...`, `...3`, `...2-5` or `...*`, and `...\"` one that takes quotations too"
            throw fail(.badGap, message, span)
        }
        guard bounds.max <= Self.maximumGap else {
            throw fail(.badGap, "a gap counts to \(Self.maximumGap) at most; `...*` is any number", span)
        }
        return Pattern.Node(.gap(min: bounds.min, max: bounds.max, quotes: quotes), at: span)
    }

    private mutating func dollar() throws -> Pattern.Node {
        let start = cursor.offset
        cursor.advance()
        guard cursor.byte.isLetter else {
            guard isAtBoundary else {
                let rest = String(decoding: cursor.text.bytes[cursor.character], as: UTF8.self)
                let message = "`$` stands before a lexicon's name, or alone; a literal one is `\\$\(rest)`"
                throw fail(.mustEscape, message, cursor.span(from: start))
            }
            return Pattern.Node(.sentenceEnd, at: cursor.span(from: start))
        }
        var name = lexiconName()
        if cursor.byte == UInt8(ascii: ":"), cursor.peek(1).isLetter, name.contains("/") || namesPack(name) {
            cursor.advance()
            name += ":" + lexiconName()
        }
        let reference = surroundings.lexicon(name, cursor.span(from: start))
        let tag = cursor.byte == UInt8(ascii: ":") ? try self.tag() : nil
        // Where it is unknown, which has been logged, reading goes on for the sake of further errors.
        let kind = Pattern.Kind.lexicon(reference ?? LexiconReference(pack: "", name: name), tag: tag)
        return Pattern.Node(kind, at: cursor.span(from: start))
    }

    /// `%name`: a pattern of the pack's `patterns`, as a group.
    private mutating func named() throws -> Pattern.Node {
        let start = cursor.offset
        cursor.advance()
        let name = cursor.take { $0.isNameByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        guard let node = surroundings.pattern(name, cursor.span(from: start)) else { throw Reported() }
        return node
    }

    private mutating func lexiconName() -> String {
        cursor.take { $0.isNameByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    }

    /// Whether what stands before a colon is a pack without a folder (`$desk:say`) and what follows no tag.
    private func namesPack(_ name: String) -> Bool {
        var ahead = cursor
        ahead.advance()
        let next = ahead.take { $0.isNameByte }
        return surroundings.isPack(name) && !Tags.universal.contains(next.uppercased()) && !Tags.penn.contains(next)
    }

    // MARK: - Places and errors

    var isAtBoundary: Bool { cursor.isAtEnd || cursor.byte.isSpace || "()|".utf8.contains(cursor.byte) }
    var character: SourceSpan { cursor.text.span(cursor.character) }

    private func trimmedSpan(from start: Int) -> SourceSpan {
        var first = start
        var last = cursor.offset
        while first < last, cursor.text.bytes[first].isSpace { first += 1 }
        while last > first, cursor.text.bytes[last - 1].isSpace { last -= 1 }
        return cursor.text.span(first..<last)
    }

    private func unexpected() -> Reported {
        let rest = String(decoding: cursor.text.bytes[cursor.character], as: UTF8.self)
        let message = "`\(rest)` cannot stand here; put a space before it, or `\\\(rest)` for the character"
        return fail(.patternSyntax, message, character)
    }

    func fail(_ code: DiagnosticCode, _ message: String, at span: SourceSpan) -> Reported {
        log.add(code, message, at: span)
        return Reported()
    }

    func fail(_ code: DiagnosticCode, _ message: String, _ span: SourceSpan) -> Reported {
        fail(code, message, at: span)
    }
}

/// Names that packs may not give to something else.
enum ReservedNames {
    private static let words: Set<String> = ["and", "or", "not", "in", "first", "min", "max", "per"]
    static let captures = TypeTable.context.union(words).union(["outer", "match"])
    static let attributes = TypeTable.context.union(words).union(["outer", "match", "type", "rule"])
    static let lets = words.union([
        "value", "band", "by", "words", "sentences", "outlet", "lang", "count", "sum", "mean",
    ])
    .union(["distinct"])
}
