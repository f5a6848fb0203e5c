import Hearsay

extension Verb {
    static let compare = Verb(
        name: "compare", summary: "see two articles side by side", usage: "ARTICLE ARTICLE",
        details: [
            "Words and scores; how many marks of each flagged family, and how many to a thousand words, in the author's "
                + "voice and in others'; statements by the class of their source; and who stands where."
        ],
        examples: [Example(line: "compare 1 2", about: "hedges, sourcing, and stance by speaker")],
        kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let (a, b) = try session.pair(invocation)
        let width = max(16, session.console.width / 3)
        let measure = session.console.columns(of:)
        var table = Table(columns: [
            .init(title: "", shrinks: true),
            .init(title: cut(session.heading(a), to: width, measure).plain, shrinks: true),
            .init(title: cut(session.heading(b), to: width, measure).plain, shrinks: true),
        ])
        var about = ""
        for row in session.comparison(a, b) {
            if row.about != about, !row.about.isEmpty {
                table.rows.append([StyledText(row.about, .bold), "", ""])
            }
            about = row.about
            let indent = row.about.isEmpty ? "" : "  "
            table.rows.append(
                [StyledText(indent + row.what)] + row.values.map { StyledText($0 ?? "–", $0 == nil ? .dim : .plain) })
        }
        try session.write(table.lines(session.console))
    }
    .listing { session, invocation throws(ShellError) in
        let (a, b) = try session.pair(invocation)
        var listing = Listing("about", "what", "\(a.number)", "\(b.number)")
        listing.rows = session.comparison(a, b).map { row in
            [.text(row.about), .text(row.what), Datum(row.values[0]), Datum(row.values[1])]
        }
        return listing
    }
}

/// A line of a comparison.
private struct ComparedRow {
    /// What it belongs to; empty for what is about the articles.
    var about: String
    var what: String
    /// Of the one and of the other; `nil` where it has none.
    var values: [String?]
}

extension ShellSession {
    fileprivate func pair(_ invocation: Invocation) throws(ShellError) -> (Loaded, Loaded) {
        let words = invocation.texts
        guard words.count == 2 else { throw invocation.usageError("compare which two articles?") }
        return (try workspace.article(words[0]), try workspace.article(words[1]))
    }

    fileprivate func comparison(_ a: Loaded, _ b: Loaded) -> [ComparedRow] {
        let both = [a, b]
        var rows = [ComparedRow(about: "", what: "words", values: both.map { "\($0.analysis.words)" })]
        for rule in rulebook.rules {
            guard case .tally(let tally) = rule.verb, tally.scope == .article, tally.by == nil else { continue }
            let values = both.map { article in
                article.scores.first { $0.rule == rule.fullName }.flatMap { score in
                    score.value.map { short($0) + (score.band.map { " \($0)" } ?? "") }
                }
            }
            if values.contains(where: { $0 != nil }) {
                rows.append(ComparedRow(about: "scores", what: rule.fullName, values: values))
            }
        }
        // Statements are counted below, by their sources.
        for family in unique(both.flatMap { $0.flags.map(\.mark.family) }) where family != "attribution" {
            rows += voices(family, both)
        }
        return rows + statements(both) + stances(both)
    }

    /// `27, 47.5 to 1000 words`, in all, in the author's voice and in others'.
    private func voices(_ family: String, _ both: [Loaded]) -> [ComparedRow] {
        func row(_ what: String, _ isCounted: (Mark) -> Bool) -> ComparedRow {
            ComparedRow(
                about: family, what: what,
                values: both.map { article in
                    let count = article.flags.count { $0.mark.family == family && isCounted($0.mark) }
                    let density = Double(count) * 1000 / Double(max(1, article.analysis.words))
                    return count == 0 ? nil : "\(count), \(short(density)) to 1000 words"
                })
        }
        return [
            row("all") { _ in true }, row("by the author") { $0.context.voice == "author" },
            row("by others") { $0.context.voice != "author" },
        ]
    }

    private func statements(_ both: [Loaded]) -> [ComparedRow] {
        let all = both.map(\.analysis.attributions)
        guard all.contains(where: { !$0.isEmpty }) else { return [] }
        var rows = [ComparedRow(about: "statements", what: "all", values: all.map { $0.isEmpty ? nil : "\($0.count)" })]
        let worth = all.map { attributions -> String? in
            let values = attributions.compactMap(\.strength)
            return values.isEmpty ? nil : short(values.reduce(0, +) / Double(values.count))
        }
        rows.append(ComparedRow(about: "statements", what: "worth, on average", values: worth))
        rows.append(
            ComparedRow(
                about: "statements", what: "second hand",
                values: all.map { list in
                    let count = list.count { $0.hops > 1 }
                    return count == 0 ? nil : "\(count)"
                }))
        for kind in unique(all.flatMap { $0.map { $0.source?.kind ?? "none" } }).sorted() {
            let values = all.map { list -> String? in
                let own = list.filter { ($0.source?.kind ?? "none") == kind }
                let sources = Set(own.compactMap { $0.source?.name?.lowercased() }).count
                return own.isEmpty ? nil : "\(own.count)" + (sources > 0 ? " by \(count(sources, "source"))" : "")
            }
            rows.append(ComparedRow(about: "statements", what: kind, values: values))
        }
        return rows
    }

    /// A line for each holder: `oppose 2, support 1`.
    private func stances(_ both: [Loaded]) -> [ComparedRow] {
        let groups = both.map { article in
            StanceGroup.all(in: article.analysis)
        }
        return unique(groups.flatMap { $0.map(\.holder) }).map { holder in
            ComparedRow(
                about: "who stands where", what: holder,
                values: groups.map { list in
                    var counts: [String: Int] = [:]
                    for group in list where group.holder == holder {
                        counts[group.position, default: 0] += group.marks.count
                    }
                    let parts = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                    return parts.isEmpty ? nil : parts.joined(separator: ", ")
                })
        }
    }
}

/// Each once, in order of appearance.
private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
}
