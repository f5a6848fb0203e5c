import Articles
import Engine
import RuleLanguage

/// A test of a rule file that did not hold.
public struct RuleTestFailure: Sendable {
    /// The rule's full name.
    public var rule: String
    /// The test's text, and where it stands.
    public var text: String
    public var span: SourceSpan
    /// What was expected and what came, in one or more lines.
    public var explanation: String
}

/// What running the tests of a rulebook gave.
public struct RuleTestResults: Sendable {
    public var passed = 0
    public var failures: [RuleTestFailure] = []
    /// Full names of `match` rules without any test.
    public var untested: [String] = []
    /// How much the tests exercise, where that was asked for.
    public var coverage: RuleCoverage?
}

extension Rulebook {
    /// Runs the tests that the rules of all packs read carry, each with its whole pack and what that uses.
    ///
    /// - Parameters:
    ///   - names: Only these packs' tests; `nil` for all.
    ///   - measuringCoverage: Whether to find out too what the tests exercise, which takes longer.
    public func runTests(of names: Set<String>? = nil, measuringCoverage: Bool = false) -> RuleTestResults {
        var results = RuleTestResults()
        if measuringCoverage { results.coverage = RuleCoverage() }
        for pack in library.packs where names?.contains(pack.name) ?? true {
            let program = Program(
                RuleSelection.withUsed([pack], in: library), lexicons: library.packs.flatMap(\.lexicons))
            let worker = Analyzer(program: program).worker()
            results.coverage?.begin(pack.name)
            for rule in pack.rules {
                if rule.tests.isEmpty, case .match = rule.verb { results.untested.append(rule.fullName) }
                RuleTester(rule: rule, worker: worker).run(into: &results)
            }
        }
        return results
    }
}

/// Runs one rule's tests.
private struct RuleTester {
    let rule: Rule
    let worker: Worker

    func run(into results: inout RuleTestResults) {
        for test in rule.tests.hits + rule.tests.misses {
            record(test.text, test.span, explanation: check(test), into: &results)
        }
        for test in rule.tests.contexts {
            record(test.text, test.span, explanation: check(test), into: &results)
        }
        guard results.coverage != nil else { return }
        var exercise = Exercise()
        let texts = (rule.tests.hits + rule.tests.misses).map { article($0.text, zone: $0.zone, outlet: $0.outlet) }
        for text in texts + rule.tests.contexts.map({ article($0.text) }) {
            exercise.formUnion(worker.exercise(rule.fullName, by: text))
        }
        results.coverage?.add(rule, exercise)
    }

    private func record(
        _ text: String, _ span: SourceSpan, explanation: String?, into results: inout RuleTestResults
    ) {
        guard let explanation else {
            results.passed += 1
            return
        }
        results.failures.append(
            RuleTestFailure(rule: rule.fullName, text: text, span: span, explanation: explanation))
    }

    private func article(_ text: String, zone: String? = nil, outlet: String? = nil) -> Article {
        let bytes = Array(text.utf8)
        let zone = zone.flatMap { Zone(name: $0) } ?? .body
        let layout = Layout(blocks: [.init(range: 0..<bytes.count, zone: zone, paragraph: 1)])
        return Article(id: "test", text: bytes, layout: layout, metadata: Metadata(outlet: outlet))
    }

    private func check(_ test: Tests.Case) -> String? {
        let all = worker.analyze(article(test.text, zone: test.zone, outlet: test.outlet)).findings.marks
        let found = all.filter { $0.rule == rule.fullName }
        let text = Array(test.text.utf8)
        var complaints: [String] = []
        func compare(_ what: String, _ expected: [Range<Int>], _ got: [Range<Int>]) {
            guard Set(expected) != Set(got) else { return }
            complaints.append("\(what): expected \(Self.list(expected, in: text)), got \(Self.list(got, in: text))")
        }
        let spans = test.expected.filter { $0.name == nil }.map(\.range)
        let names = test.expected.compactMap(\.name)
        if !spans.isEmpty || names.isEmpty { compare("mark", spans, found.map(\.range)) }
        for name in Set(names).sorted() {
            let got = found.flatMap(\.captures).filter { $0.name == name }.flatMap(\.ranges)
            compare("capture \(name)", test.expected.filter { $0.name == name }.map(\.range), got)
        }
        return complaints.isEmpty ? nil : complaints.joined(separator: "\n")
    }

    private func check(_ test: Tests.ContextCase) -> String? {
        let text = Array(test.text.utf8)
        let all = worker.analyze(article(test.text)).findings.marks
        for tagged in test.tagged {
            let words = String(decoding: text[tagged.range], as: UTF8.self)
            guard let mark = all.first(where: { $0.range == tagged.range && $0.isA(tagged.type) }) else {
                return "no mark of type \(tagged.type) is exactly “\(words)”"
            }
            for (name, value) in test.values {
                let got = mark.context.value(name) ?? mark[name]?.written() ?? "nothing"
                if got != value { return "“\(words)”: expected \(name) \(value), got \(got)" }
            }
        }
        return nil
    }

    private static func list(_ ranges: [Range<Int>], in text: [UInt8]) -> String {
        let sorted = Set(ranges).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        return sorted.isEmpty
            ? "none" : sorted.map { "“\(String(decoding: text[$0], as: UTF8.self))”" }.joined(separator: ", ")
    }
}

extension Context {
    /// A context value by the name that rules give it, as it is written there.
    public func value(_ name: String) -> String? {
        switch name {
        case "zone": zone.name
        case "depth": String(depth)
        case "quoted": quoted ? "yes" : "no"
        case "voice": voice
        case "polarity": polarity
        case "certainty": certainty
        case "sentence": String(sentence)
        case "paragraph": String(paragraph)
        default: nil
        }
    }
}
