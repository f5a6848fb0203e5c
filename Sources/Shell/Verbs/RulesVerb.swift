import Hearsay

extension Verb {
    static let rules = Verb(
        name: "rules", summary: "list, show, check, test, write and measure rules",
        usage: "[PACK|RULE | list | show RULE | check | test | new | edit | eval | schema …]",
        details: [
            "Without anything the packs; rules list has their rules too. show has everything about a rule, with the words "
                + "that its lexicons hold.",
            "check [PACK…] says what is wrong; test [PACK…] runs the tests that rules carry, with --coverage what they "
                + "leave out. new FILE writes a pack to start from and loads it.",
            "edit PACK or edit FILE opens the rules in $VISUAL or $EDITOR. When a file of rules is saved, from whatever "
                + "editor, it is read again before the next command runs, and what that changes is listed: + and − with "
                + "the sentences. A file with an error in it changes nothing until it is put right.",
            "eval GOLD… compares marks with those that people made: brat's .ann files or folders of them, or JSON Lines "
                + "{\"text\", \"marks\": [{\"type\", \"start\", \"end\"}]}; --errors lists what was missed or wrong. With "
                + "--reviews it counts how often each rule was right by your own decisions, in this session or in saved "
                + "ones. schema prints a JSON Schema for YAML editors.",
        ],
        examples: [
            Example(line: "rules core/hedging", about: "the rules of a pack"),
            Example(line: "rules show report.passive", about: "a rule with its patterns, tests and words"),
            Example(line: "rules edit hedging", about: "save, and see what changes"),
            Example(line: "rules test desk/house --coverage", about: "is every alternative tested?"),
            Example(line: "rules eval gold/ --type hedge --errors", about: "precision, recall, F1"),
            Example(line: "rules eval --reviews", about: "how often each rule was right, as decided here"),
        ],
        options: [
            Option(name: "coverage", value: "", summary: "with test: what no test exercises"),
            Option(name: "type", value: "TYPE", summary: "with eval: only marks of this type"),
            Option(name: "errors", value: "", summary: "with eval: list what was missed or wrong"),
            Option(name: "reviews", value: "", summary: "with eval: by what was accepted and rejected"),
        ],
        kinds: [.word(["list", "show", "check", "test", "new", "edit", "eval", "schema"]), .rule, .path]
    ) { session, invocation throws(ShellError) in
        guard let name = invocation.texts.first else {
            for pack in session.rulebook.program.packs { try session.write(session.overview(of: pack, rules: false)) }
            return
        }
        let rest = Array(invocation.words.dropFirst())
        switch name {
        case "list":
            for pack in session.rulebook.library.packs { try session.write(session.overview(of: pack, rules: true)) }
        case "show":
            guard rest.count == 1 else { throw invocation.usageError("show which rule?") }
            try session.write(session.page(for: session.knownRule(rest[0].text)))
        case "check": try session.checkRules(rest.map(\.text))
        case "test":
            try session.testRules(rest.map(\.text), measuringCoverage: invocation.options["coverage"] != nil)
        case "new":
            guard rest.count == 1 else { throw invocation.usageError("new in which file?") }
            try session.newRules(in: Paths.single(rest[0]))
        case "edit":
            guard rest.count == 1 else { throw invocation.usageError("edit which pack or file?") }
            try session.editRules(rest[0])
        case "eval" where invocation.options["reviews"] != nil:
            try session.write(session.reviewScores(rest).lines(session.console))
        case "eval":
            guard !rest.isEmpty else { throw invocation.usageError("compare with which gold?") }
            var paths: [String] = []
            for word in rest { paths += try Paths.expand(word) }
            let types = invocation.options["type"].map { [$0] } ?? []
            try session.evaluate(paths, types: types, listsErrors: invocation.options["errors"] != nil)
        case "schema":
            for line in PackSchema.json.split(separator: "\n") { session.console.write(StyledText(String(line))) }
        default: try session.showRules(name)
        }
    }
    .listing { session, invocation throws(ShellError) in
        if invocation.texts.first == "eval" {
            return try session.reviewScores(Array(invocation.words.dropFirst())).listing
        }
        return try session.ruleListing(invocation)
    }
}

