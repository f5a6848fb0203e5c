import Foundation
import Hearsay
import Testing

/// A pack is untrusted: each bound is met by a pack that goes beyond it, which gives a clear error and harms nothing else.
@Suite struct BoundsTests {
    private static let head = "pack: test/pack\nversion: 1.0.0\n"

    /// The errors of a pack, as `line: code message`.
    private func errors(_ body: String, companion: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) -> [String]
    {
        let file = PackFile(source: SourceFile(path: "pack.yaml", bytes: Array((Self.head + body).utf8))) { name in
            companion(name).map { SourceFile(path: name, bytes: $0) }
        }
        return Rulebook.load(files: [file]).diagnostics.filter { $0.severity == .error }.map { diagnostic in
            let line = diagnostic.span.map { "\($0.file.position(of: $0.start).line): " } ?? ""
            return "\(line)\(diagnostic.code) \(diagnostic.message)"
        }
    }

    private func nested(_ depth: Int, _ open: String, _ inner: String, _ close: String) -> String {
        String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }

    @Test func aPackHoldsAMebibyte() {
        let filler = String(repeating: "# a comment of forty-one characters in all\n", count: 25_000)
        #expect(errors(filler).first?.contains("file-too-large") == true)
        #expect(errors("#" + String(repeating: "x", count: 1_000_000)).isEmpty)
    }

    @Test func aWordListHoldsSixteenMebibytes() {
        let list = [UInt8](repeating: UInt8(ascii: "x"), count: 16 << 20 | 1)
        let body = "lexicons: {say: {file: say.txt}}\nrules: {a: {match: $say}}"
        #expect(errors(body) { _ in list }.first?.contains("file-too-large") == true)
    }

    @Test func valuesLieInsideEachOtherOnlySoDeep() {
        #expect(errors("rules: " + nested(200, "[", "a", "]")).first?.contains("nesting-too-deep") == true)
        #expect(errors("rules: " + nested(100_000, "[", "a", "]")).first?.contains("nesting-too-deep") == true)
        #expect(errors("rules: " + nested(5_000, "{a: ", "a", "}")).first?.contains("nesting-too-deep") == true)
    }

    @Test func groupsLieInsideEachOtherOnlySoDeep() {
        let found = errors("rules: {a: {match: '\(nested(33, "(", "one two", ")"))', mark: t}}")
        #expect(found.first?.hasPrefix("3: pattern-too-deep") == true, "\(found)")
        #expect(errors("rules: {a: {match: '\(nested(32, "(", "one two", ")"))', mark: t}}").isEmpty)
        #expect(
            errors("rules: {a: {match: '\(nested(50_000, "(", "one two", ")"))', mark: t}}").first?
                .contains("pattern-too-deep") == true)
    }

    @Test func aPatternUnfoldsToSoMuchAndNoMore() {
        for pattern in [
            "((one{1,90} two){1,90} three){1,90}", "(one ...100){21}",
            (0..<2100).map { "w\($0)" }.joined(separator: " "),
            "((((((((a{1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99} b",
        ] {
            let found = errors("rules: {a: {match: '\(pattern)', mark: t}}")
            #expect(found.first?.hasPrefix("3: pattern-too-large") == true, "\(found)")
        }
        #expect(errors("rules: {a: {match: 'one{1,101}', mark: t}}").first?.contains("bad-repetition") == true)
        #expect(errors("rules: {a: {match: 'one ...101 two', mark: t}}").first?.contains("bad-gap") == true)
        #expect(errors("rules: {a: {match: '/(x{1000}){1000}/', mark: t}}").first?.contains("bad-regex") == true)
    }

    @Test func anExpressionIsOnlySoDeep() {
        let found = errors("rules: {a: {match: one, mark: t, where: '\(nested(300, "(", "depth = 1", ")"))'}}")
        #expect(found.first?.contains("expression-too-deep") == true, "\(found)")
        let long = Array(repeating: "depth = 1", count: 5_000).joined(separator: " and ")
        #expect(errors("rules: {a: {match: one, mark: t, where: '\(long)'}}").first?.contains("too-deep") == true)
    }

    @Test func aLexiconHoldsSoManyPhrases() {
        let entry = Array(repeating: "(a|b|c|d)", count: 8).joined(separator: " ")
        #expect(errors("lexicons: {say: ['\(entry)']}").first?.contains("lexicon-too-large") == true)
        let list = Array((0..<220_000).map { "w\($0)" }.joined(separator: "\n").utf8)
        let body = "lexicons: {say: {file: say.txt}}\nrules: {a: {match: $say, mark: t}}"
        #expect(errors(body) { _ in list }.first?.contains("lexicon-too-large") == true)
    }

    @Test(arguments: ["../say.txt", "/etc/passwd", "a/../../say.txt", "./../say.txt", "..", "a//..//../b"])
    func aWordListStaysInThePacksFolder(path: String) {
        let found = errors("lexicons: {say: {file: '\(path)'}}\nrules: {a: {match: $say, mark: t}}") { _ in
            Issue.record("the file was asked for")
            return Array("one".utf8)
        }
        #expect(found.first?.hasPrefix("3: path-leaves-pack") == true, "\(found)")
    }

    @Test(arguments: [
        ("rules: &a {}", "yaml-anchor"), ("rules: *a", "yaml-alias"), ("rules: !!map {}", "yaml-tag"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n? [*c, *c]\n: x", "yaml-anchor"),
        ("rules: !<tag:yaml.org,2002:binary> aa", "yaml-tag"),
    ])
    func aliasesAnchorsAndTagsAreRefused(body: String, code: String) {
        #expect(errors(body).contains { $0.contains(code) }, "\(errors(body))")
    }

    @Test func aRuleBeyondABoundTakesNoOtherDown() {
        let book = rulebook(
            "rules:\n  a: {match: '\(nested(40, "(", "one two", ")"))', mark: t}\n  b: {match: one, mark: t}")
        #expect(book.rules.map(\.name) == ["b"])
        #expect(book.analyzer.analyze("one").findings.marks.count == 1)
    }
}
