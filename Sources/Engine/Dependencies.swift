import RuleLanguage

/// What a rule reads that other rules make, worked out from its patterns and expressions.
struct Dependencies {
    /// Types of marks in its patterns.
    var types: Set<String> = []
    /// Types of which it asks for something that a reach sets.
    var reached: Set<String> = []
    /// Whether it needs to know what lies in what: `voice`, `depth`, `outer`, or an attribute made from them.
    var needsNesting = false

    /// - Parameters:
    ///   - nested: Attribute names that some rule makes from `outer`.
    ///   - given: The names that some rule's reach sets.
    init(of match: Match, nested: Set<String>, given: Set<String>) {
        self.given = given
        for pattern in match.patterns + match.unless + (match.reach?.until ?? []) { visit(pattern.root, nested) }
        types.formUnion(match.reach?.over ?? [])
        if let condition = match.condition { visit(condition, nested) }
        // A nesting rule's own attributes may read `outer`: they are worked out later, see `deferredAttributes`.
        if match.nest == nil {
            for (_, value) in match.attributes { visit(value, nested) }
        }
        // Which of its marks a capture stands for is not looked into: it may be any.
        let expressions = match.attributes.map(\.value) + (match.condition.map { [$0] } ?? [])
        if expressions.flatMap(\.paths).contains(where: { $0.count > 1 && given.contains($0[$0.count - 1]) }) {
            reached.formUnion(inPatterns)
        }
    }

    private let given: Set<String>
    /// Types of marks in its patterns.
    private var inPatterns: Set<String> = []

    private static let nestingNames: Set<String> = ["voice", "depth", "outer"]

    private mutating func visit(_ node: Pattern.Node, _ nested: Set<String>) {
        switch node.kind {
        case .mark(let test):
            types.insert(test.type)
            inPatterns.insert(test.type)
            for attribute in test.attributes {
                if Self.nestingNames.contains(attribute.name) || nested.contains(attribute.name) { needsNesting = true }
                if given.contains(attribute.name) { reached.insert(test.type) }
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
