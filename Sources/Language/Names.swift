/// Finds names, and what stands for them later: short forms, acronyms, descriptions, pronouns.
struct Names {
    let phrases: NounPhrases
    let vocabulary: Vocabulary
    /// Quotations (speech only) as token ranges, by first token.
    let quotes: [Range<Int>]

    /// Names and pronouns of all sentences, in order. Noun phrases that stand for somebody named get the entity.
    ///
    /// - Parameter nounPhrases: The document's noun phrases (and whatever else), by first token within each sentence.
    func find(in sentences: [Sentence], linking nounPhrases: inout [LanguageMark]) -> [LanguageMark] {
        var marks: [LanguageMark] = []
        var links = NameLinks(phrases: phrases, vocabulary: vocabulary, quotes: quotes)
        var next = 0
        for sentence in sentences {
            links.begin(sentence)
            let first = next
            while next < nounPhrases.count, nounPhrases[next].tokens.lowerBound < sentence.tokens.upperBound {
                next += 1
            }
            var phrase = first
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                // Noun phrases come by first token, before whatever else is said of the sentence.
                while phrase < next, nounPhrases[phrase].kind != .np || nounPhrases[phrase].tokens.lowerBound < at {
                    phrase += 1
                }
                if phrase < next, nounPhrases[phrase].tokens.lowerBound == at,
                    !phrases.has(nounPhrases[phrase].head, .proper)
                {
                    links.describe(&nounPhrases[phrase])
                }
                if let range = name(at, sentence.tokens.upperBound, links) {
                    at = range.upperBound
                    let name = trimmed(range)
                    if !name.isEmpty { marks.append(links.link(name, in: sentence)) }
                    continue
                }
                if phrases.has(at, [.pronoun, .possessive]),
                    let pronoun = Pronoun(vocabulary.folded(phrases.tokens[at].form))
                {
                    var mark = LanguageMark(kind: .pronoun, tokens: at..<at + 1)
                    mark.person = pronoun.person
                    mark.number = pronoun.number
                    if pronoun.gender > 0 { links.resolve(&mark, gender: pronoun.gender) }
                    marks.append(mark)
                }
                at += 1
            }
        }
        return marks
    }

    // MARK: Extent

    /// The name that starts at a token: a run of proper nouns, or a word that ended a name before (a sentence that
    /// starts with it may hide that it is one: `Marrow left` behind `Jonas Marrow met …`).
    private func name(_ start: Int, _ limit: Int, _ links: NameLinks) -> Range<Int>? {
        if let end = nameEnd(start, limit) { return start..<end }
        let form = phrases.tokens[start].form
        guard phrases.has(start, .noun), vocabulary.traits(form).contains(.capitalised),
            links.endsName(vocabulary.folded(form))
        else { return nil }
        return start..<start + 1
    }

    /// Where a run of proper nouns ends, with what joins them.
    private func nameEnd(_ start: Int, _ limit: Int) -> Int? {
        guard isProper(start) else { return nil }
        var end = start + 1
        while end < limit {
            if isProper(end) {
                end += 1
            } else if end + 1 < limit, isProper(end + 1), isJoint(end) {
                end += 2
            } else if end + 2 < limit, isProper(end + 2), isOf(end), isThe(end + 1), opensOf(end - 1) {
                end += 3
            } else {
                break
            }
        }
        return end
    }

    /// A proper noun with a letter that is no small one; no address or link.
    private func isProper(_ index: Int) -> Bool {
        guard phrases.has(index, .proper), !phrases.tokens[index].flags.contains(.punctuation) else { return false }
        let token = phrases.tokens[index]
        let bytes = phrases.text[Int(token.start)..<Int(token.end)]
        return !bytes.contains(0x40) && bytes.contains { $0 &- 0x41 < 26 || $0 >= 0x80 }
    }

    /// A hyphen, `&`, a name's particle, or `of` behind a word like `University`.
    private func isJoint(_ index: Int) -> Bool {
        let token = phrases.tokens[index]
        switch phrases.byte(index) {
        case 0x2D: return token.end - token.start == 1 && !token.flags.contains(.spaceBefore)
        case 0x26: return true
        default: break
        }
        if isOf(index) { return opensOf(index - 1) }
        return Self.particles.contains(vocabulary.spelling(token.form))
    }

    private func isOf(_ index: Int) -> Bool { vocabulary.folded(phrases.tokens[index].form).elementsEqual("of".utf8) }

    private func isThe(_ index: Int) -> Bool { vocabulary.folded(phrases.tokens[index].form).elementsEqual("the".utf8) }

    private func opensOf(_ index: Int) -> Bool { Self.bodies.contains(vocabulary.folded(phrases.tokens[index].form)) }

    /// Without days and months at either end.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, isDate(first) { range = first + 1..<range.upperBound }
        while let last = range.last, isDate(last) { range = range.lowerBound..<last }
        return range
    }

    private func isDate(_ index: Int) -> Bool {
        !vocabulary.traits(phrases.tokens[index].form).isDisjoint(with: [.month, .weekday])
    }

    private static let particles = Set(
        ("de la du van von der den bin ibn al el di da dos le ben y st." as StaticString).utf8Words)

    private static let bodies = Set(
        ("""
        university bank ministry department house bureau institute college council court church state states republic \
        kingdom gulf bay board chamber federation association union academy school office institution society league \
        city town isle islands strait straits center centre museum library parliament senate committee commission \
        organization organisation agency district province cathedral battle treaty fund corps county municipality \
        village duchy order hall ministry faculty mount sea king queen duke duchess prince princess emperor earl \
        archbishop bishop pope secretary embassy consulate front party bank
        """ as StaticString).utf8Words)
}
