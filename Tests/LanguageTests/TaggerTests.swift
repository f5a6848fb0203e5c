import Testing

@testable import Language

struct TaggerTests {
    private func tagged(_ text: String) -> [String] {
        let document = read(text)
        document.tagAll()
        return document.tokens.indices.map { "\(document.string($0..<$0 + 1))/\(document.tokens[$0].tag.penn)" }
    }

    @Test func modelIsThere() {
        #expect(TaggerModel.builtIn != nil)
    }

    @Test(arguments: ["pjɛʁ", "—", "éé", "naïvetés", "naïveté", "日本"])
    func lemmasAreWholeLetters(word: String) throws {
        let model = try #require(TaggerModel.builtIn)
        for tag in Tag.all {
            let lemma = model.lemma(spelling: Array(word.utf8), folded: Array(word.utf8), tag: tag)
            #expect(String(validating: lemma, as: UTF8.self) != nil, "\(tag.penn)")
        }
    }

    @Test func tags() {
        #expect(
            tagged("The minister said that she was not sure.") == [
                "The/DT", "minister/NN", "said/VBD", "that/IN", "she/PRP", "was/VBD", "not/RB", "sure/JJ", "./.",
            ])
        #expect(
            tagged("Officials in Iraq don't want to leave.") == [
                "Officials/NNS", "in/IN", "Iraq/NNP", "do/VBP", "n't/RB", "want/VB", "to/TO", "leave/VB", "./.",
            ])
    }

    @Test func sentencesAreTaggedWhenAskedFor() {
        let document = read("He left. She stayed.")
        document.tag(sentence: 1)
        #expect(document.tokens.prefix(3).allSatisfy { $0.tag == .none })
        #expect(document.tokens[3...].map(\.tag.universal) == ["PRON", "VERB", "PUNCT"])
    }

    @Test(arguments: [
        (
            "They were said to have left the children in two countries.",
            [
                "they", "be", "say", "to", "have", "leave", "the", "child", "in", "two", "country", ".",
            ]
        ),
        ("I've told Vela's men it's worse.", ["I", "have", "tell", "Vela", "'s", "man", "it", "be", "bad", "."]),
    ])
    func lemmas(text: String, expected: [String]) {
        let document = read(text)
        document.tagAll()
        #expect(document.tokens.indices.map { String(decoding: document.lemma(of: $0), as: UTF8.self) } == expected)
    }

    @Test func names() {
        #expect(Tag(penn: "VBD")?.universal == "VERB")
        #expect(Tag(penn: "IN")?.universal == "ADP")
        #expect(Tag(penn: "XYZ") == nil)
        #expect(Tag(penn: "VBZ", universal: "AUX")?.penn == "VBZ")
        #expect(Tag.none.penn == "_")
        #expect(Set(Tag.all.map(\.universal)).count == 17)
        #expect(Tag.all.allSatisfy { Tag(penn: $0.penn, universal: $0.universal) == $0 })
    }

    @Test func emptyingTheVocabularyForgetsFeatures() {
        let reader = Reader()
        read("He said so.", with: reader).tagAll()
        let old = read("He said so.", with: reader)
        reader.vocabulary.trim(forms: 1)
        old.tagAll()
        #expect(old.tokens.allSatisfy { $0.tag == .none })
        let new = read("So he said.", with: reader)
        new.tagAll()
        #expect(new.tokens[2].tag.penn == "VBD")
    }

    /// Whatever was read before, and however little is kept of it.
    @Test func tagsDoNotDependOnWhatIsKept() throws {
        let model = try #require(TaggerModel.builtIn)
        let texts = TaggedSentences.all.map { $0.map(\.form).joined(separator: " ") }
        let known = Reader()
        for text in texts { read(text, with: known).tagAll() }
        for text in texts {
            let fresh = read(text)
            fresh.tagAll()
            let tags = fresh.tokens.map(\.tag)
            let again = read(text, with: known)
            again.tagAll()
            #expect(again.tokens.map(\.tag) == tags, "\(text)")
        }
        let vocabulary = known.vocabulary
        let forgetful = Tagger(TaggerWords(model: model, mostWithRows: 40), model)
        for text in texts {
            let document = read(text, with: known)
            var tokens = document.tokens
            for sentence in document.sentences { forgetful.tag(&tokens, sentence.tokens, vocabulary) }
            document.tagAll()
            #expect(tokens == document.tokens, "\(text)")
        }
    }

    @Test func statesAreFoundAsPut() {
        var states = TaggerStates()
        var found = 0
        for round in 0..<3 {
            for form in 0..<40_000 {
                let key = TaggerStates.key(form, 1, Tag(rawValue: 7))
                if states[states.place(of: key)].key == key {
                    found += 1
                    #expect(states[states.place(of: key)].count == form % 16)
                } else {
                    states.put(
                        .init(key: key, count: form % 16, tags: .init(repeating: .none), scores: .init(repeating: 0)))
                }
                #expect(states[states.place(of: key)].key == key)
            }
            #expect(round < 2 || found > 40_000)
        }
        states.reset()
        #expect(states[states.place(of: TaggerStates.key(3, 1, Tag(rawValue: 7)))].key == 0)
    }
}
