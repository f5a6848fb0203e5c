import Testing

@testable import RuleLanguage

@Suite struct ExpressionTests {
    /// A rule's `where`, as it was understood.
    private func condition(_ source: String) -> String {
        let library = read(
            pack(
                "rules:\n  r:\n    match: '<name>@who ran@cue'\n    with: {grade: 2}\n    where: \(YAMLReader.quoted(source))"
            ))
        return library.match("r")?.condition.map { describe($0) } ?? summaries(library).joined(separator: "; ")
    }

    @Test(arguments: [
        ("zone = lead", "(zone = 'lead')"), ("voice = author", "(voice = 'author')"),
        ("lead = zone", "('lead' = zone)"),
        ("zone in (lead, body)", "(zone in 'lead','body')"), ("not zone = lead", "not((zone = 'lead'))"),
        ("depth > 0 and quoted = no or zone = deck", "(((depth > 0.0) and (quoted = 'no')) or (zone = 'deck'))"),
        ("depth > 0 and (quoted = no or zone = deck)", "((depth > 0.0) and ((quoted = 'no') or (zone = 'deck')))"),
        ("grade * 2 + 1 >= 4 - -1", "(((grade * 2.0) + 1.0) >= (4.0 - -(1.0)))"),
        ("who.entity = 3", "(who.entity = 3.0)"),
        ("who = 'Ali Hassan'", "(who = 'Ali Hassan')"), ("first(outer.grade, 1) < 2", "(first(outer.grade,1.0) < 2.0)"),
        ("max(1, grade) != 2", "(max(1.0,grade) != 2.0)"), ("who.words > 1", "(who.words > 1.0)"),
        ("cue = who", "(cue = who)"),
        ("words > 100", "(words > 100.0)"), ("who in (outlet, cue)", "(who in 'outlet',cue)"),
        ("8 / 2 / 2 = 2", "(((8.0 / 2.0) / 2.0) = 2.0)"), ("lang = en", "(lang = 'en')"),
        ("who = some.body", "(who = 'some.body')"),
    ])
    func meaning(_ source: String, _ expected: String) { #expect(condition(source) == expected) }

    @Test(arguments: [
        ("zone", "not-a-condition"), ("zone =", "expression-syntax"), ("= lead", "expression-syntax"),
        ("zone = lead lead", "expression-syntax"),
        ("zone = lead = body", "expression-syntax"), ("zone <> lead", "expression-syntax"),
        ("zone in lead", "expression-syntax"),
        ("zone in (lead", "expression-syntax"), ("who. = x", "expression-syntax"), ("'a = b", "expression-syntax"),
        ("nobody = lead", "unknown-name"), ("whoo = lead", "unknown-name"), ("depth > deph + 1", "unknown-name"),
        ("zone.x = a", "unknown-name"),
        ("who.a.b = c", "unknown-name"), ("frist(1) = 1", "unknown-function"), ("count(1) = 1", "wrong-arguments"),
        ("per(1) = 1", "wrong-arguments"),
        ("'a' + 1 = 2", "wrong-arguments"), ("(zone = lead) = 1", "not-a-value"),
        ("zone = lead and 1", "not-a-condition"), ("1x = 2", "bad-number"),
        ("quoted = maybe", "unknown-value"), ("zone in (lead, boddy)", "unknown-value"),
        ("who = whoo.name", "unknown-name"),
    ])
    func mistakes(_ source: String, _ code: String) {
        #expect(condition(source).contains("error \(code)"), "\(condition(source))")
    }

    @Test(arguments: [
        "zone = lead and zone = body", "zone = lead and zone != lead", "depth < 0", "sentence = 0",
        "depth > 2 and depth < 1", "1 = 2",
        "zone in (lead, body) and zone = deck", "quoted != yes and quoted != no", "who = a and who = b",
        "depth > 1 and depth < 1 or 2 < 1",
        "grade > 2 and grade <= 2",
    ])
    func neverHolds(_ source: String) {
        let library = read(
            pack("rules:\n  r:\n    match: '<name>@who ran'\n    with: {grade: 2}\n    where: \(source)"))
        #expect(library.diagnostics.map(\.code) == ["never-holds"])
        #expect(library.match("r") != nil)
    }

    @Test(arguments: [
        "zone = lead or zone = body", "depth >= 0", "who = a or who = b", "grade > 2 and grade <= 3",
        "zone != lead and zone != body",
    ])
    func mayHold(_ source: String) {
        let library = read(
            pack("rules:\n  r:\n    match: '<name>@who ran'\n    with: {grade: 2}\n    where: \(source)"))
        #expect(library.diagnostics.map(\.code) == [])
    }

    @Test(arguments: [
        ("vague", "'vague'"), ("0.8", "0.8"), ("on-record", "'on-record'"), ("'''The Wire'''", "'The Wire'"),
        ("who", "who"), ("who.entity", "who.entity"),
        ("'{who}'", "{who}"), ("'{who} / {{x} {match|2}'", "{who} / {x} {match|2}"), ("outlet", "'outlet'"),
        ("first(who.words, 0) + 1", "(first(who.words,0.0) + 1.0)"),
        ("-1", "-(1.0)"), ("outer.grade", "outer.grade"), ("grade - 1", "(grade - 1.0)"),
    ])
    func attributes(_ source: String, _ expected: String) {
        let library = read(
            pack("rules:\n  r:\n    match: '<name>@who ran'\n    with:\n      grade: 1\n      x: \(source)"))
        #expect(library.diagnostics.map { $0.rendered() } == [])
        #expect(library.match("r")?.attributes.last.map { describe($0.value) } == expected)
    }

    @Test(arguments: [
        ("The Wire", "expression-syntax"), ("voice", "read-too-early"), ("who.a.b", "unknown-name"),
        ("nobody.class", "unknown-name"), ("x", "read-too-early"), ("grade + nobody", "unknown-name"),
    ])
    func attributeMistakes(_ source: String, _ code: String) {
        let library = read(
            pack("rules:\n  r:\n    match: '<name>@who ran'\n    with:\n      grade: 1\n      x: \(source)"))
        #expect(library.diagnostics.map(\.code) == [code])
    }

    @Test func articleNamesThatLookLikeTextsAreSaid() {
        #expect(
            summaries(read(pack("rules: {r: {match: '<name>@who', where: who.words = outlet}}"))) == [
                "3:53 warning ambiguous-name"
            ])
        #expect(summaries(read(pack("rules: {r: {match: '<name>@who', where: outlet = who}}"))) == [])
    }

