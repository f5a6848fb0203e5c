import Testing

@testable import Language

struct SentenceTests {
    @Test(arguments: [
        ["The talks failed.", "Nobody said why."],
        ["Did he resign?", "He did!", "“Never again,” he said."],
        ["Gen. Orlo spoke to Sen. A. B. Vek of the U.S. Senate at 5 p.m. Friday."],
        ["He lives in the U.S.", "She does not."],
        ["They sold it to Marrow & Co.", "The price was not named."],
        ["The price rose 3.5 percent on Jan. 5 to $4.20.", "It fell later."],
        ["“We won.”", "She left."],
        ["“We won.” she said."],
        ["“Is it true?” he asked."],
        ["She said: “It is over.”", "“It is not,” he said."],
        ["He waited ... and left."],
        ["(He had been told.)", "Then he left."],
        ["It ended in riots.[17]", "They stopped."],
        ["See No. 5 on p. 12 of vol. 3."],
        ["1. The first point 2. The second point", "x"].dropLast().map { $0 },
    ])
    func ends(expected: [String]) {
        let joined = expected.joined(separator: " ")
        if joined.hasPrefix("1.") {
            #expect(sentences(joined) == ["1. The first point", "2. The second point"])
        } else {
            #expect(sentences(joined) == expected)
        }
    }

    @Test func blocksEndSentences() {
        #expect(
            sentences("# Talks fail in Karsa\n\nThe talks failed\n\nNobody knows why") == [
                "Talks fail in Karsa", "The talks failed", "Nobody knows why",
            ])
    }

    @Test func zonesAndParagraphs() {
        let document = read("# Talks fail\n\nOne. Two.\n\nThree.")
        #expect(document.sentences.map(\.zone) == [.headline, .body, .body, .body])
        #expect(document.sentences.map(\.paragraph) == [1, 2, 2, 3])
        #expect(document.paragraphs == [0..<2, 2..<6, 6..<8])
        #expect(document.strings(.headline) == ["Talks fail"])
        #expect(document.strings(.sentence) == ["Talks fail", "One.", "Two.", "Three."])
        #expect(document.strings(.paragraph) == ["Talks fail", "One. Two.", "Three."])
    }

    @Test func brokenLinesGoOnAndShortLinesDoNot() {
        #expect(sentences("It was a cold\nnight in Karsa.").count == 1)
        #expect(sentences("bread\nolive oil\nsalt, pepper") == ["bread", "olive oil", "salt, pepper"])
    }

    @Test func longSentencesAreCut() {
        let document = read(Array(repeating: "word", count: 2500).joined(separator: " "))
        #expect(document.sentences.map(\.tokens.count) == [1000, 1000, 500])
    }

    @Test func marksAreInOrder() {
        let document = read("On May 5, 2020, “two” men. “No,” said Vek.\n\nThree more.")
        for (a, b) in zip(document.marks, document.marks.dropFirst()) {
            #expect((a.tokens.lowerBound, -a.tokens.upperBound) <= (b.tokens.lowerBound, -b.tokens.upperBound))
        }
    }
}