extension ShellSession {
    /// The rules of all packs, or of those named.
    fileprivate func ruleListing(_ invocation: Invocation) throws(ShellError) -> Listing {
        let names = invocation.texts.filter { $0 != "list" }
        var listing = Listing(
            "pack", "version", "running", "rule", "makes", "levels", "status", "about", "file", "line")
        for pack in rulebook.library.packs {
            guard names.isEmpty || names.contains(where: { pack.name == $0 || pack.name.hasSuffix("/" + $0) }) else {
                continue
            }
            let running = Set(rulebook.program.packs.filter { $0.name == pack.name }.flatMap(\.rules).map(\.fullName))
            listing.rows += pack.rules.map { rule in
                [
                    .text(pack.name), .text(pack.version), .text(running.contains(rule.fullName) ? "yes" : "no"),
                    .text(rule.name), .text(kind(of: rule)),
                    .text(Set(rule.flags.map(\.level)).sorted().map(\.name).joined(separator: " ")),
                    Datum(rule.status?.rawValue), Datum(rule.about.map(oneLine)), .text(rule.span.file.path),
                    Datum(rule.span.file.position(of: rule.span.start).line),
                ]
            }
        }
        guard !listing.rows.isEmpty else {
            throw invocation.usageError("--csv and --json go with list, a pack, and eval --reviews")
        }
        return listing
    }

    /// A pack's rules, or everything about a rule.
    fileprivate func showRules(_ name: String) throws(ShellError) {
        let packs = rulebook.library.packs
        if let pack = packs.first(where: { $0.name == name }) ?? packs.first(where: { $0.name.hasSuffix("/" + name) }) {
            return try write(overview(of: pack, rules: true))
        }
        let found = packs.flatMap(\.rules).filter {
            $0.fullName == name || $0.name == name || $0.fullName == "core/" + name
        }
        guard !found.isEmpty else {
            let names = packs.map(\.name) + packs.flatMap(\.rules).flatMap { [$0.name, $0.fullName] }
            let hint = Suggestion.nearest(name, in: names).map { "did you mean \($0)?" } ?? "rules lists the packs"
            throw ShellError("there is no pack or rule “\(name)”; \(hint)")
        }
        for rule in found { try write(page(for: rule)) }
    }
}

extension ShellSession {
    fileprivate func overview(of pack: Pack, rules: Bool) -> [StyledText] {
        let isRunning = rulebook.program.packs.contains { $0.name == pack.name }
        let size =
            count(pack.rules.count, "rule") + ", " + count(pack.lexicons.count, "lexicon")
            + (isRunning ? "" : ", not running")
        var lines = [
            StyledText(pack.name, .bold) + StyledText(" \(pack.version)   \(size)   \(pack.source.path)", .dim)
        ]
        lines.append(StyledText("  " + oneLine(pack.about)))
        guard rules else { return lines }
        var table = Table(columns: [.init(), .init(), .init(), .init(shrinks: true)], indent: 4)
        table.rows = pack.rules.map { rule in
            let levels = Set(rule.flags.map(\.level)).sorted().map(\.name).joined(separator: ", ")
            return [
                StyledText(rule.name), StyledText(kind(of: rule), .dim), StyledText(levels),
                StyledText(oneLine(rule.about ?? ""), .dim),
            ]
        }
        return lines + table.lines(console)
    }

    /// The type that a rule makes, or what it does instead.
    private func kind(of rule: Rule) -> String {
        switch rule.verb {
        case .match(let match): match.reach.map { "reach \($0.direction.rawValue)" } ?? match.type ?? rule.name
        case .tally(let tally): "tally over \(tally.scope.rawValue)"
        }
    }

