import CRE2

/// The pieces of a pattern that are one token or a phrase: words, tags, regular expressions.
extension PatternParser {
    private enum Prefix { case none, exact, lemma }

    /// A word with its prefix and tag: `reportedly`, `=Reuters`, `~say`, `anonym*`, `*edly`, `charge:verb`.
    mutating func word() throws -> Pattern.Node {
        let start = cursor.offset
        var prefix = Prefix.none
        if cursor.eat("=") { prefix = .exact } else if cursor.eat("~") { prefix = .lemma }
        let isSuffix = prefix == .none && cursor.eat("*")
        let body = try literal(from: start)
        if body.bytes.isEmpty { throw noBody(from: start) }
        let isPrefix = prefix == .none && !isSuffix && cursor.eat("*")
        if isSuffix, cursor.byte == UInt8(ascii: "*") {
            throw fail(.patternSyntax, "`*` stands before or after the letters, not both; use `/…/`", at: character)
        }
        let tag = cursor.byte == UInt8(ascii: ":") ? try self.tag() : nil
        let span = cursor.span(from: start)
        let words = surroundings.words(String(decoding: body.bytes, as: UTF8.self))
        guard let first = words.first else {
            throw fail(.noToken, "the tokenizer makes no token of this, so it can match nothing", at: span)
        }
        guard words.count == 1 else {
            let isNegated = start > 0 && cursor.text.bytes[start - 1] == UInt8(ascii: "!")
            if prefix != .none || isPrefix || isSuffix || tag != nil || isNegated {
                throw splits(words, body.bytes, at: span)
            }
            return phrase(words, body, at: span)
        }
        let folded = surroundings.folded(first.spelling)
        let test: WordTest
        switch prefix {
        case .exact: test = .exact(first.spelling)
        case .lemma: test = .lemma(folded)
        case .none:
            test = isPrefix ? .prefix(folded) : isSuffix ? .suffix(folded) : .literal(folded)
        }
        return Pattern.Node(.token(TokenTest(word: test, tag: tag)), at: span)
    }

    private func phrase(
        _ words: [(spelling: [UInt8], range: Range<Int>)], _ body: (bytes: [UInt8], places: [Int]), at span: SourceSpan
    ) -> Pattern.Node {
        let nodes = words.map { word in
            let first = body.places[word.range.lowerBound]
            let last = body.places[word.range.upperBound - 1]
            let test = TokenTest(word: .literal(surroundings.folded(word.spelling)))
            return Pattern.Node(.token(test), at: cursor.text.span(first..<last + 1))
        }
        return Pattern.Node(.sequence(nodes), at: span)
    }

    private func splits(
        _ words: [(spelling: [UInt8], range: Range<Int>)], _ body: [UInt8], at span: SourceSpan
    ) -> Reported {
        let parts = words.map { "`\(String(decoding: body[$0.range], as: UTF8.self))`" }.joined(separator: " ")
        let message = "in articles this is \(words.count) tokens (\(parts)), and here it must be one"
        return fail(.wordSplits, message, at: span)
    }

    /// The letters of a word up to what ends it, escapes undone, each byte with its place in the pattern.
    private mutating func literal(from start: Int) throws -> (bytes: [UInt8], places: [Int]) {
        var bytes: [UInt8] = []
        var places: [Int] = []
        while !isAtBoundary, !":?*+{@<".utf8.contains(cursor.byte) {
            if cursor.byte == UInt8(ascii: "\\") {
                cursor.advance()
                if cursor.isAtEnd {
                    let span = cursor.span(from: cursor.offset - 1)
                    throw fail(.patternSyntax, "`\\` stands before the character that it makes literal", at: span)
                }
            }
            for i in cursor.character {
                bytes.append(cursor.text.bytes[i])
                places.append(i)
            }
            cursor.advance(cursor.character.count)
        }
        return (bytes, places)
    }

    private mutating func noBody(from start: Int) -> Reported {
        let found = String(decoding: cursor.text.bytes[cursor.character], as: UTF8.self)
        if cursor.offset > start {
            let sign = cursor.string(from: start)
            return fail(
                .mustEscape, "`\(sign)` stands before a word; a literal one is `\\\(sign)`",
                at: cursor.span(from: start))
        }
        return fail(.mustEscape, "nothing stands before this `\(found)`; a literal one is `\\\(found)`", at: character)
    }

