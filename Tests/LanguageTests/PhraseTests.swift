import Testing

@testable import Language

struct PhraseTests {
    @Test func nounPhrases() {
        let document = read("A senior official told the two reporters that Vela's new president had left.")
        let phrases = document.phrases.filter { $0.kind == .np }
        #expect(
            phrases.map { document.string($0.tokens) } == [
                "A senior official", "the two reporters", "Vela's new president",
            ])
        #expect(phrases.map { document.string($0.head..<$0.head + 1) } == ["official", "reporters", "president"])
        #expect(phrases.map(\.number) == [.singular, .plural, .singular])
        #expect(phrases.map(\.definite) == [false, true, true])
    }

    @Test func pronouns() {
        let document = read("They told me that she had seen it.")
        let pronouns = document.phrases.filter { $0.kind == .pronoun }
        #expect(pronouns.map { document.string($0.tokens) } == ["They", "me", "she", "it"])
        #expect(pronouns.map(\.person) == [3, 1, 3, 3])
        #expect(pronouns.map(\.number) == [.plural, .singular, .singular, .singular])
    }

    @Test func clausesAfterVerbsOfSaying() {
        let document = read("The minister said that the talks had failed because nobody came.")
        let clauses = document.phrases.filter { $0.kind == .clause }.map { document.string($0.tokens) }
        #expect(clauses.contains("the talks had failed because nobody came"))
        #expect(clauses.first == "The minister said that the talks had failed because nobody came")
        let bare = read("Officials said the talks had failed.")
        #expect(bare.phrases.contains { $0.kind == .clause && bare.string($0.tokens) == "the talks had failed" })
    }

    @Test func clauseBeforeItsSpeaker() {
        let document = read("The talks have failed, officials said.")
        let clauses = document.phrases.filter { $0.kind == .clause }.map { document.string($0.tokens) }
        #expect(clauses.contains("The talks have failed"))
        #expect(clauses.contains("officials said"))
    }

    @Test func namesAndTheirShortForms() throws {
        let document = read(
            """
            Former ambassador Jonas Marrow met Ilana Petrov in Geneva on Monday. Later, Marrow said nothing.

            Mr. Marrow left before noon. He was tired.
            """)
        let names = document.phrases.filter { $0.kind == .name }
        #expect(
            names.map { document.string($0.tokens) } == [
                "Jonas Marrow", "Ilana Petrov", "Geneva", "Marrow", "Mr. Marrow",
            ])
        try #require(names.count == 5)
        #expect(names[0].entity == names[3].entity)
        #expect(names[0].entity == names[4].entity)
        #expect(Set(names.map(\.entity)).count == 3)
        #expect(document.phrases.first { $0.kind == .pronoun }?.entity == names[0].entity)
    }

    @Test func sameLastNameIsNoLink() {
        let document = read("Jonas Marrow met Ilana Marrow. Later, Marrow left.")
        let names = document.phrases.filter { $0.kind == .name }
        #expect(Set(names.map(\.entity)).count == 3)
    }

    @Test func isLazyAndInOrder() {
        let document = read("Vek met a man. “He said they left,” she said.")
        #expect(document.tokens.allSatisfy { $0.tag == .none })
        let phrases = document.phrases
        for (a, b) in zip(phrases, phrases.dropFirst()) {
            #expect((a.tokens.lowerBound, -a.tokens.upperBound) <= (b.tokens.lowerBound, -b.tokens.upperBound))
        }
        #expect(document.tokens.allSatisfy { $0.tag != .none })
    }
}
