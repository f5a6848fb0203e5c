import Hearsay

extension Verb {
    static let `try` = Verb(
        name: "try", summary: "try a pattern on everything loaded", usage: "PATTERN",
        details: [
            "The rest of the line is the pattern as it would stand in a rule; quotes round all of it are left off. It sees "
                + "the packs' lexicons and marks."
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
                let place = context(of: mark, in: analysis, width: room, session.console.columns)
                return ["\(mark.context.paragraph)", place]
            }
            try session.write(table.lines(session.console))
        }
        session.console.note("\(found == 0 ? "no match" : found == 1 ? "1 match" : "\(found) matches")")
    }
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
        case .failure(let diagnostic): throw ShellError(diagnostic.message, .rules)
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
