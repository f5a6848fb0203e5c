import Hearsay

extension Verb {
    static let scores = Verb(
        name: "scores", summary: "list the scores with their arithmetic", usage: "[ARTICLE…]",
        details: ["Without an article it ends with the scores over all articles (t1, t2 …), where a rule makes any."],
        examples: [Example(line: "scores 2", about: "the scores of article 2")], kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let chosen = try session.chosen(invocation.texts)
        guard !chosen.isEmpty else { throw ShellError("no article is loaded; load FILE… loads some") }
        var shown = 0
        for article in chosen {
            try session.checkInterrupt()
            guard !article.scores.isEmpty else { continue }
            shown += article.scores.count
            if chosen.count > 1 { session.console.write(session.heading(article)) }
            try session.write(session.table(article.numberedScores.map { ("s\($0.number)", $0.score) }))
        }
        // Those of all articles, where it is about all.
        let totals = invocation.words.isEmpty ? session.totals : []
        shown += totals.count
        if !totals.isEmpty {
            session.console.write(StyledText("all articles", .bold))
            try session.write(session.table(totals.enumerated().map { ("t\($0.offset + 1)", $0.element) }))
        }
        if shown == 0 { session.console.note("no scores") }
    }
}

extension ShellSession {
    fileprivate func table(_ scores: [(number: String, score: Score)]) -> [StyledText] {
        var table = Table(columns: [
            .init(title: "#", isRight: true), .init(title: "score"), .init(title: "over", shrinks: true),
            .init(title: "value", isRight: true), .init(title: "band"), .init(title: "from", shrinks: true),
        ])
        table.rows = scores.map { number, score in
            let lets = score.lets.map { "\($0.name) \($0.value.map(short) ?? "–")" }.joined(separator: ", ")
            return [
                StyledText(number), StyledText(score.rule), StyledText(scope(of: score)),
                StyledText(score.value.map(short) ?? "–", .bold), StyledText(score.band ?? ""),
                StyledText(lets, .dim),
            ]
        }
        return table.lines(console)
    }
}
