import ArgumentParser
import Glibc
import Hearsay
import Reports

extension ReportFormat: ExpressibleByArgument {
    public init?(argument: String) {
        guard let format = ReportFormat.named(argument) else { return nil }
        self = format
    }

    public static var allValueStrings: [String] { all.map(\.name) }
}

extension ReportContent.Table: ExpressibleByArgument {}

extension Level: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }
    public static var allValueStrings: [String] { allCases.map(\.name) }
}

/// How a report is made and where it goes.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The format; without it --output's ending decides.", discussion: ReportOptions.formats, valueName: "format")
    )
    var format: ReportFormat?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file, or for brat the folder.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("What a row of csv is.", valueName: "table"))
    var table: ReportContent.Table = .flags

    @Option(
        help: ArgumentHelp(
            "Lay html out with a mustache template, or a folder of templates, of your own.", valueName: "path"),
        completion: .file())
    var template: String?

    private static let formats = ReportFormat.all.map { "\($0.name): \($0.summary)" }.joined(separator: "\n")

    var settings: ReportSettings {
        ReportSettings(format: format, output: output, table: table, template: template)
    }

    mutating func validate() throws { try settings.validate() }
}

/// What `ReportOptions` holds, without what the parser keeps beside it.
struct ReportSettings {
    var format: ReportFormat?
    var output: String?
    var table = ReportContent.Table.flags
    var template: String?

    /// The format that is wanted, as far as it can be told.
    var chosen: ReportFormat? { format ?? output.flatMap(ReportFormat.forFile) }

    func validate() throws {
        if chosen?.isFolder == true, output == nil {
            throw ValidationError("\(chosen?.name ?? "") is a folder of files; say which with --output FOLDER.")
        }
        if table != .flags, chosen?.name != "csv" {
            throw ValidationError("--table goes with --format csv.")
        }
        if template != nil, chosen?.name != "html" {
            throw ValidationError("--template goes with --format html.")
        }
    }

    private func readTemplate() throws -> ReportTemplate? {
        do {
            return try template.map(ReportTemplate.init(path:))
        } catch {
            throw Failure("\(error)", .input)
        }
    }

    /// What makes an article's lines of a `text` report, for whoever has its findings; `nil` for other formats.
    func listing(as format: ReportFormat, _ common: CommonSettings) -> (@Sendable (Analysis) -> [UInt8])? {
        guard format.name == "text" else { return nil }
        let painter = painter(common)
        return { ReportContent.textLines(of: $0, paint: painter) }
    }

    private func painter(_ common: CommonSettings) -> @Sendable (String, Level) -> String {
        let isColored = output == nil && common.color.colors(STDOUT_FILENO)
        return { word, level in isColored ? paint(word, level) : word }
    }

    /// Makes the report and puts it in its place.
    ///
    /// - Parameter lists: What `listing` made of each analysis; empty where it is still to be made.
    func write(
        _ analyses: [Analysis], session: [Score], as format: ReportFormat, rulebook: Rulebook, _ common: CommonSettings,
        isListing: Bool = false, lists: [[UInt8]] = []
    ) throws {
        let content = ReportContent(
            analyses, session: session, provenance: Provenance(rulebook), table: table, template: try readTemplate(),
            isListing: isListing, textLines: lists, paint: painter(common))
        do {
            try OutputFile.write(format.render(content), to: output)
        } catch is Standard.Closed {
            // Whoever read has read enough.
        }
    }
}

private func paint(_ word: String, _ level: Level) -> String {
    let color =
        switch level {
        case .note: "36"
        case .caution: "33"
        case .warning: "35"
        case .error: "1;31"
        }
    return "\u{1B}[\(color)m\(word)\u{1B}[0m"
}
