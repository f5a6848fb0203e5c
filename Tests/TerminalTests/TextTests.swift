import Testing

@testable import Terminal

@Suite struct TextTests {
    @Test(arguments: [
        ("plain", 5), ("naïve", 5), ("nai\u{308}ve", 5), ("“x”", 3), ("東京", 4), ("ｆｕｌｌ", 8), ("a\u{200B}b", 2),
        ("📰", 2), ("", 0),
    ])
    func measuresWhatATerminalShows(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func decodesScalarsByteByByte() {
        var bytes: [UInt8] = []
        var scalars: [Unicode.Scalar] = []
        for byte in Array("a“é📰".utf8) + [0xFF, 0xC0] + Array("z".utf8) {
            bytes.append(byte)
            if let scalar = LineEditor.decode(&bytes) {
                scalars.append(scalar)
                bytes = []
            }
        }
        #expect(scalars == ["a", "“", "é", "📰", "z"])
    }

    @Test func findsWhatCandidatesShare() {
        func candidate(_ text: String, isWhole: Bool = true) -> Completion.Candidate {
            Completion.Candidate(text: text, label: text, isWhole: isWhole)
        }
        let several = LineEditor.shared([candidate("sources"), candidate("source"), candidate("sou")])
        #expect(String(String.UnicodeScalarView(several.text)) == "sou")
        #expect(!several.isWhole)
        #expect(LineEditor.shared([candidate("flags")]).isWhole)
        #expect(!LineEditor.shared([candidate("Rules/", isWhole: false)]).isWhole)
    }

    @Test func listsInColumnsDownwards() {
        let text = LineEditor.columns(["alpha", "b", "c", "d", "e"], width: 16)
        #expect(text == "alpha  d\nb      e\nc\n")
        #expect(LineEditor.columns(["東京都", "b"], width: 10) == "東京都\nb\n")
        #expect(LineEditor.columns((0..<300).map { "\($0)" }, width: 80).hasSuffix("… and 100 more\n"))
    }

    @Test func splitsCommandsOfTheEnvironment() {
        #expect(Child.words("less -R  -F") == ["less", "-R", "-F"])
        #expect(Child.words("sed 's/a b/c/'") == ["sh", "-c", "sed 's/a b/c/' \"$@\"", "sed 's/a b/c/'"])
    }

    @Test func colorsAsTold() {
        #expect(ColorPolicy.always.colors(-1))
        #expect(!ColorPolicy.never.colors(1))
        #expect(!ColorPolicy.auto.colors(-1))
    }
}
