/// Finds clauses: from where one starts to where the part of the sentence that holds it ends, so that a clause encloses
/// those that depend on it (`[she left because [it rained]], Vek said`).
struct Clauses {
    let phrases: NounPhrases
    let sentence: Range<Int>
    /// The sentence's noun phrases by the token that starts them: their ends; 0 elsewhere.
    private let phraseEnds: [Int]
    /// For each token of the sentence, the next finite verb from there on.
    private let nextFinite: [Int]

    init(phrases: NounPhrases, sentence: Range<Int>, nounPhrases: ArraySlice<LanguageMark>) {
        self.phrases = phrases
        self.sentence = sentence
        var ends = [Int](repeating: 0, count: sentence.count)
        for mark in nounPhrases { ends[mark.tokens.lowerBound - sentence.lowerBound] = mark.tokens.upperBound }
        phraseEnds = ends
        var finite = [Int](repeating: sentence.upperBound, count: sentence.count + 1)
        for index in sentence.reversed() {
            let at = index - sentence.lowerBound
            finite[at] = phrases.has(index, .finite) ? index : finite[at + 1]
        }
        nextFinite = finite
    }

    func find(into marks: inout [LanguageMark]) {
        var part = sentence.lowerBound
        for index in sentence where index > part && endsPart(index) {
            add(part..<index, to: &marks)
            part = isDivider(index) || phrases.has(index, .conjunction) ? index + 1 : index
        }
        if part < sentence.upperBound { add(part..<sentence.upperBound, to: &marks) }
    }

    /// A semicolon, colon, dash or quotation mark.
    private func isDivider(_ index: Int) -> Bool {
        let token = phrases.tokens[index]
        guard token.flags.contains(.punctuation) else { return false }
        if token.flags.contains(.quotationMark) { return true }
        switch phrases.byte(index) {
        case 0x3B, 0x3A, 0x2C: return true
        case 0x2D: return token.end - token.start > 1
        case 0xE2 where token.end - token.start == 3:
            let third = phrases.text[Int(token.start) + 2]
            return phrases.text[Int(token.start) + 1] == 0x80 && (third == 0x93 || third == 0x94)
        default: return false
        }
    }

    /// Whether a new part of the sentence starts at or behind this token.
    private func endsPart(_ index: Int) -> Bool {
        if phrases.byte(index) == 0x2C, phrases.tokens[index].flags.contains(.punctuation) {
            return index + 1 < sentence.upperBound && (isSubjectAndVerb(index + 1) || isVerbAndSubject(index + 1))
        }
        if isDivider(index) { return true }
        return phrases.has(index, .conjunction) && index + 1 < sentence.upperBound && isSubjectAndVerb(index + 1)
    }

    /// A noun phrase and right behind it, adverbs apart, a finite verb.
    private func isSubjectAndVerb(_ index: Int) -> Bool {
        let end = phraseEnds[index - sentence.lowerBound]
        guard end > 0 else { return false }
        var at = end
        while at < sentence.upperBound, at < end + 4, phrases.has(at, .adverb) { at += 1 }
        return at < sentence.upperBound && phrases.has(at, .finite)
    }

    /// `, said Vek`
    private func isVerbAndSubject(_ index: Int) -> Bool {
        phrases.has(index, .finite) && index + 1 < sentence.upperBound
            && phraseEnds[index + 1 - sentence.lowerBound] > 0
    }

    private func add(_ part: Range<Int>, to marks: inout [LanguageMark]) {
        var end = part.upperBound
        while end > part.lowerBound, phrases.tokens[end - 1].flags.contains(.punctuation) { end -= 1 }
        guard end > part.lowerBound else { return }
        for index in part.lowerBound..<end where startsClause(index, part.lowerBound) {
            if nextFinite[index - sentence.lowerBound] < end {
                marks.append(LanguageMark(kind: .clause, tokens: index..<end))
            }
        }
    }

    private func startsClause(_ index: Int, _ part: Int) -> Bool {
        if phrases.tokens[index].flags.contains(.punctuation) { return false }
        if index == part { return !phrases.has(index, .subordinator) }
        let isBehindPunctuation = phrases.tokens[index - 1].flags.contains(.punctuation)
        if isBehindPunctuation, (part..<index).allSatisfy({ phrases.tokens[$0].flags.contains(.punctuation) }) {
            return !phrases.has(index, .subordinator)
        }
        // Behind `that`; with `who` and `what`, which are in the clause themselves, from their verb on.
        if phrases.has(index - 1, .subordinator) { return true }
        return phrases.has(index - 1, .verb) && isSubjectAndVerb(index)
    }
}
