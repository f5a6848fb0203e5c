/// Reads what belongs to `match`.
struct MatchReader {
    let surroundings: PatternSurroundings
    let log: Log
    /// The rule's own name, the type of its marks where it gives none.
    let name: String

    /// The match and the scope of the rule's flags.
    func read(_ node: YAMLNode, _ fields: Fields) -> (Match, Scope)? {
        let patterns = self.patterns(node, isList: true)
        let captures = CaptureNames(patterns)
        let reach = fields["reach"].flatMap { ReachReader(patterns: self, log: log).read($0, captures) }
        let type = markType(fields)
        if type == nil {
            for key in ["with", "nest", "extend", "flag"] where fields[key] != nil {
                let message = "a rule that only reaches makes no mark for `\(key)`; give it `mark: \(name)`"
                log.add(.misplacedKey, message, at: fields.keySpan(key))
            }
        }
        let unless = fields["unless"].map { self.patterns($0, isList: false) } ?? []
        let nest = fields["nest"] != nil
        let scopes = MatchScopes(captures: captures, isNesting: nest, types: surroundings.types)
        // Where a pattern is in error, its captures are unknown, and only the pattern is worth talking about.
        guard !patterns.isEmpty else { return nil }
        let attributes = self.attributes(fields["with"], scopes)
        let scope = scopes.flag(attributes: attributes.map(\.name))
        let match = Match(
            patterns: patterns, unless: unless,
            condition: condition(fields["where"], scopes.condition(attributes: attributes.map(\.name))),
            type: type, span: capture(fields, "span", captures), attributes: attributes,
            nest: capture(fields, "nest", captures), extend: extend(fields["extend"], captures), reach: reach)
        if nest { checkNesting(patterns + unless) }
        return (match, scope)
    }

    /// Patterns of a list; none where one is in error.
    func patterns(_ node: YAMLNode, isList: Bool) -> [Pattern] {
        let checks = PatternChecks(log: log)
        let texts = Values.frees(node, "a pattern", log: log)
        let parsed = texts.compactMap { text -> Pattern? in
            guard let pattern = PatternParser.parse(text, in: surroundings, log: log) else { return nil }
            checks.check(pattern)
            return pattern
        }
        guard parsed.count == texts.count else { return [] }
        checks.checkList(parsed)
        return parsed
    }

    private func markType(_ fields: Fields) -> String? {
        guard let text = fields.text("mark") else { return fields["reach"] == nil ? name : nil }
        if !Names.isDotted(text.string) {
            let message = "a type is small letters, digits, `-` and `_`, with dots: hedge.report"
            log.add(.badName, message, at: text.span)
        }
        return text.string
    }

    // MARK: - Captures

    /// The capture that `span`, `nest` or a reach's `same` names: one that no way through the pattern goes without.
    func capture(_ fields: Fields, _ key: String, _ captures: CaptureNames) -> String? {
        guard let text = fields.text(key) else { return nil }
        switch captures.standing(of: text.string) {
        case .sure: break
        case .possible:
            let message = "@\(text.string) may be missing from a match, and `\(key)` needs it in every one"
            log.add(.missingCapture, message, at: text.span)
        case .lacking: logLacking(text)
        case .unknown: logUnknown(text, captures)
        }
        return text.string
    }

    private func extend(_ node: YAMLNode?, _ captures: CaptureNames) -> [(capture: String, unit: Match.Unit)] {
        guard let node, let entries = Values.mapping(node, "`extend`", log: log),
            let fields = Fields(node, "`extend`", keys: entries.map(\.name), log: log)
        else { return [] }
        return entries.compactMap { entry in
            switch captures.standing(of: entry.name) {
            case .sure, .possible: break
            case .lacking: logLacking(entry.key)
            case .unknown: logUnknown(entry.key, captures)
            }
            let units = [("quote", Match.Unit.quote), ("clause", .clause), ("sentence", .sentence)]
            return fields.choice(entry.name, units).map { (entry.name, $0) }
        }
    }

    private func logLacking(_ text: SourceText) {
        let message = "not every alternative has a capture @\(text.string); give it to all, or make two rules"
        log.add(.missingCapture, message, at: text.span)
    }

    private func logUnknown(_ text: SourceText, _ captures: CaptureNames) {
        let hint = Suggestion.hint(text.string, in: captures.all.sorted(), prefix: "@")
        log.add(.unknownCapture, "no pattern has a capture @\(text.string)\(hint)", at: text.span)
    }

    // MARK: - Conditions and attributes

    private func condition(_ node: YAMLNode?, _ scope: Scope) -> Expression? {
        ConditionReader(types: surroundings.types, log: log).read(node, scope: scope)
    }

