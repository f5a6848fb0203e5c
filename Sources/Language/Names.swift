/// Finds names and links a full name with its later short forms and, where it is safe, with pronouns.
struct Names {
    let phrases: NounPhrases
    let vocabulary: Vocabulary

    /// One person, place or body that the text names.
    private struct Entity {
        /// In small letters, titles left out.
        var words: [FormKey]
        var isPerson: Bool
        /// 1 for `he`, 2 for `she`, 0 where nothing tells.
        var gender: Int
    }

    /// A word in small letters.
    private typealias FormKey = [UInt8]

    /// Names and pronouns of all sentences, in order.
    func find(in sentences: [Sentence]) -> [LanguageMark] {
        var marks: [LanguageMark] = []
        var entities: [Entity] = []
        var byFullName: [[FormKey]: Int] = [:]
        // The entity whose last word this is; -1 where there are several.
        var byLastWord: [FormKey: Int] = [:]
        var before: [Int] = []
        for sentence in sentences {
            var here: [Int] = []
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                let word = vocabulary.folded(phrases.tokens[at].form)
                // A sentence that starts with a name may hide that it is one: `Marrow left` behind `Jonas Marrow met …`
                let isKnown =
                    byLastWord[word] != nil && phrases.has(at, .noun)
                    && vocabulary.traits(phrases.tokens[at].form).contains(.capitalised)
                if let end = nameEnd(at, sentence.tokens.upperBound) ?? (isKnown ? at + 1 : nil) {
                    let range = trimmed(at..<end)
                    at = end
                    guard !range.isEmpty else { continue }
                    let entity = link(range, &entities, &byFullName, &byLastWord)
                    if entity >= 0, !here.contains(entity), here.count < 8 { here.append(entity) }
                    marks.append(LanguageMark(kind: .name, tokens: range, entity: entity))
                    continue
                }
                if phrases.has(at, [.pronoun, .possessive]), let pronoun = Pronoun(word) {
                    var mark = LanguageMark(kind: .pronoun, tokens: at..<at + 1)
                    mark.person = pronoun.person
                    mark.number = pronoun.number
                    if pronoun.gender > 0 { mark.entity = referent(pronoun.gender, here, before, &entities) }
                    marks.append(mark)
                }
                at += 1
            }
            before = here
        }
        return marks
    }

    // MARK: Extent

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

    private func isProper(_ index: Int) -> Bool {
        phrases.has(index, .proper) && !phrases.tokens[index].flags.contains(.punctuation)
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

    // MARK: Links

    /// The number of the entity that a name stands for: a new one, or one that was named before.
    private func link(
        _ range: Range<Int>, _ entities: inout [Entity], _ byFullName: inout [[FormKey]: Int],
        _ byLastWord: inout [FormKey: Int]
    ) -> Int {
        var words = range.map { vocabulary.folded(phrases.tokens[$0].form) }
        var isPerson = false
        var gender = 0
        while words.count > 1, let first = words.first,
            let title = Self.titles[first.last == 0x2E ? first.dropLast() : first]
        {
            isPerson = true
            gender = max(gender, title)
            words.removeFirst()
        }
        guard let last = words.last else { return -1 }
        func known(_ entity: Int) -> Int {
            entities[entity].isPerson = entities[entity].isPerson || isPerson
            if entities[entity].gender == 0 { entities[entity].gender = gender }
            return entity
        }
        if let entity = byFullName[words] { return known(entity) }
        if words.count == 1, let entity = byLastWord[last], entity >= 0 {
            // `Khalilzad` behind `Zalmay Khalilzad`: a short form by the last word is a person's.
            if entities[entity].words.count > 1, entities[entity].words.count < 4 { entities[entity].isPerson = true }
            return known(entity)
        }
        if words.count > 1, let entity = byLastWord[last], entity >= 0, entities[entity].words.count == 1 {
            // The short form came first, in a headline.
            entities[entity].words = words
            byFullName[words] = entity
            return known(entity)
        }
        let entity = entities.count
        entities.append(Entity(words: words, isPerson: isPerson, gender: gender))
        byFullName[words] = entity
        byLastWord[last] = byLastWord[last] == nil ? entity : -1
        return entity
    }

    /// The entity that `he` or `she` stands for: the only person named in this sentence, or else in the one before.
    private func referent(_ gender: Int, _ here: [Int], _ before: [Int], _ entities: inout [Entity]) -> Int {
        for candidates in [here, before] {
            let people = candidates.filter { entities[$0].isPerson && entities[$0].gender != 3 - gender }
            if people.count == 1 {
                if entities[people[0]].gender == 0 { entities[people[0]].gender = gender }
                return people[0]
            }
            if people.count > 1 { return -1 }
        }
        return -1
    }

    // MARK: Words

    private static let particles = Set(
        ("de la du van von der den bin ibn al el di da dos le ben y st." as StaticString).utf8Words)

    private static let bodies = Set(
        ("""
        university bank ministry department house bureau institute college council court church state states republic \
        kingdom gulf bay board chamber federation association union academy school office institution society league \
        city town isle islands strait straits center centre museum library parliament senate committee commission \
        organization organisation agency district province cathedral museum church battle treaty museum fund corps
        """ as StaticString).utf8Words)

    /// Titles before a person's name, and the gender that they tell.
    private static let titles: [FormKey: Int] = {
        var titles: [FormKey: Int] = [:]
        for (words, gender) in [
            (
                """
                dr prof rev hon gen lt col maj capt cmdr adm sgt cpl sen rep gov pres amb supt president senator governor \
                congressman congresswoman representative general colonel captain major lieutenant sergeant admiral judge \
                justice mayor professor doctor secretary minister chancellor ambassador pope bishop rabbi imam sheikh \
                ayatollah chief officer inspector detective prime vice former attorney first
                """ as StaticString, 0
            ),
            ("mr sir lord king prince baron duke father brother" as StaticString, 1),
            ("mrs ms miss lady queen princess baroness dame sister" as StaticString, 2),
        ] {
            for word in words.utf8Words { titles[word] = gender }
        }
        return titles
    }()
}
