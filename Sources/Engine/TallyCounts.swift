import RuleLanguage

/// What the aggregates of a tally come to over one group of marks: numbers, and no marks.
struct TallyCounts: Sendable {
    /// One of a tally's aggregates, as `sum(<attribution>, strength)`.
    struct Key: Hashable, Sendable {
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

    struct Count: Sendable {
        var marks = 0
        /// Values that are numbers.
        var numbers = 0
        var sum = 0.0
        /// What rounding took from `sum` when parts were added.
        var lost = 0.0
        var least = Double.infinity
        var most = -Double.infinity
        /// Kept for `distinct` only.
        var values: Set<Value> = []

        var total: Double { sum + lost }

        /// Adds what another article came to. Nothing is lost by rounding, so that the order of the articles, or on which
        /// machine they were counted, does not show.
        func adding(_ other: Count) -> Count {
            let sum = self.sum + other.sum
            let added = sum - self.sum
            let lost = (self.sum - (sum - added)) + (other.sum - added)
            return Count(
                marks: marks + other.marks, numbers: numbers + other.numbers, sum: sum,
                lost: lost.isFinite ? self.lost + other.lost + lost : 0, least: min(least, other.least),
                most: max(most, other.most), values: values.union(other.values))
        }
    }

    private var counts: [Key: Count] = [:]

    /// Counts one more mark.
    ///
    /// - Parameter value: What the aggregate's second argument comes to for the mark.
    mutating func add(_ value: Value?, to key: Key) {
        var count = counts.removeValue(forKey: key) ?? Count()
        count.marks += 1
        if key.function == .distinct, let value { count.values.insert(value) }
        if case .number(let number)? = value {
            count.numbers += 1
            count.sum += number
            count.least = min(count.least, number)
            count.most = max(count.most, number)
        }
        counts[key] = count
    }

    /// Takes over what another article's marks of the same group came to.
    mutating func add(_ other: TallyCounts) {
        counts.merge(other.counts) { $0.adding($1) }
    }

    /// What one aggregate came to so far.
    subscript(key: Key) -> Count {
        get { counts[key] ?? Count() }
        set { counts[key] = newValue }
    }

    func value(_ key: Key) -> Double? {
        let count = self[key]
        switch key.function {
        case .count: return Double(count.marks)
        case .distinct: return Double(count.values.count)
        case .sum: return count.total
        case .mean: return count.numbers == 0 ? nil : count.total / Double(count.numbers)
        case .min: return count.numbers == 0 ? nil : count.least
        case .max: return count.numbers == 0 ? nil : count.most
        }
    }
}

/// Groups of counts in the order of their first appearance.
struct TallyGroups: Sendable {
    private(set) var groups: [(by: String?, counts: TallyCounts)] = []
    private var index: [String?: Int] = [:]

    /// The counts of a group, made where they are new.
    subscript(by: String?) -> TallyCounts {
        get { index[by].map { groups[$0].counts } ?? TallyCounts() }
        set {
            if let known = index[by] {
                groups[known].counts = newValue
            } else {
                index[by] = groups.count
                groups.append((by, newValue))
            }
        }
    }
}

/// Turns counts into a score.
struct Scoring {
    let rule: Rule
    let tally: Tally
    /// The article's names, `words` and `sentences` those of the scope.
    let known: [String: Value]

    func score(_ counts: TallyCounts, by: String?, paragraph: Int? = nil) -> Score {
        var known = known
        var words = 0
        if case .number(let number)? = known["words"] { words = Int(number) }
        func evaluator() -> Evaluator {
            Evaluator(
                lookup: { path in path.count == 1 ? known[path[0]] : nil },
                aggregate: { counts.value(TallyCounts.Key($0, $1, $2)) }, words: words)
        }
        var lets: [(name: String, value: Double?)] = []
        for (name, expression) in tally.lets {
            let number = evaluator().number(expression)
            known[name] = number.map { .number($0) }
            lets.append((name, number))
        }
        let value = evaluator().number(tally.value)
        known["value"] = value.map { .number($0) }
        let band = tally.bands.first { evaluator().holds($0.condition) }?.name
        known["band"] = band.map { .text($0) }
        known["by"] = by.map { .text($0) }
        if let paragraph { known["paragraph"] = .number(Double(paragraph)) }
        let flag = rule.flags.first { $0.condition.map(evaluator().holds) ?? true }
        return Score(
            rule: rule.fullName, scope: tally.scope, by: by, paragraph: paragraph, value: value, band: band, lets: lets,
            flag: flag.map { Report(level: $0.level, message: $0.message.filled(evaluator().lookup)) })
    }
}
