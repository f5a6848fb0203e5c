import Articles
import Testing

@testable import Language

struct TokenizerTests {
    @Test(arguments: [
        ("She won't say, but they’ve left.", "She wo n't say , but they ’ve left ."),
        ("We cannot; I'm gonna. It's Vela's.", "We can not ; I 'm gon na . It 's Vela 's ."),
        ("the Marrows' boat", "the Marrows ' boat"),
        ("I dont know", "I do nt know"),
        ("O'Dara of L’Arc ate at one o'clock", "O'Dara of L’Arc ate at one o'clock"),
        ("get 'em, rock 'n' roll in the '90s", "get 'em , rock 'n' roll in the '90s"),
        ("the 1990's and 5's", "the 1990's and 5 's"),
        ("DON'T", "DO N'T"),
    ])
    func contractions(text: String, expected: String) {
        #expect(words(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("Gen. Orlo met Sen. Vek in the U.S. on Jan. 5.", "Gen. Orlo met Sen. Vek in the U.S. on Jan. 5 ."),
        ("at 5 a.m. or 6:30pm", "at 5 a.m. or 6:30 pm"),
        ("Marrow Inc. and Vek & Co. paid", "Marrow Inc. and Vek & Co. paid"),
        ("No. 5 is first. No. I said no.", "No. 5 is first . No . I said no ."),
        ("J. R. Vek and J.R. Orlo", "J. R. Vek and J.R. Orlo"),
        ("a Ph.D.-level course", "a Ph.D. - level course"),
        ("e.g. this, i.e. that", "e.g. this , i.e. that"),
    ])
    func abbreviations(text: String, expected: String) {
        #expect(words(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("$3.5m, 1,200 men, 20% of 3,000.50", "$ 3.5 m , 1,200 men , 20 % of 3,000.50"),
        ("US$5 and €7", "US$ 5 and € 7"),
        ("2010-2015, 555-123-4567, 2020-01-05", "2010 - 2015 , 555-123-4567 , 2020-01-05"),
        ("9/11 and the 21st at 5:30", "9/11 and the 21st at 5:30"),
        ("1,2,3", "1 , 2 , 3"),
        ("#1 in the G20", "# 1 in the G20"),
    ])
    func numbers(text: String, expected: String) {
        #expect(words(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("a well-known co-author re-elected", "a well - known co-author re-elected"),
        ("and/or — yes – no -- so", "and / or — yes – no -- so"),
        ("well...so… no", "well ... so … no"),
        ("What?! (Yes) [no]", "What ?! ( Yes ) [ no ]"),
        ("R&D", "R&D"),
    ])
    func punctuation(text: String, expected: String) {
        #expect(words(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("See https://news.example.org/a_b?c=d#e. Then", "See https://news.example.org/a_b?c=d#e . Then"),
        ("(www.karsa.org/x)", "( www.karsa.org/x )"),
        ("mail ilana.marrow@karsa.example.org, please", "mail ilana.marrow@karsa.example.org , please"),
        ("@karsa_herald wrote #KarsaTalks", "@karsa_herald wrote #KarsaTalks"),
        ("on karsa.com or Karsa.Then", "on karsa.com or Karsa . Then"),
        ("The end.Now what", "The end . Now what"),
    ])
    func links(text: String, expected: String) {
        #expect(words(text).joined(separator: " ") == expected)
    }

    @Test func emojiStayTogether() {
        #expect(words("ok 👩‍👩‍👧 👍🏽🇸🇪🇳🇴 ❤️!") == ["ok", "👩‍👩‍👧", "👍🏽", "🇸🇪", "🇳🇴", "❤️", "!"])
    }

    @Test func otherScriptsAndInvisibleCharacters() {
        #expect(words("Škoda naïve Ωmega привет, مرحبا") == ["Škoda", "naïve", "Ωmega", "привет", ",", "مرحبا"])
        let document = read("co\u{AD}operate ﬁve Ｆｕｌｌ")
        #expect(
            document.tokens.map { String(decoding: document.vocabulary.spelling($0.form), as: UTF8.self) } == [
                "cooperate", "five", "Full",
            ])
        #expect(words("a\u{A0}b\u{2009}c") == ["a", "b", "c"])
    }

    @Test func offsetsAndFlags() {
        let document = read("So—“yes”, he said.")
        #expect(document.tokens.map(\.start) == [0, 2, 5, 8, 11, 14, 16, 19, 23])
        #expect(
            document.tokens.map { $0.flags.contains(.spaceBefore) } == [
                true, false, false, false, false, false, true, true, false,
            ])
        #expect(document.words == 4)
        #expect(document.tokens[2].flags.contains(.quotationMark))
        #expect(!document.tokens[1].flags.contains(.quotationMark))
    }

    @Test func hiddenMarkupIsWhiteSpace() {
        let text = Array("He **did not** say".utf8)
        let layout = Layout(
            blocks: [Layout.Block(range: 0..<text.count, zone: .body, paragraph: 1)], hidden: [3..<5, 12..<14])
        let document = Reader().read(text, layout: layout)
        #expect(document.strings == ["He", "did", "not", "say"])
        #expect(document.tokens[1].flags.contains(.spaceBefore))
    }

    @Test func patternsAreSplitAsTextsAre() {
        let words = Reader.words(of: "Don’t so-called  “x”")
        #expect(
            words.map { String(decoding: $0.spelling, as: UTF8.self) } == [
                "Do", "n't", "so", "-", "called", "\"", "x", "\"",
            ])
        #expect(words.map(\.range) == [0..<2, 2..<7, 8..<10, 10..<11, 11..<17, 19..<22, 22..<23, 23..<26])
        #expect(Reader.words(of: "").isEmpty)
    }
}
