import Hearsay
import Testing

/// What stopped a rule, at each stage at which it can be stopped.
@Suite struct WhyNotTests {
    /// The outcome of each attempt of a rule at the words of a text, as one line.
    private func why(_ rule: String, _ yaml: String, in text: String, at words: String) throws -> [String] {
        let book = rulebook(yaml)
        #expect(!book.hasErrors, "\(book.diagnostics.map { $0.rendered() })")
        let bytes = Array(text.utf8)
        let article = Article(id: "1", text: bytes, layout: Layout.detect(bytes))
        let start = try #require(text.range(of: words)).lowerBound
        let place = text.utf8.distance(from: text.startIndex, to: start)
        let why = book.analyzer.worker().whyNot(
            "test/pack:" + rule, in: article, at: place..<place + words.utf8.count)
        func said(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return try #require(why).attempts.map { attempt in
            let steps = attempt.steps.map { "\($0.element)=\(said($0.range))" }.joined(separator: " ")
            return steps + (steps.isEmpty ? "" : " ") + "→ " + described(attempt.outcome, said)
        }
    }

    private func described(_ outcome: WhyNot.Outcome, _ said: (Range<Int>) -> String) -> String {
        func told(_ conditions: [WhyNot.Condition]) -> String {
            conditions.map { condition in
                let values = condition.values.map { "\($0.name) is \($0.value?.written() ?? "missing")" }
                return condition.source + ": " + values.joined(separator: ", ")
            }.joined(separator: "; ")
        }
        switch outcome {
        case .stopped(let stop):
            let wanted = stop.elements.map { span in
                String(decoding: span.file.bytes[span.start..<span.end], as: UTF8.self)
            }
            var text = "\(stop.isBefore ? "before that" : "wanted") \(wanted.joined(separator: " or ")), found “"
            text += said(stop.found) + "”"
            guard let missing = stop.missing else { return text }
            if let failing = missing.failing { return text + "; “\(said(failing.range))” but \(told(failing.tests))" }
            if !missing.elsewhere.isEmpty {
                text += "; elsewhere " + missing.elsewhere.map(said).joined(separator: ", ")
            }
            for maker in missing.makers {
                text += "; \(maker.rule) " + maker.attempts.map { described($0.outcome, said) }.joined()
            }
            return text + (missing.others.isEmpty ? "" : "; nothing of " + missing.others.joined(separator: ", "))
        case .taken(let range): return "taken by “\(said(range))”"
        case .unless(let number, let range): return "unless \(number) “\(said(range))”"
        case .condition(let conditions): return "where " + told(conditions)
        case .overlapped(let lost):
            return "lost to \(lost.winner.type) by \(lost.winner.rule) “\(said(lost.winner.range))”, \(lost.reason)"
        case .made(let made):
            let flag = made.flag?.message ?? "no flag"
            return "made \(made.type) “\(said(made.range))” \(flag) \(told(made.unheld.joined() + []))"
        case .reached(let marks): return "reached " + marks.map { said($0.range) }.joined(separator: ", ")
        }
    }

