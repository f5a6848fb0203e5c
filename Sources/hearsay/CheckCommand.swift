import ArgumentParser
import Foundation
import Hearsay
import Reports

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: Main.programName, abstract: "Print what is flagged in articles.",
        discussion: """
            One line a flag, file:line:column: level: message [rule], or any report format.

            Examples:
              hearsay check story.txt news/
              hearsay check news/ --fail-on warning           exit code 1 where something is that bad
              hearsay check news/ --format json -o known.json
              hearsay check news/ --baseline known.json       only what is new since then
            """)

    @Argument(help: "Files, folders or patterns; - for standard input.", completion: .file())
    var paths: [String]

    @OptionGroup var report: ReportOptions

    @Option(help: ArgumentHelp("Exit with 1 if something is flagged at this level or above.", valueName: "level"))
    var failOn: Level?

    @Option(help: ArgumentHelp("Leave out what an earlier json report has.", valueName: "file"), completion: .file())
    var baseline: String?

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    var plain: CheckRun {
        CheckRun(paths: paths, report: report.settings, failOn: failOn, baseline: baseline, common: common.settings)
    }

    func run() throws { try plain.run() }
}

/// What `check` was asked for.
struct CheckRun: Run {
    var paths: [String]
    var report = ReportSettings()
    var failOn: Level?
    var baseline: String?
    var common = CommonSettings()

    func run() throws {
        Standard.expectClosedPipes()
        let known = try baseline.map(readBaseline)
        guard let format = report.chosen ?? ReportFormat.named("text") else { return }
        let rulebook = common.loadRules()
        // With a baseline the lines are made of what it leaves.
        var (analyses, lists, failures) = try analyzeAll(
            paths, from: common.inputFormat, with: rulebook, isExplaining: format.showsDerivations,
            listing: known == nil ? report.listing(as: format, common) : nil)
        var overall = rulebook.analyzer.sessionScores(of: analyses)
        if let known {
            analyses = known.leavingNew(analyses)
            overall = known.leavingNew(session: overall)
        }
        try report.write(
            analyses, session: overall, as: format, rulebook: rulebook, common, isListing: true, lists: lists)
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
        if failures > 0 { throw ExitCode(Status.input.rawValue) }
        let levels = analyses.compactMap(\.highestLevel) + overall.compactMap(\.flag?.level)
        if let failOn, levels.contains(where: { $0 >= failOn }) {
            throw ExitCode(Status.flagged.rawValue)
        }
    }

    private func readBaseline(_ path: String) throws -> Baseline {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path): the baseline cannot be read", .input)
        }
        do {
            return try Baseline(json: Array(data))
        } catch let error as Baseline.Unusable {
            throw Failure("\(path): \(error.description)", .input)
        }
    }
}
