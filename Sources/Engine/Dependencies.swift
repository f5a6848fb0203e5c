import RuleLanguage

/// What a rule reads that other rules make, worked out from its patterns and expressions.
struct Dependencies {
    /// Types of marks in its patterns.
    var types: Set<String> = []
    /// Types whose `polarity` or `certainty` it asks for.
    var reached: Set<String> = []
    /// Whether it needs to know what lies in what: `voice`, `depth`, `outer`, or an attribute made from them.
    var needsNesting = false

    /// - Parameter nested: Attribute names that some rule makes from `outer`.
    init(of match: Match, nested: Set<String>) {
        for pattern in match.patterns + match.unless + (match.reach?.until ?? []) { visit(pattern.root, nested) }
        types.formUnion(match.reach?.over ?? [])
        if let condition = match.condition { visit(condition, nested) }
        // A nesting rule's own attributes may read `outer`: they are worked out later, see `deferredAttributes`.
        if match.nest == nil {
            for (_, value) in match.attributes { visit(value, nested) }
        }
    }

    private static let nestingNames: Set<String> = ["voice", "depth", "outer"]

    private mutating func visit(_ node: Pattern.Node, _ nested: Set<String>) {
        switch node.kind {
        case .mark(let test):
            types.insert(test.type)
            for attribute in test.attributes {
                if Self.nestingNames.contains(attribute.name) || nested.contains(attribute.name) { needsNesting = true }
                if attribute.name == "polarity" || attribute.name == "certainty" { reached.insert(test.type) }
            }
        case .not(let inner), .capture(_, let inner), .repeated(let inner, _, _): visit(inner, nested)
        case .sequence(let nodes), .alternatives(let nodes):
            for node in nodes { visit(node, nested) }
        case .token, .lexicon, .any, .gap, .sentenceStart, .sentenceEnd: break
        }
    }

    private mutating func visit(_ expression: Expression, _ nested: Set<String>) {
        for path in expression.paths {
            if path.contains(where: Self.nestingNames.contains) { needsNesting = true }
            if path.count > 1, let last = path.last, nested.contains(last) { needsNesting = true }
        }
    }

    /// For each attribute of a rule: whether it asks for `outer`, itself or through another attribute of the rule.
    static func deferredAttributes(of match: Match) -> [Bool] {
        var deferred = Set<String>()
        var before = -1
        while deferred.count != before {
            before = deferred.count
            for (name, value) in match.attributes
            where value.paths.contains(where: { path in
                path.first.map { nestingNames.contains($0) || deferred.contains($0) } ?? false
            }) {
                deferred.insert(name)
            }
        }
        return match.attributes.map { deferred.contains($0.name) }
    }
}

extension Expression {
    /// All names and paths that it reads.
    var paths: [[String]] {
        switch kind {
        case .value: return []
        case .name(let path): return [path]
        case .template(let message):
            return message.pieces.compactMap { piece in
                if case .value(let path, _, _) = piece { return path }
                return nil
            }
        case .compare(let a, _, let b), .and(let a, let b), .or(let a, let b), .arithmetic(let a, _, let b):
            return a.paths + b.paths
        case .isIn(let a, let list): return a.paths + list.flatMap(\.paths)
        case .not(let a), .negate(let a): return a.paths
        case .call(_, let arguments): return arguments.flatMap(\.paths)
        case .aggregate(_, _, let of): return of?.paths ?? []
        }
    }
}
