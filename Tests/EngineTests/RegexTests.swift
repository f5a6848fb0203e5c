import Testing

@testable import Engine
@testable import RuleLanguage

/// Regular expressions on words: what the automaton says is what RE2 says.
@Suite struct RegexTests {
    private static let sources = [
        #"\p{Lu}\p{L}*\."#, #"\p{Ll}+s"#, #"[^.;:!?]+"#, #".*\d.*"#, #"(?i)[a-fkos]{1,}"#, #"\w+"#, #"[[:upper:]].*"#,
        #"\PL"#, #"[^\x{2019}]+"#, #"x|\pN+"#, "d[’']é?", ".", "..", #"[^\p{L}]"#, #"(?:\p{Lu}|x)[\p{L}'-]*"#, #"\S+"#,
        #"\P{Ll}.*"#, #"\p{Lt}"#, #"\p{Greek}+"#, #"[[:^alpha:]]"#, #"\bx?.\b"#, #"\xC9"#, #"\C\C"#, #"\351"#, #"\(?x"#,
        #"\\p{Lt}"#, #"[]\p{Lu}]+"#, #"[^]\p{Ll}]+"#, #"[\]\p{L}.]+"#, #"\Q\p{L}\E"#, #"[[:digit:]\p{Lu}]+"#,
        #"\[\p{L}"#,
        #"[\p{Lu}\p{Ll}][^\p{L}]"#,
    ]
    private static let texts = [
        "", "A", "a", "Ab.", "ABC", "cats", "7", "a1b", "don't", "d'", "d’é", "x", ".", "  ", "Kk", "~", "\u{7F}",
        "—", "É", "é", "élan", "Élan", "ÉLAN", "Ωmega", "ωs", "ǅ", "ª", "٣", "²", "€5", "日本", "’", "\u{212A}", "ſ", "]",
        "]A", "[a", "\\p{L}", "µ",
        "🐟",
        "e\u{301}",
    ]
    private static let broken = [[0xC3], [0x41, 0xFF], [0xE2, 0x80]] as [[UInt8]]

    private static let words = texts.map { Array($0.utf8) } + broken

    private func numbers(_ set: RegexSet, _ word: [UInt8]) -> [Int] {
        var numbers: [Int] = []
        set.matching(word.span) { numbers.append($0) }
        return numbers.sorted()
    }

    private func copy(_ set: RegexSet, _ all: [Regex]) throws -> RegexSet {
        var writer = ByteWriter(files: [])
        set.store(to: &writer)
        var reader = ByteReader(StoredBytes(writer.bytes), files: [])
        return try RegexSet(all, from: &reader)
    }

    @Test func aSetSaysWhatEachOfItsExpressionsSays() throws {
        let all = Self.sources.map(Regex.init)
        for regex in all { #expect(regex.isValid) }
        let made = RegexSet(all)
        for set in [made, try copy(made, all)] {
            for word in Self.words {
                #expect(numbers(set, word) == all.indices.filter { all[$0].matches(word) }, "\(word)")
            }
        }
    }

    @Test(arguments: sources)
    func anExpressionAloneSaysTheSame(source: String) {
        let regex = Regex(source)
        for word in Self.words {
            #expect(numbers(RegexSet([regex]), word) == (regex.matches(word) ? [0] : []), "\(source) on \(word)")
        }
    }

    /// Of the dialect that the automaton knows.
    private static let simple = [
        "", "a|b|", "(a|bc)*", "(ab?)+c", "a{2}", "a{2,}", "a{0,2}b", "(a|b){1,3}?", "[^ab]+", "[a-c]x*", "[-a]+",
        "[a-]b",
        #"\d+(st|nd)"#, #"(1[89]|20)\d\d[a-z]?"#, #"\p{Lu}\p{Ll}+s"#, #"[\p{Lu}'-]*\.?"#, #".*%"#, #"\W\w|\S\s"#,
        "a*?b+?c??", "((a))", "(|a)b", #"[]a]"#, #"[^]a]"#, #"\[\]"#, #"[\d.]+"#, "[’']d",
    ]

    @Test(arguments: simple)
    func theAutomatonMatchesAsRE2Does(source: String) throws {
        let regex = Regex(source)
        #expect(regex.isValid)
        let tree = try #require(WordExpression(source))
        let numbered: [(number: Int32, tree: WordExpression)] = [(7, tree)]
        let automaton = try #require(WordAutomaton(numbered))
        let alphabet = Array("abcxs dA1209B.%'-]st[".utf8)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let word = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                alphabet[Int.random(in: alphabet.indices, using: &generator)]
            }
            var found: [Int] = []
            automaton.matching(word.span) { found.append($0) }
            #expect(found == (regex.matches(word) ? [7] : []), "\(source) on \(String(decoding: word, as: UTF8.self))")
        }
    }

    @Test(arguments: [
        "(?i)a", #"\bx"#, "^a", "a$", "[[:alpha:]]", #"\x41"#, #"\p{Greek}"#, #"\PL"#, #"\Qa\E"#, "a**", "x{,3}", "{",
        "(?P<n>a)", #"[a-\d]"#, "[é-ü]", "a{1001}", "(a", "[a",
    ])
    func whatIsBeyondTheAutomatonIsForRE2(source: String) { #expect(WordExpression(source) == nil) }

    /// Thousands of states for one, more for several together.
    @Test func expressionsThatGrowTooLargeAreAskedApart() {
        for sources in [[".*a.{14}"], [".*a.{7}", ".*b.{7}", "[ab]+"], ["(a{9}){9}{9}", "((a{30}){30}){30}", "a"]] {
            let all = sources.map(Regex.init)
            let set = RegexSet(all)
            for text in ["a", "b", "abababab", "aaaaaaaabbbbbbb", "xaxxxxxxxbxxxxxx"] {
                let word = Array(text.utf8)
                #expect(numbers(set, word) == all.indices.filter { all[$0].matches(word) }, "\(sources) on \(text)")
            }
        }
    }

    @Test func aSetOfNoneMatchesNothing() { #expect(numbers(RegexSet([]), [0x61]).isEmpty) }

    @Test func anExpressionThatIsNoneIsToldApart() { #expect(!Regex("(").isValid) }
}
