import RuleLanguage

/// Works out conditions and expressions. What is missing is `nil`; arithmetic with it is `nil`, comparison false.
struct Evaluator {
    /// The value of a name or path in scope.
    let lookup: ([String]) -> Value?
    /// The value of `count(<type>)` and its like by where it stands; only tallies have one.
    var aggregate: (Expression.Aggregate, SourceSpan) -> Double? = { _, _ in nil }
    /// Words of the article, for `per`.
    var words = 0

    func holds(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .and(let a, let b): return holds(a) && holds(b)
        case .or(let a, let b): return holds(a) || holds(b)
        case .not(let a): return !holds(a)
        case .compare(let a, let relation, let b): return relation.holds(value(a), value(b))
        case .isIn(let a, let list):
            guard let wanted = value(a) else { return false }
            return list.contains { value($0) == wanted }
        default: return value(expression) == .text("yes")
        }
    }

    func value(_ expression: Expression) -> Value? {
        switch expression.kind {
        case .value(let value): return value
        case .name(let path): return lookup(path)
        case .template(let message): return .text(message.filled(lookup))
        case .compare, .isIn, .and, .or, .not: return .text(holds(expression) ? "yes" : "no")
        case .arithmetic(let a, let operation, let b):
            guard let x = number(a), let y = number(b) else { return nil }
            return operation.apply(x, y).map { .number($0) }
        case .negate(let a): return number(a).map { .number(-$0) }
        case .call(let function, let arguments): return call(function, arguments)
        case .aggregate(let function, _, _): return aggregate(function, expression.span).map { .number($0) }
        }
    }

    func number(_ expression: Expression) -> Double? {
        if case .number(let number)? = value(expression) { return number }
        return nil
    }

    private func call(_ function: Expression.Function, _ arguments: [Expression]) -> Value? {
        switch function {
        case .first:
            for index in arguments.indices {
                if let value = value(arguments[index]) { return value }
            }
            return nil
        case .if:
            guard arguments.count == 3 else { return nil }
            return value(holds(arguments[0]) ? arguments[1] : arguments[2])
        case .min: return extreme(arguments, by: <)
        case .max: return extreme(arguments, by: >)
        case .per:
            guard arguments.count == 2, words > 0, let count = number(arguments[0]), let unit = number(arguments[1])
            else { return nil }
            return .number(count * unit / Double(words))
        }
    }

    private func extreme(_ arguments: [Expression], by isBetter: (Double, Double) -> Bool) -> Value? {
        var best: Double?
        for argument in arguments {
            guard let number = number(argument) else { return nil }
            if let sofar = best, !isBetter(number, sofar) { continue }
            best = number
        }
        return best.map { .number($0) }
    }
}

extension Expression.Operator {
    /// `nil` for a division by zero.
    func apply(_ x: Double, _ y: Double) -> Double? {
        switch self {
        case .add: return x + y
        case .subtract: return x - y
        case .multiply: return x * y
        case .divide: return y == 0 ? nil : x / y
        }
    }
}

extension Relation {
    /// False where either side is missing or the two are of different kinds (but for `!=`).
    func holds(_ a: Value?, _ b: Value?) -> Bool {
        guard let a, let b else { return false }
        switch (a, b) {
        case (.number(let x), .number(let y)): return holds(x, y)
        case (.text(let x), .text(let y)): return holds(x, y)
        default: return self == .notEqual
        }
    }

    private func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
        switch self {
        case .equal: return a == b
        case .notEqual: return a != b
        case .less: return a < b
        case .lessOrEqual: return a <= b
        case .greater: return a > b
        case .greaterOrEqual: return a >= b
        }
    }
}

extension Message {
    /// The message with its places filled in; what is missing leaves an em dash.
    func filled(_ lookup: ([String]) -> Value?) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): return text
            case .value(let path, let decimals, _): return lookup(path)?.written(decimals: decimals) ?? "—"
            }
        }.joined()
    }
}

extension Value {
    /// As it stands in messages: without `decimals` a whole number is printed whole and another with up to four places.
    public func written(decimals: Int? = nil) -> String {
        switch self {
        case .text(let text): return text
        case .number(let number): return Self.decimal(number, places: decimals)
        }
    }

    private static func decimal(_ number: Double, places: Int?) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "\(number)" }
        let wanted = min(max(places ?? 4, 0), 9)
        var scale = 1.0
        for _ in 0..<wanted { scale *= 10 }
        let scaled = (abs(number) * scale).rounded()
        guard scaled < 9e18 else { return "\(number)" }
        let whole = UInt64(scaled / scale)
        var fraction = String(UInt64(scaled - Double(whole) * scale))
        fraction = String(repeating: "0", count: max(0, wanted - fraction.count)) + fraction
        if places == nil { while fraction.hasSuffix("0") { fraction.removeLast() } }
        let sign = number < 0 && scaled > 0 ? "-" : ""
        return wanted == 0 || fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}
