import RuleLanguage

/// A rule, compiled.
final class CompiledRule: Sendable {
    /// What a `match` rule needs to run.
    final class Matching: Sendable {
        let match: Match
        let patterns: [CompiledPattern]
        let unless: [CompiledPattern]
        /// Names by capture number.
        let captures: [String]
        /// The type of its marks; `nil` for a rule that only reaches.
        let type: Int?
        let span: Int?
        let nest: Int?
        let extend: [(capture: Int, unit: Match.Unit)]
        /// Attributes that ask for `outer`: worked out when all nesting marks are there.
        let deferred: [Bool]
        let until: [CompiledPattern]
        /// The types it changes the context of.
        let over: Set<Int>
        /// The capture whose entity the changed marks must have.
        let same: Int?

        init(
            match: Match, patterns: [CompiledPattern], unless: [CompiledPattern], captures: [String], type: Int?,
            span: Int?, nest: Int?, extend: [(capture: Int, unit: Match.Unit)], deferred: [Bool],
            until: [CompiledPattern], over: Set<Int>, same: Int?
        ) {
            self.match = match
            self.patterns = patterns
            self.unless = unless
            self.captures = captures
            self.type = type
            self.span = span
            self.nest = nest
            self.extend = extend
            self.deferred = deferred
            self.until = until
            self.over = over
            self.same = same
        }
    }

    let rule: Rule
    let matching: Matching?
    let tally: Tally?
    /// Of a tally: what it counts.
    let aggregates: [CompiledAggregate]
    /// Of a tally: the numbers of its aggregates, by where they stand.
    let aggregateNumbers: [SourceSpan: Int]
    /// Of a tally, by type: whether one of its aggregates may count marks of it.
    let counts: [Bool]
    /// Its marks are for other rules to build on and are not reported.
    let isSilent: Bool

    init(rule: Rule, matching: Matching?, tally: Tally?, isSilent: Bool, types: TypeTable) {
        self.rule = rule
        self.matching = matching
        self.tally = tally
        (aggregates, aggregateNumbers) = tally.map { CompiledAggregate.all(of: $0, types: types) } ?? ([], [:])
        counts = types.names.indices.map { [aggregates] type in aggregates.contains { $0.takes[type] } }
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