    @Test func namesTheElementsThatDidNotFollow() throws {
        let rule = "rules: {r: {match: '~be (widely|long)? (said|thought) to', mark: t}}"
        #expect(
            try why("r", rule, in: "He is long dead.", at: "He is long dead.") == [
                "~be=is long=long → wanted said or thought, found “dead”"
            ])
        #expect(
            try why("r", rule, in: "He is said", at: "is") == ["~be=is said=said → wanted to, found “”"])
        #expect(try why("r", rule, in: "No such thing.", at: "such").first?.hasPrefix("→ wanted ~be, found") == true)
    }

    @Test func countsWhatFollowsWhereTheBeginningIsMissing() throws {
        let rule = "rules: {r: {match: 'officials ~say that ...3 rain', mark: t}}"
        #expect(
            try why("r", rule, in: "Farmers said that it will rain.", at: "said").first
                == "~say=said that=that ...3=it will rain=rain → before that officials, found “Farmers”")
    }

    @Test func followsAGapToWhereNothingCameOfIt() throws {
        let rule = "rules: {r: {match: 'no ...2 evidence', mark: t}}"
        let found = try why("r", rule, in: "There was no real or lasting evidence.", at: "no real")
        #expect(found.first?.contains("wanted evidence") == true, "\(found)")
    }

    @Test func namesTheUnlessWithItsWords() throws {
        let rule = "rules: {r: {match: may, unless: ['in summer', 'in may'], mark: t}}"
        #expect(try why("r", rule, in: "It rains in May.", at: "May") == ["may=May → unless 1 “in May”"])
    }

    @Test func namesThePartsOfWhereThatDoNotHoldWithTheirValues() throws {
        let rule = "rules: {r: {match: may, where: 'quoted = no and sentence > 2 and depth = 0', mark: t}}"
        let found = try why("r", rule, in: "It may rain.", at: "may")
        #expect(found == ["may=may → where sentence > 2: sentence is 1"])
    }

    @Test func namesTheMarkThatWon() throws {
        let rules = """
            rules:
              short: {match: seem, mark: h.a}
              long: {match: would seem, mark: h.b}
              deep: {match: seems, mark: h.a.deep}
              flat: {match: seems, mark: h.c}
              a: {match: seemed, mark: h.x}
              b: {match: seemed, mark: h.y}
            """
        let text = "It would seem so, it seems, it seemed."
        #expect(
            try why("short", rules, in: text, at: "seem so") == [
                "seem=seem → lost to h.b by test/pack:long “would seem”, longer"
            ])
        #expect(try why("flat", rules, in: text, at: "seems").first?.hasSuffix("“seems”, deeper") == true)
        #expect(try why("b", rules, in: text, at: "seemed").first?.hasSuffix("by test/pack:a “seemed”, name") == true)
    }

    @Test func namesTheRulesOwnEarlierMatch() throws {
        let rule = "rules: {r: {match: [red apple, apple pie], mark: t}}"
        #expect(
            try why("r", rule, in: "A red apple pie.", at: "pie")[1] == "apple=apple pie=pie → taken by “red apple”")
    }

    @Test func saysThatItFiredAndWhyThereIsNoFlag() throws {
        let rule = """
            rules: {r: {match: may, mark: t, flag: {where: quoted = yes, level: note, say: 'so {match}'}}}
            """
        #expect(
            try why("r", rule, in: "It may rain.", at: "may") == [
                "may=may → made t “may” no flag quoted = yes: quoted is no"
            ])
        #expect(
            try why("r", rule, in: "“It may rain on all of us today,” she said.", at: "may").first?.contains("so may")
                == true)
    }

    @Test func goesOneStepDownToAMarkThatIsNotThere() throws {
        let rules = """
            rules:
              who: {match: [the ministry (spokesman|spokeswoman), a witness], mark: source.role}
              other: {match: sources, mark: source.vague}
              says: {match: '<source class=x>@s said', mark: attribution}
              classed: {match: '<source>@s told', with: {class: x}, mark: told}
            """
        #expect(
            try why("says", rules, in: "The ministry clerk said it.", at: "clerk said").first
                == "said=said → before that <source class=x>, found “clerk”; test/pack:who wanted spokesman or spokeswoman, "
                + "found “clerk”; nothing of test/pack:other")
        #expect(
            try why("says", rules, in: "A witness said it.", at: "said").first
                == "said=said → before that <source class=x>, found “witness”; “A witness” but class=x: class is missing"
        )
        #expect(
            try why("classed", rules, in: "Sources of old news told it.", at: "told").first
                == "told=told → before that <source>, found “news”; elsewhere Sources")
    }

    @Test func saysWhatATriggerReached() throws {
        let rules = """
            rules:
              claim: {match: (fraud|theft), mark: claim}
              denial: {match: no evidence of, reach: {over: [claim], set: {polarity: denied}}}
            """
        let found = try why("denial", rules, in: "There is no evidence of fraud.", at: "evidence")
        #expect(found.first?.hasSuffix("→ reached fraud") == true)
    }

    @Test func knowsNoTallyAndNoRuleThatDoesNotRun() {
        let book = rulebook("rules: {r: {match: may, mark: t}, n: {tally: {over: article, value: count(<t>)}}}")
        let article = Article(id: "1", text: Array("may".utf8), layout: Layout.detect(Array("may".utf8)))
        for rule in ["test/pack:n", "test/pack:none"] {
            #expect(book.analyzer.worker().whyNot(rule, in: article, at: 0..<3) == nil)
        }
    }
}
