import Hearsay

extension Verb {
    static let tokens = Verb(
        name: "tokens", summary: "show an article as the rules see it", usage: "[ARTICLE [SENTENCE]]",
        details: [
            "The tokens with their numbers, as why shows them, their lemmas, universal and Penn tags, and the marks of the "
                + "language layer: where one starts its name, and whom it was linked with; where it goes on · and its name."
        ],
        examples: [Example(line: "tokens 2 5", about: "the fifth sentence of article 2")], kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let words = invocation.texts
        guard words.count <= 2 else { throw invocation.usageError("one article and one sentence at a time") }
        let article = try words.isEmpty ? session.workspace.onlyArticle() : session.workspace.article(words[0])
        let document = Reader().read(article.article)
        guard words.count == 2 else {
            var lines: [StyledText] = []
            for i in document.sentences.indices { lines += session.lines(of: i, in: document) }
            return session.console.page(lines)
        }
        guard let number = Int(words[1]), document.sentences.indices.contains(number - 1) else {
            throw ShellError("there is no sentence \(words[1]); the article has \(document.sentences.count)")
        }
        try session.write(session.lines(of: number - 1, in: document))
    }
    .listing { session, invocation throws(ShellError) in try session.tokenListing(invocation) }
}

extension ShellSession {
    fileprivate func tokenListing(_ invocation: Invocation) throws(ShellError) -> Listing {
        let words = invocation.texts
        guard words.count <= 2 else { throw invocation.usageError("one article and one sentence at a time") }
        let article = try words.isEmpty ? workspace.onlyArticle() : workspace.article(words[0])
        let document = Reader().read(article.article)
        var listing = Listing("sentence", "token", "text", "lemma", "tag", "penn")
        for (index, sentence) in document.sentences.enumerated() where words.count < 2 || Int(words[1]) == index + 1 {
            document.tag(sentence: index)
            listing.rows += sentence.tokens.map { i in
                let token = document.tokens[i]
                let text = String(decoding: document.text[Int(token.start)..<Int(token.end)], as: UTF8.self)
                return [
                    Datum(index + 1), Datum(i + 1), .text(text),
                    .text(String(decoding: document.lemma(of: i), as: UTF8.self)),
                    .text(token.tag == .none ? "" : token.tag.universal),
                    .text(token.tag == .none ? "" : token.tag.penn),
                ]
            }
        }
        return listing
    }

    /// A mark where it starts, with the mention that it was linked with (`pronoun ← Jonas Marrow`); where it goes on, `·np`.
    private func label(_ mark: LanguageMark, at token: Int, in document: Document) -> String {
        guard mark.tokens.lowerBound == token else { return "·" + mark.kind.name }
        guard let link = mark.link, let last = link.tokens.last else { return mark.kind.name }
        let range = Int(document.tokens[link.tokens.lowerBound].start)..<Int(document.tokens[last].end)
        return mark.kind.name + " ← " + oneLine(String(decoding: document.text[range], as: UTF8.self))
    }

    fileprivate func lines(of index: Int, in document: Document) -> [StyledText] {
        let sentence = document.sentences[index]
        document.tag(sentence: index)
        let marks = (document.marks + document.phrases).filter {
            ![.sentence, .paragraph, .clause].contains($0.kind) && $0.tokens.overlaps(sentence.tokens)
        }
        let column = Table.Column(shrinks: true)
        var table = Table(columns: [.init(isRight: true), column, column, .init(), .init(), column])
        table.rows = sentence.tokens.map { i in
            let token = document.tokens[i]
            let word = String(decoding: document.text[Int(token.start)..<Int(token.end)], as: UTF8.self)
            let kinds = marks.filter { $0.tokens.contains(i) }.map { label($0, at: i, in: document) }
            return [
                StyledText("\(i + 1)", .dim), StyledText(word),
                StyledText(String(decoding: document.lemma(of: i), as: UTF8.self)),
                StyledText(token.tag == .none ? "" : token.tag.universal, .dim),
                StyledText(token.tag == .none ? "" : token.tag.penn, .dim),
                StyledText(kinds.joined(separator: " "), .dim),
            ]
        }
        let heading = "sentence \(index + 1) · ¶ \(sentence.paragraph) · \(sentence.zone.name)"
        return [StyledText(heading, .bold)] + table.lines(console)
    }
}
