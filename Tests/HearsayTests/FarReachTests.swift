import Hearsay
import Testing

/// Reaches beyond the sentence, to marks of the same entity, that give attributes.
@Suite struct FarReachTests {
    private static let rules = """
        lexicons:
          outlet: ['the Herald', 'the Wire']
        rules:
          who: {match: '(<name> | <pronoun>)', mark: source}
          interview:
            match: '<source>@who told $outlet so'
            reach:
              over: source
              stop: article
              same: who
              set: {relayed: yes}
          reporters:
            match: '<source>@who told reporters'
            reach: {over: source, stop: article, same: who, set: {relayed: no}}
          relayed:
            match: '<source relayed=yes>@who said'
            mark: relay
            with: {whose: who.entity, how: who.relayed}
        """

    private func relays(_ text: String) -> [String] {
        let book = rulebook(Self.rules)
        #expect(book.diagnostics.map { $0.rendered() } == [])
        let analysis = book.analyzer.analyze(text)
        return analysis.findings.marks.filter { $0.type == "relay" }.map { mark in
            "\(analysis.words(mark.range)) \(mark["whose"]?.written() ?? "-")"
                + " \(mark["how"]?.written() ?? "-")"
        }
    }

    @Test func theSamePersonIsReachedParagraphsLater() {
        let text = """
            Ana Reyes told the Herald so.

            The port is shut. Berit Olsen said nothing.

            Reyes said it would open.
            """
        #expect(relays(text) == ["Reyes said Ana Reyes yes"])
    }

    @Test func theNearestTriggerDecides() {
        let text = "Ana Reyes told the Wire so. Ana Reyes said it.\n\nReyes told reporters more. Reyes said so."
        #expect(relays(text) == ["Ana Reyes said Ana Reyes yes"])
    }

    @Test func whatAReachGivesIsAnAttributeInTheOutput() {
        let analysis = rulebook(Self.rules).analyzer.analyze("Ana Reyes told the Wire so. Reyes left.")
        let sources = analysis.findings.marks.filter { $0.type == "source" }
        #expect(sources.map { $0["relayed"]?.written() } == [nil, nil, "yes"])
        #expect(sources.last?.derivation.reaches.map(\.rule) == ["test/pack:interview"])
    }

    @Test func aParagraphIsTheLimitWhereTheReachSaysSo() {
        let yaml = """
            rules:
              item: {match: stone, mark: item}
              red: {match: red, reach: {over: item, stop: paragraph, set: {colour: red}}}
              found: {match: '<item colour=red>', mark: found}
            """
        #expect(
            marks(yaml, in: "It was red. A stone fell.\n\nA stone lay.").filter { $0.hasPrefix("found") }
                == ["found “stone”"])
    }

    @Test func terminatorsHoldBeyondTheSentence() {
        let yaml = """
            rules:
              item: {match: stone, mark: item}
              red: {match: red, reach: {over: item, stop: article, until: but, set: {colour: red}}}
              found: {match: '<item colour=red>', mark: found}
            """
        #expect(marks(yaml, in: "It was red. One stone. But no stone.").filter { $0.hasPrefix("found") }.count == 1)
    }

    @Test func anAttributeThatNoReachGivesIsUnknown() {
        let yaml = """
            rules:
              item: {match: stone, mark: item}
              found: {match: '<item colour=red>', mark: found}
            """
        #expect(rulebook(yaml).diagnostics.map(\.code).contains("unknown-attribute"))
    }

    @Test func mistakesInAReachAreNamed() {
        func codes(_ reach: String) -> [String] {
            rulebook("rules:\n  item: {match: stone, mark: item}\n  r: {match: 'red', reach: \(reach)}")
                .diagnostics.map(\.code)
        }
        #expect(codes("{over: item, same: who, set: {colour: red}}") == ["unknown-capture"])
        #expect(codes("{over: item, set: {voice: red}}") == ["reserved-name"])
        #expect(codes("{over: item, set: {}}") == ["empty-value"])
        #expect(codes("{over: item, stop: page, set: {colour: red}}") == ["unknown-value"])
        #expect(codes("{over: item, set: {polarity: red}}") == ["unknown-value"])
    }

    @Test func contextTestsShowWhatAReachGives() {
        let yaml = """
            rules:
              item: {match: stone, mark: item}
              red:
                match: red
                reach: {over: item, stop: article, set: {colour: red}}
                tests:
                  context: {text: 'It was red. A <item>stone</item> fell.', colour: red}
            """
        let book = rulebook(yaml)
        #expect(book.diagnostics.map { $0.rendered() } == [])
        let results = book.runTests()
        #expect(results.passed == 1)
        #expect(results.failures.isEmpty)
    }

    @Test func aMarkHasTheEntityThatItEndsWith() {
        let yaml = """
            rules:
              who: {match: '(mayor | teacher) <name>', mark: person}
              said: {match: '<person>@who said', mark: said, with: {whose: who.entity}}
            """
        let analysis = rulebook(yaml).analyzer.analyze("Ana Reyes left. The mayor Reyes said so.")
        let said = analysis.findings.marks.first { $0.type == "said" }
        #expect(said?["whose"]?.written() == "Ana Reyes")
    }

    @Test func attributesReadTheArticlesOutlet() {
        let yaml = """
            rules:
              told:
                match: 'told the (Wire | Herald)@relay'
                where: hops > 1
                mark: told
                with: {hops: 'if(outlet = relay, 1, 2)'}
                tests:
                  hit: ['She [told the Wire] so.', {text: 'She [told the Wire] so.', outlet: Herald}]
                  miss: {text: 'She told the Wire so.', outlet: Wire}
            """
        let book = rulebook(yaml)
        #expect(book.diagnostics.map { $0.rendered() } == [])
        let results = book.runTests()
        #expect(results.passed == 3)
        #expect(results.failures.isEmpty)
    }

    @Test func talliesTellArticlesApart() {
        let book = rulebook(
            """
            rules:
              cites: {match: the Wire, mark: cites}
              articles: {tally: {over: session, value: 'distinct(<cites>, article)'}}
            """)
        #expect(book.diagnostics.map { $0.rendered() } == [])
        let worker = book.analyzer.worker()
        let analyses = ["The Wire and the Wire.", "Nothing.", "Says the Wire."].enumerated().map { number, text in
            worker.analyze(Article(id: "\(number)", text: Array(text.utf8), layout: Layout.detect(Array(text.utf8))))
        }
        #expect(book.analyzer.sessionScores(of: analyses).map(\.value) == [2])
    }
}
