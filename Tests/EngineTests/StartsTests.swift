import Articles
import Language
import RuleLanguage
import Testing

@testable import Engine

@Suite struct StartsTests {
    /// Of the tokens with which a pattern may begin those are left alone from which it cannot come to what it needs.
    @Test func noTokenIsTriedBehindWhichSomethingElseStands() {
        let before = node(
            .repeated(
                node(.alternatives([word("the"), word("old"), node(.mark(MarkTest(type: "size", attributes: [])))])),
                min: 0, max: nil))
        let pattern = Pattern(source: "", root: node(.sequence([before, word("man")])))
        let costs = costs(
            of: [
                rule("size", Pattern(source: "", root: node(.sequence([word("very"), word("tall")])))),
                rule("man", pattern),
            ],
            over: "The old ship saw the very tall old man and the man.")
        // `the very tall old man` but for its `tall`, with which nothing begins, and `the man`.
        #expect(costs.rules[1].attempts == 6)
        #expect(costs.rules[1].marks == 2)
    }

    /// Where anything may stand between, all tokens with which the pattern may begin are tried.
    @Test func allTokensAreTriedBeforeAGap() {
        let gap = node(.gap(min: 0, max: nil, quotes: false))
        let pattern = Pattern(source: "", root: node(.sequence([word("the"), gap, word("man")])))
        let costs = costs(of: [rule("man", pattern)], over: "The old ship saw the old man and the mate.")
        #expect(costs.rules[0].attempts == 2)
    }

    private static let file = SourceFile(path: "starts.yaml", bytes: [])
    private static let span = SourceSpan(file: file, start: 0, end: 0)

    private func node(_ kind: Pattern.Kind) -> Pattern.Node { Pattern.Node(kind, at: Self.span) }

    private func word(_ word: String) -> Pattern.Node { node(.token(TokenTest(word: .literal(Array(word.utf8))))) }

    private func rule(_ type: String, _ pattern: Pattern) -> Rule {
        Rule(
            name: type, fullName: "starts:\(type)", about: nil, verb: .match(Match(patterns: [pattern], type: type)),
            flags: [], falsePositives: [], references: [], status: nil, tests: Tests(), span: Self.span)
    }

    private func costs(of rules: [Rule], over text: String) -> RuleCosts {
        let pack = Pack(
            name: "starts", version: "1.0.0", about: "", lang: nil, license: nil, isOn: true, uses: [], lexicons: [],
            rules: rules, source: Self.file, files: [], hash: "")
        let bytes = Array(text.utf8)
        let layout = Layout(blocks: [.init(range: 0..<bytes.count, zone: .body, paragraph: 1)])
        return Matcher(Program([pack], lexicons: [])).measure(Reader().read(bytes, layout: layout))
    }
}
