import Testing

@testable import Language

struct QuotationTests {
    private func quotes(_ text: String) -> [String] {
        read(text).strings(.quote)
    }

    private func scares(_ text: String) -> [String] { read(text).strings(.scareQuote) }

    @Test func straightAndCurly() {
        #expect(
            quotes("“We will not leave,” she said. \"They will not,\" he said.") == [
                "“We will not leave,”", "\"They will not,\"",
            ])
        #expect(
            quotes("«Nous ne partons pas», he said. ``We do not leave,'' she said.") == [
                "«Nous ne partons pas»", "``We do not leave,''",
            ])
    }

    @Test func nested() {
        #expect(
            quotes("“He told me ‘go home now, all of you’ and left,” she said.") == [
                "“He told me ‘go home now, all of you’ and left,”", "‘go home now, all of you’",
            ])
        #expect(
            quotes("\"He told me 'go home now, all of you' and left,\" she said.") == [
                "\"He told me 'go home now, all of you' and left,\"", "'go home now, all of you'",
            ])
    }

    @Test func singleMarksAlone() {
        #expect(
            quotes("'We do not know,' the workers' leader said, 'but we'll ask.'") == [
                "'We do not know,'", "'but we'll ask.'",
            ])
    }

    @Test func apostrophesAreNone() {
        let document = read("The workers' boss didn't join 'em in the '90s; the Marrows' did.")
        #expect(document.marks.allSatisfy { $0.kind != .quote && $0.kind != .scareQuote })
        #expect(document.tokens.allSatisfy { !$0.flags.contains(.quotationMark) })
    }

    @Test func runningOn() {
        let document = read("“We left at dawn.\n\n“Nobody saw us.\n\n“It was cold,” she said. “Very cold.”")
        let quotes = document.marks.filter { $0.kind == .quote }
        #expect(
            quotes.map { document.string($0.tokens) } == [
                "“We left at dawn.\n\n“Nobody saw us.\n\n“It was cold,”", "“Very cold.”",
            ])
        #expect(quotes.map(\.closed) == [true, true])
    }

    @Test func unclosed() {
        let document = read("He said, “We left at dawn and nobody saw.\n\nShe said nothing.")
        let quotes = document.marks.filter { $0.kind == .quote }
        #expect(quotes.map { document.string($0.tokens) } == ["“We left at dawn and nobody saw."])
        #expect(quotes.map(\.closed) == [false])
    }

    @Test func strayMarksAreNone() {
        #expect(quotes("It is 27\" wide and 6\" high.").isEmpty)
        #expect(quotes("so it ended” yesterday").isEmpty)
    }

    @Test(arguments: [
        "Karsa, a “friendly country,” agreed.", "Jon “Big Jon” Vek", "the ‘so-called’ experts",
        "It ran “The Long Way Home From Karsa” last week", "“Patriots” have marched again.",
    ])
    func armsLength(text: String) {
        #expect(quotes(text).isEmpty)
        #expect(scares(text).count == 1)
    }

    @Test(arguments: [
        "“No,” he said.", "He said: “No.”", "“Leave!” she shouted.", "He called it “a plan that cannot work”.",
    ])
    func speech(text: String) {
        #expect(quotes(text).count == 1)
        #expect(scares(text).isEmpty)
    }

    /// What asks for quotations alone gets them as they stand among all marks.
    @Test func quotationsAloneAreTheSame() {
        let document = read(
            "“He told me ‘go home now, all of you’ and left,” she said. The “friendly” mayor and the “Old Goat” agreed: \"No.\""
        )
        let quotations = document.marks.filter { $0.kind == .quote || $0.kind == .scareQuote }
        #expect(quotations.count > 3)
        #expect(document.quotations == quotations)
    }
}
