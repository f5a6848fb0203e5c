import Testing

@testable import RuleLanguage

/// Where a diagnostic points: inside the string, whatever its quoting.
@Suite struct PositionTests {
    /// Reads a pack with this rule, in which § stands where the one diagnostic is to point.
    private func check(_ marked: String, _ expected: String) {
        let text = pack("rules:\n" + marked)
        let before = text.prefix { $0 != "§" }.unicodeScalars
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        #expect(summaries(read(text.replacing("§", with: ""))) == ["\(line):\(column) \(expected)"])
    }

    @Test(arguments: [
        ("  a: {match: 'one §$twoo three'}", "error unknown-lexicon"),
        ("  a: {match: one §$twoo three}", "error unknown-lexicon"),
        ("  a: {match: \"one §$twoo three\"}", "error unknown-lexicon"),
        ("  a: {match: 'don''t §$twoo'}", "error unknown-lexicon"),
        ("  a: {match: \"\\u201Cone\\t§$twoo\"}", "error unknown-lexicon"),
        ("  a: {match: 'd’être “a” §$twoo'}", "error unknown-lexicon"),
        ("  a:\n    match: one\n      two\n      §$twoo", "error unknown-lexicon"),
        ("  a:\n    match: 'one\n      two\n      §$twoo'", "error unknown-lexicon"),
        ("  a:\n    match: |-\n      one two\n      (a|§$twoo)", "error unknown-lexicon"),
        ("  a:\n    match: >-\n      one two\n\n      §$twoo", "error unknown-lexicon"),
        ("  a:\n    match:\n      - one\n      - '§(two'", "error pattern-syntax"),
    ])
    func insideScalars(_ rule: String, _ expected: String) { check(rule, expected) }

