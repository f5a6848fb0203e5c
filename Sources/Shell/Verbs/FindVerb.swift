import Hearsay
import SessionStore

extension Verb {
    static let find = Verb(
        name: "find", summary: "find words in the articles", usage: "WORD… [--in ARTICLE]",
        details: [
            "Paragraphs in which all the words stand, whatever their case and accents. \"two words\" in single quotes is a "
                + "phrase, gover* a start; OR, NOT and NEAR(a b, 5) are taken as SQLite's full-text search takes them."
        ],
        examples: [
            Example(line: "find ministry official", about: "both words in a paragraph"),
            Example(line: "find '\"border deal\" OR corridor*' --in 1", about: "a phrase, or a start, in article 1"),
        ],
        options: [Option(name: "in", value: "ARTICLE", summary: "only in this article")],
        kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let hits = try session.hits(invocation)
        guard !hits.isEmpty else { return session.console.note("nothing found") }
        for article in session.workspace.articles {
            let own = hits.filter { $0.article == article.number }
            guard !own.isEmpty else { continue }
            if session.workspace.articles.count > 1 { session.console.write(session.heading(article)) }
            var table = Table(columns: [.init(title: "¶", isRight: true), .init(title: "in", shrinks: true)])
            table.rows = own.map { ["\($0.paragraph)", highlighted($0.snippet)] }
            try session.write(table.lines(session.console))
        }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("article", "paragraph", "text")
        listing.rows = try session.hits(invocation).map { hit in
            let text = oneLine(hit.snippet.filter { $0 != "\u{2}" && $0 != "\u{3}" })
            return [Datum(hit.article), Datum(hit.paragraph), .text(text)]
        }
        return listing
    }
}

/// The snippet with what was looked for in bold.
private func highlighted(_ snippet: String) -> StyledText {
    var line = StyledText()
    // The signs around what was looked for are control characters, which `oneLine` takes for spaces.
    let words = snippet.split { $0.isWhitespace }.joined(separator: " ")
    for (i, piece) in words.split(separator: "\u{2}", omittingEmptySubsequences: false).enumerated() {
        let parts = piece.split(separator: "\u{3}", maxSplits: 1, omittingEmptySubsequences: false)
        if i > 0, parts.count == 2 { line.append(String(parts[0]), .bold) }
        line.append(String(parts[parts.count - 1]))
    }
    return line
}

extension ShellSession {
    fileprivate func hits(_ invocation: Invocation) throws(ShellError) -> [SessionHit] {
        guard !workspace.articles.isEmpty else { throw .nothingLoaded }
        let words = invocation.texts.joined(separator: " ")
        guard words.contains(where: { !$0.isWhitespace }) else { throw invocation.usageError("find what?") }
        let article = try invocation.options["in"].map { name throws(ShellError) in try workspace.article(name).number }
        let database = try database()
        do throws(SessionStoreError) {
            return try database.find(words, in: article.map { [$0] } ?? [])
        } catch {
            throw ShellError("“\(words)” cannot be looked for: \(error.message)")
        }
    }
}
