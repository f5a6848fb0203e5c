/// Reads one rule.
struct RuleReader {
    let pack: PackDraft
    let surroundings: PatternSurroundings
    let log: Log

    static let matchKeys = ["match", "unless", "where", "mark", "span", "with", "nest", "extend", "reach"]
    static let commonKeys = [
        "about", "like", "tally", "flag", "falsepositives", "references", "status", "tests",
    ]

    /// The rule, `nil` where errors were logged.
    func read(_ entry: YAMLEntry) -> Rule? {
        log.rule = "\(pack.name):\(entry.name)"
        defer { log.rule = nil }
        var rule: Rule?
        let isClean = log.isClean { rule = parts(of: entry) }
        return isClean ? rule : nil
    }

    private func parts(of entry: YAMLEntry) -> Rule? {
        if !Names.isDotted(entry.name) {
            let message = "a rule's name is small letters, digits, `-` and `_`, with dots: report.passive"
            log.add(.badName, message, at: entry.key.span)
        }
        guard let fields = Fields(entry.value, "a rule", keys: Self.matchKeys + Self.commonKeys, log: log) else {
            return nil
        }
        Likeness.complain(fields, of: entry, in: pack, log: log)
        guard let (verb, scope, tested) = verb(fields, name: entry) else { return nil }
        let status = fields.choice("status", [("experimental", Rule.Status.experimental), ("stable", .stable)])
        let tests = TestReader(types: surroundings.types, log: log).read(fields["tests"], of: tested)
        if status == .stable { checkStable(tests, verb, at: fields.keySpan("status")) }
        return Rule(
            name: entry.name, fullName: "\(pack.name):\(entry.name)", about: fields.string("about"), verb: verb,
            flags: FlagReader(types: surroundings.types, log: log).read(fields["flag"], scope: scope),
            falsePositives: strings(fields, "falsepositives"), references: strings(fields, "references"),
            status: status, tests: tests, span: entry.key.span)
    }

    private func strings(_ fields: Fields, _ key: String) -> [String] {
        fields[key].map { Values.frees($0, "an entry of `\(key)`", log: log).map(\.string) } ?? []
    }

    /// What the rule does, what its flags may read, and what its tests can ask for.
    private func verb(_ fields: Fields, name: YAMLEntry) -> (Rule.Verb, Scope, TestReader.Subject)? {
        switch (fields["match"], fields["tally"]) {
        case (nil, nil):
            let message = "a rule needs `match` or `tally`; this one does nothing"
            log.add(.noVerb, message, at: name.key.span)
            return nil
        case (_?, _?):
            log.add(
                .misplacedKey, "`match` and `tally` exclude each other; make two rules", at: fields.keySpan("tally"))
            return nil
        case (let match?, nil):
            let reader = MatchReader(surroundings: surroundings, log: log, name: name.name)
            guard let (match, scope) = reader.read(match, fields) else { return nil }
            return (.match(match), scope, .match(match, name: name.name))
        case (nil, let tally?):
            for key in Self.matchKeys where fields[key] != nil {
                log.add(.misplacedKey, "`\(key)` goes with `match`, and this is a tally", at: fields.keySpan(key))
            }
            guard let (tally, scope) = TallyReader(types: surroundings.types, log: log).read(tally) else { return nil }
            return (.tally(tally), scope, .tally)
        }
    }

    private func checkStable(_ tests: Tests, _ verb: Rule.Verb, at span: SourceSpan) {
        guard case .match(let match) = verb else { return }
        var lacks: [String] = []
        if let reach = match.reach, match.type == nil {
            let sets = reach.set.map { "\($0.name)=\($0.value)" }
            let changed = tests.contexts.filter { test in
                test.values.contains { sets.contains("\($0.name)=\($0.value)") }
            }
            if changed.isEmpty { lacks.append("a `context` test that it changes") }
            if changed.count == tests.contexts.count { lacks.append("a `context` test that it leaves alone") }
        } else {
            if tests.hits.isEmpty { lacks.append("a `hit`") }
            if tests.misses.isEmpty { lacks.append("a `miss`") }
        }
        guard !lacks.isEmpty else { return }
        log.add(
            .stableUntested, "a stable rule has tests; this one lacks \(lacks.joined(separator: " and "))", at: span)
    }
}
