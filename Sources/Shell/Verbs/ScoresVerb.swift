import Hearsay

extension Verb {
    static let scores = Verb(
        name: "scores", summary: "list the scores with their arithmetic", usage: "[ARTICLE…]",
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
            var table = Table(columns: [
                .init(title: "#", isRight: true), .init(title: "score"), .init(title: "over", shrinks: true),
                .init(title: "value", isRight: true), .init(title: "band"), .init(title: "from", shrinks: true),
            ])
            table.rows = article.numberedScores.map { number, score in
                let lets = score.lets.map { "\($0.name) \($0.value.map(short) ?? "–")" }.joined(separator: ", ")
                return [
                    "s\(number)", StyledText(score.rule), StyledText(session.scope(of: score)),
                    StyledText(score.value.map(short) ?? "–", .bold), StyledText(score.band ?? ""),
                    StyledText(lets, .dim),
                ]
            }
            try session.write(table.lines(session.console))
        }
        if shown == 0 { session.console.note("no scores") }
    }
}
