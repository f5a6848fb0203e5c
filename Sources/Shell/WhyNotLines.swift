import Hearsay

/// What `why-not` shows.
extension ShellSession {
    func explanation(of rule: Rule, at place: Place) -> [StyledText] {
        var lines = [StyledText(rule.fullName, .bold) + StyledText("   " + rule.place, .dim)]
        let words = oneLine(place.article.analysis.text(place.range))
        lines.append(
            StyledText("  at  ", .dim) + cut(StyledText("“\(words)”"), to: console.width - 8, console.columns)
                + StyledText(workspace.articles.count > 1 ? "  in article \(place.article.number)" : "", .dim))
        if place.others > 0 {
            let again = place.others == 1 ? "once more" : "\(place.others) times more"
            lines.append(StyledText("  the words stand there \(again); this is about the first", .dim))
        }
        if let reason = notRunning(rule) { return lines + [StyledText("  " + reason)] }
        guard case .match(let match) = rulebook.rules.first(where: { $0.fullName == rule.fullName })?.verb else {
            return lines + tallied(rule, place.article)
        }
        let why = rulebook.analyzer.worker().whyNot(rule.fullName, in: place.article.article, at: place.range)
        guard let why, !why.attempts.isEmpty else { return lines + ["  no word stands there"] }
        return lines + Attempts(session: self, article: place.article, match: match).lines(why)
    }

    /// Why a rule that was read does not run.
    private func notRunning(_ rule: Rule) -> String? {
        guard !rulebook.rules.contains(where: { $0.fullName == rule.fullName }) else {
            guard let circle = rulebook.program.diagnostics.first(where: { $0.rule == rule.fullName }) else {
                return nil
            }
            return "it cannot run: " + circle.message
        }
        let short = rule.fullName.hasPrefix("core/") ? String(rule.fullName.dropFirst(5)) : rule.fullName
        if rule.status == .experimental {
            return "it is experimental and runs only where it is asked for: --packs \(short)"
        }
        let pack = short.prefix { $0 != ":" }
        return "its pack does not run; ask for it: --packs \(pack)"
    }

    /// A tally has no place in the text; what can be asked is why it raised no flag.
    private func tallied(_ rule: Rule, _ article: Loaded) -> [StyledText] {
        let scores = article.scores.filter { $0.rule == rule.fullName }
        guard !scores.isEmpty else { return ["  it is a tally, and made no score of this article: nothing to count"] }
        var lines: [StyledText] = []
        for score in scores {
            lines += arithmetic(of: score).dropFirst()
            guard score.flag == nil else { continue }
            if rule.flags.isEmpty { lines.append("  it has no flag") }
            for flag in rule.flags {
                lines.append(StyledText("  no flag: where \(flag.condition?.source ?? "") did not hold"))
            }
        }
        return lines
    }
}

/// The lines about each attempt of a rule.
private struct Attempts {
    let session: ShellSession
    let article: Loaded
    let match: Match

    /// Attempts that got nowhere are counted, and of those that got part of the way the best are shown.
    private static let most = 4

    func lines(_ why: WhyNot) -> [StyledText] {
        let whole = why.attempts.filter(\.isWhole)
        let partial = why.attempts.filter { !$0.isWhole && $0.reached > 0 }
            .enumerated().sorted { ($1.element.reached, $0.offset) < ($0.element.reached, $1.offset) }.map(\.element)
        let nothing = why.attempts.filter { !$0.isWhole && $0.reached == 0 }
        var shown = whole + partial.prefix(max(0, Self.most - whole.count))
        if shown.isEmpty { shown = Array(nothing.prefix(1)) }
        var lines: [StyledText] = []
        for attempt in shown { lines += self.lines(attempt) }
        let left = why.attempts.count - shown.count
        if left > 0 {
            let isNothing = whole.count + partial.count <= shown.count
            let rest =
                isNothing
                ? "nothing of \(left == 1 ? "it" : "them") is here" : "less of \(left == 1 ? "it" : "them") matches"
            lines.append(StyledText("  \(count(left, "more pattern")): \(rest)", .dim))
        }
        return lines
    }

