import Hearsay

/// What a report is made from.
public struct ReportContent: Sendable {
    /// What one row of a `csv` report is.
    public enum Table: String, Sendable, CaseIterable { case flags, attributions, scores, articles }

    public var analyses: [Analysis]
    /// Scores over all the articles.
    public var session: [Score]
    public var provenance: Provenance
    public var table: Table
    /// Silent marks too, where the format has room for them (`json`, `jsonl`).
    public var allMarks: Bool
    /// What `html` is laid out with; `nil` for the built-in templates.
    public var template: ReportTemplate?
    /// `text` as `check` prints it: lines of flags and nothing of what they were made with.
    public var isListing: Bool
    /// The lines of `text` for each analysis, where they are made already; empty where they are not.
    public var textLines: [[UInt8]]
    /// How `text` shows a level: the place for a terminal's colours.
    public var paint: @Sendable (_ word: String, _ level: Level) -> String

    public init(
        _ analyses: [Analysis], session: [Score] = [], provenance: Provenance, table: Table = .flags,
        allMarks: Bool = false, template: ReportTemplate? = nil, isListing: Bool = false, textLines: [[UInt8]] = [],
        paint: @escaping @Sendable (String, Level) -> String = { word, _ in word }
    ) {
        self.analyses = analyses
        self.session = session
        self.provenance = provenance
        self.table = table
        self.allMarks = allMarks
        self.template = template
        self.isListing = isListing
        self.textLines = textLines
        self.paint = paint
    }
}

/// A finished report.
public enum ReportOutput: Sendable {
    case file([UInt8])
    /// Files with plain names, to be put into one folder.
    case folder([(name: String, bytes: [UInt8])])
}

/// A kind of report. The same content always gives the same bytes.
public struct ReportFormat: Sendable {
    public let name: String
    /// What it is good for, in a few words.
    public let summary: String
    /// File name extensions by which it is chosen, without the dot.
    public let extensions: [String]
    /// Whether the output is a folder of files.
    public let isFolder: Bool
    /// Whether it shows how marks came about.
    public var showsDerivations: Bool { name == "html" }
    private let make: @Sendable (ReportContent) throws -> ReportOutput

    private init(
        _ name: String, _ summary: String, extensions: [String] = [],
        _ make: @escaping @Sendable (ReportContent) throws -> [UInt8]
    ) {
        self.name = name
        self.summary = summary
        self.extensions = extensions
        self.isFolder = false
        self.make = { .file(try make($0)) }
    }

    private init(
        folder name: String, _ summary: String,
        _ make: @escaping @Sendable (ReportContent) -> [(name: String, bytes: [UInt8])]
    ) {
        self.name = name
        self.summary = summary
        self.extensions = []
        self.isFolder = true
        self.make = { .folder(make($0)) }
    }

    /// Makes the report.
    ///
    /// - Throws: Where a template cannot be used.
    public func render(_ content: ReportContent) throws -> ReportOutput { try make(content) }

    public static let all: [ReportFormat] = [
        ReportFormat("text", "a line a flag, for terminals, grep and editors", extensions: ["txt"], textReport),
        ReportFormat("html", "one page for people, works offline", extensions: ["html", "htm"], htmlReport),
        ReportFormat("md", "Markdown for notes, wikis and mail", extensions: ["md", "markdown"], markdownReport),
        ReportFormat("json", "one document in schema hearsay/1", extensions: ["json"], jsonReport),
        ReportFormat(
            "jsonl", "an article a line in schema hearsay/1", extensions: ["jsonl", "ndjson"], jsonLinesReport),
        ReportFormat("csv", "a row a flag, for spreadsheets, R and pandas", extensions: ["csv"], csvReport),
        ReportFormat("sarif", "SARIF 2.1.0 for code scanning and editors", extensions: ["sarif"], sarifReport),
        ReportFormat("webanno", "W3C Web Annotation for annotation tools", extensions: ["jsonld"], webAnnotationReport),
        ReportFormat(folder: "brat", "a folder of .txt and .ann for corpus tools", bratReport),
    ]

    public static func named(_ name: String) -> ReportFormat? { all.first { $0.name == name } }

    /// The format that a file name's extension asks for.
    public static func forFile(_ path: String) -> ReportFormat? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        return all.first { $0.extensions.contains(ending) }
    }
}
