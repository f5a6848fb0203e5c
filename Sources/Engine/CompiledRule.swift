import RuleLanguage

/// A rule, compiled.
final class CompiledRule: Sendable {
    /// What a `match` rule needs to run.
    final class Matching: Sendable {
        /// What is asked for once one of the patterns matches.
        final class Rest: Sendable {
            /// Without its patterns, which are compiled.
            let match: Match
            let unless: [CompiledPattern]
            let until: [CompiledPattern]
            /// Whether it changes other marks' context instead of making marks.
            let reaches: Bool
            /// By attribute: its name.
            ///
            /// Invariant: never changed, and freed with its owner. (Measured: to find a name among an array's counted
            /// references eight times.)
            nonisolated(unsafe) let names: UnsafeBufferPointer<String>
            /// By attribute: whether it asks for `outer`, to be worked out when all nesting marks are there.
            let deferred: [Bool]
            /// By attribute: its value where that is plain; `nil` elsewhere. (None may read one behind it.)
            let constants: [Value?]
            /// The attributes that have to be worked out: before anything is known of nesting, and after.
            let early: [Int]
            let late: [Int]

            init(match: Match, unless: [CompiledPattern], until: [CompiledPattern], deferred: [Bool]) {
                self.match = match
                let names = UnsafeMutableBufferPointer<String>.allocate(capacity: match.attributes.count)
                _ = names.initialize(fromContentsOf: match.attributes.map(\.name))
                self.names = UnsafeBufferPointer(names)
                reaches = match.reach != nil
                self.unless = unless
                self.until = until
                self.deferred = deferred
                let constants = match.attributes.map { _, value -> Value? in
                    if case .value(let plain) = value.kind { plain } else { nil }
                }
                let open = constants.indices.filter { constants[$0] == nil }
                self.constants = constants
                early = open.filter { !deferred[$0] }
                late = open.filter { deferred[$0] }
            }

            deinit {
                let names = UnsafeMutableBufferPointer(mutating: names)
                names.deinitialize()
                names.deallocate()
            }
        }

        let patterns: [CompiledPattern]
        let rest: Deferred<Rest>
        /// Names by capture number.
        let captures: [String]
        /// The type of its marks; `nil` for a rule that only reaches.
        let type: Int?
        let span: Int?
        let nest: Int?
        let extend: [(capture: Int, unit: Match.Unit)]
        /// The types it changes the context of.
        let over: Set<Int>
        /// The capture whose entity the changed marks must have.
        let same: Int?

        /// Without its patterns, which are compiled.
        var match: Match { _read { yield rest.value.match } }
        var unless: [CompiledPattern] { rest.value.unless }
        var until: [CompiledPattern] { rest.value.until }

        init(
            patterns: [CompiledPattern], captures: [String], type: Int?, span: Int?, nest: Int?,
            extend: [(capture: Int, unit: Match.Unit)], over: Set<Int>, same: Int?,
            rest: Deferred<Rest>
        ) {
            self.patterns = patterns
            self.captures = captures
            self.type = type
            self.span = span
            self.nest = nest
            self.extend = extend
            self.over = over
            self.same = same
            self.rest = rest
        }
    }

    /// What a `tally` rule needs to run.
    final class Tallying: Sendable {
        let tally: Tally
        /// What it counts.
        let aggregates: [CompiledAggregate]
        /// The numbers of its aggregates, by where they stand.
        let numbers: [(place: SourceSpan, number: Int)]
        /// By type: the numbers of the aggregates that may count marks of it.
        let numbersOfType: FixedLists

        convenience init(_ tally: Tally, types: TypeTable) {
            self.init(tally, types: types.names.count) { test in types.names.map { types.isType($0, a: test.type) } }
        }

        /// - Parameters:
        ///   - types: How many there are.
        ///   - takes: By type: whether marks of it may count for a test; asked in the order of the aggregates.
        init(_ tally: Tally, types: Int, takes: (MarkTest) -> [Bool]) {
            self.tally = tally
            (aggregates, numbers) = CompiledAggregate.all(of: tally, takes: takes)
            numbersOfType = FixedLists(
                (0..<types).map { [aggregates] type in
                    aggregates.indices.filter { aggregates[$0].takes[type] }.map(Int32.init)
                })
        }
    }

