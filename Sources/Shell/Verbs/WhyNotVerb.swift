import Hearsay

extension Verb {
    static let whyNot = Verb(
        name: "why-not", summary: "show how far a rule got at a place, and what stopped it", usage: "RULE PLACE",
        details: [
            "A place is a sentence, as 2:14 for the 14th of article 2 (tokens counts them), or 14 where one article is "
                + "loaded; a flag, as f7; or words of an article, as they stand in it, with 2: before them where several "
                + "articles have them.",
            "For each pattern of the rule it shows the words that were matched and underlines the elements of which none "
                + "could go on; or it names the unless, the where with its values, the overlap or the setting that kept "
                + "the rule silent. Where a mark is wanted that is not there, it says how near the rules came that make "
                + "such marks.",
        ],
        examples: [
            Example(line: "why-not report.passive 2:14", about: "the 14th sentence of article 2"),
            Example(line: "why-not report.passive 'said to have met'", about: "words of a loaded article"),
            Example(line: "why-not report.adverb f2", about: "why f2 is another rule's"),
        ],
        kinds: [.rule, .flag]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count >= 2 else {
            throw invocation.usageError(invocation.words.isEmpty ? "which rule, and where?" : "where?")
        }
        let name = invocation.texts[0]
        let place = try session.place(invocation.texts.dropFirst().joined(separator: " "))
        let rule = try session.knownRule(name)
        try session.write(session.explanation(of: rule, at: place))
    }
}

/// A stretch of a loaded article.
struct Place {
    var article: Loaded
    /// Byte offsets.
    var range: Range<Int>
    /// Where the same words stand again.
    var others = 0
}

extension ShellSession {
    /// The place that somebody means by `2:14`, `14`, `f7`, `said to` or `2:said to`.
    func place(_ text: String) throws(ShellError) -> Place {
        if case .flag(let number)? = Reference(text) {
            let (article, mark) = try workspace.flag(number)
            return Place(article: article, range: article.marks[mark].range)
        }
        if let number = Int(text) { return try sentence(number, of: workspace.onlyArticle()) }
        if let colon = text.firstIndex(of: ":"), Int(text[..<colon]) != nil {
            let article = try workspace.article(String(text[..<colon]))
            let rest = String(text[text.index(after: colon)...])
            if let number = Int(rest) { return try sentence(number, of: article) }
            return try words(rest, in: [article])
        }
        return try words(text, in: workspace.articles)
    }

    private func sentence(_ number: Int, of article: Loaded) throws(ShellError) -> Place {
        guard article.analysis.sentences.indices.contains(number - 1) else {
            let count = article.analysis.sentences.count
            throw ShellError("there is no sentence \(number); article \(article.number) has \(count)")
        }
        return Place(article: article, range: article.analysis.sentences[number - 1])
    }

    private func words(_ words: String, in articles: [Loaded]) throws(ShellError) -> Place {
        guard !workspace.articles.isEmpty else { throw ShellError("no article is loaded; load FILE… loads some") }
        var found: Place?
        for article in articles {
            for range in article.article.text.places(of: words) {
                if found == nil { found = Place(article: article, range: range) } else { found?.others += 1 }
            }
        }
        guard let found else {
            throw ShellError("“\(words)” stands in no loaded article; a place is 2:14, f7 or words of an article")
        }
        return found
    }

    /// The rule of that name among all packs that were read, running or not.
    func knownRule(_ name: String) throws(ShellError) -> Rule {
        let all = rulebook.library.packs.flatMap(\.rules)
        let exact = all.filter { $0.fullName == name || $0.fullName == "core/" + name }
        let found = exact.isEmpty ? all.filter { $0.name == name } : exact
        if found.count == 1 { return found[0] }
        if found.count > 1 { throw ShellError("“\(name)” can be \(list(found.map(\.fullName), "or"))") }
        for (rule, diagnostic) in rulebook.leftOut where rule == name || rule.hasSuffix(":" + name) {
            throw ShellError("\(rule) is left out because of an error in it:\n\(diagnostic.rendered())", .rules)
        }
        for (rule, place) in rulebook.library.switchedOff where rule == name || rule.hasSuffix(":" + name) {
            let line = place.file.position(of: place.start).line
            throw ShellError("\(rule) is switched off in \(place.file.path):\(line)", .rules)
        }
        let near = Suggestion.nearest(name, in: all.flatMap { [$0.name, $0.fullName] })
        throw ShellError(
            "there is no rule “\(name)”; \(near.map { "did you mean \($0)?" } ?? "rules lists the packs and their rules")"
        )
    }
}

extension Rulebook {
    /// Rules that are left out, with the first error of each.
    fileprivate var leftOut: [(rule: String, diagnostic: Diagnostic)] {
        var seen: Set<String> = []
        return diagnostics.compactMap { diagnostic in
            guard diagnostic.severity == .error, let rule = diagnostic.rule, seen.insert(rule).inserted else {
                return nil
            }
            return (rule, diagnostic)
        }
    }
}

extension [UInt8] {
    /// The byte ranges at which words stand, whatever the case, the white space and the kind of quotation marks.
    fileprivate func places(of words: String) -> [Range<Int>] {
        let wanted = Self.folded(Array(words.utf8)).map(\.scalar)
        let text = Self.folded(self)
        guard !wanted.isEmpty, wanted.count <= text.count else { return [] }
        var found: [Range<Int>] = []
        var start = 0
        while start + wanted.count <= text.count {
            if (0..<wanted.count).allSatisfy({ text[start + $0].scalar == wanted[$0] }) {
                let last = text[start + wanted.count - 1].place
                found.append(text[start].place.lowerBound..<last.upperBound)
                start += wanted.count
            } else {
                start += 1
            }
        }
        return found
    }

    private static func folded(_ bytes: [UInt8]) -> [(scalar: Unicode.Scalar, place: Range<Int>)] {
        var result: [(scalar: Unicode.Scalar, place: Range<Int>)] = []
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let place = offset..<offset + UTF8.width(scalar)
            offset = place.upperBound
            switch scalar {
            case "‘", "’": result.append(("'", place))
            case "“", "”", "„": result.append(("\"", place))
            case _ where scalar.properties.isWhitespace:
                if let last = result.last, last.scalar != " " { result.append((" ", place)) }
            default:
                for small in scalar.properties.lowercaseMapping.unicodeScalars { result.append((small, place)) }
            }
        }
        if result.last?.scalar == " " { result.removeLast() }
        return result
    }
}
