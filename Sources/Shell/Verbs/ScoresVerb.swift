import Hearsay

extension Verb {
    static let scores = Verb(
        name: "scores", summary: "list the scores with their arithmetic",
        usage: "[ARTICLE…] [NAME=VALUE…] [where CONDITION]",
        details: [
            "Without an article it ends with the scores over all articles (t1, t2 …), where a rule makes any. Conditions "
                + "are about " + list(FlagFilter.scoreNames, "and") + "."
        ],
        examples: [
            Example(line: "scores 2", about: "the scores of article 2"),
            Example(line: "scores band=weak", about: "only what is in that band"),
        ],
        kinds: [.article, .scoreFilter]
    ) { session, invocation throws(ShellError) in
        let groups = try session.chosenScores(invocation)
        for (article, scores) in groups {
            try session.checkInterrupt()
            if let article {
                if groups.count > 1 { session.console.write(session.heading(article)) }
            } else {
                session.console.write(StyledText("all articles", .bold))
            }
            try session.write(session.table(scores))
        }
        if groups.isEmpty { session.console.note("no scores") }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing(
            "score", "article", "rule", "over", "by", "paragraph", "value", "band", "level", "message")
        for (article, scores) in try session.chosenScores(invocation) {
            listing.rows += scores.map { number, score in
                [
                    .text(number), Datum(article?.number), .text(score.rule), .text(score.scope.rawValue),
                    Datum(score.by), Datum(score.paragraph), Datum(score.value), Datum(score.band),
                    Datum(score.flag?.level.name), Datum(score.flag?.message),
                ]
            }
        }
        return listing
    }
}

extension ShellSession {
    /// The scores that are asked for, by article, and at the end those over all.
    fileprivate func chosenScores(
        _ invocation: Invocation
    ) throws(ShellError) -> [(article: Loaded?, scores: [(number: String, score: Score)])] {
        let filter = try FlagFilter(invocation.words, of: .scores, in: self)
        var groups: [(article: Loaded?, scores: [(number: String, score: Score)])] = filter.articles.map { article in
            (article, article.numberedScores.filter { filter.passes($0.score) }.map { ("s\($0.number)", $0.score) })
        }
        if filter.isAboutAll {
            let totals = totals.enumerated().filter { filter.passes($0.element) }
            groups.append((nil, totals.map { ("t\($0.offset + 1)", $0.element) }))
        }
        return groups.filter { !$0.scores.isEmpty }
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
