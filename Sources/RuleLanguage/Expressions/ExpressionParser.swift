/// Parses a condition or an expression. Names are left as they stand; `Scope` finds what they mean.
struct ExpressionParser {
    static let maximumDepth = 48

    private var cursor: Cursor
    private let types: TypeTable
    private let log: Log
    private var depth = 0

    /// The tree, or `nil` where errors were logged.
    static func parse(_ text: SourceText, types: TypeTable, log: Log) -> Expression? {
        var parser = ExpressionParser(cursor: Cursor(text), types: types, log: log)
        var tree: Expression?
        let isClean = log.isClean { tree = try? parser.whole() }
        return isClean ? tree : nil
    }

    private init(cursor: Cursor, types: TypeTable, log: Log) {
        self.cursor = cursor
        self.types = types
        self.log = log
    }

    private mutating func whole() throws -> Expression {
        let tree = try disjunction()
        cursor.skipSpace()
        guard cursor.isAtEnd else { throw unexpected("an operator (= != < <= > >= in and or + - * /)") }
        return tree
    }

    // MARK: - From the loosest to the tightest

    private mutating func disjunction() throws -> Expression {
        depth += 1
        defer { depth -= 1 }
        cursor.skipSpace()
        guard depth <= Self.maximumDepth else {
            throw fail(.expressionTooDeep, "parentheses lie more than \(Self.maximumDepth) deep", here)
        }
        let start = cursor.offset
        var left = try conjunction()
        var length = 1
        while eat(word: "or") {
            left = Expression(.or(left, try conjunction()), at: cursor.span(from: start))
            length += 1
            try bound(length)
        }
        return left
    }