    @Test func tallyNames() {
        func codes(_ tally: String, flag: String = "") -> [String] {
            read(
                pack(
                    "rules:\n  q: {match: '<name>@who', with: {w: 1}}\n  r:\n    tally: {over: article, \(tally)}\n\(flag)"
                )
            ).diagnostics.map(\.code)
        }
        #expect(codes("value: 'per(count(<q>), 1000) + mean(<q>, w) + distinct(<q>, who.entity)'") == [])
        #expect(codes("let: {a: 1, b: a + 1}, value: b") == [])
        #expect(codes("let: {a: b, b: 1}, value: b") == ["read-too-early"])
        #expect(codes("let: {value: 1}, value: 1") == ["reserved-name"])
        #expect(codes("value: zone = lead") == ["not-a-value"])
        #expect(codes("value: 1, bands: {low: value < 2, odd: count(<q>) > 1}") == ["wrong-arguments"])
        #expect(codes("value: 'sum(<q>, wieght)'") == ["unknown-attribute"])
        #expect(codes("value: 1, by: who.entity", flag: "    flag: {level: note, say: '{by} {value|1}'}") == [])
        #expect(codes("value: 1", flag: "    flag: {level: note, say: '{by}'}") == ["unknown-name"])
        #expect(codes("value: 1", flag: "    flag: {level: note, say: '{match}'}") == ["unknown-name"])
        #expect(codes("value: 1", flag: "    tests: {hit: '[a]'}") == ["misplaced-key"])
    }
}
