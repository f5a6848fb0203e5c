import RuleLanguage

/// What the aggregates of a tally come to over one group of marks: numbers, and no marks.
struct TallyCounts: Sendable {
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

    /// By the aggregate's number; empty where nothing was counted.
    private var counts: [Count] = []

    init() {}

    /// - Parameter counts: One for each of the tally's aggregates.
    init(_ counts: [Count]) { self.counts = counts }

    /// Counts one more mark.
    ///
    /// - Parameters:
    ///   - value: What the aggregate's second argument comes to for the mark.
    ///   - number: The aggregate's, among the tally's.
    mutating func add(_ value: Value?, to number: Int, of aggregates: [CompiledAggregate]) {
        if counts.isEmpty { counts = Array(repeating: Count(), count: aggregates.count) }
        counts[number].marks += 1
        if aggregates[number].function == .distinct, let value { counts[number].values.insert(value) }
        guard case .number(let amount)? = value else { return }
        counts[number].numbers += 1
        counts[number].sum += amount
        counts[number].least = min(counts[number].least, amount)
        counts[number].most = max(counts[number].most, amount)
    }

    /// Takes over what another article's marks of the same group came to.
    mutating func add(_ other: TallyCounts) {
        if counts.isEmpty {
            counts = other.counts
            return
        }
        for (number, count) in other.counts.enumerated() { counts[number] = counts[number].adding(count) }
    }

    /// What one aggregate came to so far, by its number.
    subscript(number: Int) -> Count { number < counts.count ? counts[number] : Count() }

    func value(_ function: Expression.Aggregate, number: Int) -> Double? {
        let count = self[number]
        switch function {
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
    private var index: [String: Int] = [:]
    /// Of the group without a name.
    private var nameless: Int?

    /// The counts of a group; none where it has no marks.
    subscript(by: String?) -> TallyCounts { known(by).map { groups[$0].counts } ?? TallyCounts() }

    private func known(_ by: String?) -> Int? { by.map { index[$0] } ?? nameless }

    /// Counts one more mark of a group, which is given by its index.
    mutating func add(_ value: Value?, to number: Int, at group: Int, of aggregates: [CompiledAggregate]) {
        groups[group].counts.add(value, to: number, of: aggregates)
    }

    /// Takes over another article's groups.
    mutating func add(_ other: TallyGroups) {
        for (by, counts) in other.groups { add(counts, to: by) }
    }

    /// Takes over what another article's marks of a group came to.
    mutating func add(_ counts: TallyCounts, to by: String?) { groups[position(of: by)].counts.add(counts) }

    /// The index of a group, made where it is new.
    mutating func position(of by: String?) -> Int {
        if let known = known(by) { return known }
        if let by { index[by] = groups.count } else { nameless = groups.count }
        groups.append((by, TallyCounts()))
        return groups.count - 1
    }
}

/// Turns counts into a score.
struct Scoring {
    let rule: CompiledRule
    let tally: Tally
    /// The article's names, but for `words`; of several of one name the last counts.
    let known: [(name: String, value: Value?)]
    /// Of the scope.
    let words: Int

    func score(_ counts: TallyCounts, by: String?, paragraph: Int? = nil) -> Score {
        let names = Names(known)
        names.add("words", .number(Double(words)))
        let numbers = rule.aggregateNumbers
        let evaluator = Evaluator(
            lookup: { path in path.count == 1 ? names.value(path[0]) : nil },
            aggregate: { function, place in
                numbers.first { $0.place == place }.flatMap { counts.value(function, number: $0.number) }
            },
            words: words)
        var lets: [(name: String, value: Double?)] = []
        for (name, expression) in tally.lets {
            let number = evaluator.number(expression)
            names.add(name, number.map { .number($0) })
            lets.append((name, number))
        }
        let value = evaluator.number(tally.value)
        names.add("value", value.map { .number($0) })
        let band = tally.bands.first { evaluator.holds($0.condition) }?.name
        names.add("band", band.map { .text($0) })
        names.add("by", by.map { .text($0) })
        if let paragraph { names.add("paragraph", .number(Double(paragraph))) }
        let flag = rule.flags.first { $0.condition.map(evaluator.holds) ?? true }
        return Score(
            rule: rule.fullName, scope: tally.scope, by: by, paragraph: paragraph, value: value, band: band,
            lets: lets,
            flag: flag.map { Report(level: $0.level, message: $0.message.filled(evaluator.lookup)) })
    }

    /// What a tally's expressions can read: few names, so that looking through them is quicker than hashing.
    private final class Names {
        private var all: [(name: String, value: Value?)]

        init(_ all: [(name: String, value: Value?)]) { self.all = all }

        func add(_ name: String, _ value: Value?) { all.append((name, value)) }

        func value(_ name: String) -> Value? { all.last { $0.name == name }?.value }
    }
}
