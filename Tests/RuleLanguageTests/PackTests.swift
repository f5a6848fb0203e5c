import Testing

@testable import RuleLanguage

@Suite struct PackTests {
    private static let whole = #"""
        pack: desk/whole            # the name
        version: 1.2.0
        engine: '>=1'
        lang: en
        license: CC0-1.0
        about: Everything that the language has.
        default: off
        use: [desk/words]
        lexicons:
          say:        [~say, ~tell, 'point* out']
          say.loaded: {is: $say, '+': [~admit], '-': [~tell]}
          outlet:     {file: outlets.txt, case: exact}
        rules:
          report.passive:
            about: Nobody is on record.
            match:                               # a list
              - '~be (:adv)? ((said|thought) to)@cue (:VB|:AUX)'
              - 'it ~be (:adv)? (said|thought)@cue that'
            unless: ['~be said to :VB by <name>']
            where: zone != headline              # a condition
            mark: hedge.report
            span: cue
            with: {weight: 0.8, kind: vague, text: '{cue}!', twice: weight * 2}
            flag:
              - {where: voice = author, level: caution, say: '“{cue}”: nobody, {{ {twice|1}.'}
              - {level: note, say: '{voice} passes this on: “{match}”.'}
            falsepositives: ['“said to” with somebody spoken to']
            references: ['https://example.org/one']
            status: stable
            tests:
              hit:  ['The envoy is [said to] be ill.', {text: 'It is \[widely\] [cue: said] that.', zone: body}]
              miss: ['She said to be careful.']
          statement:
            match: '<name>@source $say.loaded@cue (that)? ...*@content'
            mark: attribution
            nest: content
            extend: {content: sentence}
            with: {hops: 'first(outer.hops, 0) + 1', class: outlet}
          denial:
            match: ['no evidence (that|of)', no]
            unless: 'no doubt'
            reach: {go: right, over: [hedge, attribution], until: [but, '<attribution>'], stop: clause, max: 20, set: {polarity: denied}}
            tests:
              context: [{text: 'No evidence of <hedge>fraud</hedge>.', polarity: denied}]
          strength:
            tally:
              over: article
              by: source.entity
              let:
                all: count(<attribution>)
                worth: sum(<attribution class=outlet>, hops)
              value: 100 * worth / max(1, all)
              bands: {weak: value < 40, strong: value >= 40}
            flag: {where: value < 40 and words > 150, level: warning, say: '{value|0} of 100, {band}.'}
          names:
            match: '($outlet|$core)@who ran'
        """#

    private let library = read(
        Self.whole, pack("lexicons: {core: [one, two]}", name: "desk/words"),
        lists: ["outlets.txt": "# papers\nThe Wire\n"])

    @Test func readsWithoutComplaint() {
        #expect(library.diagnostics.map { $0.rendered() } == [])
    }

    @Test func head() throws {
        let pack = try #require(library.packs.first)
        #expect(pack.name == "desk/whole")
        #expect(pack.version == "1.2.0")
        #expect(pack.lang == "en")
        #expect(pack.license == "CC0-1.0")
        #expect(!pack.isOn)
        #expect(pack.uses == ["desk/words"])
        #expect(pack.rules.map(\.fullName).first == "desk/whole:report.passive")
        #expect(pack.files.map(\.path) == ["outlets.txt"])
        #expect(pack.hash.utf8.count == 64)
    }

    @Test func match() throws {
        let match = try #require(library.match("report.passive"))
        let patterns = match.patterns.map { describe($0.root) }
        #expect(patterns[0] == "[~be :uADV{0,1} [(said|thought) to]@cue (:pVB|:uAUX)]")
        #expect(patterns[1] == "[it ~be :uADV{0,1} (said|thought)@cue that]")
        #expect(match.unless.map { describe($0.root) } == ["[~be said to :pVB by <name>]"])
        #expect(match.condition.map { describe($0) } == "(zone != 'headline')")
        #expect(match.type == "hedge.report")
        #expect(match.span == "cue")
        let attributes = match.attributes.map { "\($0.name): \(describe($0.value))" }
        #expect(attributes == ["weight: 0.8", "kind: 'vague'", "text: {cue}!", "twice: (weight * 2.0)"])
    }

    @Test func flagsAndTests() throws {
        let rule = try #require(library.rule("report.passive"))
        #expect(rule.status == .stable)
        #expect(rule.flags.map(\.level) == [.caution, .note])
        #expect(rule.flags[0].condition.map { describe($0) } == "(voice = 'author')")
        #expect(describe(rule.flags[0].message) == "“{cue}”: nobody, { {twice|1}.")
        #expect(rule.references == ["https://example.org/one"])
        let hits = rule.tests.hits
        #expect(hits.map(\.text) == ["The envoy is said to be ill.", "It is [widely] said that."])
        #expect(hits[0].expected.map(\.range) == [13..<20])
        #expect(hits[1].expected.map(\.name) == ["cue"])
        #expect(hits[1].expected.map(\.range) == [15..<19])
        #expect(hits[1].zone == "body")
        #expect(rule.tests.misses.map(\.text) == ["She said to be careful."])
    }

    @Test func nesting() throws {
        let match = try #require(library.match("statement"))
        #expect(match.nest == "content")
        #expect(match.extend.map(\.capture) == ["content"])
        #expect(match.extend.map(\.unit) == [.sentence])
        #expect(match.attributes.map { describe($0.value) } == ["(first(outer.hops,0.0) + 1.0)", "'outlet'"])
    }

    @Test func reach() throws {
        let match = try #require(library.match("denial"))
        let reach = try #require(match.reach)
        #expect(match.type == nil)
        #expect(reach.direction == .right)
        #expect(reach.over == ["hedge", "attribution"])
        #expect(reach.until.map { describe($0.root) } == ["but", "<attribution>"])
        #expect(reach.stop == .clause)
        #expect(reach.max == 20)
        #expect(reach.set.map { "\($0.name)=\($0.value)" } == ["polarity=denied"])
        let test = try #require(library.rule("denial")?.tests.contexts.first)
        #expect(test.text == "No evidence of fraud.")
        #expect(test.tagged.map(\.range) == [15..<20])
        #expect(test.values.map(\.value) == ["denied"])
    }

    @Test func tally() throws {
        let tally = try #require(library.tally("strength"))
        #expect(tally.scope == .article)
        #expect(tally.by == ["source", "entity"])
        #expect(tally.lets.map { describe($0.value) } == ["count<attribution>", "sum<attribution>(hops)"])
        #expect(describe(tally.value) == "((100.0 * worth) / max(1.0,all))")
        #expect(
            tally.bands.map { "\($0.name) \(describe($0.condition))" } == [
                "weak (value < 40.0)", "strong (value >= 40.0)",
            ])
        let flag = try #require(library.rule("strength")?.flags.first)
        #expect(flag.condition.map { describe($0) } == "((value < 40.0) and (words > 150.0))")
    }

    @Test func defaults() throws {
        let library = read(pack("rules: {one: {match: word, flag: {level: note, say: x}}}"))
        let pack = try #require(library.packs.first)
        #expect(pack.isOn)
        #expect(pack.lang == nil)
        #expect(library.match("one")?.type == "one")
        #expect(library.rule("one")?.status == nil)
    }

    @Test func oneMistakeLeavesOutOneRule() {
        let library = read(pack("rules:\n  bad: {match: '(one'}\n  good: {match: two}\n  worse: {macth: three}"))
        #expect(library.packs.first?.rules.map(\.name) == ["good"])
        #expect(
            library.diagnostics.filter { $0.severity == .error }.compactMap(\.rule) == [
                "desk/test:bad", "desk/test:worse", "desk/test:worse",
            ])
        #expect(library.hasErrors)
    }
}
