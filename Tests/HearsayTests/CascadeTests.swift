import Hearsay
import Testing

/// Rules that build on other rules' marks: strata, overlap, nesting, reach, tallies.
@Suite struct CascadeTests {
    @Test func rulesRunAfterThoseWhoseMarksTheyRead() {
        let yaml = """
            rules:
              z.last: {match: '<b> shop', mark: c}
              b.second: {match: 'the <a>', mark: b}
              a.first: {match: 'corner', mark: a}
            """
        #expect(Set(marks(yaml, in: "In the corner shop.")) == ["a “corner”", "b “the corner”", "c “the corner shop”"])
    }

    @Test func circlesAreShownAndOnlyTheirRulesLeftOut() {
        let yaml = """
            rules:
              x: {match: '<b> one', mark: a}
              y: {match: '<a> two', mark: b}
              z: {match: 'three', mark: c}
            """
        let book = rulebook(yaml)
        let circle = book.diagnostics.first { $0.code == "circle" }
        #expect(
            circle?.message.contains("test/pack:x → test/pack:y") == true
                || circle?.message.contains("test/pack:y → test/pack:x") == true)
        #expect(book.analyzer.analyze("three").findings.marks.count == 1)
    }

    @Test func ofOneFamilyTheLongerMarkIsKeptThenTheDeeperTypeThenTheName() {
        let longer = """
            rules:
              short: {match: 'seem', mark: h.a}
              long: {match: 'would seem', mark: h.b}
            """
        #expect(marks(longer, in: "It would seem so.") == ["h.b “would seem”"])
        let deeper = """
            rules:
              a: {match: 'seem', mark: h}
              b: {match: 'seem', mark: h.deep}
            """
        #expect(marks(deeper, in: "They seem so.") == ["h.deep “seem”"])
        let named = """
            rules:
              b: {match: 'seem', mark: h.y}
              a: {match: 'seem', mark: h.x}
            """
        #expect(marks(named, in: "They seem so.") == ["h.x “seem”"])
        let apart = """
            rules:
              b: {match: 'seem', mark: h.y}
              a: {match: 'would seem', mark: other}
            """
        #expect(marks(apart, in: "They would seem so.").count == 2)
    }

    @Test func aDroppedMarkStaysVisibleToPatterns() {
        let yaml = """
            rules:
              short: {match: 'seem', mark: h.a}
              long: {match: 'would seem', mark: h.b}
              user: {match: '<h.a> fine', mark: other}
            """
        #expect(marks(yaml, in: "It would seem fine.") == ["h.b “would seem”", "other “seem fine”"])
    }

    static let nesting = """
        rules:
          who: {match: '(anna|ben|carl)', mark: source.person, with: {grade: 0.8}}
          says:
            match: '<source>@source said@cue (that)? (...* )@content $'
            mark: attribution
            span: cue
            nest: content
            with:
              entity: '{source}'
              hops: first(outer.hops, 0) + 1
              fall: first(outer.fall, 1) * 0.5
              strength: source.grade * first(outer.fall, 1)
          hedge: {match: 'perhaps', mark: hedge, flag: {level: note, say: '{voice} at depth {depth}'}}
        """

    @Test func attributesFallFromTheOutermostInwards() throws {
        let analysis = rulebook(Self.nesting).analyzer.analyze("Anna said Ben said that Carl said perhaps it rained")
        let attributions = analysis.findings.marks.filter { $0.type == "attribution" }
        #expect(attributions.map { $0["hops"] } == [.number(1), .number(2), .number(3)])
        #expect(attributions.map { $0["strength"] } == [.number(0.8), .number(0.4), .number(0.2)])
        #expect(attributions.map(\.context.depth) == [0, 1, 2])
        let hedge = try #require(analysis.findings.marks.first { $0.type == "hedge" })
        #expect(hedge.context.voice == "Carl")
        #expect(hedge.flag?.message == "Carl at depth 3")
    }

    @Test func voiceIsTheAuthorsOutsideAndUnknownInAnUnattributedQuotation() {
        let analysis = rulebook(Self.nesting).analyzer.analyze("Perhaps. “It is perhaps the best of all days.”")
        #expect(analysis.findings.marks.map(\.context.voice) == ["author", "unknown"])
    }

    @Test func whereMayReadVoice() {
        let yaml =
            Self.nesting + """

                  quiet: {match: 'rained', where: voice = author, mark: weather}
                """
        #expect(marks(yaml, in: "It rained.").contains("weather “rained”"))
        #expect(!marks(yaml, in: "Anna said it rained").contains("weather “rained”"))
    }

    @Test func extendTakesTheWholeQuotation() throws {
        let yaml = """
            rules:
              says:
                match: '(\\" ...* ,)@content \\" said@cue (/[A-Z].*/)@source'
                mark: attribution
                span: cue
                nest: content
                extend: {content: quote}
            """
        let analysis = rulebook(yaml).analyzer.analyze("“We have won it all, at last,” said Anna.")
        let mark = try #require(analysis.findings.marks.first)
        #expect(analysis.capture("content", of: mark) == ["“We have won it all, at last,”"])
    }

    @Test func theNearestTriggerReachesUpToItsTerminator() {
        let yaml = """
            rules:
              claim: {match: '(fraud|theft|arson)', mark: claim}
              denial:
                match: ['no evidence of', 'no sign of']
                reach: {over: [claim], until: [but], set: {polarity: denied}}
            """
        let analysis = rulebook(yaml).analyzer.analyze("There was no evidence of fraud or theft but arson was found.")
        #expect(analysis.findings.marks.map(\.context.polarity) == ["denied", "denied", "affirmed"])
        #expect(analysis.findings.marks.first?.derivation.reaches.first?.rule == "test/pack:denial")
    }

    @Test func reachGoesLeftAndStopsAfterMaxTokens() {
        let yaml = """
            rules:
              claim: {match: '(fraud|theft)', mark: claim}
              denial:
                match: 'was ruled out'
                reach: {go: left, over: [claim], max: 2, set: {polarity: denied}}
            """
        let analysis = rulebook(yaml).analyzer.analyze("Some fraud and then theft was ruled out.")
        #expect(analysis.findings.marks.map(\.context.polarity) == ["affirmed", "denied"])
    }

    @Test func talliesShowTheirArithmetic() throws {
        let yaml = """
            rules:
              hedge: {match: '(perhaps|maybe)@cue', mark: hedge, with: {weight: 2}}
              density:
                tally:
                  over: article
                  let: {all: count(<hedge>), heavy: 'sum(<hedge>, weight)'}
                  value: per(all, 100)
                  bands: {low: value < 10, high: value >= 10}
                flag: {where: band = high, level: caution, say: '{value|0} in a hundred, {heavy} heavy'}
            """
        let analysis = rulebook(yaml).analyzer.analyze("Perhaps it rained, maybe not.")
        let score = try #require(analysis.findings.scores.first)
        #expect(score.value == 40)
        #expect(score.band == "high")
        #expect(score.lets.map(\.value) == [2, 4])
        #expect(score.flag?.message == "40 in a hundred, 4 heavy")
    }

    @Test func talliesGroupByAttribute() {
        let yaml = """
            rules:
              hedge: {match: '(perhaps|maybe)@cue', mark: hedge, with: {word: '{cue}'}}
              each:
                tally: {over: article, by: word, value: count(<hedge>)}
            """
        let scores = rulebook(yaml).analyzer.analyze("maybe maybe perhaps").findings.scores
        #expect(scores.map(\.by) == ["maybe", "perhaps"])
        #expect(scores.map(\.value) == [2, 1])
    }

    @Test func theFirstFlagWhoseConditionHoldsReports() {
        let yaml = """
            rules:
              r:
                match: 'perhaps'
                mark: hedge
                flag:
                  - {where: zone = headline, level: warning, say: 'in the headline'}
                  - {level: note, say: '“{match}” in the body'}
            """
        let analysis = rulebook(yaml).analyzer.analyze("It is perhaps so.")
        #expect(analysis.findings.marks.first?.flag == Report(level: .note, message: "“perhaps” in the body"))
    }
}
