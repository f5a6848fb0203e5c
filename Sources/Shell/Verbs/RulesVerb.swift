import Hearsay

extension Verb {
    static let rules = Verb(
        name: "rules", summary: "list packs and their rules, or show one", usage: "[PACK|RULE]",
        examples: [
            Example(line: "rules core/hedging", about: "the rules of a pack"),
            Example(line: "rules report.passive", about: "a rule with its patterns and tests"),
        ],
        kinds: [.rule]
    ) { session, invocation throws(ShellError) in
        guard let name = invocation.texts.first else {
            for pack in session.rulebook.program.packs { try session.write(session.overview(of: pack, rules: false)) }
            return
        }
        let packs = session.rulebook.program.packs
        if let pack = packs.first(where: { $0.name == name }) ?? packs.first(where: { $0.name.hasSuffix("/" + name) }) {
            return try session.write(session.overview(of: pack, rules: true))
        }
        let found = session.rulebook.rules.filter { $0.fullName == name || $0.name == name }
        guard !found.isEmpty else {
            let names = packs.map(\.name) + session.rulebook.rules.flatMap { [$0.name, $0.fullName] }
            let hint = suggestion(for: name, among: names).map { "did you mean \($0)?" } ?? "rules lists the packs"
            throw ShellError("there is no pack or rule “\(name)”; \(hint)")
        }
        for rule in found { try session.write(session.page(for: rule)) }
    }
}

extension ShellSession {
    fileprivate func overview(of pack: Pack, rules: Bool) -> [StyledText] {
        let size = count(pack.rules.count, "rule") + ", " + count(pack.lexicons.count, "lexicon")
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
        return lines + table.lines(console)
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
