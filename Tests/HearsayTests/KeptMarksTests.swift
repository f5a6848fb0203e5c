import Hearsay
import Testing

/// Findings that hold flagged marks and attributions only, for those who ask for no others.
@Suite struct KeptMarksTests {
    private static let rules = """
        rules:
          who: {match: '(ana | ben)', mark: source}
          said:
            match: '<source>@source (said)@cue (...*)@content \\.'
            mark: attribution.plain
            span: cue
            nest: content
          dim: {match: 'dim', mark: hedge.dim}
          grey: {match: 'grey', mark: hedge.grey, flag: {level: note, say: '{voice} sees {match}'}}
          all:
            tally:
              over: article
              value: count(<hedge>) + 10 * count(<source>) + 100 * count(<attribution>)
        """

    @Test func scoresAndVoicesAreTheSame() throws {
        let book = rulebook(Self.rules)
        #expect(book.diagnostics.map { $0.rendered() } == [])
        let text = Array("Ana said that Ben said the dim day is grey.\n".utf8)
        let article = Article(id: "1", text: text, layout: Layout.detect(text))
        let all = book.analyzer.worker().analyze(article)
        let flagged = book.analyzer.worker(onlyFlagged: true).analyze(article)
        #expect(all.findings.marks.count == 6)
        #expect(
            flagged.findings.marks.map(\.type)
                == all.findings.marks.map(\.type).filter {
                    $0.hasPrefix("attribution") || $0 == "hedge.grey"
                })
        #expect(
            flagged.findings.marks.compactMap { $0.flag?.message } == all.findings.marks.compactMap { $0.flag?.message }
        )
        #expect(flagged.findings.scores.map(\.value) == all.findings.scores.map(\.value))
        #expect(flagged.attributions.map(\.via) == all.attributions.map(\.via))
        #expect(flagged.attributions.map(\.content) == all.attributions.map(\.content))
        let inner = try #require(flagged.findings.marks.last { $0.type == "attribution.plain" })
        #expect(inner.outer == 0)
    }
}
