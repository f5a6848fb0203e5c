import Hearsay

extension Verb {
    static let `try` = Verb(
        name: "try", summary: "try a pattern on everything loaded", usage: "PATTERN",
        details: [
            "The rest of the line is the pattern as it would stand in a rule; quotes round all of it are left off. It sees "
                + "the packs' lexicons and marks. Each hit stands in its sentence, its captures in colours of their own."
        ],
        examples: [
            Example(line: "try '~be said to'", about: "before it becomes a rule"),
            Example(line: "try --csv may", about: "every hit, for a spreadsheet"),
        ],
        kinds: [.pattern], isRaw: true
    ) { session, invocation throws(ShellError) in
        let hits = try session.hits(invocation)
        for (article, analysis, marks) in hits {
            if session.workspace.articles.count > 1 { session.console.write(session.heading(article)) }
            var table = Table(columns: [.init(title: "¶", isRight: true), .init(title: "in", shrinks: true)])
            table.rows = marks.map { mark in
                let room = max(20, session.console.width - 8)
                let place = captured(mark, in: analysis, width: room, session.console.columns)
                return ["\(mark.context.paragraph)", place]
            }
            try session.write(table.lines(session.console))
        }
        let found = hits.reduce(0) { $0 + $1.marks.count }
        session.console.note("\(found == 0 ? "no match" : found == 1 ? "1 match" : "\(found) matches")")
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("article", "paragraph", "sentence", "text", "in")
        for (article, analysis, marks) in try session.hits(invocation) {
            listing.rows += marks.map { mark in
                [
                    Datum(article.number), Datum(mark.context.paragraph), Datum(mark.context.sentence),
                    .text(oneLine(analysis.text(mark.range))),
                    .text(oneLine(analysis.text(analysis.sentence(of: mark)))),
                ]
            }
        }
        return listing
    }
}

extension ShellSession {
    /// The articles in which the pattern matches.
    fileprivate func hits(
        _ invocation: Invocation
    ) throws(ShellError) -> [(article: Loaded, analysis: Analysis, marks: [Mark])] {
        guard let source = invocation.texts.first.map(unquoted) else {
            throw invocation.usageError("try which pattern?")
        }
        guard !workspace.articles.isEmpty else { throw .nothingLoaded }
        let worker = try Analyzer(program: rulebook.program(trying: source)).worker()
        var hits: [(article: Loaded, analysis: Analysis, marks: [Mark])] = []
        defer { console.progress(nil) }
        for (i, article) in workspace.articles.enumerated() {
            try checkInterrupt()
            showProgress("trying", i, of: workspace.articles.count)
            let analysis = worker.analyze(article.article)
            let marks = analysis.findings.marks.filter { $0.rule == trialRule }
            if !marks.isEmpty { hits.append((article, analysis, marks)) }
        }
        return hits
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
        case .failure(let diagnostic): throw ShellError(diagnostic.inTyped, .rules)
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
