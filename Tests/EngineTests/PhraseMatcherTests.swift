import Articles
import Language
import RuleLanguage
import Testing

@testable import Engine

/// Programs that look for phrases give the same findings whether they run by their rarest words or as any other program.
struct PhraseMatcherTests {
    private static let words = ["ab", "abc", "bc", "said", "Said", "Cab", "to", "ÉCOLE", "it", "is", ",", "'s"]

    @Test func randomPhrasesGiveTheSameFindings() throws {
        for seed in 0..<400 {
            var random = SplitMix(state: UInt64(seed))
            let lexicons = (0..<3).map { Self.lexicon($0, &random) }
            let rules = (0..<Int.random(in: 1...5, using: &random)).map { Self.rule($0, &random) }
            let program = Program([Self.pack(lexicons, rules)], lexicons: lexicons)
            let kept: KeptMarks = Bool.random(using: &random) ? .all : .flagged(and: ["b"])
            let phrases = try #require(PhraseMatcher(program, keeping: kept))
            let (full, seeking) = (Reader(), Reader(seeking: phrases.words))
            let (all, some) = (Matcher(program, keeping: kept), Matcher(program, keeping: kept))
            let sparse = Reader(seeking: try #require(program.words))
            for _ in 0..<6 {
                let text = Self.text(&random)
                let layout = Layout.detect(text, title: nil)
                let wanted = Self.describe(all.run(full.read(text, layout: layout), isExplaining: false))
                let found = Self.describe(phrases.run(seeking.read(text, layout: layout)))
                let between = Self.describe(some.run(sparse.read(text, layout: layout), isExplaining: false))
                #expect(
                    found == wanted && between == wanted,
                    "seed \(seed), text “\(String(decoding: text, as: UTF8.self))”, rules \(rules.map(\.verb))")
                guard found == wanted, between == wanted else { return }
            }
        }
    }

    /// Rules that ask for more than phrases are left to the matcher.
    @Test(arguments: [
        Pattern.Kind.any, .gap(min: 0, max: 3, quotes: false), .sentenceStart, .token(TokenTest(word: .lemma([0x61]))),
        .mark(MarkTest(type: "quote", attributes: [])), .token(TokenTest(word: nil, tag: .universal("NOUN"))),
    ])
    func asksForNothingElse(kind: Pattern.Kind) {
        let word = Pattern.Node(.token(TokenTest(word: .literal(Array("ab".utf8)))), at: RandomPacks.span)
        let root = Pattern.Node(.sequence([word, Pattern.Node(kind, at: RandomPacks.span)]), at: RandomPacks.span)
        let match = Match(patterns: [Pattern(source: "", root: root)], type: "a")
        let program = Program([Self.pack([], [Self.rule(0, match, flags: [])])], lexicons: [])
        #expect(PhraseMatcher(program) == nil)
    }

    // MARK: What is made

    private static func text(_ random: inout SplitMix) -> [UInt8] {
        var text = ""
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            let word = words.randomElement(using: &random) ?? ""
            switch Int.random(in: 0..<14, using: &random) {
            case 0: text += word.uppercased() + " "
            case 1: text += "“\(word) "
            case 2: text += "\(word)” "
            case 3: text += "\(word). Other "
            case 4: text += "\(word)\n\n"
            case 5: text += "lantern "
            case 6: text += word.prefix(1).uppercased() + word.dropFirst() + "  "
            default: text += word + " "
            }
        }
        return Array(text.utf8)
    }

    private static func token(_ random: inout SplitMix) -> TokenTest {
        let word = words.randomElement(using: &random) ?? ""
        let isExact = Int.random(in: 0..<4, using: &random) == 0
        return TokenTest(word: isExact ? .exact(Array(word.utf8)) : .literal(Array(word.lowercased().utf8)))
    }

    private static func tokens(_ random: inout SplitMix) -> [TokenTest] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in token(&random) }
    }

    private static func lexicon(_ number: Int, _ random: inout SplitMix) -> Lexicon {
        Lexicon(
            reference: LexiconReference(pack: RandomPacks.pack, name: "l\(number)"),
            entries: (0..<Int.random(in: 1...6, using: &random)).map { _ in Lexicon.Entry(tokens: tokens(&random)) },
            span: RandomPacks.span)
    }

    private static func rule(_ number: Int, _ random: inout SplitMix) -> Rule {
        let patterns = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let kind: Pattern.Kind
            if Bool.random(using: &random) {
                let name = "l\(Int.random(in: 0..<3, using: &random))"
                kind = .lexicon(LexiconReference(pack: RandomPacks.pack, name: name), tag: nil)
            } else {
                kind = .sequence(tokens(&random).map { Pattern.Node(.token($0), at: RandomPacks.span) })
            }
            return Pattern(source: "", root: Pattern.Node(kind, at: RandomPacks.span))
        }
        let type = ["a", "a.b", "a.b.c", "b", "b.a"].randomElement(using: &random) ?? "a"
        let message = Message(pieces: [.text("so "), .value(path: ["match"], decimals: nil, at: RandomPacks.span)])
        let flags = Bool.random(using: &random) ? [Flag(condition: nil, level: .note, message: message)] : []
        return rule(number, Match(patterns: patterns, type: type), flags: flags)
    }

    private static func rule(_ number: Int, _ match: Match, flags: [Flag]) -> Rule {
        Rule(
            name: "r\(number)", fullName: "\(RandomPacks.pack):r\(9 - number)", about: nil, verb: .match(match),
            flags: flags, falsePositives: [], references: [], status: nil, tests: Tests(), span: RandomPacks.span)
    }

    private static func pack(_ lexicons: [Lexicon], _ rules: [Rule]) -> Pack {
        Pack(
            name: RandomPacks.pack, version: "1.0.0", about: "", lang: nil, license: nil, isOn: true, uses: [],
            lexicons: lexicons, rules: rules, source: RandomPacks.file, files: [], hash: "")
    }

    private static func describe(_ findings: Findings) -> [String] {
        findings.marks.map { mark in
            "\(mark.type) \(mark.rule) \(mark.range) \(mark.extent) \(mark.captures.count) \(mark.attributes) "
                + "\(mark.context) \(String(describing: mark.flag)) \(mark.derivation.pattern) \(mark.outer ?? -1)"
        } + ["\(findings.sessionPart) \(findings.scores.count)"]
    }
}
