/// Reads `reach`.
struct ReachReader {
    let patterns: MatchReader
    let log: Log

    static let keys = ["go", "over", "until", "stop", "max", "same", "set"]

    /// - Parameter captures: Those of the rule's patterns.
    func read(_ node: YAMLNode, _ captures: CaptureNames) -> Reach? {
        guard let fields = Fields(node, "`reach`", keys: Self.keys, log: log) else { return nil }
        let over = fields.texts("over")
        if fields["over"] == nil { fields.missing("over", "`reach`") }
        if over.isEmpty, fields["over"] != nil {
            log.add(.emptyValue, "`over` names the types of the marks to change", at: fields.keySpan("over"))
        }
        let types = patterns.surroundings.types
        for type in over where !types.contains(type.string) {
            let hint = Suggestion.hint(type.string, in: types.names)
            log.add(.unknownType, "no rule makes a mark of type \(type.string)\(hint)", at: type.span)
        }
        return Reach(
            direction: fields.choice("go", [("right", Reach.Direction.right), ("left", .left)]) ?? .right,
            over: over.map(\.string), until: fields["until"].map { patterns.patterns($0, isList: false) } ?? [],
            stop: fields.choice("stop", Reach.Stop.self) ?? .sentence, max: maximum(fields),
            same: patterns.capture(fields, "same", captures), set: set(fields))
    }

    private func maximum(_ fields: Fields) -> Int? {
        guard let text = fields.text("max") else { return nil }
        guard let number = Int(text.string), number > 0, number <= 10_000 else {
            log.add(.badNumber, "`max` is a number of tokens, from 1", at: text.span)
            return nil
        }
        return number
    }

    private func set(_ fields: Fields) -> [(name: String, value: String)] {
        guard let node = fields["set"] else {
            fields.missing("set", "`reach`")
            return []
        }
        guard let values = Values.mapping(node, "`set`", log: log),
            let fields = Fields(node, "`set`", keys: values.map(\.name), log: log)
        else { return [] }
        if values.isEmpty { log.add(.emptyValue, "`set` changes polarity, certainty or an attribute", at: node.span) }
        return values.compactMap { entry in
            if let closed = ContextValues.reached[entry.name] {
                return fields.choice(entry.name, closed.map { ($0, $0) }).map { (entry.name, $0) }
            }
            checkName(entry.key)
            return fields.text(entry.name).map { (entry.name, $0.string) }
        }
    }

    private func checkName(_ key: SourceText) {
        if !Names.isPlain(key.string) {
            log.add(.badName, "an attribute's name is letters, digits and `_`", at: key.span)
        } else if ReservedNames.attributes.contains(key.string) {
            log.add(.reservedName, "`\(key.string)` already has a meaning; choose another name", at: key.span)
        }
    }
}
