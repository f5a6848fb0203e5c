import Testing

@testable import Language

/// Keeps what the model reaches from slipping. The sentences are none of those that it was trained on.
struct TaggerAccuracyTests {
    /// The words of the sentences as the language layer reads them, or `nil` where it splits them otherwise.
    private func read(_ sentence: [TaggedSentences.Word]) -> [TaggedSentences.Word]? {
        let document = LanguageTests.read(Self.text(sentence))
        document.tagAll()
        guard document.strings == sentence.map(\.form) else { return nil }
        return document.tokens.indices.map { index in
            TaggedSentences.Word(
                form: sentence[index].form, penn: document.tokens[index].tag.penn,
                universal: document.tokens[index].tag.universal,
                lemma: String(decoding: document.lemma(of: index), as: UTF8.self))
        }
    }

    /// The words with spaces where English has them.
    private static func text(_ sentence: [TaggedSentences.Word]) -> String {
        var text = ""
        var quoted = false
        var glued = true
        for word in sentence {
            let closes = word.form == "\"" && quoted
            let isSuffix = word.penn == "POS" || word.form == "n't" || word.form == "'s"
            if !glued, !closes, !isSuffix, !",.?:".contains(word.form) { text += " " }
            text += word.form
            if word.form == "\"" { quoted.toggle() }
            glued = word.form == "\"" && quoted || word.form == "$"
        }
        return text
    }

    @Test func words() {
        for sentence in TaggedSentences.all { #expect(read(sentence) != nil, "\(Self.text(sentence))") }
    }

    @Test func accuracy() {
        var words = 0
        var right = (penn: 0, universal: 0, lemma: 0)
        for sentence in TaggedSentences.all {
            for (word, gold) in zip(read(sentence) ?? [], sentence) {
                words += 1
                right.penn += word.penn == gold.penn ? 1 : 0
                right.universal += word.universal == gold.universal ? 1 : 0
                right.lemma += word.lemma == gold.lemma ? 1 : 0
            }
        }
        #expect(words > 900)
        #expect(Double(right.penn) >= 0.9729 * Double(words), "\(right.penn) of \(words)")
        #expect(Double(right.universal) >= 0.9768 * Double(words), "\(right.universal) of \(words)")
        #expect(Double(right.lemma) >= 0.991 * Double(words), "\(right.lemma) of \(words)")
    }
}
