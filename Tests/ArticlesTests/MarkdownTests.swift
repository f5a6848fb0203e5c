import Testing

@testable import Articles

@Suite struct MarkdownTests {
    private let prose = """
        The council of Karsa voted late on Monday to close the old harbour, officials said, after a night of talks.
        """

    /// Each block as `zone: its words`, what is hidden left out.
    private func outline(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let (layout, _) = Markdown.read(bytes)
        return layout.blocks.map { block in
            let hidden = Set(layout.hidden.flatMap { Array($0) })
            let words = block.range.filter { !hidden.contains($0) }.map { bytes[$0] }
            return "\(block.zone.name): \(String(decoding: words, as: UTF8.self))"
        }
    }

    @Test func headingIsTheHeadline() {
        #expect(
            outline("# The harbour is to *close*.\n\n\(prose)\n\n## What comes next\n\nNobody knows.\n") == [
                "headline: The harbour is to close.", "lead: \(prose)", "body: What comes next", "body: Nobody knows.",
            ])
    }

    @Test func setextAndClosedHeadings() {
        #expect(outline("Harbour to close\n===\n\n\(prose)")[0] == "headline: Harbour to close")
        #expect(outline("## Harbour to close ##\n\n\(prose)")[0] == "headline: Harbour to close")
    }

    @Test func headingBelowProseIsNoHeadline() {
        #expect(outline("\(prose)\n\n# Later\n\nMore of it.").map { $0.prefix(4) } == ["lead", "body", "body"])
    }

    @Test func withoutHeadingsItIsReadAsPlainText() {
        #expect(
            outline("**Harbour of Karsa to close**\n\n*By Mira Tolen*\n\n**KARSA** (Wire) - \(prose)").map {
                $0.prefix(8)
            }
                == ["headline", "byline: ", "dateline", "lead: Th"])
    }

    @Test func inlineMarkupIsHidden() {
        #expect(
            outline("He **said** that _[the harbour](http://karsa.example/a_b \"a title\")_ is ~~gone~~ clo**sed**.")
                == ["body: He said that the harbour is gone closed."])
        #expect(
            outline("A \\*star\\*, `code` and <b>bold</b> &amp; more.") == ["body: A *star*,  and bold &amp; more."])
        #expect(
            outline("See [the port][1] and <http://karsa.example>.\n\n[1]: http://karsa.example/port")
                == ["body: See the port and http://karsa.example."])
    }

    @Test func blocksOfAllKinds() {
        let text = """
            # Harbour to close

            \(prose)

            - one *item*
            - another

            > quoted by
            > the mayor

            ```swift
            let code = "left out"
            ```

            <div>left out</div>

            ---

            | Name | Place |
            |------|-------|
            | Mira | Karsa |
            """
        #expect(
            outline(text).dropFirst(2) == [
                "body: one item", "body: another", "body: quoted by\n the mayor", "body: Name", "body: Place",
                "body: Mira",
                "body: Karsa",
            ])
    }

    @Test func pictures() {
        #expect(
            outline("# Harbour to close\n\n![The harbour](a.png)\n\n\(prose) ![x](y.png)\n\nMore.")
                == [
                    "headline: Harbour to close", "caption: The harbour", "lead: \(prose)", "body: More.",
                ].map { $0.hasPrefix("lead") ? $0 : $0 })
    }

    @Test func frontMatter() {
        let text =
            "---\ntitle: \"Harbour to close\"\nauthor: Mira \"M\" Tolen\ndate: 2031-03-03\noutlet: Karsa Herald\ntags:\n  - a\n---\n\n\(prose)\n"
        let (layout, metadata) = Markdown.read(Array(text.utf8))
        #expect(metadata.title == "Harbour to close")
        #expect(metadata.date == "2031-03-03")
        #expect(metadata.outlet == "Karsa Herald")
        #expect(metadata.meta.map { "\($0.key)=\($0.json)" } == ["author=\"Mira \\\"M\\\" Tolen\""])
        #expect(layout.blocks.count == 1)
        #expect(outline(text) == ["body: \(prose)"])
    }

    @Test func unclosedFrontMatterIsText() {
        #expect(Markdown.read(Array("---\ntitle: x\n\nText.".utf8)).1 == Metadata())
        #expect(Markdown.read(Array("--- x\n---\n".utf8)).1 == Metadata())
    }

    @Test(arguments: ["", "\n", "```\ncode\n```", "![](a.png)", "---\n---\n", "# ", "<p>x</p>"])
    func nothingToRead(text: String) {
        #expect(Markdown.read(Array(text.utf8)).0.blocks.isEmpty)
    }

    @Test func soundWhateverTheText() {
        var random = SplitMix(seed: 11)
        let pieces = [
            "# ", "\n", "\n\n", "**", "_", "`", "```\n", "[a](b)", "![c](d)", "> ", "- ", "1. ", "<b>", "</b>", "é",
            "🜁", "word ",
            "---\n", "===\n", "|", "\\", "&amp;", "\r\n", "    ", "\u{0}", "[x]: y\n", "<!--", "KARSA (Wire) - ",
            "\u{A0}",
        ]
        for _ in 0..<3000 {
            let text = (0..<random.next() % 40).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            let bytes = Array(text.utf8)
            let (layout, _) = Markdown.read(bytes)
            var end = 0
            for block in layout.blocks {
                #expect(block.range.lowerBound >= end && !block.range.isEmpty && block.range.upperBound <= bytes.count)
                #expect(bytes[block.range.lowerBound] & 0xC0 != 0x80)
                #expect(block.range.upperBound == bytes.count || bytes[block.range.upperBound] & 0xC0 != 0x80)
                end = block.range.upperBound
            }
            end = 0
            for hidden in layout.hidden {
                #expect(hidden.lowerBound >= end && !hidden.isEmpty)
                #expect(
                    layout.blocks.contains {
                        $0.range.contains(hidden.lowerBound) && $0.range.upperBound >= hidden.upperBound
                    })
                end = hidden.upperBound
            }
        }
    }
}
