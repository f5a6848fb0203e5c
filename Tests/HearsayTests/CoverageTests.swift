import Hearsay
import Testing

/// What `rules test --coverage` counts.
@Suite struct CoverageTests {
    private func coverage(_ rules: String) throws -> (gaps: [String], covered: Int, total: Int) {
        let book = rulebook("lexicons: {many: [lots, tons]}\n" + rules)
        #expect(!book.hasErrors, "\(book.diagnostics.map { $0.rendered() })")
        let results = book.runTests(measuringCoverage: true)
        #expect(results.failures.map(\.explanation) == [])
        let found = try #require(results.coverage)
        let pack = try #require(found.packs.first)
        let gaps = found.gaps.map { gap in
            let (line, column) = gap.span.file.position(of: gap.span.start)
            let source = String(decoding: gap.span.file.bytes[gap.span.start..<gap.span.end], as: UTF8.self)
            return "\(line):\(column) \(gap.kind) \(source)"
        }
        return (gaps, pack.covered, pack.total)
    }

    @Test func countsEveryPatternAndAlternativeAlsoThoseInside() throws {
        let found = try coverage(
            """
            rules:
              r:
                match:
                  - '(red|green (apple|pear))@what tree'
                  - '$many of (it | them)'
                mark: t
                tests: {hit: ['A [green pear tree].', 'A [red tree].', '[lots of them].'], miss: [none]}
            """)
        #expect(found.gaps == ["11:22 alternative apple", "12:20 alternative it"])
        #expect(found.covered == 6)
        #expect(found.total == 8)
    }

    @Test func whatAnUnlessOrWhereDropsIsNotCovered() throws {
        let found = try coverage(
            """
            rules:
              r:
                match: (may|might)
                unless: [in may, might be]
                where: sentence > 1
                mark: t
                flag: [{where: quoted = yes, level: note, say: a}, {where: sentence = 2, level: note, say: b}]
                tests: {hit: ['He came. It [may] rain.'], miss: ['It rains in May.', 'It might rain.']}
            """)
        #expect(
            found.gaps == [
                "10:17 alternative might", "11:22 unless might be", "14:20 condition(true) quoted = yes",
                "14:64 condition(false) sentence = 2",
            ])
        #expect(found.total == 3 + 2 + 2 + 4)
    }

    @Test func anEdgeIsAnAlternative() throws {
        let rule = { (tests: String) in
            "rules: {r: {match: '(^|\\,) but', mark: t, tests: {hit: \(tests), miss: [a]}}}"
        }
        #expect(try coverage(rule("['[But] it rains.', 'It rains[, but] not here.']")).gaps == [])
        let gaps = try coverage(rule("['[But] it rains.']")).gaps
        #expect(gaps.map { $0.split(separator: " ", maxSplits: 1)[1] } == ["alternative \\,"])
    }

    @Test func aMarkThatLosesByOverlapIsNotCovered() throws {
        let found = try coverage(
            """
            rules:
              long: {match: would seem, mark: h.a, tests: {hit: 'It [would seem] so.', miss: a}}
              short: {match: (seem|look), mark: h.b, tests: {hit: 'They [look] ill.', miss: It would seem so.}}
            """)
        #expect(found.gaps == ["10:19 alternative seem"])
    }

    @Test func aTriggerIsCoveredByAContextTest() throws {
        let found = try coverage(
            """
            rules:
              claim: {match: fraud, mark: claim, tests: {hit: 'A [fraud].', miss: a}}
              denial:
                match: [no evidence of, no sign of]
                reach: {over: claim, set: {polarity: denied}}
                tests: {context: {text: 'There is no sign of <claim>fraud</claim>.', polarity: denied}}
            """)
        #expect(found.gaps == ["11:13 pattern no evidence of"])
    }

    @Test func talliesHaveNoTests() throws {
        let found = try coverage(
            """
            rules:
              n:
                tally: {over: article, value: 1, bands: {a: value > 1}}
                flag: {where: value > 1, level: note, say: a}
            """)
        #expect(found.total == 0)
    }
}
