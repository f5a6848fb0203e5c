import Testing

@testable import RuleLanguage

@Suite struct YAMLTests {
    private func messages(_ text: String) -> [String] {
        read(text).diagnostics.map { "\($0.code): \($0.message)" }
    }

    @Test func scalarsAreTheirSourceText() {
        let library = read(
            pack("lexicons: {a: [no, on, yes, 1, 1.0, 0x1F, true, 2001-01-01]}\nrules: {r: {match: $a}}"))
        #expect(library.entries("a") == ["no", "on", "yes", "1", "1 . 0", "0x1f", "true", "2001 - 01 - 01"])
    }

    @Test(arguments: [
        ("- *edly", "'*edly'"), ("- !that", "'!that'"), ("- &c one", "'&c one'"), ("- @home", "'@home'"),
        ("- `a", "'`a'"), ("- |a", "'|a'"), ("- >a", "'>a'"), ("- one: two: x", "'two: x'"), ("- one #two", "'one'"),
        ("- #one", "'#one'"), ("- [a, b]", "'[a, b]'"), ("- {a: b}", "'{a: b}'"), ("- %a", "'%a'"),
        ("- *edly:adv b", "'*edly:adv b'"),
    ])
    func whatYAMLChangesIsRefusedWithTheQuotedForm(_ entry: String, _ quoted: String) {
        let found = read(pack("rules:\n  r:\n    match:\n      \(entry)"))
        #expect(found.rule("r") == nil)
        #expect(found.diagnostics.first?.severity == .error)
        #expect(found.diagnostics.first?.message.contains(quoted) == true, "\(found.diagnostics.map(\.message))")
    }

    @Test func leadingColonInFlow() {
        #expect(messages(pack("rules: {r: {match: [:adj]}}")).first?.hasPrefix("must-quote") == true)
    }

    @Test func quotedPatternsMayHaveComments() {
        #expect(messages(pack("rules:\n  r:\n    match: 'one' # a comment\n    where: zone = lead # another")) == [])
    }

    @Test(arguments: ["match:", "match: ~", "match: null", "match: []", "match: ''"])
    func emptyValuesAreErrors(_ key: String) {
        let library = read(pack("rules:\n  r:\n    \(key)\n  s: {match: one}"))
        #expect(library.rule("r") == nil)
        #expect(library.rule("s") != nil)
        #expect(library.hasErrors)
    }

    @Test func duplicateKeysBreakTheirRuleOnly() {
        let library = read(pack("rules:\n  r: {match: one, match: two}\n  s: {match: one}\n  s: {match: two}"))
        #expect(summaries(library) == ["4:19 error duplicate-key", "6:3 error duplicate-key"])
        #expect(library.packs.first?.rules.map(\.name) == ["s"])
    }

    @Test func aliasesAreNeverExpanded() {
        var text = "pack: desk/bomb\nversion: 1.0.0\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for i in 1...9 {
            text += "a\(i): &a\(i) [" + repeatElement("*a\(i - 1)", count: 9).joined(separator: ", ") + "]\n"
        }
        let start = ContinuousClock.now
        let library = read(text)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(library.diagnostics.contains { $0.code == "yaml-anchor" })
        #expect(library.diagnostics.contains { $0.code == "yaml-alias" })
    }

    @Test func bounds() {
        #expect(messages(String(repeating: "[", count: 5000)).first?.hasPrefix("nesting-too-deep") == true)
        #expect(
            messages(String(repeating: "a", count: YAMLReader.maximumBytes + 1)).first?.hasPrefix("file-too-large")
                == true)
        let deep =
            "rules: {r: {match: one, where: " + String(repeating: "(", count: 60) + "1 = 1"
            + String(repeating: ")", count: 60) + "}}"
        #expect(messages(pack(deep)).first?.hasPrefix("expression-too-deep") == true)
        let long = repeatElement("depth = 1", count: 300).joined(separator: " or ")
        #expect(
            messages(pack("rules: {r: {match: one, where: \(long)}}")).first?.hasPrefix("expression-too-deep") == true)
    }

    @Test func otherBytes() {
        let bad = SourceFile(path: "x", bytes: Array("pack: a".utf8) + [0xFF])
        let library = Library.read([PackFile(source: bad) { _ in nil }])
        #expect(summaries(library) == ["1:8 error not-utf8"])
        #expect(messages("") == ["empty-value: the file is empty"])
        #expect(messages("\u{FEFF}" + pack("rules: {r: {match: one}}")) == [])
        #expect(messages("pack: a\r\nversion: 1.0.0\r\nrules:\r\n  r: {match: one}\r\n") == [])
        #expect(messages("pack: a\nversion: 1.0.0\n---\npack: b").first?.hasPrefix("yaml-syntax") == true)
    }

    @Test func placesOfAScalar() throws {
        let file = SourceFile(path: "x", bytes: Array("a: 'it''s'\nb: \"\\u00e9t\\n\"".utf8))
        let node = try #require(YAMLReader.read(file).0)
        guard case .mapping(let entries) = node.kind, case .scalar(let a, _) = entries[0].value.kind,
            case .scalar(let b, _) = entries[1].value.kind
        else { return #expect(Bool(false)) }
        #expect(a.string == "it's")
        #expect((0..<4).map { a.span($0..<$0 + 1).start } == [4, 5, 6, 8])
        #expect(b.string == "ét\n")
        #expect((0..<4).map { b.span($0..<$0 + 1).start } == [15, 15, 21, 22])
    }
}