    /// What a rule does; read from the cache when it is first asked for.
    enum Work: Sendable {
        case matching(Deferred<Matching>, Gate)
        case tallying(Deferred<Tallying>)
    }

    /// `core/hedging:report.passive`
    let fullName: String
    /// Its marks are for other rules to build on and are not reported.
    let isSilent: Bool
    let work: Work
    private let deferredFlags: Deferred<[Flag]>

    var flags: [Flag] { deferredFlags.value }
    /// `nil` for a tally.
    var matching: Matching? { if case .matching(let matching, _) = work { matching.value } else { nil } }
    var isTally: Bool { if case .tallying = work { true } else { false } }
    /// `nil` for a rule that matches; the next three likewise.
    var tally: Tally? { tallying?.tally }
    var aggregates: [CompiledAggregate] { tallying?.aggregates ?? [] }
    var aggregateNumbers: [(place: SourceSpan, number: Int)] { tallying?.numbers ?? [] }
    var tallying: Tallying? { if case .tallying(let tallying) = work { tallying.value } else { nil } }

    init(fullName: String, isSilent: Bool, work: Work, flags: Deferred<[Flag]>) {
        self.fullName = fullName
        self.isSilent = isSilent
        self.work = work
        deferredFlags = flags
    }

    /// Whether one of its patterns may match, going by what they cannot do without; false for a tally.
    func mayMatch(_ hits: HitIndex) -> Bool {
        if case .matching(_, let gate) = work { gate.isOpen(hits) } else { false }
    }

    /// What the patterns of a rule cannot do without, words and marks: asked before the patterns are read.
    struct Gate: Sendable {
        /// Of all patterns, one after the other.
        private(set) var anchors: [Anchor] = []
        /// By pattern: where its anchors end.
        private(set) var ends: [Int32] = []

        init(_ patterns: [CompiledPattern]) {
            for pattern in patterns {
                anchors += pattern.anchors
                ends.append(Int32(anchors.count))
            }
        }

        init(anchors: [Anchor], ends: [Int32]) {
            self.anchors = anchors
            self.ends = ends
        }

        /// Whether all that one of the patterns needs is in the text.
        func isOpen(_ hits: HitIndex) -> Bool {
            var next = 0
            for end in ends {
                if anchors[next..<Int(end)].allSatisfy({ !hits.isEmpty($0) }) { return true }
                next = Int(end)
            }
            return false
        }
    }
}

extension PatternCompiler {
    /// Compiles a rule; `nil` where one of its patterns cannot be (checked and reported before).
    mutating func compile(_ rule: Rule, isSilent: Bool) -> CompiledRule? {
        let work: CompiledRule.Work
        switch rule.verb {
        case .tally(let tally):
            let tallying = CompiledRule.Tallying(tally, types: types)
            work = .tallying(Deferred { tallying })
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
            let rest = CompiledRule.Matching.Rest(
                match: match.withoutPatterns, unless: unless, until: until,
                deferred: Dependencies.deferredAttributes(of: match))
            let matching = CompiledRule.Matching(
                patterns: patterns, captures: captures, type: match.type.flatMap { types.id(of: $0) },
                span: match.span.flatMap { captures.firstIndex(of: $0) },
                nest: match.nest.flatMap { captures.firstIndex(of: $0) },
                extend: match.extend.compactMap { item in
                    captures.firstIndex(of: item.capture).map { ($0, item.unit) }
                },
                over: over,
                same: match.reach?.same.flatMap { captures.firstIndex(of: $0) }, rest: Deferred { rest })
            work = .matching(Deferred { matching }, CompiledRule.Gate(patterns))
        }
        let flags = rule.flags
        return CompiledRule(fullName: rule.fullName, isSilent: isSilent, work: work, flags: Deferred { flags })
    }
}

extension Match {
    fileprivate var withoutPatterns: Match {
        var match = self
        match.patterns = []
        match.unless = []
        match.reach?.until = []
        return match
    }
}
