/// Finds conditions that cannot hold whatever the article, in simple cases.
enum Contradiction {
    static func isCertain(in expression: Expression) -> Bool {
        switch expression.kind {
        case .or(let a, let b): isCertain(in: a) && isCertain(in: b)
        case .and:
            conjuncts(of: expression).contains { isCertain(in: $0) } || clash(conjuncts(of: expression))
        default: clash([expression])
        }
    }

    private static func conjuncts(of expression: Expression) -> [Expression] {
        guard case .and(let a, let b) = expression.kind else { return [expression] }
        return conjuncts(of: a) + conjuncts(of: b)
    }

    /// What a list of comparisons leaves of one name's values.
    private struct Remaining {
        var texts: Set<String>?
        var excluded: Set<String> = []
        var low = -Double.infinity
        var high = Double.infinity
        var lowIsOpen = false
        var highIsOpen = false

        var isNothing: Bool {
            if let texts, texts.subtracting(excluded).isEmpty { return true }
            return low > high || (low == high && (lowIsOpen || highIsOpen))
        }
    }

    private static func clash(_ conjuncts: [Expression]) -> Bool {
        var names: [[String]: Remaining] = [:]
        for conjunct in conjuncts {
            switch conjunct.kind {
            case .compare(let a, let relation, let b):
                if case .value(let left) = a.kind, case .value(let right) = b.kind {
                    if !holds(left, relation, right) { return true }
                } else if case .name(let path) = a.kind, case .value(let value) = b.kind {
                    narrow(&names[path, default: start(path)], relation, value)
                } else if case .value(let value) = a.kind, case .name(let path) = b.kind {
                    narrow(&names[path, default: start(path)], mirrored(relation), value)
                }
            case .isIn(let a, let items):
                guard case .name(let path) = a.kind else { continue }
                let texts = items.compactMap { item -> String? in
                    if case .value(.text(let text)) = item.kind { text } else { nil }
                }
                guard texts.count == items.count else { continue }
                var rest = names[path, default: start(path)]
                rest.texts = rest.texts.map { $0.intersection(texts) } ?? Set(texts)
                names[path] = rest
            default: continue
            }
        }
        return names.values.contains { $0.isNothing }
    }

    private static func start(_ path: [String]) -> Remaining {
        guard path.count == 1 else { return Remaining() }
        if let values = ContextValues.closed[path[0]] { return Remaining(texts: Set(values)) }
        switch path[0] {
        case "depth": return Remaining(low: 0)
        case "sentence", "paragraph": return Remaining(low: 1)
        default: return Remaining()
        }
    }

    private static func narrow(_ rest: inout Remaining, _ relation: Relation, _ value: Value) {
        switch (relation, value) {
        case (.equal, .text(let text)): rest.texts = (rest.texts ?? [text]).intersection([text])
        case (.notEqual, .text(let text)): rest.excluded.insert(text)
        case (.equal, .number(let number)):
            narrow(&rest, .lessOrEqual, .number(number))
            narrow(&rest, .greaterOrEqual, .number(number))
        case (.less, .number(let number)), (.lessOrEqual, .number(let number)):
            guard number < rest.high || (number == rest.high && relation == .less) else { return }
            (rest.high, rest.highIsOpen) = (number, relation == .less)
        case (.greater, .number(let number)), (.greaterOrEqual, .number(let number)):
            guard number > rest.low || (number == rest.low && relation == .greater) else { return }
            (rest.low, rest.lowIsOpen) = (number, relation == .greater)
        default: break
        }
    }

    private static func mirrored(_ relation: Relation) -> Relation {
        switch relation {
        case .equal, .notEqual: relation
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    private static func holds(_ a: Value, _ relation: Relation, _ b: Value) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): return compare(a, relation, b)
        case (.text(let a), .text(let b)): return compare(a, relation, b)
        default: return relation == .notEqual
        }
    }

    private static func compare<T: Comparable>(_ a: T, _ relation: Relation, _ b: T) -> Bool {
        switch relation {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}
