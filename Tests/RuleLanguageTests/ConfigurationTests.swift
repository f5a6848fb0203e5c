import Testing

@testable import RuleLanguage

@Suite struct ConfigurationTests {
    private static let base = pack(
        "lexicons: {outlet: [wire], say: [say]}\nrules:\n  loaded: {match: $outlet, flag: [{where: zone = lead, level: warning, say: a}, {level: error, say: b}]}\n  quiet: {match: '$say'}",
        name: "desk/stance")

    @Test func use() {
        let (configuration, diagnostics) = Configuration.read(
            SourceFile(path: "hearsay.yaml", bytes: Array("use: [desk/stance, ./desk]".utf8)))
        #expect(configuration.use == ["desk/stance", "./desk"])
        #expect(diagnostics.isEmpty)
        #expect(
            Configuration.read(SourceFile(path: "hearsay.yaml", bytes: Array("tune: {a:b: {off: true}}".utf8))).0.use
                == nil)
    }

    @Test func levels() {
        let library = read(Self.base, tuning: "tune:\n  desk/stance:loaded: {level: note}")
        #expect(library.rule("loaded")?.flags.map(\.level) == [.note, .note])
        #expect(summaries(library) == [])
    }

    @Test func off() {
        let library = read(
            Self.base, tuning: "tune:\n  desk/stance:loaded: {off: true}\n  desk/stance:quiet: {off: false}")
        #expect(library.packs.first?.rules.map(\.name) == ["quiet"])
    }

    @Test func exceptions() throws {
        let tuning =
            "except:\n  - {rules: [desk/stance:loaded], match: ['so-called war', '$say it'], why: 'house style 4.2'}"
        let library = read(Self.base, tuning: tuning)
        let exception = try #require(library.exceptions.first)
        #expect(exception.rules == ["desk/stance:loaded"])
        #expect(exception.patterns.map { describe($0.root) } == ["[[so - called] war]", "[$desk/stance:say it]"])
        #expect(exception.why == "house style 4.2")
    }

    @Test(arguments: [
        ("tune:\n  desk/stance:loded: {level: note}", "2:3 error unknown-rule"),
        ("tune:\n  desk/stanse:loaded: {level: note}", "2:3 error unknown-pack"),
        ("tune:\n  loaded: {level: note}", "2:3 error bad-name"),
        ("tune:\n  desk/stance:loaded: {level: loud}", "2:31 error unknown-value"),
        ("tune:\n  desk/stance:loaded: {levle: note}", "2:24 error unknown-key"),
        ("tune:\n  desk/stance:quiet: {level: note}", "2:23 error nothing-to-tune"),
        ("tune:\n  desk/stance:$outlets: {'+': a}", "2:3 error unknown-lexicon"),
        ("tune:\n  desk/stance:$outlet: {'-': a}", "2:30 warning removes-nothing"),
        ("excpt: []", "1:1 error unknown-key"), ("except: [{match: a}]", "1:10 error missing-key"),
        ("except: [{rules: [desk/stance:x], match: a}]", "1:19 error unknown-rule"),
        ("except: [{rules: [desk/stance:loaded], match: '(a'}]", "1:48 error pattern-syntax"),
        ("- a", "1:1 error wrong-shape"),
    ])
    func mistakes(_ tuning: String, _ expected: String) {
        let found = summaries(read(Self.base, tuning: tuning))
        #expect(found.contains(expected), "\(found)")
    }
}