    /// Everything about a rule.
    fileprivate func page(for rule: Rule) -> [StyledText] {
        let status = rule.status.map { "   \($0.rawValue)" } ?? ""
        var lines = [StyledText(rule.fullName, .bold) + StyledText("   \(rule.place)\(status)", .dim)]
        if let about = rule.about { lines.append(StyledText("  " + oneLine(about))) }
        var parts: [(name: String, text: String)]
        switch rule.verb {
        case .match(let match): parts = self.parts(of: match)
        case .tally(let tally): parts = self.parts(of: tally)
        }
        parts += rule.flags.map { flag in
            let condition = flag.condition.map { "where \($0.source): " } ?? ""
            return ("flag", "\(flag.level.name), \(condition)\(flag.message.source)")
        }
        parts += rule.falsePositives.map { ("false positive", $0) } + rule.references.map { ("reference", $0) }
        parts += rule.tests.hits.map { ("hit", $0.bracketed) } + rule.tests.misses.map { ("miss", $0.text) }
        parts += rule.tests.contexts.map { test in
            ("context", test.text + "  (" + test.values.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + ")")
        }
        var table = Table(columns: [.init(), .init()])
        var last = ""
        for part in parts {
            table.rows.append([StyledText(part.name == last ? "" : part.name, .dim), StyledText(part.text)])
            last = part.name
        }
        lines += table.lines(console)
        for lexicon in rulebook.library.lexicons(of: rule) {
            lines.append(StyledText("  $\(lexicon.reference.name)", .bold))
            lines += wrapped(lexicon.entries.map(\.written).joined(separator: ", ")).map { StyledText("    " + $0) }
        }
        return lines
    }

    private func parts(of match: Match) -> [(name: String, text: String)] {
        var parts = match.patterns.map { ("match", $0.source) } + match.unless.map { ("unless", $0.source) }
        if let condition = match.condition { parts.append(("where", condition.source)) }
        if let type = match.type { parts.append(("mark", type)) }
        if let span = match.span { parts.append(("span", span)) }
        parts += match.attributes.map { ("with", "\($0.name): \($0.value.source)") }
        if let nest = match.nest { parts.append(("nest", nest)) }
        parts += match.extend.map { ("extend", "\($0.capture) to its \($0.unit.rawValue)") }
        if let reach = match.reach {
            let set = reach.set.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            parts.append(("reach", "\(reach.direction.rawValue) over \(reach.over.joined(separator: ", ")): \(set)"))
            parts += reach.until.map { ("until", $0.source) }
        }
        return parts
    }

    private func parts(of tally: Tally) -> [(name: String, text: String)] {
        var parts = [("over", tally.scope.rawValue)]
        if let by = tally.by { parts.append(("by", by.joined(separator: "."))) }
        parts += tally.lets.map { ("let", "\($0.name): \($0.value.source)") }
        parts.append(("value", tally.value.source))
        return parts + tally.bands.map { ("band", "\($0.name): \($0.condition.source)") }
    }
}

extension Tests.Case {
    /// The text with brackets round what is expected, as its author wrote it.
    fileprivate var bracketed: String {
        let bytes = Array(text.utf8)
        var inserts: [Int: (close: String, open: String)] = [:]
        // Longer spans open first and close last.
        for span in expected.sorted(by: { $0.range.count > $1.range.count }) where span.range.upperBound <= bytes.count
        {
            inserts[span.range.lowerBound, default: ("", "")].open += "[" + (span.name.map { $0 + ": " } ?? "")
            let close = inserts[span.range.upperBound, default: ("", "")].close
            inserts[span.range.upperBound, default: ("", "")].close = "]" + close
        }
        var result: [UInt8] = []
        for i in 0...bytes.count {
            if let insert = inserts[i] { result += Array((insert.close + insert.open).utf8) }
            if i < bytes.count { result.append(bytes[i]) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
