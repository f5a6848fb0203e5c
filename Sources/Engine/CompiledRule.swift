import RuleLanguage

/// A rule, compiled.
final class CompiledRule: Sendable {
    /// What a `match` rule needs to run.
    struct Matching: Sendable {
        var match: Match
        var patterns: [CompiledPattern]
        var unless: [CompiledPattern]
        /// Names by capture number.
        var captures: [String]
        /// The type of its marks; `nil` for a rule that only reaches.
        var type: Int?
        var span: Int?
        var nest: Int?
        var extend: [(capture: Int, unit: Match.Unit)]
        /// Attributes that ask for `outer`: worked out when all nesting marks are there.
        var deferred: [Bool]
        var until: [CompiledPattern]
        /// The types it changes the context of.
        var over: Set<Int>
        /// The capture whose entity the changed marks must have.
        var same: Int?
    }

    let rule: Rule
    let matching: Matching?
    let tally: Tally?
    /// Of a tally: what it counts.
    let aggregates: [CompiledAggregate]
    /// Of a tally: the numbers of its aggregates.
    let aggregateNumbers: [CompiledAggregate.Key: Int]
    /// Its marks are for other rules to build on and are not reported.
    let isSilent: Bool

    init(rule: Rule, matching: Matching?, tally: Tally?, isSilent: Bool, types: TypeTable) {
        self.rule = rule
        self.matching = matching
        self.tally = tally
        aggregates = tally.map { CompiledAggregate.all(of: $0, types: types) } ?? []
        aggregateNumbers = Dictionary(uniqueKeysWithValues: aggregates.enumerated().map { ($1.key, $0) })
        self.isSilent = isSilent
    }
}

extension PatternCompiler {
    /// Compiles a rule; `nil` where one of its patterns cannot be (checked and reported before).
    mutating func compile(_ rule: Rule, isSilent: Bool) -> CompiledRule? {
        switch rule.verb {
        case .tally(let tally):
            return CompiledRule(rule: rule, matching: nil, tally: tally, isSilent: isSilent, types: types)
        case .match(let match):
            var captures: [String] = []
            var none: [String] = []
            var patterns: [CompiledPattern] = []
            for pattern in match.patterns {
                guard let compiled = compile(pattern, captures: &captures) else { return nil }
                patterns.append(compiled)
            }
            let unless = match.unless.compactMap { compile($0, captures: &none) }
            let until = (match.reach?.until ?? []).compactMap { compile($0, captures: &none) }
            guard unless.count == match.unless.count, until.count == (match.reach?.until.count ?? 0) else { return nil }
            let over = (match.reach?.over ?? []).reduce(into: Set<Int>()) { $0.formUnion(types.subtypes(of: $1)) }
            return CompiledRule(
                rule: rule,
                matching: .init(
                    match: match, patterns: patterns, unless: unless, captures: captures,
                    type: match.type.flatMap { types.id(of: $0) },
                    span: match.span.flatMap { captures.firstIndex(of: $0) },
                    nest: match.nest.flatMap { captures.firstIndex(of: $0) },
                    extend: match.extend.compactMap { item in
                        captures.firstIndex(of: item.capture).map { ($0, item.unit) }
                    },
                    deferred: Dependencies.deferredAttributes(of: match), until: until, over: over,
                    same: match.reach?.same.flatMap { captures.firstIndex(of: $0) }),
                tally: nil, isSilent: isSilent, types: types)
        }
    }
}
