/// Reads a `where`.
struct ConditionReader {
    let types: TypeTable
    let log: Log

    func read(_ node: YAMLNode?, scope: Scope) -> Expression? {
        guard let node, let text = Values.text(node, "a condition", log: log),
            let parsed = ExpressionParser.parse(text, types: types, log: log)
        else { return nil }
        var result: Expression?
        let isClean = log.isClean { result = Resolver(scope: scope, types: types, log: log).condition(parsed) }
        if isClean, let result, Contradiction.isCertain(in: result) {
            log.add(.neverHolds, "this condition can never hold", at: result.span)
        }
        return result
    }
}

/// Reads an attribute of `with`: a constant, a template or an expression.
struct AttributeReader {
    let scope: Scope
    let types: TypeTable
    let log: Log

    func read(_ node: YAMLNode, of name: String) -> Expression? {
        guard let text = Values.text(node, "`\(name)`", log: log) else { return nil }
        let resolver = Resolver(scope: scope, types: types, log: log)
        if text.bytes.contains(UInt8(ascii: "{")) {
            guard let message = MessageParser.parse(text, log: log) else { return nil }
            resolver.message(message)
            return Expression(.template(message), at: text.span)
        }
        // A hyphen joins a constant's letters (`on-record`); with a name of the rule on either side, it subtracts.
        if isConstant(text) { return Expression(.value(.text(text.string)), at: text.span) }
        guard let parsed = ExpressionParser.parse(text, types: types, log: log) else { return nil }
        return resolver.value(parsed)
    }

    private func isConstant(_ text: SourceText) -> Bool {
        guard let first = text.bytes.first, first.isLetter else { return false }
        guard text.bytes.allSatisfy({ $0.isNameByte || $0 == UInt8(ascii: "-") }) else { return false }
        let words = text.string.split(separator: "-").map(String.init)
        return !words.contains { scope.knows([$0]) && !scope.alsoWords.contains($0) || $0 == "outer" }
    }
}

/// Reads `flag`: one flag or a list, of which the first that holds is taken.
struct FlagReader {
    let types: TypeTable
    let log: Log

    func read(_ node: YAMLNode?, scope: Scope) -> [Flag] {
        guard let node else { return [] }
        guard case .sequence(let nodes) = node.kind else { return flag(node, scope: scope).map { [$0] } ?? [] }
        var flags: [Flag] = []
        var isClosed = false
        for item in nodes {
            if isClosed {
                let message = "no mark comes this far: the flag before has no `where` and takes all"
                log.add(
                    .unreachableFlag, message,
                    at: SourceSpan(file: item.span.file, start: item.span.start, end: item.span.start + 1))
            }
            guard let flag = flag(item, scope: scope) else { continue }
            isClosed = isClosed || flag.condition == nil
            flags.append(flag)
        }
        return flags
    }

    private func flag(_ node: YAMLNode, scope: Scope) -> Flag? {
        guard let fields = Fields(node, "a flag", keys: ["where", "level", "say"], log: log) else { return nil }
        let condition = ConditionReader(types: types, log: log).read(fields["where"], scope: scope)
        let level = fields.choice("level", Level.allCases.map { ($0.name, $0) })
        if fields["level"] == nil { fields.missing("level", "a flag") }
        guard let say = fields["say"] else {
            fields.missing("say", "a flag")
            return nil
        }
        guard let text = Values.free(say, "a message", log: log), let message = MessageParser.parse(text, log: log)
        else { return nil }
        Resolver(scope: scope, types: types, log: log).message(message)
        return level.map { Flag(condition: condition, level: $0, message: message) }
    }
}
