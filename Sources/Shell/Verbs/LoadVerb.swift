import Hearsay

extension Verb {
    static let load = Verb(
        name: "load", summary: "read and analyse articles", usage: "PATH… [--text-field NAME]",
        details: [
            "Reads text, Markdown, web pages, JSON, tables (CSV, TSV), feeds, web archives, PDF and CoNLL-U, and folders of "
                + "them. Each article gets a number, and its flags go on counting where the last article's ended.",
            "What is left out is named. An article that is loaded already is not loaded again.",
            "After the headline stand the words and what each pack says: its score, or how many flags it raised.",
        ],
        examples: [
            Example(line: "load Sessions/articles/*.txt", about: "all text files of a folder"),
            Example(line: "load 'Karsa (draft).md'", about: "a name with spaces"),
        ],
        options: [
            Option(name: "text-field", value: "NAME", summary: "the field of records or column of tables with the text")
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
        defer {
            session.console.progress(nil)
            session.summarize(Array(session.workspace.articles.dropFirst(first)))
        }
        let stream = ArticleStream(
            paths, textField: invocation.options["text-field"],
            onLeftOut: { session.console.note(StyledText("left out: " + printable("\($0.path): \($0.reason)"))) },
            onNotice: { session.console.note(StyledText("\($0)")) })
        var seen = session.workspace.seen
        while let next = stream.next() {
            switch next {
            case .success(let article): session.add(article, unlessIn: &seen)
            case .failure(let error): failures.append(ShellError("\(error)", .input))
            }
            let loaded = session.workspace.articles.count - first
            session.showProgress("loading", loaded)
            guard !session.console.isInterrupted else {
                throw ShellError("interrupted; \(count(loaded, "article")) loaded till then", .interrupted)
            }
        }
        guard let last = failures.popLast() else { return }
        // What could be read is loaded; the rest is named.
        for failure in failures { session.console.note(StyledText("error: ", .error) + StyledText(failure.message)) }
        throw last
    }

    static let articles = Verb(
        name: "articles", aliases: ["ls"], summary: "list the loaded articles", usage: "[ARTICLE…]",
        examples: [Example(line: "articles --csv", about: "a row an article, with its scores")], kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let chosen = try session.chosen(invocation.texts)
        guard !chosen.isEmpty else { throw .nothingLoaded }
        session.summarize(chosen)
    }
    .listing { session, invocation throws(ShellError) in try session.articleListing(invocation.texts) }

    static let close = Verb(
        name: "close", aliases: ["drop"], summary: "take articles out of the session", usage: "ARTICLE…",
        details: ["The numbers of the others stay as they are. Decisions and notes on an article go with it."],
        examples: [Example(line: "close 1", about: "without article 1")], kinds: [.article]
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

    /// A row an article: what is known of it, how many flags it has, and its scores over all of it.
    fileprivate func articleListing(_ words: [String]) throws(ShellError) -> Listing {
        let chosen = try chosen(words)
        guard !chosen.isEmpty else { throw .nothingLoaded }
        let rules = rulebook.rules.filter { rule in
            guard case .tally(let tally) = rule.verb else { return false }
            return tally.scope == .article && tally.by == nil
        }.map(\.fullName)
        var listing = Listing(
            "article", "name", "headline", "outlet", "date", "words", "sentences", "flags", "statements")
        listing.columns += rules
        listing.rows = chosen.map { article in
            let metadata = article.article.metadata
            let scores = rules.map { rule in Datum(article.scores.first { $0.rule == rule }?.value) }
            return [
                Datum(article.number), .text(article.article.id), .text(article.headline), Datum(metadata.outlet),
                Datum(metadata.date), Datum(article.analysis.words), Datum(article.analysis.sentences.count),
                Datum(article.flagged.count), Datum(article.analysis.attributions.count),
            ] + scores
        }
        return listing
    }

    /// A line for each article: number, headline, words, and what each pack has to say, in the packs' order, as far
    /// as the headline keeps room.
    func summarize(_ articles: [Loaded]) {
        var table = Table(columns: [
            Table.Column(isRight: true), Table.Column(shrinks: true), Table.Column(isRight: true),
        ])
        table.rows = articles.map { article in
            ["\(article.number)", StyledText(article.headline, .bold), "\(article.analysis.words) words"]
        }
        var room = console.width - 44
        for pack in rulebook.program.packs {
            for column in columns(of: pack, articles) {
                let width = column.map { console.columns(of: $0.plain) }.max() ?? 0
                guard width > 0, width + 2 <= room else { continue }
                room -= width + 2
                table.columns.append(Table.Column())
                for i in table.rows.indices { table.rows[i].append(column[i]) }
            }
        }
        for line in table.lines(console) { console.write(line) }
    }

    /// What a pack has to say of each article: its score, where it has just one over articles with bands
    /// (`sourcing 81 strong`); else how many flags each family of its marks raised (`hedges 4`).
    private func columns(of pack: Pack, _ articles: [Loaded]) -> [[StyledText]] {
        let scores = pack.rules.filter { rule in
            guard case .tally(let tally) = rule.verb else { return false }
            return tally.scope == .article && tally.by == nil && !tally.bands.isEmpty
        }
        if scores.count == 1 {
            let name = pack.name.split(separator: "/").last.map(String.init) ?? pack.name
            return [
                articles.map { article in
                    guard let score = article.scores.first(where: { $0.rule == scores[0].fullName }),
                        let value = score.value, let band = score.band
                    else { return StyledText() }
                    return StyledText("\(name) \(Int(value.rounded())) ") + StyledText(band, .bold)
                }
            ]
        }
        return pack.flaggedFamilies.compactMap { family in
            let counts = articles.map { $0.flags.filter { $0.mark.family == family }.count }
            guard let most = counts.max(), most > 0 else { return nil }
            return counts.map { number in
                let padding = String(repeating: " ", count: "\(most)".count - "\(number)".count)
                return StyledText(plural(family), .mark(family: family)) + StyledText(" \(padding)\(number)")
            }
        }
    }

    private func plural(_ word: String) -> String { word.hasSuffix("s") ? word : word + "s" }
}

extension Pack {
    /// The families whose marks the rules report, in the rules' order.
    fileprivate var flaggedFamilies: [String] {
        var families: [String] = []
        for rule in rules where !rule.flags.isEmpty {
            guard case .match(let match) = rule.verb else { continue }
            let family = String((match.type ?? rule.name).prefix { $0 != "." })
            if !families.contains(family) { families.append(family) }
        }
        return families
    }
}
