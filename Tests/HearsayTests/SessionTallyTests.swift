import Hearsay
import Testing

/// Scores over several articles.
@Suite struct SessionTallyTests {
    private static let rules = """
        rules:
          cites:
            match: (according to|citing) (the Wire|the Herald|Anna)@who
            mark: cites
            with: {origin: '{who}', weight: 'if(who = Anna, 2, 1)'}
          origin:
            tally:
              over: session
              by: origin
              let:
                all: count(<cites>)
                outlets: distinct(<cites>, outlet)
                worth: sum(<cites>, weight)
                least: min(<cites>, weight)
                average: mean(<cites>, weight)
              value: all / words * 100
              bands: {circular: outlets > 1, single: all > 0}
            flag: {where: outlets > 1, level: warning, say: '{by}: {outlets} outlets, {all} stories, {words} words'}
          total:
            tally: {over: session, value: count(<cites>)}
          each:
            tally: {over: article, value: count(<cites>)}
        """

    private func scores(_ articles: [(outlet: String, text: String)]) -> [Score] {
        let book = rulebook(Self.rules)
        #expect(book.diagnostics.map { $0.rendered() } == [])
        let worker = book.analyzer.worker()
        let analyses = articles.map { outlet, text in
            let bytes = Array(text.utf8)
            return worker.analyze(
                Article(
                    id: outlet, text: bytes, layout: Layout.detect(bytes), metadata: Metadata(outlet: outlet)))
        }
        #expect(analyses.allSatisfy { $0.findings.scores.map(\.rule) == ["test/pack:each"] })
        return book.analyzer.sessionScores(of: analyses)
    }

    @Test func threeOutletsOneOrigin() throws {
        let found = scores([
            ("Morning", "It fell, according to Anna."), ("Noon", "It fell, citing the Wire."),
            ("Evening", "It fell, citing the Wire. It rose, according to the Wire."),
        ])
        #expect(found.map(\.by) == ["Anna", "the Wire", nil])
        #expect(found.map(\.scope) == [.session, .session, .session])
        #expect(found.map(\.band) == ["single", "circular", nil])
        try #require(found.count == 3)
        #expect(found[1].lets.map(\.value) == [3, 2, 3, 1, 1])
        #expect(found[0].lets.map(\.value) == [1, 1, 2, 2, 2])
        #expect(found[1].flag == Report(level: .warning, message: "the Wire: 2 outlets, 3 stories, 21 words"))
        #expect(found[0].flag == nil)
        #expect(found[2].value == 4)
    }

    @Test func theOrderOfArticlesDoesNotShowInSums() throws {
        let book = rulebook(
            """
            rules:
              tells:
                match: according to (anna|berta|clara)@who
                mark: tells
                with: {weight: 'if(who = Anna, 0.1, if(who = Berta, 123456789.7, 1 / 3))'}
              worth: {tally: {over: session, value: 'sum(<tells>, weight)'}}
            """)
        let worker = book.analyzer.worker()
        let parts = (0..<40).map { number in
            let who = ["Anna", "Berta", "Clara", "Anna"][number * number % 7 % 4]
            return worker.analyze(Article(id: "", plainText: "It fell, according to \(who).")).findings.sessionPart
        }
        func worth(_ parts: [SessionPart]) -> Double? {
            var scores = SessionScores(book.program)
            for part in parts { scores.add(part) }
            return scores.scores().first?.value
        }
        let exact = try #require(worth(parts))
        #expect(exact > 0)
        for step in [3, 7, 11, 39] {
            let order = (0..<40).map { parts[$0 * step % 40] }
            #expect(worth(order) == exact)
            // As several machines would count.
            let counts = order.flatMap { book.program.counts(of: $0) }
            #expect(worth([try book.program.part(words: 1, sentences: 1, counts: counts)]) == exact)
        }
    }

    @Test func aSessionWithoutArticlesHasNoScores() {
        #expect(scores([]).isEmpty)
    }

    @Test func aTallyWithoutGroupsCountsNothingAsNought() {
        #expect(scores([("Noon", "Nothing fell.")]).map(\.value) == [0])
    }

    @Test func aProgramWithoutSuchATallySaysSo() {
        #expect(!rulebook("rules: {r: {match: may, mark: t}}").program.hasSessionTallies)
        #expect(rulebook(Self.rules).program.hasSessionTallies)
    }
}
