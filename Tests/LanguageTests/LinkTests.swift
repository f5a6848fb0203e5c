import Testing

@testable import Language

/// Which mentions stand for whom, and which are rightly left alone.
struct LinkTests {
    /// `he ← Jonas Marrow`, in order; the first mention of somebody is none.
    private func links(_ text: String) -> [String] {
        let document = read(text)
        return document.phrases.compactMap { mark in
            mark.link.map { "\(document.string(mark.tokens)) ← \(document.string($0.tokens))" }
        }
    }

    private func reasons(_ text: String) -> [LanguageMark.Link.Reason] {
        read(text).phrases.compactMap { $0.link?.reason }
    }

    @Test(arguments: [
        ("Jonas Marrow left. Marrow was tired.", "Marrow ← Jonas Marrow", LanguageMark.Link.Reason.surname),
        ("Jonas Marrow left. Mr. Marrow was tired.", "Mr. Marrow ← Jonas Marrow", .surname),
        ("Jonas Marrow left. Jonas Marrow slept.", "Jonas Marrow ← Jonas Marrow", .sameName),
        ("Ilana Petrov left. Later Ilana wrote.", "Ilana ← Ilana Petrov", .givenName),
        ("Nobody saw Dravik. Then Jonas Dravik wrote.", "Jonas Dravik ← Dravik", .fullName),
        ("Jonas Marrow left. Marrow's car stayed.", "Marrow ← Jonas Marrow", .surname),
        (
            "The Karsan Energy Ministry closed. The Energy Ministry opened.",
            "Energy Ministry ← Karsan Energy Ministry", .part
        ),
        ("The World Grain Office (WGO) closed.", "WGO ← World Grain Office", .acronym),
    ])
    func shortForms(text: String, link: String, reason: LanguageMark.Link.Reason) {
        #expect(links(text) == [link])
        #expect(reasons(text) == [reason])
    }

    @Test func anAcronymStandsForItsNameFromThenOn() {
        #expect(
            links("The World Grain Office (WGO) closed. Nobody called the WGO.") == [
                "WGO ← World Grain Office", "WGO ← World Grain Office",
            ])
    }

    @Test func descriptions() {
        #expect(
            links("Zalm Rekin, a former ambassador, left. The former ambassador was tired.") == [
                "The former ambassador ← Zalm Rekin"
            ])
        #expect(
            links("Ambassador Zalm Rekin left. The ambassador was tired.") == ["The ambassador ← Ambassador Zalm Rekin"]
        )
    }

    @Test func whatWasSaidOfTwoStandsForNeither() {
        #expect(links("Jonas Marrow, a lawyer, met Ilana Petrov, a lawyer. Then the lawyer left.") == [])
    }

    @Test func anotherHolderIsNotMeant() {
        #expect(links("Zalm Rekin, a former ambassador, left. The ambassador of Velmora came.") == [])
        #expect(links("Zalm Rekin, a former ambassador, left. An ambassador came.") == [])
    }

    @Test(arguments: [
        ("Jonas Marrow said he was tired.", "he ← Jonas Marrow", LanguageMark.Link.Reason.onlyInSentence),
        ("Ilana Petrov left. She was tired.", "She ← Ilana Petrov", .onlyInSentenceBefore),
        ("Ilana Petrov met Jonas Marrow. She was tired.", "She ← Ilana Petrov", .onlyInSentenceBefore),
        ("Mr. Marrow left. It rained. He was tired.", "He ← Mr. Marrow", .onlyInParagraph),
        ("Jonas Marrow left.\n\nHe was tired.", "He ← Jonas Marrow", .onlyInSentenceBefore),
    ])
    func pronouns(text: String, link: String, reason: LanguageMark.Link.Reason) {
        #expect(links(text) == [link])
        #expect(reasons(text) == [reason])
    }

    @Test func aChainOfPronouns() {
        #expect(
            links("Jonas Marrow left. He was tired. He slept.") == ["He ← Jonas Marrow", "He ← Jonas Marrow"])
    }

    @Test(arguments: [
        // Two men.
        "Jonas Marrow met Peter Vek. He was tired.",
        // A woman only.
        "Ilana Petrov left. He was tired.",
        // Two with unknown gender.
        "Gen. Marrow met Sen. Vek. She was tired.",
        // No person known.
        "They met in Geneva. He was tired.",
        // The name that the sentence starts with may be his.
        "Dravik met Jonas Marrow. He was tired.",
        // Too far away.
        "Jonas Marrow left. It rained.\n\nIt was cold.\n\nHe was tired.",
        // Within another's quotation.
        "Jonas Marrow smiled. “He was the very best of all of us,” said a friend.",
    ])
    func unsafePronouns(text: String) { #expect(links(text) == []) }

    @Test func twoWithOneSurnameAreNotMixed() {
        #expect(links("Jonas Marrow met Ilana Marrow. Later, Marrow left.") == [])
    }

    @Test func insideOneQuotation() {
        #expect(
            links("“I saw Jonas Marrow and he was very tired,” said a friend.") == ["he ← Jonas Marrow"])
    }

    @Test func theReasonSaysWhoWasMeant() {
        let document = read("Jonas Marrow said he was tired.")
        #expect(
            document.phrases.compactMap { $0.link?.explanation } == ["the only man named before in this sentence"])
    }
}