    private func attributes(_ node: YAMLNode?, _ scopes: MatchScopes) -> [(name: String, value: Expression)] {
        guard let node, let entries = Values.mapping(node, "`with`", log: log) else { return [] }
        var attributes: [(name: String, value: Expression)] = []
        for entry in entries {
            checkAttributeName(entry.key, scopes)
            let later = entries.drop { $0.name != entry.name }.map(\.name)
            let scope = scopes.with(attributes: attributes.map(\.name), later: later)
            let reader = AttributeReader(scope: scope, types: surroundings.types, log: log)
            if let value = reader.read(entry.value, of: entry.name) { attributes.append((entry.name, value)) }
        }
        return attributes
    }

    private func checkAttributeName(_ key: SourceText, _ scopes: MatchScopes) {
        if !Names.isPlain(key.string) {
            log.add(.badName, "an attribute's name is letters, digits and `_`", at: key.span)
        } else if ReservedNames.attributes.contains(key.string) {
            log.add(.reservedName, "`\(key.string)` already has a meaning; choose another name", at: key.span)
        } else if scopes.captures.all.contains(key.string) {
            let message = "`\(key.string)` is a capture too, so the name would mean two things; rename one"
            log.add(.reservedName, message, at: key.span)
        }
    }

    /// A rule with `nest` runs before there is any voice and depth.
    private func checkNesting(_ patterns: [Pattern]) {
        for pattern in patterns { checkNesting(pattern.root) }
    }

    private func checkNesting(_ node: Pattern.Node) {
        switch node.kind {
        case .mark(let test):
            for attribute in test.attributes where ["voice", "depth"].contains(attribute.name) {
                let message = "`\(attribute.name)` cannot be read here: \(MatchScopes.nestReason)"
                log.add(.readTooEarly, message, at: node.span)
            }
        case .not(let inner), .capture(_, let inner), .repeated(let inner, _, _): checkNesting(inner)
        case .sequence(let nodes), .alternatives(let nodes): for node in nodes { checkNesting(node) }
        default: break
        }
    }
}

/// The captures of a rule's patterns. Each pattern of the list is an alternative.
struct CaptureNames {
    enum Standing { case sure, possible, lacking, unknown }

    let all: Set<String>
    private let patterns: [Pattern]

    init(_ patterns: [Pattern]) {
        self.patterns = patterns
        all = patterns.reduce(into: []) { $0.formUnion(PatternChecks.captures(in: $1.root)) }
    }

    func standing(of name: String) -> Standing {
        guard all.contains(name) else { return .unknown }
        if patterns.allSatisfy({ PatternChecks.captures(name, in: $0.root, surely: true) }) { return .sure }
        return patterns.allSatisfy { PatternChecks.captures(name, in: $0.root, surely: false) } ? .possible : .lacking
    }
}

/// What the expressions of a `match` rule may read.
struct MatchScopes {
    let captures: CaptureNames
    let isNesting: Bool
    let types: TypeTable

    static let nestReason = "a rule with `nest` runs before there is any"

    private var base: Scope {
        var scope = Scope()
        for name in captures.all {
            if captures.standing(of: name) == .lacking {
                scope.lacking.insert(name)
            } else {
                scope.captures.insert(name)
            }
        }
        scope.hasOuter = true
        return scope
    }

    func condition(attributes: [String]) -> Scope {
        var scope = base
        scope.names = TypeTable.context.union(Scope.article).union(attributes)
        bar(["polarity", "certainty"], "reaches are worked out later; ask in the flag's `where`", in: &scope)
        if isNesting { bar(["voice", "depth"], Self.nestReason, in: &scope) }
        return scope
    }

    func flag(attributes: [String]) -> Scope {
        var scope = base
        scope.names = TypeTable.context.union(Scope.article).union(attributes)
        scope.messageNames = ["match"]
        return scope
    }

    /// - Parameter later: The attribute itself and those that stand after it.
    func with(attributes: [String], later: [String]) -> Scope {
        var scope = base
        scope.names = Scope.article.union(attributes)
        scope.alsoWords = Scope.article.subtracting(attributes).subtracting(captures.all)
        scope.messageNames = ["match"]
        bar(TypeTable.context.sorted(), "`with` reads captures, own attributes, `outer` and the article", in: &scope)
        bar(later, "it stands further down; an attribute reads those above it", in: &scope)
        return scope
    }

    private func bar(_ names: [String], _ reason: String, in scope: inout Scope) {
        for name in names {
            scope.names.remove(name)
            scope.barred[name] = reason
        }
    }
}
