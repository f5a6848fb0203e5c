import Articles
import Testing

@testable import Language

/// Texts that nobody wrote to be read: nothing crashes, every byte has its place, and the time grows with the length.
struct HostileTextTests {
    private static let kinds: [(name: String, part: String)] = [
        ("quotes", "\""), ("spaced quotes", " \" "), ("opening quotes", "“"), ("single quotes", " '"),
        ("apostrophes", "'"),
        ("full stops", "."), ("spaced full stops", " ."), ("dotted letters", "a."), ("mailboxes", "a.b-"),
        ("hyphens", "a-"),
        ("brackets", "[("), ("shouts", "a! “"), ("emoji", "👩‍"), ("flags", "🇸"), ("digits", "1,2-"), ("one word", "x"),
        ("controls", "\u{1}\u{7F}\u{0}"), ("right to left", "\u{202E}שלום "), ("zero width", "\u{200B}"), ("at", "@"),
        ("addresses", "http://("), ("lists", "1) 2. "), ("joined", "e\u{301}\u{200D}"), ("slashes", "a/b_c&D*"),
        ("numbers", "1. a. "), ("months", "May 5 "), ("dashes", "—”--\""),
    ]

    @Test(arguments: kinds.map(\.part))
    func everyByteHasItsPlace(part: String) {
        for count in [1, 2, 3, 50, 600] {
            let document = read(String(repeating: part, count: count))
            var end: UInt32 = 0
            for token in document.tokens {
                #expect(token.start >= end && token.end > token.start)
                end = token.end
            }
            #expect(Int(end) <= document.text.count)
            #expect(document.sentences.map(\.tokens.count).reduce(0, +) == document.tokens.count)
            _ = CoNLLU.write(document)
            #expect(document.phrases.allSatisfy { $0.tokens.upperBound <= document.tokens.count })
        }
    }

    @Test(arguments: kinds.map(\.part))
    func timeIsLinear(part: String) {
        let reader = Reader()
        func time(_ count: Int) -> Duration {
            let text = String(repeating: part, count: count)
            return ContinuousClock().measure { _ = read(text, with: reader).phrases }
        }
        _ = time(10)
        let few = (0..<3).map { _ in time(250) }.min() ?? .zero
        let many = (0..<2).map { _ in time(4_000) }.min() ?? .zero
        // Sixteen times the text; two hundred and fifty-six times the time if it were quadratic.
        #expect(many < few * 100 + .milliseconds(50))
    }

    @Test func brokenUTF8AndBlocksBeyondTheText() {
        let text: [UInt8] = [0x61, 0xFF, 0xC3, 0x20, 0xE2, 0x80, 0x2E, 0xF0, 0x9F, 0x98]
        let layout = Layout(blocks: [Layout.Block(range: 0..<99, zone: .body, paragraph: 1)])
        #expect(!Reader().read(text, layout: layout).tokens.isEmpty)
    }
}
