import ArgumentParser
import Foundation
import Hearsay
import Terminal

struct RulesProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Tell which rules take the time.",
        discussion: """
            Runs the rules over articles on one thread and lists them, the costliest first: the share of the time spent
            in rules, how many places were tried, and how many marks were made of them. A rule that tries much and
            marks little wants a rarer word that it cannot do without.

            Examples:
              hearsay rules profile corpus.jsonl --rules desk.yaml
              hearsay rules profile news/ --packs hedging
            """)

    @Argument(help: "Files, folders or patterns; without any, JSON Lines on standard input.", completion: .file())
    var paths: [String] = []

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        let source = ArticleSource(paths.isEmpty ? nil : paths, from: common.inputFormat)
        let worker = rulebook.analyzer.worker(isExplaining: false)
        var costs: RuleCosts?
        var failures = 0
        while let input = source.next() {
            switch input {
            case .success(let article):
                let more = worker.measure(article)
                if costs == nil { costs = more } else { costs?.add(more) }
            case .failure(let failure):
                failures += 1
                Standard.complain(failure.description)
            }
        }
        try print(lines: Self.lines(costs?.rules ?? []))
        if failures > 0 { throw ExitCode(Status.input.rawValue) }
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
    }

    private static func lines(_ rules: [RuleCosts.Cost]) -> [String] {
        let all = rules.reduce(0) { $0 + $1.time / .nanoseconds(1) }
        let listed = rules.enumerated().filter { $0.element.attempts > 0 || $0.element.time > .zero }.sorted {
            ($1.element.time, $0.offset) < ($0.element.time, $1.offset)
        }
        return ["  share     ms      tried    marks  rule"]
            + listed.map { _, cost in
                let nanoseconds = cost.time / .nanoseconds(1)
                return String(
                    format: "%6.1f %% %6.0f %10d %8d  ", all > 0 ? 100 * nanoseconds / all : 0, nanoseconds / 1e6,
                    cost.attempts, cost.marks) + cost.rule
            }
    }
}
