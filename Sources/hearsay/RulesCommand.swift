import ArgumentParser
import Foundation
import Hearsay
import Terminal

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check, test and look up rules.",
        discussion: """
            Examples:
              hearsay rules check desk.yaml
              hearsay rules test
              hearsay rules list
              hearsay rules show hedging:report.adverb
            """,
        subcommands: [RulesCheck.self, RulesTest.self, RulesList.self, RulesShow.self])
}

/// Rules as `rules` reads them: files named on the command line are added, and then only they count.
private struct NamedRules {
    let rulebook: Rulebook
    private let files: [String]

    init(_ files: [String], _ common: CommonOptions) {
        var selection = common.selection
        selection.paths += files
        self.files = files
        rulebook = Rulebook.load(selection)
    }

    func isNamed(_ file: SourceFile) -> Bool {
        files.isEmpty || files.contains { file.path == $0 || file.path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
    }

    var packs: [Pack] {
        rulebook.library.packs.filter { pack in isNamed(pack.source) }
    }

    var diagnostics: [Diagnostic] {
        rulebook.diagnostics.filter { diagnostic in diagnostic.span.map { isNamed($0.file) } ?? true }
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    func complain(_ common: CommonOptions, errorsOnly: Bool = false) {
        let isColored = common.color.colors(2)
        for diagnostic in diagnostics where !errorsOnly || diagnostic.severity == .error {
            Standard.complain(diagnostic.rendered(color: isColored))
        }
    }
}

private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

private func print(lines: [String]) throws {
    do {
        try Standard.write(Array(lines.map { $0 + "\n" }.joined().utf8))
    } catch is Standard.Closed {
        // Whoever read has read enough.
    }
}

struct RulesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is wrong with rules; errors exit with 3.")

    @Argument(help: "Packs or folders of packs; without any, all.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String] = []

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rules = NamedRules(files, common)
        rules.complain(common)
        let errors = rules.diagnostics.filter { $0.severity == .error }.count
        let warnings = rules.diagnostics.count - errors
        let total = rules.packs.reduce(0) { $0 + $1.rules.count }
        if !common.quiet {
            try print(lines: [
                "\(count(rules.packs.count, "pack")), \(count(total, "rule")): "
                    + "\(count(errors, "error")), \(count(warnings, "warning"))"
            ])
        }
        if errors > 0 { throw ExitCode(Status.rules.rawValue) }
    }
}

struct RulesTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the tests that rules carry; a failing one exits with 3.",
        discussion: """
            With --coverage it names every pattern, alternative and unless that no test of its rule exercises, and
            every where that never holds or always does, and exits with 3 where there is any.
            """)

    @Argument(help: "Packs or folders of packs; without any, all.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String] = []

    @Flag(help: "Say what no test exercises, and how much of each pack is.")
    var coverage = false

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rules = NamedRules(files, common)
        rules.complain(common, errorsOnly: true)
        let results = rules.rulebook.runTests(of: Set(rules.packs.map(\.name)), measuringCoverage: coverage)
        var lines: [String] = []
        for failure in results.failures {
            let (line, column) = failure.span.file.position(of: failure.span.start)
            lines.append("\(failure.span.file.path):\(line):\(column): failed: \(failure.rule)")
            lines.append("  \(failure.text)")
            lines += failure.explanation.split(separator: "\n").map { "  \($0)" }
        }
        if !results.untested.isEmpty, !common.quiet {
            lines.append("without tests: \(results.untested.joined(separator: ", "))")
        }
        for gap in results.coverage?.gaps ?? [] {
            let (line, column) = gap.span.file.position(of: gap.span.start)
            lines.append("\(gap.span.file.path):\(line):\(column): not covered: \(gap.rule): \(gap.message)")
        }
        for pack in results.coverage?.packs ?? [] {
            // Rounded down: 100 % is all.
            let percent = (pack.percent * 10).rounded(.down) / 10
            lines.append("\(pack.name): \(percent.formatted()) % covered, \(pack.covered) of \(pack.total)")
        }
        lines.append("\(results.passed) passed, \(results.failures.count) failed")
        try print(lines: lines)
        let isCovered = results.coverage?.gaps.isEmpty ?? true
        if rules.hasErrors || !results.failures.isEmpty || !isCovered { throw ExitCode(Status.rules.rawValue) }
    }
}

struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List packs and their rules.")

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        let running = Set(rulebook.program.packs.map(\.name))
        var lines: [String] = []
        for pack in rulebook.library.packs {
            let state = running.contains(pack.name) ? "" : "  (not running)"
            lines.append("\(pack.name) \(pack.version)  \(count(pack.rules.count, "rule"))\(state)  \(pack.about)")
            let width = pack.rules.map(\.name.count).max() ?? 0
            for rule in pack.rules {
                let name = rule.name + String(repeating: " ", count: width - rule.name.count)
                let levels = rule.flags.map(\.level.name)
                let flags = (levels.isEmpty ? "silent" : Set(levels).sorted().joined(separator: "/"))
                let padded = flags + String(repeating: " ", count: max(0, 12 - flags.count))
                lines.append("  \(name)  \(padded)  \(rule.about ?? "")".trimmingEnd())
            }
        }
        try print(lines: lines)
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
    }
}

struct RulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a rule as its file has it.")

    @Argument(help: "PACK:RULE; a core pack's name without core/.")
    var rule: String

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        let all = rulebook.library.packs.flatMap(\.rules)
        guard let found = all.first(where: { $0.fullName == rule || $0.fullName == "core/" + rule }) else {
            let near = nearest(
                rule, among: all.map(\.fullName) + all.map(\.fullName).map { $0.replacing("core/", with: "") })
            throw Failure(
                "there is no rule \(rule)\(near.map { "; did you mean \($0)?" } ?? "; hearsay rules list")", .usage)
        }
        let file = found.span.file
        let first = file.position(of: found.span.start).line
        var lines = ["\(found.fullName)  \(file.path):\(first)"]
        let indent = file.line(first).prefix { $0 == " " }.count
        lines.append(file.line(first))
        let end = file.position(of: file.bytes.count).line
        var number = first + 1
        // The rule is what is indented deeper than its key.
        while number <= end {
            let line = file.line(number)
            let isBlank = line.allSatisfy { $0 == " " }
            if !isBlank, line.prefix(while: { $0 == " " }).count <= indent { break }
            lines.append(line)
            number += 1
        }
        while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
        try print(lines: lines)
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
