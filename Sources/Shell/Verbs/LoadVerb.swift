import Hearsay

extension Verb {
    static let load = Verb(
        name: "load", summary: "read and analyse articles", usage: "PATH…",
        details: [
            "Reads text, Markdown and JSON Lines files, and folders of them. Each article gets a number, and its flags go "
                + "on counting where the last article's ended.",
            "After the headline stand the words, how many flags of each kind were raised, and the scores that have a band.",
        ],
        examples: [
            Example(line: "load Sessions/articles/*.txt", about: "all text files of a folder"),
            Example(line: "load 'Karsa (draft).md'", about: "a name with spaces"),
        ],
        kinds: [.path]
    ) { session, invocation throws(ShellError) in
        guard !invocation.words.isEmpty else { throw invocation.usageError("load what?") }
        var paths: [String] = []
        var failures: [ShellError] = []
        for word in invocation.words {
            do throws(ShellError) { paths += try Paths.expand(word) } catch { failures.append(error) }
        }
        let first = session.workspace.articles.count
        defer { session.summarize(Array(session.workspace.articles.dropFirst(first))) }
        let stream = ArticleStream(paths) { session.console.note("left out: \($0.path): \($0.reason)") }
        while let next = stream.next() {
            switch next {
            case .success(let article): session.add(article)
            case .failure(let error): failures.append(ShellError("\(error)", .input))
            }
            guard !session.console.isInterrupted else {
                let loaded = session.workspace.articles.count - first
                throw ShellError("interrupted; \(count(loaded, "article")) loaded till then", .interrupted)
            }
        }
        guard let last = failures.popLast() else { return }
        // What could be read is loaded; the rest is named.
        for failure in failures { session.console.note(StyledText("error: ", .error) + StyledText(failure.message)) }
        throw last
    }

    static let articles = Verb(
        name: "articles", aliases: ["ls"], summary: "list the loaded articles", usage: "[ARTICLE…]", kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let chosen = try session.chosen(invocation.texts)
        guard !chosen.isEmpty else { throw ShellError("no article is loaded; load FILE… loads some") }
        session.summarize(chosen)
    }

    static let close = Verb(
        name: "close", aliases: ["drop"], summary: "take articles out of the session", usage: "ARTICLE…",
        details: ["The numbers of the others stay as they are."], kinds: [.article]
    ) { session, invocation throws(ShellError) in
        guard !invocation.words.isEmpty else { throw invocation.usageError("close which article?") }
        for article in try session.chosen(invocation.texts) { session.workspace.remove(article.number) }
    }
}

extension ShellSession {
    /// The articles that the words name; all where there are none.
    func chosen(_ words: [String]) throws(ShellError) -> [Loaded] {
        var chosen: [Loaded] = []
        for word in words { chosen.append(try workspace.article(word)) }
        return words.isEmpty ? workspace.articles : chosen
    }

    /// A line for each article: number, headline, words, flags by family, banded scores.
    func summarize(_ articles: [Loaded]) {
        let families = rulebook.flaggedFamilies
        let counts = articles.map { article in
            Dictionary(grouping: article.flags.map(\.mark.family)) { $0 }.mapValues(\.count)
        }
        let shown = families.filter { family in counts.contains { $0[family] != nil } }
        var table = Table(columns: [
            Table.Column(isRight: true), Table.Column(shrinks: true), Table.Column(isRight: true),
        ])
        for _ in shown { table.columns += [Table.Column(), Table.Column(isRight: true)] }
        let summaries = articles.map { rulebook.summary(of: $0.scores) }
        for _ in 0..<(summaries.map(\.count).max() ?? 0) { table.columns.append(Table.Column()) }
        for (article, (counts, summary)) in zip(articles, zip(counts, summaries)) {
            var row: [StyledText] = [
                "\(article.number)", StyledText(article.headline, .bold), "\(article.analysis.words) words",
            ]
            for family in shown {
                row += [StyledText(plural(family), .mark(family: family)), "\(counts[family] ?? 0)"]
            }
            table.rows.append(row + summary)
        }
        for line in table.lines(console) { console.write(line) }
    }

    private func plural(_ word: String) -> String { word.hasSuffix("s") ? word : word + "s" }
}

extension Rulebook {
    /// The families whose marks the rules report, in the packs' order.
    var flaggedFamilies: [String] {
        var families: [String] = []
        for rule in rules where !rule.flags.isEmpty {
            guard case .match(let match) = rule.verb else { continue }
            let family = String((match.type ?? rule.name).prefix { $0 != "." })
            if !families.contains(family) { families.append(family) }
        }
        return families
    }

    /// `sourcing 81 strong`: the scores over the whole article that have a band. A pack's only such score goes by the
    /// pack's name.
    func summary(of scores: [Score]) -> [StyledText] {
        let banded = scores.filter { $0.scope == .article && $0.by == nil && $0.band != nil }
        return banded.compactMap { score in
            guard let value = score.value, let band = score.band else { return nil }
            let parts = score.rule.split(separator: ":", maxSplits: 1)
            let isOnly = banded.filter { $0.rule.hasPrefix(parts[0] + ":") }.count == 1
            let name = isOnly ? parts[0].split(separator: "/").last ?? parts[0] : parts[parts.count - 1]
            return StyledText("\(name) \(Int(value.rounded())) ") + StyledText(band, .bold)
        }
    }
}
