import Foundation
import Hearsay
import Reports
import SessionStore

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

    static let save = Verb(
        name: "save", summary: "save the session in a file", usage: "[FILE.hearsay]",
        details: [
            "The file is an SQLite database with articles, marks, flags, attributions and scores, which any SQLite client "
                + "reads. Without a name it goes to the file that was last opened or saved."
        ],
        examples: [Example(line: "save karsa.hearsay", about: "then, another day: open karsa.hearsay")], kinds: [.path]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count <= 1 else { throw invocation.usageError("save in one file") }
        guard let path = invocation.words.first.map(Paths.single) ?? session.file else {
            throw invocation.usageError("save in which file?")
        }
        guard path.hasSuffix(".hearsay") else {
            throw ShellError("a session's file name ends in .hearsay; report writes other formats")
        }
        do throws(SessionStoreError) {
            try SessionStore.save(
                session.workspace.articles.map(\.analysis), packs: session.rulebook.storedPacks,
                program: session.version,
                to: path)
        } catch {
            throw ShellError(error.message, .input)
        }
        session.file = path
        session.console.note("saved \(path): \(count(session.workspace.articles.count, "article"))")
    }

    static let open = Verb(
        name: "open", summary: "open a saved session in place of this one", usage: "FILE.hearsay",
        details: ["The articles are analysed again with the rules of today; the file stays as it is."], kinds: [.path]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count == 1 else { throw invocation.usageError("open which session?") }
        let path = Paths.single(invocation.words[0])
        let stored: StoredSession
        do throws(SessionStoreError) {
            stored = try SessionStore.open(path)
        } catch {
            throw ShellError(error.message, .input)
        }
        let former = session.workspace
        session.workspace = Workspace()
        for article in stored.articles {
            guard !session.console.isInterrupted else {
                session.workspace = former
                throw ShellError("interrupted; the session is as it was", .interrupted)
            }
            session.add(article)
        }
        session.file = path
        for change in session.rulebook.changes(since: stored.packs) { session.console.note(StyledText(change)) }
        session.summarize(session.workspace.articles)
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

extension Rulebook {
    fileprivate var storedPacks: [StoredSession.Pack] {
        program.packs.map { StoredSession.Pack(name: $0.name, version: $0.version, hash: $0.hash) }
    }

    /// What to know about a session that was saved with other packs.
    fileprivate func changes(since stored: [StoredSession.Pack]) -> [String] {
        stored.compactMap { old in
            guard let pack = program.packs.first(where: { $0.name == old.name }) else {
                return "the session was saved with the pack \(old.name), which does not run now"
            }
            guard pack.hash != old.hash else { return nil }
            let versions = pack.version == old.version ? "" : " (\(old.version), now \(pack.version))"
            return "\(old.name) has changed since the session was saved\(versions): flags can differ"
        }
    }
}
