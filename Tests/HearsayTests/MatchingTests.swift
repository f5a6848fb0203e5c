import Hearsay
import Testing

@Suite struct MatchingTests {
    @Test func theLongestPatternAtAStartWinsThenTheEarlier() {
        let yaml = """
            rules:
              r:
                match: ['red', 'red apple@what', 'red (apple)@fruit']
                mark: t
            """
        let analysis = rulebook(yaml).analyzer.analyze("A red apple fell.")
        #expect(analysis.findings.marks.count == 1)
        #expect(analysis.findings.marks.first.map { analysis.capture("what", of: $0) } == ["apple"])
    }

    @Test func gapsAreLazyAndQuantifiersGreedy() {
        #expect(marks("rules: {r: {match: 'one ... two', mark: t}}", in: "One a two b two.") == ["t “One a two”"])
        #expect(marks("rules: {r: {match: 'one (a)* (a)?', mark: t}}", in: "One a a a b.") == ["t “One a a a”"])
    }

    @Test func gapsWithoutNumberTakeSixTokensAtMost() {
        #expect(
            marks("rules: {r: {match: 'one ... two', mark: t}}", in: "one a b c d e f two") == [
                "t “one a b c d e f two”"
            ])
        #expect(marks("rules: {r: {match: 'one ... two', mark: t}}", in: "one a b c d e f g two").isEmpty)
        #expect(
            marks("rules: {r: {match: 'one ...* two', mark: t}}", in: "one a b c d e f g two") == [
                "t “one a b c d e f g two”"
            ])
    }

    @Test func aPatternStaysInItsSentence() {
        #expect(marks("rules: {r: {match: 'one ... two', mark: t}}", in: "Here is one. And two came.").isEmpty)
    }

    @Test func sentenceEndAndStartStepIntoTheNextSentenceOfTheParagraph() {
        let rule = "rules: {r: {match: 'one \\. $ ^ and two', mark: t}}"
        #expect(marks(rule, in: "Here is one. And two came.") == ["t “one. And two”"])
    }

    @Test func aStartMayFollowAnOpeningQuotationMark() {
        #expect(
            marks("rules: {r: {match: '^ peace', mark: t}}", in: "“Peace came to us all,” he said. No peace.") == [
                "t “Peace”"
            ])
    }

    @Test func aStartMayStandInOneAlternativeOnly() {
        let rule = "rules: {r: {match: '(^ he | she) left', mark: t}}"
        #expect(marks(rule, in: "He left. So he left. So she left.") == ["t “He left”", "t “she left”"])
    }

    /// More ways than are followed in one step, some of them behind others that nothing here takes.
    @Test(arguments: [3, 64, 65, 66, 200]) func manyAlternativesAreEachTried(count: Int) {
        let words = (0..<count).map { "way\($0)" }
        let rule = "rules: {r: {match: 'one (\(words.joined(separator: " | "))) (a? b? c?){0,2} two', mark: t}}"
        for word in [words[0], words[count / 2], words[count - 1]] {
            #expect(marks(rule, in: "So one \(word) b a c two.") == ["t “one \(word) b a c two”"])
        }
        #expect(marks(rule, in: "So one way\(count) two.").isEmpty)
    }

    /// What a match went through may be gone through again by one that starts later, split and all.
    @Test func alignmentsOfOneRuleMayOverlap() {
        let rule = """
            rules:
              r: {match: '(ana | ben)@who (and (cole | dunn) | (and | or) left)? ...* went', mark: t, span: who}
            """
        #expect(marks(rule, in: "Ana and Ben and Cole or Dunn went.") == ["t “Ana”", "t “Ben”"])
    }

    @Test func gapsDoNotTakeQuotationMarks() {
        #expect(marks("rules: {r: {match: 'he ... war', mark: t}}", in: "He said “no more war” to them all.").isEmpty)
        #expect(
            marks(
                "rules: {r: {match: 'he said \" ... war', mark: t}}",
                in: "He said “no more war is wanted here,” and left."
            ).count == 1)
    }

    @Test func gapsWithAMarkTakeWholeQuotations() {
        let text = "He said the “war” is “no war” at all to them."
        #expect(marks("rules: {r: {match: 'he ...*\" them', mark: t}}", in: text).count == 1)
        #expect(marks("rules: {r: {match: 'he ...* them', mark: t}}", in: text).isEmpty)
        // The and war's quotation, is, and that of no war: each quotation is one step.
        #expect(marks("rules: {r: {match: 'said ...5\" to', mark: t}}", in: text).isEmpty)
        #expect(
            marks("rules: {r: {match: 'said ...6\" to', mark: t}}", in: text) == [
                "t “said the “war” is “no war” at all to”"
            ])
    }

    @Test func aQuotationLeadsAGapIntoTheSentenceWhereItEnds() {
        let text = "Reyes called it “a good day for all. We won it,” and left."
        #expect(
            marks("rules: {r: {match: 'called ...*\" left', mark: t}}", in: text) == [
                "t “called it “a good day for all. We won it,” and left”"
            ])
        #expect(marks("rules: {r: {match: 'called ...*\" won', mark: t}}", in: text).isEmpty)
    }

    @Test(arguments: ["'d", "'ve", "'s", "'m", "'ll", "n't"])
    func aCliticAloneIsTheTokenThatFollowsAWord(clitic: String) {
        let quoted = clitic.replacing("'", with: "''")
        let found = marks("rules: {r: {match: '\(quoted)', mark: t}}", in: "I'd, we’ve, she's, I’m, he'll, don't.")
        #expect(found.count == 1)
    }

    @Test func namedPatternsStandAsGroups() {
        let yaml = """
            patterns:
              who: 'she|he'
              said: '%who@who (said|says)'
            rules:
              r: {match: '%said so', mark: t}
              s: {match: '(%who){2}', mark: u}
            """
        let analysis = rulebook(yaml).analyzer.analyze("Then she said so. He she left.")
        #expect(analysis.findings.marks.map(\.type) == ["t", "u"])
        #expect(analysis.findings.marks.first.map { analysis.capture("who", of: $0) } == ["she"])
    }

    @Test func aRuleTakesWhatItDoesNotWriteFromTheOneItIsLike() {
        let yaml = """
            rules:
              r: {match: 'a one@x', span: x, with: {w: 1}, mark: t, flag: {level: note, say: 'First.'}}
              s: {match: 'a two@x', like: r, with: {w: 2}, mark: t}
            """
        let found = rulebook(yaml).analyzer.analyze("a one. a two.").findings.marks
        #expect(found.map { $0["w"] } == [.number(1), .number(2)])
        #expect(found.map(\.flag?.message) == ["First.", "First."])
        #expect(found.map { $0.range.count } == [3, 3])
    }

    @Test func matchesOfARuleDoNotOverlapByTheirSpans() {
        #expect(marks("rules: {r: {match: 'a a', mark: t}}", in: "a a a b") == ["t “a a”"])
        // The spans are apart, though the matches are not.
        let rule = "rules: {r: {match: '(a)@x ...1 a', span: x, mark: t}}"
        #expect(marks(rule, in: "a a a b") == ["t “a”", "t “a”"])
    }

    @Test func unlessDropsAMatchThatItTouches() {
        let rule = "rules: {r: {match: 'may', unless: ['in may', '<date>'], mark: t}}"
        #expect(marks(rule, in: "It may rain in May.") == ["t “may”"])
        #expect(marks(rule, in: "It was May 5.").isEmpty)
    }

    @Test func whereReadsZoneAndQuotation() {
        let rule = "rules: {r: {match: 'perhaps', where: quoted = no, mark: t}}"
        #expect(marks(rule, in: "Perhaps. “Perhaps we will come to you tomorrow,” she said.").count == 1)
    }

    @Test func wordsAreFoldedUnlessExact() {
        #expect(marks("rules: {r: {match: 'don''t', mark: t}}", in: "Don’t go.") == ["t “Don’t”"])
        #expect(marks("rules: {r: {match: '=Wire', mark: t}}", in: "The Wire and the wire.") == ["t “Wire”"])
    }

    @Test func lexiconEntriesAreTakenLongestFirst() {
        let yaml = """
            lexicons: {say: [~say, ~point out, point]}
            rules: {r: {match: '$say', mark: t}}
            """
        #expect(marks(yaml, in: "She pointed out that they said so.") == ["t “pointed out”", "t “said”"])
    }

    @Test func aCaptureNamedTwiceInOneSequenceHoldsBoth() {
        let book = rulebook("rules: {r: {match: '(red)@c ... (blue)@c', mark: t}}")
        #expect(book.diagnostics.map(\.message) == [])
        let analysis = book.analyzer.analyze("red and blue")
        #expect(analysis.findings.marks.first.map { analysis.capture("c", of: $0) } == ["red", "blue"])
    }

    @Test func aRepeatedCaptureHoldsTheLast() {
        let book = rulebook("rules: {r: {match: '((/[a-z]+/)@c ,)+ end', mark: t}}")
        let analysis = book.analyzer.analyze("red, blue, end")
        #expect(analysis.findings.marks.first.map { analysis.capture("c", of: $0) } == ["blue"])
    }

    @Test func wordsInScareQuotesCountAsQuoted() {
        let yaml = """
            rules:
              r:
                match: 'said (...* <quote.scare> ...*)@content \\. $'
                mark: t
                with: {share: content.quotedshare}
            """
        let analysis = rulebook(yaml).analyzer.analyze("He said it was “odd” here.")
        #expect(analysis.findings.marks.first?["share"] == .number(0.25))
    }

    @Test func ifChoosesByHowMuchOfACaptureIsQuoted() {
        let yaml = """
            rules:
              r:
                match: 'said (...* )@content \\. $'
                mark: t
                with: {mode: 'if(content.quotedshare = 1, direct, if(content.quotedshare > 0, mixed, indirect))'}
            """
        let book = rulebook(yaml)
        #expect(book.diagnostics.map(\.message) == [])
        let modes = ["He said it was over.", "He said it was “over for good and all”."].map { text in
            book.analyzer.analyze(text).findings.marks.first?["mode"]
        }
        #expect(modes == [.text("indirect"), nil])
    }
}

