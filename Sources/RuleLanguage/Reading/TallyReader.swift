/// Reads `tally`.
struct TallyReader {
    let types: TypeTable
    let log: Log

    static let keys = ["over", "by", "let", "value", "bands"]

    /// The tally and the scope of the rule's flags.
    func read(_ node: YAMLNode) -> (Tally, Scope)? {
        guard let fields = Fields(node, "a tally", keys: Self.keys, log: log) else {
            return nil
        }
        let scopes = [("paragraph", Tally.Scope.paragraph), ("article", .article), ("session", .session)]
        let over = fields.choice("over", scopes)
        if fields["over"] == nil { fields.missing("over", "a tally") }
        var scope = Scope(names: Scope.article, allowsAggregates: true)
        let lets = self.lets(fields["let"], &scope)
        let value = fields["value"].flatMap { expression($0, scope) }
        if fields["value"] == nil { fields.missing("value", "a tally") }
        scope.allowsAggregates = false
        scope.names.insert("value")
        let bands = self.bands(fields["bands"], scope)
        if fields["bands"] != nil { scope.names.insert("band") }
        if fields["by"] != nil { scope.names.insert("by") }
        if over == .paragraph { scope.names.insert("paragraph") }
        guard let over, let value else { return nil }
        return (Tally(scope: over, by: group(fields), lets: lets, value: value, bands: bands), scope)
    }

    private func expression(_ node: YAMLNode, _ scope: Scope) -> Expression? {
        guard let text = Values.text(node, "an expression", log: log) else { return nil }
        return ExpressionParser.parse(text, types: types, log: log).map {
            Resolver(scope: scope, types: types, log: log).value($0)
        }
    }

    private func lets(_ node: YAMLNode?, _ scope: inout Scope) -> [(name: String, value: Expression)] {
        guard let node, let entries = Values.mapping(node, "`let`", log: log) else { return [] }
        for entry in entries { scope.barred[entry.name] = "it stands further down; a `let` reads those above it" }
        var lets: [(name: String, value: Expression)] = []
        for entry in entries {
            if !Names.isPlain(entry.name) {
                log.add(.badName, "a name in `let` is letters, digits and `_`", at: entry.key.span)
            } else if ReservedNames.lets.contains(entry.name) {
                log.add(.reservedName, "`\(entry.name)` already has a meaning; choose another name", at: entry.key.span)
            }
            if let value = expression(entry.value, scope) { lets.append((entry.name, value)) }
            scope.barred[entry.name] = nil
            scope.names.insert(entry.name)
        }
        return lets
    }

    private func bands(_ node: YAMLNode?, _ scope: Scope) -> [(name: String, condition: Expression)] {
        guard let node, let entries = Values.mapping(node, "`bands`", log: log) else { return [] }
        return entries.compactMap { entry in
            ConditionReader(types: types, log: log).read(entry.value, scope: scope).map { (entry.name, $0) }
        }
    }

    /// `source.entity`, `voice`, `type`, `rule` or an attribute.
    private func group(_ fields: Fields) -> [String]? {
        guard let text = fields.text("by") else { return nil }
        let path = text.string.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.count <= 2, path.allSatisfy({ Names.isPlain($0) }) else {
            log.add(.badName, "`by` is an attribute, as in class, or a capture's, as in source.entity", at: text.span)
            return path
        }
        let known = types.allAttributes.union(["type", "rule", "outlet", "lang"])
        if let last = path.last, !known.contains(last) {
            let hint = Suggestion.hint(last, in: known.sorted())
            log.add(.unknownAttribute, "no mark has an attribute \(last)\(hint)", at: text.span)
        }
        return path
    }
}
