import Articles
import Testing

/// The blocks of a text as `zone: its first words`, which is what the tests compare.
func outline(_ text: String, title: String? = nil, words: Int = 3) -> [String] {
    let bytes = Array(text.utf8)
    return Layout.detect(bytes, title: title).blocks.map { block in
        let content = String(decoding: bytes[block.range], as: UTF8.self)
        return
            "\(block.paragraph) \(block.zone.name): \(content.split(separator: " ").prefix(words).joined(separator: " "))"
    }
}

private let prose = """
    The council of Karsa voted late on Monday to close the old harbour, officials said, after a night of talks that \
    ended without a deal between the parties.
    """
private let more = """
    Two members of the board, who asked not to be named, said the decision had been taken weeks before the vote, and \
    that nobody had been told.
    """

@Suite struct LayoutTests {
    @Test func emptyAndBlank() {
        #expect(Layout.detect([]).blocks.isEmpty)
        #expect(Layout.detect(Array(" \n\t\r\n\u{A0}\n".utf8)).blocks.isEmpty)
    }

    @Test func oneParagraphIsBody() {
        #expect(outline("Harbour of Karsa to Close") == ["1 body: Harbour of Karsa"])
        #expect(outline("\n\nKARSA (Wire) - \(prose)\n") == ["1 body: KARSA (Wire) -"])
    }

