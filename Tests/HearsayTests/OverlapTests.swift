import Hearsay
import Testing

/// The overlap policy, a test for each of its sentences that `CascadeTests` has not.
@Suite struct OverlapTests {
    @Test func overlapIsThatOfTheSpansNotOfTheMatches() {
        let yaml = """
            rules:
              a: {match: '(red)@x apple', span: x, mark: h.a}
              b: {match: 'red (apple pie)@x', span: x, mark: h.b}
            """
        #expect(marks(yaml, in: "A red apple pie.") == ["h.a “red”", "h.b “apple pie”"])
    }

    @Test func ofThreeTheLongestTakesBothAndOneThatIsFreeIsKept() {
        let yaml = """
            rules:
              left: {match: one two, mark: h.left}
              long: {match: two three four, mark: h.long}
              right: {match: four five, mark: h.right}
              free: {match: six, mark: h.free}
            """
        #expect(marks(yaml, in: "One two three four five six.") == ["h.long “two three four”", "h.free “six”"])
    }

    @Test func marksThatNestOverlapByTheirCue() {
        let yaml = """
            lexicons: {who: [Anna, Ben]}
            rules:
              said: {match: '$who@s (said)@cue (...* )@content $', mark: att.said, span: cue, nest: content}
              told: {match: '$who@s (told)@cue (...* )@content $', mark: att.told, span: cue, nest: content}
              told.short: {match: '(told)@cue (them)@content', mark: att, span: cue, nest: content}
            """
        // One lies in the other's content, which is no overlap; two on one cue are, and the deeper type is kept.
        #expect(marks(yaml, in: "Anna said Ben told them so") == ["att.said “said”", "att.told “told”"])
    }

    @Test func onlyWhatIsKeptIsFlaggedAndTallied() {
        let yaml = """
            rules:
              short: {match: seem, mark: h.a, flag: {level: error, say: short}}
              long: {match: would seem, mark: h.b, flag: {level: note, say: long}}
              sum: {tally: {over: article, let: {a: count(<h.a>), b: count(<h.b>)}, value: a + b}}
            """
        let findings = rulebook(yaml).analyzer.analyze("It would seem so, and they seem ill.").findings
        #expect(findings.marks.map { $0.flag?.message } == ["long", "short"])
        #expect(findings.scores.first?.lets.map(\.value) == [1, 1])
    }

    @Test func theOrderOfTheOutputIsTotal() {
        let rules = ["b: {match: one two, mark: x}", "a: {match: one, mark: y}", "c: {match: one, mark: w}"]
        let wanted = ["x “One two”", "w “One”", "y “One”"]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let yaml = "rules:\n" + order.map { "  " + rules[$0] }.joined(separator: "\n")
            #expect(marks(yaml, in: "One two.") == wanted)
        }
    }
}
