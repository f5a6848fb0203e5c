/// Who or what the mentions of a text stand for: gives names, descriptions and pronouns their entities, each link with
/// its reason. What could be meant in two ways is left unlinked.
struct NameLinks {
    /// A word in small letters.
    typealias Word = [UInt8]

    /// One person, place or body that the text names.
    private struct Entity {
        /// Titles left out.
        var words: [Word]
        var isPerson: Bool
        /// 1 for `he`, 2 for `she`, 0 where nothing tells.
        var gender: Int
        /// The mention with most words, titles counted.
        var longest: Range<Int>
    }

    /// A person's mention that a pronoun may stand for.
    private struct Mention {
        var entity: Int
        var sentence: Int
        var paragraph: Int
        /// The quotation it stands in; -1 outside.
        var quote: Int
        /// Whether a sentence starts with it.
        var isFirst: Bool
    }

    private let phrases: NounPhrases
    private let vocabulary: Vocabulary
    private let quotes: [Range<Int>]
    private var entities: [Entity] = []
    private var byName: [[Word]: Int] = [:]
    // The entity with this last word, or first word; -1 where there are several.
    private var byLastWord: [Word: Int] = [:]
    private var byFirstWord: [Word: Int] = [:]
    /// By the head of a description (`ambassador`); -1 where it was said of several.
    private var byDescription: [Word: Int] = [:]
    /// People named in this paragraph and the sentence before it, the latest last.
    private var recent: [Mention] = []
    private var sentence = 0
    private var paragraph = 0
    private var quote = 0
    /// The sentence's first token.
    private var start = 0
    /// The last name, to which a bracket or an apposition right behind it belongs.
    private var last: (tokens: Range<Int>, entity: Int)?

    init(phrases: NounPhrases, vocabulary: Vocabulary, quotes: [Range<Int>]) {
        self.phrases = phrases
        self.vocabulary = vocabulary
        self.quotes = quotes
    }

    mutating func begin(_ next: Sentence) {
        sentence += 1
        if next.paragraph != paragraph { recent.removeAll { $0.sentence != sentence - 1 } }
        paragraph = next.paragraph
        start = next.tokens.lowerBound
        last = nil
    }

    /// Whether a name seen before ends in this word.
    func endsName(_ word: Word) -> Bool { byLastWord[word] != nil || byName[[word]] != nil }

    // MARK: Names

    /// The mark of a name, linked with the earlier one that it stands for.
    mutating func link(_ range: Range<Int>, in sentence: Sentence) -> LanguageMark {
        var words = range.map { vocabulary.folded(phrases.tokens[$0].form) }
        var title = 0
        var isTitled = false
        while words.count > 1, let first = words.first,
            let gender = Self.titles[first.last == 0x2E ? first.dropLast() : first]
        {
            isTitled = true
            title = max(title, gender)
            words.removeFirst()
        }
        let given =
            words.count > 1
            ? GivenNames.builtIn.gender(vocabulary.spelling(phrases.tokens[range.upperBound - words.count].form)) : nil
        let found = known(words, range, isTitled)
        var mark = LanguageMark(kind: .name, tokens: range)
        if let found {
            mark.entity = found.entity
            mark.link = .init(tokens: entities[found.entity].longest, reason: found.reason)
            if range.count > entities[found.entity].longest.count { entities[found.entity].longest = range }
            if found.reason == .surname, entities[found.entity].words.count < 4 {
                entities[found.entity].isPerson = true
            }
            if found.reason == .fullName { rename(found.entity, words) }
        } else {
            mark.entity = entities.count
            entities.append(Entity(words: words, isPerson: false, gender: 0, longest: range))
        }
        let gender = title > 0 ? title : given ?? 0
        if isTitled || given != nil { entities[mark.entity].isPerson = true }
        if entities[mark.entity].gender == 0 { entities[mark.entity].gender = gender }
        register(words, mark.entity, isNew: found == nil)
        last = (range, mark.entity)
        if isTitled { describe(range, by: words.count, mark.entity) }
        apposition(behind: range, sentence.tokens.upperBound, mark.entity)
        remember(mark.entity, at: range.lowerBound)
        return mark
    }