    // MARK: - Tags

    /// `:adj`, `:VBN`, `:VB*`, from the colon on.
    mutating func tag() throws -> TagTest {
        let start = cursor.offset
        cursor.advance()
        var name = cursor.take { $0.isLetter || $0 == UInt8(ascii: "-") }
        if cursor.byte == UInt8(ascii: "$"), Tags.penn.contains(name + "$") {
            name += "$"
            cursor.advance()
        }
        guard !name.isEmpty else {
            throw fail(
                .mustEscape, "a tag follows `:`, as in `:verb`; a literal colon is `\\:`", at: cursor.span(from: start))
        }
        let upper = name.uppercased()
        if name == upper, cursor.eat("*") {
            if Tags.penn.contains(where: { $0.hasPrefix(name) }) { return .pennPrefix(name) }
            throw unknownTag(name, in: Tags.penn, at: cursor.span(from: start))
        }
        if name == upper {
            if Tags.penn.contains(name) { return .penn(name) }
            // No Penn tag is called so: `:AUX` can only be meant for the universal one.
            if Tags.universal.contains(name) { return .universal(name) }
            throw unknownTag(name, in: Tags.penn, at: cursor.span(from: start))
        }
        if name == name.lowercased(), Tags.universal.contains(upper) { return .universal(upper) }
        if Tags.penn.contains(upper) {
            throw fail(.unknownTag, "Penn tags are written in capitals: `:\(upper)`", at: cursor.span(from: start))
        }
        throw unknownTag(name, in: Set(Tags.universal.map { $0.lowercased() }), at: cursor.span(from: start))
    }

    private func unknownTag(_ name: String, in tags: Set<String>, at span: SourceSpan) -> Reported {
        let hint = Suggestion.hint(name, in: tags.sorted(), prefix: ":")
        let escape = name.utf8.allSatisfy(\.isLetter) ? "" : "; a literal colon is `\\:`"
        return fail(.unknownTag, "no tag :\(name)\(hint)\(escape)", at: span)
    }

    // MARK: - Regular expressions

    /// `/\d+(st|nd)/`, with `\/` for a slash; then a tag.
    mutating func regex() throws -> Pattern.Node {
        let start = cursor.offset
        cursor.advance()
        var bytes: [UInt8] = []
        while !cursor.isAtEnd, cursor.byte != UInt8(ascii: "/") {
            if cursor.byte == UInt8(ascii: "\\"), cursor.peek(1) == UInt8(ascii: "/") {
                cursor.advance()
            } else if cursor.byte == UInt8(ascii: "\\") {
                bytes.append(cursor.byte)
                cursor.advance()
            }
            if !cursor.isAtEnd { bytes.append(cursor.byte) }
            cursor.advance()
        }
        guard cursor.eat("/") else {
            let message = "this `/` opens a regular expression that is never closed; a literal slash is `\\/`"
            throw fail(.badRegex, message, at: cursor.text.span(start..<start + 1))
        }
        let span = cursor.span(from: start)
        if bytes.isEmpty { throw fail(.badRegex, "an empty regular expression matches no token", at: span) }
        if let problem = RegularExpression.problem(in: bytes) {
            throw fail(.badRegex, "RE2 does not read this regular expression: \(problem)", at: span)
        }
        let tag = cursor.byte == UInt8(ascii: ":") ? try self.tag() : nil
        let test = TokenTest(word: .regex(String(decoding: bytes, as: UTF8.self)), tag: tag)
        return Pattern.Node(.token(test), at: cursor.span(from: start))
    }
}

/// RE2, asked whether it reads an expression.
enum RegularExpression {
    static let maximumMemory = 1 << 20

    /// What RE2 says against the expression, `nil` where it is fine.
    static func problem(in pattern: [UInt8]) -> String? {
        var message = [CChar](repeating: 0, count: 256)
        let regex = pattern.withUnsafeBytes { bytes in
            cre2_new(bytes.baseAddress, bytes.count, maximumMemory, &message, message.count)
        }
        guard let regex else {
            let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            return String(decoding: text, as: UTF8.self)
        }
        cre2_free(regex)
        return nil
    }
}
