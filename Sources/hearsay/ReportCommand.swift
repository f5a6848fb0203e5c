import ArgumentParser
import Hearsay
import Reports
import SessionStore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write a report on articles or a saved session.",
        discussion: """
            Examples:
              hearsay report news/ -o news.html
              hearsay report story.txt --format md
              hearsay report karsa.hearsay -o karsa.html
              hearsay report news/ --format csv --table attributions -o who-said.csv
              hearsay report news/ --format brat -o annotated/
              hearsay report --copy-template desk/            the html report's templates, to change
              hearsay report news/ -o news.html --template desk/
            """)

    @Argument(help: "Sessions (.hearsay), files, folders or patterns; - for standard input.", completion: .file())
    var paths: [String] = []

    @OptionGroup var report: ReportOptions

    @Option(
        help: ArgumentHelp(
            "Write the built-in templates of html into a folder, to start from; no report is made.",
            valueName: "folder"))
    var copyTemplate: String?

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func validate() throws {
        if copyTemplate != nil { return }
        if paths.isEmpty { throw ValidationError("A report on what? Name sessions, files or folders.") }
        guard report.settings.chosen == nil else { return }
        throw ValidationError("Which format? Say --format \(ReportFormat.all.map(\.name).joined(separator: ", ")).")
    }

    func run() throws {
        Standard.expectClosedPipes()
        if let copyTemplate {
            let files = ReportTemplate.builtInFiles.map { (name: $0.name, bytes: Array($0.text.utf8)) }
            return try OutputFile.write(.folder(files), to: copyTemplate)
        }
        let report = report.settings
        guard let format = report.chosen else { return }
        let rulebook = common.loadRules()
        let sessions = paths.filter { $0.hasSuffix(".hearsay") }
        let (analyses, _, failures) = try analyzeAll(
            paths.filter { !$0.hasSuffix(".hearsay") }, from: common.inputFormat, after: sessions.flatMap(stored),
            with: rulebook, isExplaining: format.showsDerivations)
        let overall = rulebook.analyzer.sessionScores(of: analyses)
        try report.write(analyses, session: overall, as: format, rulebook: rulebook, common.settings)
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
        if failures > 0 { throw ExitCode(Status.input.rawValue) }
    }

    /// A session's articles; the rules that are loaded now are run over them.
    private func stored(_ path: String) throws -> [Article] {
        do {
            return try SessionStore.open(path).articles
        } catch {
            throw Failure(error.message, .input)
        }
    }
}
