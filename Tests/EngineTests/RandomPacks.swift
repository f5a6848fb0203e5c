import Language
import RuleLanguage

/// A small fast generator with a seed (SplitMix64, Steele, Lea and Flood 2014), so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Makes random rules and texts over a handful of words, so that much matches.
struct RandomPacks {
    var random: SplitMix
    static let words = ["ab", "abc", "bc", "said", "says", "Cab", "to"]
    static let file = SourceFile(path: "random.yaml", bytes: [])
    static let span = SourceSpan(file: file, start: 0, end: 0)
    static let pack = "test/random"

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func text() -> String {
        var out = ""
        var isQuoting = false
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            for _ in 0..<Int.random(in: 1...9, using: &random) {
                let word = Self.words.randomElement(using: &random) ?? ""
                out += Int.random(in: 0..<12, using: &random) == 0 ? "“\(word)” " : "\(word) "
                // A quotation of several words, and of several sentences now and then.
                if Int.random(in: 0..<12, using: &random) == 0 {
                    out += isQuoting ? "” " : "“"
                    isQuoting.toggle()
                }
                if Int.random(in: 0..<10, using: &random) == 0 { out += ", " }
            }
            out += "end. "
        }
        return out
    }

    mutating func lexicons() -> [Lexicon] {
        (0..<2).map { number in
            let entries = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                Lexicon.Entry(tokens: (0..<Int.random(in: 1...3, using: &random)).map { _ in TokenTest(word: word()) })
            }
            return Lexicon(
                reference: LexiconReference(pack: Self.pack, name: "l\(number)"), entries: entries, span: Self.span)
        }
    }

    /// Rules in an order that is one of their strata's: each may read the marks of those before it.
    mutating func rules() -> [Rule] {
        (0..<Int.random(in: 1...4, using: &random)).map { number in
            let patterns = (0..<Int.random(in: 1...2, using: &random)).map { _ in pattern(readable: number) }
            let unless = Int.random(in: 0..<3, using: &random) == 0 ? [pattern(readable: 0)] : []
            let span = Bool.random(using: &random) ? "c" : nil
            let match = Match(patterns: patterns, unless: unless, type: "t\(number).x", span: span)
            return Rule(
                name: "r\(number)", fullName: "\(Self.pack):r\(number)", about: nil, verb: .match(match), flags: [],
                falsePositives: [], references: [], status: nil, tests: Tests(), span: Self.span)
        }
    }

    /// A pattern that has the capture `c` in it.
    private mutating func pattern(readable: Int) -> Pattern {
        let captured = node(.capture("c", tree(depth: 1, readable: readable)))
        let before = Bool.random(using: &random) ? [tree(depth: 2, readable: readable)] : []
        let after = Bool.random(using: &random) ? [tree(depth: 2, readable: readable)] : []
        return Pattern(source: "random", root: node(.sequence(before + [captured] + after)))
    }

    private func node(_ kind: Pattern.Kind) -> Pattern.Node { Pattern.Node(kind, at: Self.span) }

    private mutating func tree(depth: Int, readable: Int) -> Pattern.Node {
        switch Int.random(in: 0..<(depth > 0 ? 16 : 8), using: &random) {
        case 0...3: return node(.token(TokenTest(word: word())))
        case 4: return node(.lexicon(lexicon(), tag: nil))
        case 5: return node(.any)
        case 6:
            return node(
                .not(node(.alternatives([node(.token(TokenTest(word: word()))), node(.lexicon(lexicon(), tag: nil))]))))
        case 7:
            guard readable > 0 else { return node(.token(TokenTest(word: word()))) }
            return node(.mark(MarkTest(type: "t\(Int.random(in: 0..<readable, using: &random))", attributes: [])))
        case 8, 9:
            return node(.sequence((0..<2).map { _ in tree(depth: depth - 1, readable: readable) }))
        case 10, 11:
            return node(.alternatives((0..<2).map { _ in tree(depth: depth - 1, readable: readable) }))
        case 12:
            return node(
                .gap(
                    min: Int.random(in: 0...1, using: &random), max: [2, 4, nil].randomElement(using: &random) ?? nil,
                    quotes: Bool.random(using: &random)))
        case 13: return node(.repeated(tree(depth: depth - 1, readable: readable), min: 0, max: 1))
        case 14:
            let least = Int.random(in: 0...1, using: &random)
            return node(
                .repeated(
                    tree(depth: depth - 1, readable: readable), min: least,
                    max: Bool.random(using: &random) ? nil : least + 2))
        default: return node(Bool.random(using: &random) ? .sentenceStart : .sentenceEnd)
        }
    }

    private mutating func lexicon() -> LexiconReference {
        LexiconReference(pack: Self.pack, name: "l\(Int.random(in: 0..<2, using: &random))")
    }

    private mutating func word() -> WordTest {
        let word = Array((Self.words.randomElement(using: &random) ?? "ab").utf8)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .exact(word)
        case 1: return .lemma(Array("say".utf8))
        case 2: return .prefix(Array("ab".utf8))
        case 3: return .suffix(Array("bc".utf8))
        case 4: return .regex("[a-c]+")
        case 5: return .literal(Array(",".utf8))
        default: return .literal(word.map { 0x41...0x5A ~= $0 ? $0 + 32 : $0 })
        }
    }
}
