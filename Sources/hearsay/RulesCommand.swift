import ArgumentParser
import Foundation
import Hearsay
import Reports
import Terminal

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Write, check, test, measure and look up rules.",
        discussion: """
            Examples:
              hearsay rules check desk.yaml
              hearsay rules test
              hearsay rules test --coverage desk.yaml
              hearsay rules list
              hearsay rules show hedging:report.adverb
              hearsay rules new desk.yaml
              hearsay rules eval gold/ --packs hedging --errors
              hearsay rules profile corpus.jsonl --rules desk.yaml
              hearsay rules schema >pack.schema.json
            """,
        subcommands: [
            RulesCheck.self, RulesTest.self, RulesList.self, RulesShow.self, RulesNew.self, RulesEval.self,
            RulesProfile.self, RulesSchema.self,
        ])
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

func print(lines: [String]) throws {
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
        try print(lines: results.lines(showsUntested: !common.quiet))
        if rules.hasErrors || !results.areGood { throw ExitCode(Status.rules.rawValue) }
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
        commandName: "show", abstract: "Print a rule as its file has it, and what its lexicons hold.")

    @Argument(help: "PACK:RULE; a core pack's name without core/.")
    var rule: String

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        let all = rulebook.library.packs.flatMap(\.rules)
        guard let found = all.first(where: { $0.fullName == rule || $0.fullName == "core/" + rule }) else {
            let near = Suggestion.nearest(
                rule, in: all.map(\.fullName) + all.map(\.fullName).map { $0.replacing("core/", with: "") })
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
        for lexicon in rulebook.library.lexicons(of: found) {
            lines.append("")
            lines.append("$\(lexicon.reference.name)  \(count(lexicon.entries.count, "phrase"))")
            lines += lexicon.entries.map { "  \($0.written)" }
        }
        try print(lines: lines)
    }
}

struct RulesNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a pack to start from: an example with comments and tests.")

    @Argument(help: "The file to write; it must not be there yet.", completion: .file(extensions: ["yaml"]))
    var file: String

    @Option(help: ArgumentHelp("The pack's name; left out, desk/ and the file's.", valueName: "pack"))
    var name: String?

    func run() throws {
        let text = PackTemplate.text(name: name ?? PackTemplate.packName(forFile: file))
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
        } catch {
            throw Failure("\(file): cannot be written: \((error as NSError).localizedDescription)", .input)
        }
        Standard.complain("wrote \(file); next: hearsay rules test \(file)")
    }
}

struct RulesSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of packs, for editors that complete and check YAML.")

    func run() throws {
        Standard.expectClosedPipes()
        try Standard.write(Array(PackSchema.json.utf8))
    }
}

struct RulesEval: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Score rules against spans that people marked.",
        discussion: """
            Gold is brat's (.ann with .txt beside it, or a folder of them; - in a type stands for .) or JSON Lines,
            {"text": "…", "marks": [{"type": "hedge", "start": 3, "end": 10}]}, offsets in code points. A type takes
            its subtypes: hedge.report is a hedge. Exact: the same span. Overlap: at least a character is shared.

            With --reviews it takes saved sessions and says how often each rule was right by what was accepted and
            rejected in them.

            Examples:
              hearsay rules eval gold/ --packs hedging
              hearsay rules eval --reviews desk.hearsay
              hearsay rules eval gold.jsonl --rules desk.yaml --no-core --type hedge --errors
            """)

    @Argument(help: "Gold: .ann files, folders of them, or JSON Lines; sessions (.hearsay).", completion: .file())
    var paths: [String]

    @Option(help: ArgumentHelp("Only this type (repeatable); left out, all that the gold has.", valueName: "type"))
    var type: [String] = []

    @Flag(help: "List what was missed and what was wrong, with the sentence.")
    var errors = false

    @Flag(help: "Score by the decisions in saved sessions.")
    var reviews = false

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        if reviews {
            throw ExitCode(
                runCommands(
                    rulebook: rulebook, selection: common.selection, commands: "rules eval --reviews $@",
                    arguments: paths, version: Provenance.programVersion, color: common.color))
        }
        let gold: [GoldArticle]
        do {
            gold = try GoldReader.read(paths)
        } catch {
            throw Failure("\(error)", .input)
        }
        let scores = GoldScores(gold, types: type, with: rulebook)
        try print(lines: scores.lines + (errors ? scores.missLines : []))
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
