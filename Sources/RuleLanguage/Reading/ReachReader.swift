/// Reads `reach`.
struct ReachReader {
    let patterns: MatchReader
    let log: Log

    static let keys = ["go", "over", "until", "stop", "max", "set"]

    func read(_ node: YAMLNode) -> Reach? {
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
            stop: fields.choice("stop", [("clause", Reach.Stop.clause), ("quote", .quote), ("sentence", .sentence)])
                ?? .sentence,
            max: maximum(fields), set: set(fields))
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
        let names = ["polarity", "certainty"]
        guard let values = Fields(node, "`set`", keys: names, log: log) else { return [] }
        if values.entries.isEmpty { log.add(.emptyValue, "`set` changes polarity or certainty", at: node.span) }
        return values.entries.compactMap { entry in
            let choices = (ContextValues.closed[entry.name] ?? []).map { ($0, $0) }
            return values.choice(entry.name, choices).map { (entry.name, $0) }
        }
    }
}