    @Test func headlineThenLead() {
        #expect(
            outline("Harbour of Karsa to close\n\n\(prose)\n\n\(more)")
                == ["1 headline: Harbour of Karsa", "2 lead: The council of", "3 body: Two members of"])
    }

    @Test func headlineWithAFullStopArtefact() {
        #expect(outline("Karsa Council Closes Old Harbour.\n\n\(prose)")[0] == "1 headline: Karsa Council Closes")
    }

    @Test func questionInCapitalsIsAHeadline() {
        #expect(outline("Will Karsa Ever Close Its Harbour?\n\n\(prose)")[0] == "1 headline: Will Karsa Ever")
    }

    @Test(arguments: [
        "The harbour is closed.", "“We are closed,” said Mira Tolen.", "and so it went on", "Nobody knew why:",
        "It was over. Karsa had lost.", "(This story has been corrected)", "- one item of a list of items",
    ])
    func proseIsNoHeadline(first: String) {
        #expect(!outline("\(first)\n\n\(prose)\n\n\(more)").contains { $0.contains("headline") })
    }

    @Test func lineContinuedBelowIsNoHeadline() {
        #expect(
            !outline("The mayor of Karsa told\n\nreporters on Monday that he was leaving, \(prose)")[0].contains("head")
        )
    }

    @Test func shortSentenceBeforeADatelineIsAHeadline() {
        #expect(
            outline("The harbour is to close.\n\nKARSA (Wire) — \(prose)")
                == ["1 headline: The harbour is", "2 dateline: KARSA (Wire) —", "2 lead: The council of"])
    }

    @Test func titleTellsTheHeadline() {
        let text = "The harbour is to close.\n\n\(prose)"
        #expect(outline(text)[0] == "1 lead: The harbour is")
        #expect(outline(text, title: "The Harbour Is to Close")[0] == "1 headline: The harbour is")
    }

    @Test func everythingAtTheTop() {
        let caption = "The old harbour of Karsa in spring. (Photo: Karsa Herald)"
        let text = """
            Envoy Says Talks on the Harbour Are Near an End

            The envoy of Dorvia says that talks are nearly done. He asks for patience until the weekend.

            \(caption)
            \(caption)

            KARSA (Herald) - \(prose)

            \(more)
            """
        #expect(
            outline(text) == [
                "1 headline: Envoy Says Talks", "2 deck: The envoy of", "3 caption: The old harbour",
                "4 caption: The old harbour", "5 dateline: KARSA (Herald) -", "5 lead: The council of",
                "6 body: Two members of",
            ])
    }

    @Test func deckUnderTheHeadlineWithoutBlankLine() {
        #expect(
            outline("Harbour of Karsa to close; \nBoard takes the town by surprise.\n\n\(prose)").prefix(2)
                == ["1 headline: Harbour of Karsa", "2 deck: Board takes the"])
    }

    @Test func paragraphAfterTheHeadlineIsNoDeckWithoutASign() {
        #expect(
            outline("Harbour of Karsa to close\n\nThe harbour will be closed on Friday.\n\n\(prose)")[1]
                == "2 lead: The harbour will")
    }

    @Test(arguments: [
        "By Mira Tolen", "By MIRA TOLEN and JON VESK, Karsa Herald", "BY MIRA TOLEN", "Mira Tolen, Karsa Herald",
        "Mira Tolen | Karsa Herald | 3 March 2031", "March 3, 2031", "Published 3 March 2031 10:32 GMT",
        "Updated at 3:03 p.m. ET", "By Mira Tolen of the Karsa Herald",
    ])
    func bylines(line: String) {
        let zones = outline("Harbour of Karsa to close\n\n\(line)\n\n\(prose)", words: 1)
        #expect(zones[1].hasPrefix("2 byline:"))
        #expect(zones[2].hasPrefix("3 lead:"))
    }

    @Test(arguments: [
        "By Friday the harbour was closed.", "By then nobody cared about it.",
        "Karsa, a town of ten thousand, was calm.",
    ])
    func noBylines(line: String) {
        #expect(!outline("Harbour of Karsa to close\n\n\(line)\n\n\(prose)").contains { $0.contains("byline") })
    }

    @Test func bylineWithoutHeadline() {
        #expect(outline("By Mira Tolen\n\n\(prose)") == ["1 byline: By Mira Tolen", "2 lead: The council of"])
    }

    @Test func creditsAtTheEnd() {
        let text = "\(prose)\n\n\(more)\n\n(Reporting by Mira Tolen; Editing by Jon Vesk)"
        #expect(outline(text).last == "3 byline: (Reporting by Mira")
    }

    @Test(arguments: [
        "FILE - Ships in the harbour of Karsa, on Monday, March 3, 2031. (AP Photo/Jon Vesk, File)",
        "Ships in the harbour of Karsa. REUTERS/Jon Vesk", "(Photo: Karsa Herald)", "Photo: Jon Vesk",
        "Image: Karsa Herald", "Jon Vesk via Getty Images", "Ships in the harbour. [Jon Vesk/AP Photo]",
        "The harbour (Image courtesy of the town)",
    ])
    func captions(line: String) {
        #expect(outline("\(prose)\n\n\(line)\n\n\(more)", words: 0)[1] == "2 caption: ")
    }

    @Test(arguments: [
        "The town filed the papers (and photographs were taken).", "Photos were taken of the harbour on Monday.",
        "The image of the town has suffered (see above).",
    ])
    func noCaptions(line: String) {
        #expect(outline("\(prose)\n\n\(line)\n\n\(more)", words: 0)[1] == "2 body: ")
    }

    @Test(arguments: [
        "KARSA (Wire) -", "KARSA —", "KARSA --", "KARSA, March 3 (Wire) -", "KARSA, Feb. 2 (AP) --",
        "PORT-AU-LAC, Dorvia —", "Karsa, Dorvia (CNN) –", "ST. OLEN —", "KARSA/DORVIA (Wire) -", "Karsa, March 3 —",
        "(CNN)", "(Wire) -",
    ])
    func datelines(dateline: String) {
        let bytes = Array("\(dateline) \(prose)\n\n\(more)".utf8)
        let blocks = Layout.detect(bytes).blocks
        #expect(blocks.map(\.zone) == [.dateline, .lead, .body])
        #expect(blocks.map(\.paragraph) == [1, 1, 2])
        #expect(String(decoding: bytes[blocks[0].range], as: UTF8.self) == dateline)
        #expect(String(decoding: bytes[blocks[1].range], as: UTF8.self) == prose)
    }

    @Test(arguments: [
        "KPA — which nobody knew — said so.", "Mira Tolen — The mayor", "EXCLUSIVE — The town", "The town - a harbour",
        "Mira Tolen (left) — she of the harbour",
        "A-one ships came", "TIMELINE: March, 2031 - The",
    ])
    func noDatelines(start: String) {
        #expect(!outline("\(start) \(prose)\n\n\(more)").contains { $0.contains("dateline") })
    }

    @Test func datelineFurtherDownNeedsAnAgencyOrADate() {
        #expect(outline("\(prose)\n\nOLEN (Wire) - \(more)").map { $0.prefix(3) } == ["1 l", "2 d", "2 b"])
        #expect(outline("\(prose)\n\nOLEN — \(more)").map { $0.prefix(3) } == ["1 l", "2 b"])
    }

    @Test func labelIsNoLead() {
        #expect(outline("SUMMARY.\n\n\(prose)\n\n\(more)").map { $0.prefix(3) } == ["1 b", "2 l", "3 b"])
    }

    @Test func lineEndsPartParagraphsWhereNoBlankLineDoes() {
        #expect(
            outline("Harbour of Karsa to close\n\(prose)\n\(more)\n\(prose)").map { $0.prefix(3) }
                == ["1 h", "2 l", "3 b", "4 b"])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func hardWrappedLinesAreJoined(end: String) {
        let text = [
            "By MIRA TOLEN", "Karsa Herald Writer", "",
            "KARSA, Feb. 2 (AP) -- The council of this town on the sea voted",
            "late on Monday to close the old harbour after a night of talks that had",
            "ended without a deal. Nobody spoke for the owners, who were said to be", "abroad.", "",
            "Two members of the board said the decision had been taken weeks before", "and that nobody knew.",
            "   Jon Vesk, who owns a boat, said he would stay where he was, whatever", "came of it.",
        ].joined(separator: end)
        let bytes = Array(text.utf8)
        let found = Layout.detect(bytes).blocks.map { block in
            let last = bytes[block.range].split { $0 <= 0x20 }.last ?? []
            return "\(block.paragraph) \(block.zone) \(String(decoding: last, as: UTF8.self))"
        }
        #expect(
            found == [
                "1 byline TOLEN", "2 byline Writer", "3 dateline --", "3 lead abroad.", "4 body knew.", "5 body it.",
            ])
    }

    /// Whatever the text, blocks are in order, apart, trimmed and cut between scalars.
    @Test func blocksKeepTheirPromises() {
        var random = SplitMix(seed: 7)
        let pieces = [
            "KARSA", " (AP)", " — ", " -- ", "\n", "\n\n", "\r\n", "\r", "By ", "Mira Tolen", ". ", "the council said ",
            "é", "“",
            "🜁", "\u{A0}", "\u{2003}", "\t", "(Photo: x)", "|", "FILE - ", "\u{0}", "A Title of Many Words", ", ", "-",
            "李",
        ]
        for _ in 0..<3000 {
            let count = Int(random.next() % 40)
            let text = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            expectSound(Array(text.utf8))
        }
        for _ in 0..<3000 {
            let bytes = (0..<random.next() % 80).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            expectSound(Array(String(decoding: bytes, as: UTF8.self).utf8))
            // No promise about scalars in what is not UTF-8, but no crash either.
            _ = Layout.detect(bytes)
        }
    }

    private func expectSound(_ text: [UInt8]) {
        var end = 0
        var paragraph = 0
        for block in Layout.detect(text).blocks {
            #expect(block.range.lowerBound >= end && !block.range.isEmpty && block.range.upperBound <= text.count)
            #expect(text[block.range.lowerBound] & 0xC0 != 0x80)
            #expect(block.range.upperBound == text.count || text[block.range.upperBound] & 0xC0 != 0x80)
            #expect(![9, 10, 11, 12, 13, 0x20].contains(text[block.range.lowerBound]))
            #expect(block.paragraph == paragraph || block.paragraph == paragraph + 1)
            end = block.range.upperBound
            paragraph = block.paragraph
        }
    }
}

/// A small generator with a fixed seed, so that a failure can be seen again.
struct SplitMix {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