    @Test(arguments: [
        ("  a: {match: one, §unles: two}", "error unknown-key"),
        ("  a: {match: one, where: zone = §leed}", "error unknown-value"),
        ("  a: {match: one, where: §zoen = lead}", "error unknown-name"),
        ("  a: {match: one, where: §quoted}", "error not-a-condition"),
        ("  a: {match: one, where: zone §== lead}", "error expression-syntax"),
        ("  a: {match: one, where: depth = §deep}", "error unknown-value"),
        ("  a: {match: one, where: §(zone = lead}", "error expression-syntax"),
        ("  a: {match: one, where: voice = author and §polarity = denied}", "error read-too-early"),
        ("  a: {match: one@x, nest: x, where: §depth = 0}", "error read-too-early"),
        ("  a: {match: one, with: {b: §c + 1, c: 2}}", "error read-too-early"),
        ("  a: {match: one, with: {b: §voice}}", "error read-too-early"),
        ("  a: {match: one, with: {§zone: lead}}", "error reserved-name"),
        ("  a: {match: one@b, with: {§b: lead}}", "error reserved-name"),
        ("  a: {match: one, with: {b: '{§c}'}}", "error unknown-name"),
        ("  a: {match: one, flag: {level: §warn, say: x}}", "error unknown-value"),
        ("  a: {match: one, flag: {level: note, say: 'a §{b c}'}}", "error message-syntax"),
        ("  a: {match: one, flag: {level: note, say: 'a {§cue|1} c'}}", "error unknown-name"),
        ("  a: {match: '(a@x|b)', span: §x}", "error missing-capture"),
        ("  a: {match: 'b a?@x', span: §x}", "error missing-capture"),
        ("  a: {match: ['b a@x', c], where: §x = d}", "error missing-capture"),
        ("  a: {match: 'b a@x', nest: §y}", "error unknown-capture"),
        ("  a: {match: 'b a@x', extend: {§y: quote}}", "error unknown-capture"),
        ("  a: {match: 'b a@x', extend: {x: §qoute}}", "error unknown-value"),
        ("  a: {match: one, tests: {hit: ['a §[b c']}}", "error test-markup"),
        ("  a: {match: one, tests: {hit: ['a b§] c']}}", "error test-markup"),
        ("  a: {match: one, tests: {miss: ['§a [b] c']}}", "error test-markup"),
        ("  a: {match: one, tests: {hit: ['a [§x: b] c']}}", "error unknown-capture"),
        ("  a: {match: one, tests: {hit: [{text: '[a]', zone: §leed}]}}", "error unknown-value"),
        ("  a: {match: one, tests: {context: [{text: 'a §<b>x</b>', quoted: yes}]}}", "error unknown-type"),
        ("  a: {match: one, status: §stabel}", "error unknown-value"),
        ("  a: {match: one, §status: stable, tests: {hit: ['[one]']}}", "error stable-untested"),
        ("  §a: {about: nothing}", "error no-verb"),
        ("  a: {match: one, §tally: {over: article, value: 1}}", "error misplaced-key"),
        ("  a: {tally: {over: §artikel, value: 1}}", "error unknown-value"),
        ("  a: {tally: {over: article, value: count(<§hegde>)}}", "error unknown-type"),
        ("  a: {tally: {over: article, value: §sum(<quote>)}}", "error wrong-arguments"),
        ("  a: {tally: {over: article, let: {b: 1}, value: §c}}", "error unknown-name"),
        ("  a: {match: one, where: §count(<quote>) > 2}", "error wrong-arguments"),
        ("  a: {match: one, reach: §{set: {polarity: denied}}}", "error missing-key"),
        ("  a: {match: one, reach: {over: §qoute, set: {polarity: denied}}}", "error unknown-type"),
        ("  a: {match: one, reach: {over: quote, set: {polarity: §maybe}}}", "error unknown-value"),
        ("  a: {match: one, reach: {over: quote, set: {polarity: denied}, max: §0}}", "error bad-number"),
        ("  a: {match: one, reach: {over: quote, set: {polarity: denied}}, span: §x}", "error unknown-capture"),
        ("  a: {match: one, reach: {over: quote, set: {polarity: denied}}, §with: {b: 1}}", "error misplaced-key"),
        ("  a: {match: [one, §one]}", "warning shadowed-alternative"),
        ("  a: {match: 'x (~say|§said)'}", "warning shadowed-alternative"),
        ("  a: {match: one, flag: [{level: note, say: a}, §{level: note, say: b}]}", "warning unreachable-flag"),
        ("  a: {match: one, where: §sentence < 1}", "warning never-holds"),
        ("  a: {match: '<quote §wrds=2>'}", "warning unknown-attribute"),
        ("  a: {match: one, where: §outer.hosp > 2}", "warning unknown-attribute"),
    ])
    func ofEachMistake(_ rule: String, _ expected: String) { check(rule, expected) }

    @Test func rendering() throws {
        let library = read(
            pack(
                "lexicons: {hedge.adv: [maybe]}\nrules:\n  a:\n    match: '~be $hedge.adverb'\n  b: {match: $hedge.adv}"
            ))
        let diagnostic = try #require(library.diagnostics.first)
        #expect(
            diagnostic.rendered() == """
                first.yaml:6:17: error[unknown-lexicon]: no lexicon $hedge.adverb; did you mean $hedge.adv?
                  6 |     match: '~be $hedge.adverb'
                    |                 ^^^^^^^^^^^^^
                """)
        #expect(diagnostic.rendered(color: true).contains("\u{1B}[31merror[unknown-lexicon]\u{1B}[0m"))
        #expect(Diagnostic(.unknownRule, "no rule", at: nil).rendered() == "error[unknown-rule]: no rule")
    }

    @Test func renderingCountsColumnsAsATerminalDoes() throws {
        let library = read(pack("rules:\n  a: {match: '日本 $x'}"))
        let lines = try #require(library.diagnostics.first).rendered().split(separator: "\n")
        #expect(lines[0].hasPrefix("first.yaml:4:18: "))
        #expect(lines[2] == "    |                    ^^")
    }
}