    /// The entity that a name stands for, and why; `nil` for a new one.
    private func known(_ words: [Word], _ range: Range<Int>, _ isTitled: Bool) -> (
        entity: Int, reason: LanguageMark.Link.Reason
    )? {
        if let last, isBracketed(range, behind: last.tokens), isAcronym(range, of: last.tokens) {
            return (last.entity, .acronym)
        }
        if let entity = byName[words], entity >= 0 { return (entity, .sameName) }
        guard let first = words.first, let final = words.last else { return nil }
        if words.count == 1 {
            if let entity = byLastWord[final], entity >= 0 { return (entity, .surname) }
            if !isTitled, let entity = byFirstWord[first], entity >= 0, entities[entity].isPerson,
                GivenNames.builtIn.gender(vocabulary.spelling(phrases.tokens[range.lowerBound].form)) != nil
            {
                return (entity, .givenName)
            }
            return nil
        }
        if let entity = byLastWord[final], entity >= 0, entities[entity].words.count == 1 { return (entity, .fullName) }
        // `Energy Ministry` behind `Karsan Energy Ministry`
        if let entity = byLastWord[final], entity >= 0, entities[entity].words.count > words.count,
            entities[entity].words.suffix(words.count).elementsEqual(words)
        {
            return (entity, .part)
        }
        return nil
    }

    private mutating func register(_ words: [Word], _ entity: Int, isNew: Bool) {
        if byName[words] == nil { byName[words] = entity }
        guard isNew, let first = words.first, let final = words.last else { return }
        byLastWord[final] = byLastWord[final] == nil ? entity : -1
        if words.count > 1 { byFirstWord[first] = byFirstWord[first] == nil ? entity : -1 }
    }

    /// The full name came behind the short one, in a headline's text say.
    private mutating func rename(_ entity: Int, _ words: [Word]) {
        entities[entity].words = words
        if let first = words.first { byFirstWord[first] = byFirstWord[first] == nil ? entity : -1 }
    }

    // MARK: Acronyms

    /// `World Grain Office (WGO)`
    private func isBracketed(_ range: Range<Int>, behind name: Range<Int>) -> Bool {
        range.lowerBound == name.upperBound + 1 && phrases.byte(name.upperBound) == 0x28
            && range.upperBound < phrases.tokens.count && phrases.byte(range.upperBound) == 0x29
    }

    /// Whether a name is the initials of another, which may leave out small words.
    private func isAcronym(_ range: Range<Int>, of name: Range<Int>) -> Bool {
        guard range.count == 1 else { return false }
        let letters = vocabulary.spelling(phrases.tokens[range.lowerBound].form).filter { $0 != 0x2E }
        guard letters.count > 1, letters.allSatisfy({ $0 &- 0x41 < 26 }) else { return false }
        let initials = name.map { vocabulary.spelling(phrases.tokens[$0].form)[0] }
        return initials.elementsEqual(letters) || initials.filter { $0 &- 0x41 < 26 }.elementsEqual(letters)
    }

    // MARK: Descriptions

    /// The title before a name: `Ambassador Rekin`.
    private mutating func describe(_ range: Range<Int>, by words: Int, _ entity: Int) {
        let title = range.upperBound - words - 1
        if title >= range.lowerBound { describe(head: title, entity) }
    }

    /// `Zalm Rekin, a former ambassador,` and `Zalm Rekin, the ambassador to Karsa,`
    private mutating func apposition(behind range: Range<Int>, _ limit: Int, _ entity: Int) {
        let comma = range.upperBound
        guard comma + 2 < limit, phrases.byte(comma) == 0x2C, phrases.has(comma + 1, [.determiner, .possessive]) else {
            return
        }
        var at = comma + 2
        while at < limit, phrases.has(at, [.modifier, .adverb, .proper]),
            !phrases.has(at, .noun) || phrases.has(at + 1 < limit ? at + 1 : at, .noun) && at + 1 < limit
        { at += 1 }
        guard at < limit, phrases.has(at, .noun), !phrases.has(at, [.proper, .plural]) else { return }
        while at + 1 < limit, phrases.has(at + 1, .noun), !phrases.has(at + 1, [.proper, .plural]) { at += 1 }
        describe(head: at, entity)
    }