    private func lines(_ attempt: WhyNot.Attempt) -> [StyledText] {
        let pattern = match.patterns[attempt.pattern]
        var wanted: [SourceSpan] = []
        if case .stopped(let stop) = attempt.outcome { wanted = stop.elements }
        let place = pattern.root.span.file.position(of: pattern.root.span.start)
        let number = match.patterns.count > 1 ? "match \(attempt.pattern + 1)" : "match"
        var lines = [StyledText("  \(number)  ", .dim) + StyledText("line \(place.line)", .dim)]
        lines += underlined(pattern, wanted).map { StyledText("    ") + $0 }
        var table = Table(columns: [.init(), .init(shrinks: true), .init()], indent: 6)
        table.rows = attempt.steps.map { step in
            [
                StyledText(step.element) + StyledText(step.capture.map { "@\($0)" } ?? "", .dim),
                StyledText(words(step.range).isEmpty ? "–" : words(step.range)),
                StyledText(session.place(of: step.tokens), .dim),
            ]
        }
        lines += table.lines(session.console)
        return lines + outcome(attempt, pattern).map { StyledText("    ") + $0 }
    }

    /// The pattern's line of the file with elements underlined.
    private func underlined(_ pattern: Pattern, _ spans: [SourceSpan]) -> [StyledText] {
        let span = pattern.root.span
        let bytes = Array(span.file.bytes[span.start..<min(span.end, span.file.bytes.count)])
        let text = String(decoding: bytes, as: UTF8.self)
        guard !spans.isEmpty else { return [StyledText(oneLine(text))] }
        // Of a long pattern only the lines that matter are shown.
        let isLong = text.split(separator: "\n").count > 3
        var lines: [StyledText] = []
        var start = span.start
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let end = start + line.utf8.count
            let indent = line.prefix { $0 == " " }.utf8.count
            lines.append(StyledText(String(line.dropFirst(indent))))
            var marks = ""
            var offset = start + indent
            for scalar in line.dropFirst(indent).unicodeScalars {
                let isIn = spans.contains { $0.start <= offset && offset < $0.end }
                marks += String(repeating: isIn ? "^" : " ", count: session.console.columns(of: String(scalar)))
                offset += UTF8.width(scalar)
            }
            while marks.hasSuffix(" ") { marks.removeLast() }
            if !marks.isEmpty { lines.append(StyledText(marks, .error)) } else if isLong { lines.removeLast() }
            start = end + 1
        }
        return lines
    }

    private func words(_ range: Range<Int>) -> String { oneLine(article.analysis.text(range)) }

    private func outcome(_ attempt: WhyNot.Attempt, _ pattern: Pattern) -> [StyledText] {
        switch attempt.outcome {
        case .stopped(let stop): return stopped(stop, attempt)
        case .taken(let range): return [StyledText("another match of the rule has “\(words(range))” already")]
        case .unless(let number, let range): return unless(number, range)
        case .condition(let conditions): return conditions.map { StyledText("where  ", .dim) + told($0) }
        case .overlapped(let lost):
            let reason =
                switch lost.reason {
                case .longer: "it is longer"
                case .deeper: "its type is the deeper one"
                case .name: "its rule comes first by name"
                }
            return [
                StyledText(
                    "lost to \(lost.winner.type) “\(words(lost.winner.range))” by \(lost.winner.rule): \(reason)")
            ]
        case .made(let made): return self.made(made)
        case .reached(let marks):
            let reached = marks.map { "\($0.type) “\(words($0.range))”" }
            return [
                StyledText(
                    reached.isEmpty ? "fired, but reached no mark" : "fired, and reached " + list(reached, "and"))
            ]
        }
    }

    private func unless(_ number: Int, _ range: Range<Int>) -> [StyledText] {
        guard match.unless.indices.contains(number) else { return [] }
        let pattern = match.unless[number]
        let exception = session.rulebook.library.exceptions.first { exception in
            exception.patterns.contains { $0.root.span == pattern.root.span }
        }
        guard let exception else {
            return [StyledText("unless  ", .dim) + StyledText("\(pattern.source)  matched “\(words(range))”")]
        }
        let place = pattern.root.span.file
        let line = place.position(of: pattern.root.span.start).line
        let why = exception.why.map { " (\($0))" } ?? ""
        return [
            StyledText("except  ", .dim)
                + StyledText("\(pattern.source)  matched “\(words(range))”: \(place.path):\(line)\(why)")
        ]
    }

    private func made(_ made: WhyNot.Made) -> [StyledText] {
        let mark = "\(made.type) “\(words(made.range))”"
        if let flag = made.flag { return [StyledText("fired: \(mark), \(flag.level.name): \(flag.message)")] }
        if made.isSilent { return [StyledText("made \(mark); its pack runs only for others to build on")] }
        guard made.canFlag else { return [StyledText("made \(mark); the rule has no flag")] }
        let conditions = made.unheld.flatMap { $0 }
        return [StyledText("made \(mark), and no flag:")]
            + conditions.map { StyledText("  where  ", .dim) + told($0) }
    }

    /// `zone != headline (zone is headline)`
    private func told(_ condition: WhyNot.Condition) -> StyledText {
        let values = condition.values.map { "\($0.name) is \($0.value.map(short) ?? "missing")" }
        return StyledText(oneLine(condition.source))
            + StyledText(values.isEmpty ? "" : "   " + values.joined(separator: ", "), .dim)
    }

    private func stopped(_ stop: WhyNot.Stop, _ attempt: WhyNot.Attempt) -> [StyledText] {
        var lines: [StyledText] = []
        let found = stop.found.isEmpty ? nil : words(stop.found)
        if attempt.reached == 0 {
            lines.append("nothing of it is here")
        } else if stop.isBefore {
            lines.append(
                StyledText(
                    found.map { "what is underlined is not before that: there stands “\($0)”" }
                        ?? "what is underlined is not before that: the sentence starts there"))
        } else {
            lines.append(
                StyledText(
                    found.map { "what is underlined does not follow: there stands “\($0)”" }
                        ?? "what is underlined does not follow: the sentence ends there"))
        }
        if let missing = stop.missing { lines += self.missing(missing) }
        return lines
    }

    private func missing(_ missing: WhyNot.Missing) -> [StyledText] {
        if let (range, tests) = missing.failing {
            return tests.map { StyledText("\(missing.type) “\(words(range))” is there, but not ") + told($0) }
        }
        guard missing.elsewhere.isEmpty else {
            let others = missing.elsewhere.prefix(4).map { "“\(words($0))”" }
            return [StyledText("in the sentence \(missing.type) is \(list(others, "and"))")]
        }
        var lines: [StyledText] = []
        for maker in missing.makers {
            guard let rule = session.rulebook.rules.first(where: { $0.fullName == maker.rule }),
                case .match(let match) = rule.verb
            else { continue }
            lines.append(StyledText("\(missing.type) by \(maker.rule)", .bold) + StyledText("   " + rule.place, .dim))
            lines += Attempts(session: session, article: article, match: match).lines(maker)
        }
        if missing.makers.isEmpty {
            let makers = missing.others.isEmpty ? "" : ": nothing of \(list(missing.others, "or")) is here"
            lines.append(StyledText("no \(missing.type) is in the sentence\(makers)"))
        } else if !missing.others.isEmpty {
            lines.append(StyledText("and nothing of \(list(missing.others, "or")) is here", .dim))
        }
        return lines
    }
}