/// Elements that ask what the language layer read.
@Suite struct LanguageElementTests {
    @Test func tagsTellAVerbFromANoun() {
        let rule = "rules: {r: {match: 'charge:verb', mark: t}}"
        #expect(marks(rule, in: "They will charge him at noon.") == ["t “charge”"])
        #expect(marks(rule, in: "The charge was dropped.").isEmpty)
        #expect(marks("rules: {r: {match: 'he :VBD', mark: t}}", in: "Then he fell.") == ["t “he fell”"])
        #expect(marks("rules: {r: {match: 'he :VB*', mark: t}}", in: "Then he fell.") == ["t “he fell”"])
    }

    @Test func namesCarryTheirEntity() {
        let book = rulebook(
            "rules: {r: {match: '<name>@who $say', mark: t, with: {entity: who.entity}}}\nlexicons: {say: [~say]}")
        #expect(book.diagnostics.map(\.message) == [])
        let text = "Ilana Marrow arrived in the harbour town on Monday. Later Marrow said she was tired of waiting."
        let found = book.analyzer.analyze(text).findings.marks
        #expect(found.map { $0["entity"] } == [.text("Ilana Marrow")])
    }

    @Test func nounPhrasesAreElements() {
        let found = marks(
            "rules: {r: {match: '<np>@who said', mark: t}}", in: "A senior harbour official said it was over.")
        #expect(found == ["t “A senior harbour official said”"])
    }

    @Test func aCaptureInARepetitionKeepsItsLastPlaceAndAllPlacesOfAName() {
        let rule = "rules: {r: {match: '((a)@x b)+ c (d)@x', mark: t}}"
        let analysis = rulebook(rule).analyzer.analyze("So a b a b c d.")
        let mark = analysis.findings.marks.first
        #expect(mark?.captures.first?.ranges == [7..<8, 13..<14])
    }
}
