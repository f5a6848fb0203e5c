import Articles
import Glibc
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
        ("numbers", "1. a. "), ("months", "May 5 "), ("dashes", "—”--\""), ("punctuation", ".,;:!?-()[]{}"),
        ("closers", ".)"), ("openers", ". ("), ("notes", ".[1]"),
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
        // The processor's time for this thread: what else runs does not count.
        func now() -> Int {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return time.tv_sec * 1_000_000_000 + time.tv_nsec
        }
        func time(_ count: Int) -> Int {
            let text = String(repeating: part, count: count)
            let start = now()
            _ = read(text, with: reader).phrases
            return now() - start
        }
        _ = time(10)
        let few = (0..<3).map { _ in time(250) }.min() ?? 0
        let many = (0..<2).map { _ in time(4_000) }.min() ?? 0
        // Sixteen times the text; two hundred and fifty-six times the time if it were quadratic.
        #expect(many < few * 100 + 50_000_000)
    }

    @Test func brokenUTF8AndBlocksBeyondTheText() {
        let text: [UInt8] = [0x61, 0xFF, 0xC3, 0x20, 0xE2, 0x80, 0x2E, 0xF0, 0x9F, 0x98]
        let layout = Layout(blocks: [Layout.Block(range: 0..<99, zone: .body, paragraph: 1)])
        #expect(!Reader().read(text, layout: layout).tokens.isEmpty)
    }

    /// Single letters whose end is a word, so that none of them is an initial.
    @Test(arguments: ["aa", "Aa"])
    func dottedLettersBeforeAWord(end: String) {
        let document = read(String(repeating: "a.", count: 20_000) + end)
        #expect(document.tokens.count >= 20_000)
        #expect(document.sentences.map(\.tokens.count).reduce(0, +) == document.tokens.count)
    }

    /// A character of three bytes that breaks off where the text ends.
    @Test(arguments: [[0xE2], [0xE2, 0x80], [0xE2, 0x22], [0xE2, 0x80, 0x22], [0xC2], [0xF0, 0x9F]] as [[UInt8]])
    func charactersThatBreakOff(end: [UInt8]) {
        for start in ["", "In ", "In", "“"] {
            let text = Array(start.utf8) + end
            let layout = Layout(blocks: [Layout.Block(range: 0..<text.count, zone: .body, paragraph: 1)])
            let document = Reader().read(text, layout: layout)
            #expect(!document.tokens.isEmpty)
            #expect(document.phrases.allSatisfy { $0.tokens.upperBound <= document.tokens.count })
        }
    }

    /// Words that were met before go another way than new ones.
    @Test(arguments: kinds.map(\.part))
    func wordsMetBeforeAreReadTheSame(part: String) {
        let reader = Reader()
        let text = "Orlo cannot say, two men said." + String(repeating: part, count: 20) + " On Monday. Nobody, it’s"
        let first = read(text, with: reader)
        let again = read(text, with: reader)
        #expect(first.tokens == again.tokens)
        #expect(first.sentences == again.sentences)
        #expect(first.marks == again.marks)
    }

    /// Blocks that end inside a word, and words as long as what is looked at at once.
    @Test func wordsAtEveryEdge() {
        let reader = Reader()
        let text = Array(
            "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii jjjjjjjjjjjjjjj kkkkkkkkkkkkkkkk l.".utf8)
        for _ in 0..<2 {
            for end in 1...text.count {
                let layout = Layout(blocks: [Layout.Block(range: 0..<end, zone: .body, paragraph: 1)])
                let expected = text[..<end].split(separator: 0x20)
                let document = reader.read(text, layout: layout)
                let found = document.tokens.filter { text[Int($0.start)] != 0x2E }.map {
                    text[Int($0.start)..<Int($0.end)]
                }
                #expect(found.map { Array($0) } == expected.map { $0.filter { $0 != 0x2E } })
                #expect(
                    document.tokens.allSatisfy {
                        document.vocabulary.spelling($0.form).elementsEqual(text[Int($0.start)..<Int($0.end)])
                    })
            }
        }
    }

    /// A multiplication by a number that nobody knows is the hash: chains of collisions cannot be written.
    @Test func manyWordsThatDifferInTheirLastLetters() {
        let reader = Reader()
        var text: [UInt8] = []
        for number in 0..<20_000 {
            text += Array("aaaa".utf8)
            var rest = number
            for _ in 0..<4 {
                text.append(0x61 + UInt8(rest % 20))
                rest /= 20
            }
            text.append(0x20)
        }
        let layout = Layout(blocks: [Layout.Block(range: 0..<text.count, zone: .body, paragraph: 1)])
        let document = reader.read(text, layout: layout)
        #expect(document.tokens.count == 20_000)
        #expect(Set(document.tokens.map(\.form)).count == 20_000)
    }
}
