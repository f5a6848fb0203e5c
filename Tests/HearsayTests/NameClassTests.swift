import Hearsay
import Testing

/// The classes of names, as `core/names` gives them.
@Suite struct NameClassTests {
    private static let book = Rulebook.load(RuleSelection(packs: ["names"], useConfig: false))

    private func names(_ text: String) -> [String] {
        let (document, findings) = Self.book.analyzer.worker().read(Article(plainText: text))
        return NameClasses(findings, in: document).names.map { name in
            let tokens = name.tokens.map { document.tokens[$0] }
            let range = Int(tokens.first?.start ?? 0)..<Int(tokens.last?.end ?? 0)
            return "\(name.kind) \(String(decoding: document.text[range], as: UTF8.self))"
        }
    }

    @Test func listsWordsAndNeighboursTellTheClass() {
        #expect(
            names("Ilana Farrow of the Karsan Energy Ministry met Mr. Dravik near Lake Velmora in Norway.") == [
                "person Ilana Farrow", "organization Karsan Energy Ministry", "person Mr. Dravik", "place Lake Velmora",
                "place Norway",
            ])
        #expect(names("She told the Karsa Herald so.") == ["organization Karsa Herald"])
        #expect(names("It was about the Farrow Treaty.") == ["other Farrow Treaty"])
    }

    @Test func oneBearerHasOneClass() {
        #expect(
            names("They drove to Ostra and lived in Ostra. Ostra was small.") == [
                "place Ostra", "place Ostra", "place Ostra",
            ])
        #expect(names("Jonas Kerrigan left. It was about Kerrigan.") == ["person Jonas Kerrigan", "person Kerrigan"])
    }

    @Test func properNamesAreProperNounsByTheirTags() {
        let article = Article(plainText: "Ilana Farrow of the Bank of Velmora praised the Democratic Party in Norway.")
        let (document, findings) = Self.book.analyzer.worker().read(article)
        document.tagAll()
        let names = NameClasses(findings, in: document).properNames(in: document)
        let words = names.map { name in
            name.tokens.map { index in
                let token = document.tokens[index]
                return String(decoding: document.text[Int(token.start)..<Int(token.end)], as: UTF8.self)
            }
            .joined(separator: " ")
        }
        #expect(words.contains("Ilana Farrow"))
        #expect(words.contains("Norway"))
        #expect(!words.contains { $0.contains("Democratic") })
    }

    @Test func aNameThatNothingTellsOfIsOther() {
        #expect(names("It was the Quorvane.") == ["other Quorvane"])
    }
}