    private mutating func describe(head: Int, _ entity: Int) {
        let word = vocabulary.folded(phrases.tokens[head].form)
        byDescription[word] = byDescription[word].map { $0 == entity ? entity : -1 } ?? entity
    }

    /// Gives a definite noun phrase (`the former ambassador`) the entity that its head was said of.
    mutating func describe(_ phrase: inout LanguageMark) {
        guard phrase.head > phrase.tokens.lowerBound, phrase.number == .singular,
            vocabulary.folded(phrases.tokens[phrase.tokens.lowerBound].form).elementsEqual("the".utf8),
            phrase.tokens.upperBound >= phrases.tokens.count
                || !vocabulary.folded(phrases.tokens[phrase.tokens.upperBound].form).elementsEqual("of".utf8),
            last?.tokens.upperBound != phrase.tokens.lowerBound - 1,
            let entity = byDescription[vocabulary.folded(phrases.tokens[phrase.head].form)], entity >= 0
        else { return }
        phrase.entity = entity
        phrase.link = .init(tokens: entities[entity].longest, reason: .description)
        remember(entity, at: phrase.tokens.lowerBound)
    }

    // MARK: Pronouns

    /// Links `he` or `she` with the only person in reach: named in this sentence before it, or else in the sentence
    /// before, or else in the paragraph. What stands in a quotation and what stands outside are apart.
    mutating func resolve(_ mark: inout LanguageMark, gender: Int) {
        let own = quotation(of: mark.tokens.lowerBound)
        let reach = recent.filter { $0.quote == own }
        let scopes: [(LanguageMark.Link.Reason, [Mention])] = [
            (.onlyInSentence, reach.filter { $0.sentence == sentence }),
            (.onlyInSentenceBefore, reach.filter { $0.sentence == sentence - 1 }),
            (.onlyInParagraph, reach.filter { $0.paragraph == paragraph && $0.sentence < sentence }),
        ]
        for (reason, mentions) in scopes {
            let people = Set(mentions.map(\.entity)).filter {
                entities[$0].isPerson && entities[$0].gender != 3 - gender
            }
            guard let person = people.first else { continue }
            // A name that a sentence starts with may be somebody's, though nothing tells.
            guard people.count == 1, !mentions.contains(where: { $0.isFirst && !entities[$0.entity].isPerson }) else {
                return
            }
            if entities[person].gender == 0 { entities[person].gender = gender }
            mark.entity = person
            mark.link = .init(tokens: entities[person].longest, reason: reason, gender: gender)
            remember(person, at: mark.tokens.lowerBound)
            return
        }
    }

    private mutating func remember(_ entity: Int, at token: Int) {
        recent.append(
            Mention(
                entity: entity, sentence: sentence, paragraph: paragraph, quote: quotation(of: token),
                isFirst: token == start))
        if recent.count > 64 { recent.removeFirst(32) }
    }

    /// The innermost quotation that a token stands in; -1 outside. Asked for in order.
    private mutating func quotation(of token: Int) -> Int {
        while quote < quotes.count, quotes[quote].upperBound <= token { quote += 1 }
        return (quote..<min(quote + 4, quotes.count)).last { quotes[$0].contains(token) } ?? -1
    }

    /// Titles before a person's name, and the gender that they tell.
    private static let titles: [Word: Int] = {
        var titles: [Word: Int] = [:]
        for (words, gender) in [
            (
                """
                dr prof rev hon gen lt col maj capt cmdr adm sgt cpl sen rep gov pres amb supt president senator governor \
                representative general colonel captain major lieutenant sergeant admiral judge \
                justice mayor professor doctor secretary minister chancellor ambassador pope bishop rabbi imam sheikh \
                ayatollah chief officer inspector detective prime vice former attorney first
                """ as StaticString, 0
            ),
            ("mr sir lord king prince baron duke father brother congressman" as StaticString, 1),
            ("mrs ms miss lady queen princess baroness dame sister congresswoman madam duchess" as StaticString, 2),
        ] {
            for word in words.utf8Words { titles[word] = gender }
        }
        return titles
    }()
}
