import Foundation
import Hearsay
import Reports

extension Verb {
    static let report = Verb(
        name: "report", summary: "write a report to send round", usage: "FILE [ARTICLE…] [--format FORMAT]",
        details: [
            "The format goes by the file name's ending: "
                + ReportFormat.all.filter { !$0.extensions.isEmpty }.map { "\($0.name) (.\($0.extensions[0]))" }
                .joined(separator: ", ") + ". Without an article it is about all of them."
        ],
        examples: [
            Example(line: "report karsa.html", about: "a page for people"),
            Example(line: "report out --format brat 2", about: "a folder for annotation tools"),
        ],
        options: [
            Option(
                name: "format", value: "FORMAT", summary: "the format, whatever the name",
                choices: ReportFormat.all.map(\.name))
        ],
        kinds: [.path, .article]
    ) { session, invocation throws(ShellError) in
        guard let file = invocation.words.first else { throw invocation.usageError("report to which file?") }
        let path = Paths.single(file)
        let format = try reportFormat(for: path, named: invocation.options["format"])
        let chosen = try session.chosen(invocation.texts.dropFirst().map { $0 })
        guard !chosen.isEmpty else { throw ShellError("no article is loaded; load FILE… loads some") }
        let content = ReportContent(
            chosen.map(\.analysis), session: session.rulebook.analyzer.sessionScores(of: chosen.map(\.analysis)),
            provenance: Provenance(session.rulebook))
        do {
            switch try format.render(content) {
            case .file(let bytes): try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            case .folder(let files):
                let folder = URL(fileURLWithPath: path)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                for file in files {
                    try Data(file.bytes).write(to: folder.appendingPathComponent(file.name), options: .atomic)
                }
            }
        } catch {
            throw ShellError("\(path): cannot be written: \(reason(error))", .input)
        }
        session.console.note("wrote \(path): \(format.name), \(count(chosen.count, "article"))")
    }
}

private func reportFormat(for path: String, named name: String?) throws(ShellError) -> ReportFormat {
    if let name {
        if let format = ReportFormat.named(name) { return format }
        throw ShellError("there is no format “\(name)”; there are \(list(ReportFormat.all.map(\.name), "and"))")
    }
    if let format = ReportFormat.forFile(path) { return format }
    throw ShellError("\(path): the name's ending says no format; say which with --format FORMAT (help report)")
}

private func reason(_ error: any Error) -> String { (error as NSError).localizedDescription }