    private mutating func conjunction() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        var left = try negation()
        var length = 1
        while eat(word: "and") {
            left = Expression(.and(left, try negation()), at: cursor.span(from: start))
            length += 1
            try bound(length)
        }
        return left
    }

    private mutating func negation() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        var count = 0
        while eat(word: "not") {
            count += 1
            try bound(count)
        }
        var tree = try comparison()
        for _ in 0..<count { tree = Expression(.not(tree), at: cursor.span(from: start)) }
        return tree
    }

    private mutating func comparison() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        let left = try sum()
        if eat(word: "in") { return try membership(of: left, from: start) }
        guard let relation = try relation() else { return left }
        let right = try sum()
        let tree = Expression(.compare(left, relation, right), at: cursor.span(from: start))
        cursor.skipSpace()
        if "=!<>".utf8.contains(cursor.byte) {
            throw fail(.expressionSyntax, "comparisons do not chain; join two by `and`", here)
        }
        return tree
    }

    private mutating func membership(of left: Expression, from start: Int) throws -> Expression {
        cursor.skipSpace()
        guard cursor.eat("(") else { throw unexpected("a list in parentheses, as in `zone in (lead, body)`") }
        let items = try arguments()
        return Expression(.isIn(left, items), at: cursor.span(from: start))
    }

    private mutating func relation() throws -> Relation? {
        cursor.skipSpace()
        let start = cursor.offset
        let sign = cursor.take { "=!<>".utf8.contains($0) }
        if sign.isEmpty { return nil }
        guard let relation = Relation(rawValue: sign) else {
            let meant = sign == "==" ? "; equality is `=`" : sign == "<>" || sign == "!" ? "; did you mean `!=`?" : ""
            throw fail(.expressionSyntax, "no comparison \(sign)\(meant)", cursor.span(from: start))
        }
        return relation
    }

    private mutating func sum() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        var left = try product()
        var length = 1
        while let sign = take(oneOf: "+-") {
            let right = try product()
            left = Expression(.arithmetic(left, sign, right), at: cursor.span(from: start))
            length += 1
            try bound(length)
        }
        return left
    }

    private mutating func product() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        var left = try signed()
        var length = 1
        while let sign = take(oneOf: "*/") {
            let right = try signed()
            left = Expression(.arithmetic(left, sign, right), at: cursor.span(from: start))
            length += 1
            try bound(length)
        }
        return left
    }

    private mutating func signed() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        guard cursor.eat("-") else { return try primary() }
        cursor.skipSpace()
        let inner = try primary()
        return Expression(.negate(inner), at: cursor.span(from: start))
    }

    // MARK: - Operands

    private mutating func primary() throws -> Expression {
        cursor.skipSpace()
        let start = cursor.offset
        let byte = cursor.byte
        if cursor.eat("(") {
            var inner = try disjunction()
            cursor.skipSpace()
            guard cursor.eat(")") else {
                throw fail(.expressionSyntax, "this `(` is never closed", cursor.text.span(start..<start + 1))
            }
            inner.span = cursor.span(from: start)
            return inner
        }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try string() }
        if byte.isDigit { return try number() }
        if byte.isLetter || byte == UInt8(ascii: "_") { return try nameOrCall() }
        throw unexpected("a name, a number, a 'string' or `(`")
    }

    private mutating func string() throws -> Expression {
        let start = cursor.offset
        let quote = cursor.byte
        cursor.advance()
        let text = cursor.take { $0 != quote }
        guard !cursor.isAtEnd else {
            throw fail(.expressionSyntax, "this quotation mark is never closed", cursor.text.span(start..<start + 1))
        }
        cursor.advance()
        return Expression(.value(.text(text)), at: cursor.span(from: start))
    }

    private mutating func number() throws -> Expression {
        let start = cursor.offset
        let text = cursor.take { $0.isDigit || $0 == UInt8(ascii: ".") }
        guard let value = Double(text), value.isFinite, !cursor.byte.isNameByte else {
            _ = cursor.take { $0.isNameByte || $0 == UInt8(ascii: ".") }
            let span = cursor.span(from: start)
            throw fail(.badNumber, "no number; a text that starts with a digit stands in 'quotes'", span)
        }
        return Expression(.value(.number(value)), at: cursor.span(from: start))
    }

    private mutating func nameOrCall() throws -> Expression {
        let start = cursor.offset
        let text = cursor.take { $0.isNameByte || $0 == UInt8(ascii: ".") }
        let span = cursor.span(from: start)
        let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if path.contains("") {
            throw fail(.expressionSyntax, "a dot stands between two names, as in `who.class`", span)
        }
        if ["and", "or", "not", "in"].contains(text) {
            throw fail(.expressionSyntax, "`\(text)` needs something on both sides; as a text, write '\(text)'", span)
        }
        if cursor.byte == UInt8(ascii: "(") { return try call(text, from: start, nameSpan: span) }
        return Expression(.name(path), at: span)
    }

    private mutating func call(_ name: String, from start: Int, nameSpan: SourceSpan) throws -> Expression {
        cursor.advance()
        cursor.skipSpace()
        if cursor.byte == UInt8(ascii: "<") { return try aggregate(name, from: start, nameSpan: nameSpan) }
        let arguments = try self.arguments()
        let span = cursor.span(from: start)
        guard let function = Expression.Function(rawValue: name) else {
            if Expression.Aggregate(rawValue: name) != nil {
                let message = "`\(name)` is about marks, as in `\(name)(<hedge>)`"
                throw fail(.wrongArguments, message, span)
            }
            throw unknownFunction(name, nameSpan)
        }
        if function == .per, arguments.count != 2 {
            throw fail(.wrongArguments, "`per` takes two values, as in `per(hedges, 1000)`", span)
        }
        if function == .if, arguments.count != 3 {
            let message = "`if` takes a condition and two values, as in `if(who.hops > 1, relayed, heard)`"
            throw fail(.wrongArguments, message, span)
        }
        return Expression(.call(function, arguments), at: span)
    }

    /// `count(<attribution class=named>)`, `sum(<attribution>, strength)`, from the `<` on.
    private mutating func aggregate(_ name: String, from start: Int, nameSpan: SourceSpan) throws -> Expression {
        guard let aggregate = Expression.Aggregate(rawValue: name) else {
            if Expression.Function(rawValue: name) != nil {
                throw fail(.wrongArguments, "`\(name)` takes values, not marks", cursor.span(from: start))
            }
            throw unknownFunction(name, nameSpan)
        }
        var parser = MarkTestParser(cursor: cursor, types: types, log: log)
        let test = try parser.parse()
        cursor = parser.cursor
        cursor.skipSpace()
        var value: Expression?
        if cursor.eat(",") { value = try sum() }
        cursor.skipSpace()
        guard cursor.eat(")") else { throw unexpected("`)`") }
        let span = cursor.span(from: start)
        if aggregate == .count, value != nil {
            throw fail(.wrongArguments, "`count` takes marks and no value; `sum` adds values", span)
        }
        if aggregate != .count, value == nil {
            throw fail(.wrongArguments, "`\(name)` needs a value of each mark, as in `\(name)(<hedge>, weight)`", span)
        }
        return Expression(.aggregate(aggregate, test, value), at: span)
    }

    /// What stands between parentheses, from behind `(` to behind `)`.
    private mutating func arguments() throws -> [Expression] {
        let open = cursor.offset
        var items: [Expression] = []
        repeat {
            items.append(try disjunction())
            try bound(items.count)
            cursor.skipSpace()
        } while cursor.eat(",")
        guard cursor.eat(")") else {
            if cursor.isAtEnd {
                throw fail(.expressionSyntax, "this `(` is never closed", cursor.text.span(open - 1..<open))
            }
            throw unexpected("`,` or `)`")
        }
        return items
    }

    // MARK: - Pieces and errors

    private mutating func eat(word: String) -> Bool {
        cursor.skipSpace()
        var ahead = cursor
        guard ahead.take(while: { $0.isNameByte }) == word, ahead.byte != UInt8(ascii: ".") else { return false }
        cursor = ahead
        return true
    }

    private mutating func take(oneOf signs: String) -> Expression.Operator? {
        cursor.skipSpace()
        guard !cursor.isAtEnd, signs.utf8.contains(cursor.byte) else { return nil }
        let sign = Expression.Operator(rawValue: String(UnicodeScalar(cursor.byte)))
        cursor.advance()
        return sign
    }

    private var here: SourceSpan { cursor.isAtEnd ? cursor.text.wholeSpan : cursor.text.span(cursor.character) }

    /// Long chains make deep trees, and those are walked by recursion.
    private func bound(_ length: Int) throws {
        guard length <= 200 else {
            throw fail(.expressionTooDeep, "the expression has more than 200 terms in a row", here)
        }
    }

    private func unexpected(_ expected: String) -> Reported {
        let character = String(decoding: cursor.text.bytes[cursor.character], as: UTF8.self)
        let found = cursor.isAtEnd ? "the expression ends" : "here stands `\(character)`"
        return fail(.expressionSyntax, "\(found) where \(expected) belongs", here)
    }

    private func unknownFunction(_ name: String, _ span: SourceSpan) -> Reported {
        let names = Expression.Function.allCases.map(\.rawValue) + Expression.Aggregate.allCases.map(\.rawValue)
        return fail(.unknownFunction, "no function \(name)\(Suggestion.hint(name, in: names))", span)
    }

    private func fail(_ code: DiagnosticCode, _ message: String, _ span: SourceSpan) -> Reported {
        log.add(code, message, at: span)
        return Reported()
    }
}
