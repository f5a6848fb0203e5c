import RuleLanguage

/// `count(<type tests>)` and its like in a tally, ready for counting.
final class CompiledAggregate: Sendable {
    /// What tells the aggregates of a tally apart.
    struct Key: Equatable, Sendable {
        var function: Expression.Aggregate
        var type: String
        /// The tests of `<type tests>` as written.
        var tests: [String]
        var of: SourceSpan?

        init(_ function: Expression.Aggregate, _ test: MarkTest, _ of: Expression?) {
            self.function = function
            type = test.type
            tests = test.attributes.map { $0.name + $0.relation.rawValue + $0.value.written() }
            self.of = of?.span
        }
    }

    let key: Key
    var function: Expression.Aggregate { key.function }
    /// By type: whether marks of it may count.
    let takes: [Bool]
    let tests: [MarkTest.Attribute]
    /// What is added up; `nil` for `count`.
    let of: Expression?

    init(key: Key, takes: [Bool], tests: [MarkTest.Attribute], of: Expression?) {
        self.key = key
        self.takes = takes
        self.tests = tests
        self.of = of
    }

    /// All aggregates of a tally, each once, and which of them each place of the tally's text stands for: few, so that
    /// looking through them is quicker than hashing.
    ///
    /// - Parameter takes: By type: whether marks of it may count for a test.
    static func all(
        of tally: Tally, takes: (MarkTest) -> [Bool]
    ) -> (aggregates: [CompiledAggregate], numbers: [(place: SourceSpan, number: Int)]) {
        var aggregates: [CompiledAggregate] = []
        var numbers: [(place: SourceSpan, number: Int)] = []
        for expression in (tally.lets.map(\.value) + [tally.value]).flatMap(\.aggregates) {
            guard case .aggregate(let function, let test, let of) = expression.kind else { continue }
            let key = Key(function, test, of)
            let known = aggregates.firstIndex { $0.key == key }
            numbers.append((expression.span, known ?? aggregates.count))
            guard known == nil else { continue }
            aggregates.append(CompiledAggregate(key: key, takes: takes(test), tests: test.attributes, of: of))
        }
        return (aggregates, numbers)
    }
}

extension Expression {
    fileprivate var aggregates: [Expression] {
        switch kind {
        case .aggregate: return [self]
        case .compare(let a, _, let b), .and(let a, let b), .or(let a, let b), .arithmetic(let a, _, let b):
            return a.aggregates + b.aggregates
        case .isIn(let a, let list): return a.aggregates + list.flatMap(\.aggregates)
        case .not(let a), .negate(let a): return a.aggregates
        case .call(_, let arguments): return arguments.flatMap(\.aggregates)
        case .value, .name, .template: return []
        }
    }
}
