import Hearsay

extension Verb {
    static let `try` = Verb(
        name: "try", summary: "try a pattern on everything loaded", usage: "PATTERN",
        details: [
            "The rest of the line is the pattern as it would stand in a rule; quotes round all of it are left off. It sees "
                + "the packs' lexicons and marks. Each hit stands in its sentence, its captures in colours of their own."
        ],
        examples: [Example(line: "try '~be said to'", about: "before it becomes a rule")], isRaw: true
    ) { session, invocation throws(ShellError) in
        guard let source = invocation.texts.first.map(unquoted) else {
            throw invocation.usageError("try which pattern?")
        }
        guard !session.workspace.articles.isEmpty else {
            throw ShellError("no article is loaded; load FILE… loads some")
        }
        let worker = try Analyzer(program: session.rulebook.program(trying: source)).worker()
        var found = 0
        for article in session.workspace.articles {
            try session.checkInterrupt()
            let analysis = worker.analyze(article.article)
            let marks = analysis.findings.marks.filter { $0.rule == trialRule }
            guard !marks.isEmpty else { continue }
            found += marks.count
            if session.workspace.articles.count > 1 { session.console.write(session.heading(article)) }
            var table = Table(columns: [.init(title: "¶", isRight: true), .init(title: "in", shrinks: true)])
            table.rows = marks.map { mark in
                let room = max(20, session.console.width - 8)
                let place = captured(mark, in: analysis, width: room, session.console.columns)
                return ["\(mark.context.paragraph)", place]
            }
            try session.write(table.lines(session.console))
        }
        session.console.note("\(found == 0 ? "no match" : found == 1 ? "1 match" : "\(found) matches")")
    }
}

/// The sentence round a hit, with the hit in bold and its captures coloured.
private func captured(
    _ mark: Mark, in analysis: Analysis, width: Int, _ measure: (String) -> Int
) -> StyledText {
    let plain = context(of: mark, in: analysis, width: width, measure)
    var line = StyledText()
    for run in plain.runs {
        guard run.role == mark.role else {
            line.append(run.text, run.role)
            continue
        }
        // The hit's own words again, piece by piece.
        var position = mark.range.lowerBound
        let captures = mark.captures.flatMap { capture in capture.ranges.map { (capture.name, $0) } }
            .sorted { $0.1.lowerBound < $1.1.lowerBound }
        var hit = StyledText()
        func add(_ range: Range<Int>, _ role: Role) {
            guard !range.isEmpty else { return }
            let text = analysis.text(range)
            let lead = text.first?.isWhitespace == true && !hit.runs.isEmpty ? " " : ""
            let trail = text.last?.isWhitespace == true && range.upperBound < mark.range.upperBound ? " " : ""
            let words = oneLine(text)
            hit.append(words.isEmpty ? (hit.runs.isEmpty ? "" : " ") : lead + words + trail, role)
        }
        for (name, range) in captures where range.lowerBound >= position && range.upperBound <= mark.range.upperBound {
            add(position..<range.lowerBound, .bold)
            add(range, .mark(family: name))
            position = range.upperBound
        }
        add(position..<mark.range.upperBound, .bold)
        // A hit that was cut to fit stays as it was cut.
        if hit.plain == run.text { line.append(hit) } else { line.append(run.text, .bold) }
    }
    return line
}

private let trialRule = "try:pattern"

extension Diagnostic {
    /// The message, and below it the pattern with the place underlined.
    fileprivate var inPattern: String {
        rendered().split(separator: "\n").enumerated().map { index, line in
            // A typed pattern has no file and no line.
            index == 0 ? "\(message) [\(code)]" : "    " + line.drop { $0 != "|" }.dropFirst(2)
        }.joined(separator: "\n")
    }
}

private func unquoted(_ text: String) -> String {
    let isQuoted = text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
    return isQuoted ? String(text.dropFirst().dropLast()) : text
}

extension Rulebook {
    /// The rules with one more, of a pattern that somebody typed.
    fileprivate func program(trying source: String) throws(ShellError) -> Program {
        let pattern: Pattern
        switch library.pattern(source) {
        case .success(let parsed): pattern = parsed
        case .failure(let diagnostic): throw ShellError(diagnostic.inPattern, .rules)
        }
        let span = pattern.root.span
        let rule = Rule(
            name: "pattern", fullName: trialRule, about: nil, verb: .match(Match(patterns: [pattern], type: "try")),
            flags: [], falsePositives: [], references: [], status: nil, tests: Tests(), span: span)
        let pack = Pack(
            name: "try", version: "1.0.0", about: "", lang: nil, license: nil, isOn: true, uses: [], lexicons: [],
            rules: [rule], source: span.file, files: [], hash: "")
        return Program(program.packs + [pack], lexicons: library.packs.flatMap(\.lexicons))
    }
}
