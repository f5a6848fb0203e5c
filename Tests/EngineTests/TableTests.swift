import Testing

@testable import Engine
@testable import RuleLanguage

/// The flat tables that forms are looked up in.
@Suite struct TableTests {
    private func copy<Value: Storable>(_ value: Value) throws -> Value {
        var writer = ByteWriter(files: [])
        writer.write(value)
        var reader = ByteReader(StoredBytes(writer.bytes), files: [])
        return try reader.read()
    }

    @Test func wordsAreFoundAsInADictionary() throws {
        var generator = SystemRandomNumberGenerator()
        for size in [0, 1, 7, 8, 9, 500] {
            var table = WordTable()
            var plain: [[UInt8]: AtomID] = [:]
            while plain.count < size {
                let word = (0..<Int.random(in: 0...6, using: &generator)).map { _ in UInt8.random(in: 97...101) }
                guard plain[word] == nil else { continue }
                plain[word] = AtomID(plain.count)
                table.add(word, AtomID(plain.count - 1))
            }
            for table in [table, try copy(table)] {
                #expect(table.isEmpty == plain.isEmpty)
                #expect(table.lengths == Set(plain.keys.map(\.count)).sorted())
                for (word, atom) in plain { #expect(table.atom(of: word.span) == atom) }
                for word in plain.keys { #expect(table.atom(of: (word + [120]).span) == nil) }
            }
        }
    }

    @Test func whatFollowsFromAnAtomIsKept() throws {
        let made = Consequences([0: [2, 3], 3: [1]], count: 5)
        for consequences in [made, try copy(made)] {
            #expect((0..<5).map { Array(consequences.of(AtomID($0))) } == [[2, 3], [], [], [1], []])
        }
    }

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

    /// An expression over Latin-1 stands for the one over all of Unicode, or is not asked.
    @Test(arguments: sources)
    func anExpressionOverLatinSaysTheSame(source: String) {
        let regex = Regex(source)
        #expect(regex.isValid)
        for bytes in Self.texts.map({ Array($0.utf8) }) + Self.broken {
            #expect(regex.matches(Regex.Text(bytes)) == regex.matchesInFull(bytes), "\(source) on \(bytes)")
        }
    }

    @Test func classesOfLettersAreSpelledOutOverLatin() {
        let upper = #"A-Z\xC0-\xD6\xD8-\xDE"#
        #expect(LatinClasses.spelled(out: #"\p{Lu}x"#) == "[\(upper)]x")
        #expect(LatinClasses.spelled(out: #"[^]\p{Lu}]\p{Lu}"#) == "[^]\(upper)][\(upper)]")
        for source in [#"(?i)\p{Lu}"#, #"\Q\p{Lu}"#, #"[[:alpha:]\p{Lu}]"#, #"\\p{Lu}"#] {
            #expect(LatinClasses.spelled(out: source) == source)
        }
    }

    @Test func aSetSaysWhatEachOfItsExpressionsSays() {
        let all = Self.sources.map(Regex.init)
        let set = RegexSet(all)
        for bytes in Self.texts.map({ Array($0.utf8) }) + Self.broken {
            let each = all.indices.filter { all[$0].matchesInFull(bytes) }
            #expect(set.matching(Regex.Text(bytes)).sorted() == each, "\(bytes)")
        }
    }

    @Test func aSetOfNoneMatchesNothing() { #expect(RegexSet([]).matching(Regex.Text([0x61])).isEmpty) }

    @Test func anExpressionThatIsNoneIsToldApart() { #expect(!Regex("(").isValid) }
}
