import Articles
import Language
import RuleLanguage

/// The names that marks give to conditions, expressions and messages.
extension MatchText {
    /// Whether a mark's attributes pass the tests of a `<type tests>` element. A missing one fails all but `!=`.
    func passes(_ mark: WorkMark, _ tests: [MarkTest.Attribute]) -> Bool {
        let tests = tests.span
        for index in tests.indices {
            if let value = value(of: mark, tests[index].name) {
                guard tests[index].relation.holds(value, tests[index].value) else { return false }
            } else if tests[index].relation != .notEqual {
                return false
            }
        }
        return true
    }

    /// An attribute of a mark: its own, the language layer's, or a name of its context.
    func value(of mark: WorkMark, _ name: String) -> Value? {
        if let given = mark.circumstances?.given.first(where: { $0.name == name }) { return .text(given.value) }
        if mark.language >= 0 {
            if let value = languageValue(of: languageMarks[mark.language], name) { return value }
        } else if let index = attributeIndex(of: mark, name) {
            return mark.attributes[index]
        }
        if name == "entity" { return entity(of: mark.span) }
        return context(of: mark, name)
    }

    private func attributeIndex(of mark: WorkMark, _ name: String) -> Int? {
        for index in mark.names.indices where mark.names[index] == name { return index }
        return nil
    }

    /// The entity of the name, pronoun or noun phrase that ends where a range ends, the longest that lies in it.
    func entity(of range: Range<Int>) -> Value? {
        var start = range.lowerBound
        while start < range.upperBound {
            var at = Int(store.heads[start])
            while at >= 0 {
                let link = store.links[at]
                if Int(link.end) == range.upperBound, case let number = store.marks[at].language, number >= 0 {
                    let entity = languageMarks[number].entity
                    if entity >= 0 { return entities[entity].map { .text($0) } }
                }
                at = Int(link.next)
            }
            start += 1
        }
        return nil
    }

    private func languageValue(of mark: LanguageMark, _ name: String) -> Value? {
        switch name {
        case "words":
            return .number(Double(mark.tokens.count { !document.tokens[$0].flags.contains(.punctuation) }))
        case "closed": return mark.kind == .quote || mark.kind == .scareQuote ? .text(mark.closed ? "yes" : "no") : nil
        case "head": return mark.head >= 0 ? .text(words(mark.head..<mark.head + 1)) : nil
        case "number": return mark.number == .none ? nil : .text("\(mark.number)")
        case "definite": return mark.kind == .np ? .text(mark.definite ? "yes" : "no") : nil
        case "person": return mark.person > 0 ? .number(Double(mark.person)) : nil
        case "entity": return mark.entity >= 0 ? entities[mark.entity].map { .text($0) } : nil
        case "link": return mark.link.map { .text($0.explanation) }
        default: return nil
        }
    }

    private func context(of mark: WorkMark, _ name: String) -> Value? {
        switch name {
        case "zone": return .text(zone(of: mark).name)
        case "quoted": return .text(isQuoted(mark.span) ? "yes" : "no")
        case "depth": return .number(Double(nesting?.enclosing(mark).count ?? 0))
        case "voice": return .text(voice(of: mark))
        case "polarity": return .text(mark.polarity)
        case "certainty": return .text(mark.certainty)
        case "sentence": return .number(Double(mark.sentence + 1))
        case "paragraph": return .number(Double(paragraph(of: mark)))
        default: return nil
        }
    }

    /// A name or path in a rule's scope, for one of its marks (finished or being made).
    func lookup(_ path: [String], for mark: WorkMark) -> Value? {
        guard let first = path.first else { return nil }
        if path.count == 1 {
            if first == "match" { return .text(words(mark.extent)) }
            if let value = value(of: mark, first) { return value }
            return capture(first, of: mark).map { .text($0.map(words).joined(separator: " … ")) } ?? article(first)
        }
        if first == "outer" { return mark.outer.flatMap { lookup(Array(path.dropFirst()), for: $0) } }
        guard path.count == 2, let matching = mark.matching, let number = matching.captures.firstIndex(of: first)
        else { return nil }
        if path[1] == "quotedshare" { return mark.captures[number].flatMap(quotedShare).map { .number($0) } }
        return taken(by: number, of: mark).flatMap { value(of: $0, path[1]) }
    }

    /// The mark that a `<type>` element took in a capture of another. A rule asks several things of one after the other.
    private func taken(by capture: Int, of mark: WorkMark) -> WorkMark? {
        if let last = lastTaken, last.mark === mark, last.capture == capture { return last.taken }
        guard let matching = mark.matching, let range = mark.captures.first(of: capture) else { return nil }
        let taken = matching.patterns[mark.pattern].mark(in: capture, range, mark.path, in: store)
        lastTaken = (mark, capture, taken)
        return taken
    }

    private func capture(_ name: String, of mark: WorkMark) -> [Range<Int>]? {
        mark.matching?.captures.firstIndex(of: name).flatMap { mark.captures[$0] }
    }

    func article(_ name: String) -> Value? {
        switch name {
        case "words": return .number(Double(document.words))
        case "sentences": return .number(Double(document.sentences.count))
        case "article": return id.map { .text($0) }
        case "outlet": return metadata.outlet.map { .text($0) }
        case "lang": return metadata.lang.map { .text($0) }
        default: return nil
        }
    }

    func zone(of mark: WorkMark) -> Zone {
        mark.sentence < document.sentences.count ? document.sentences[mark.sentence].zone : .body
    }

    /// Ordinal, from 1.
    func paragraph(of mark: WorkMark) -> Int {
        mark.sentence < document.sentences.count ? document.sentences[mark.sentence].paragraph : 1
    }

    /// `author`, the entity of the innermost enclosing mark, or `unknown`.
    func voice(of mark: WorkMark) -> String {
        if let inner = nesting?.enclosing(mark).last {
            // Whom it speaks of is no voice: only an attribute that its rule gives it says whose mouth this is.
            if attributeIndex(of: inner, "entity") != nil, case .text(let entity)? = value(of: inner, "entity") {
                return entity
            }
            return "unknown"
        }
        return isQuoted(mark.span) ? "unknown" : "author"
    }
}
