import ArgumentParser
import Foundation
import Hearsay
import Reports
import Terminal

struct AnnotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate", abstract: "Articles in, findings out: a JSON line each, on every core.",
        discussion: """
            In: JSON Lines, {"id": "…", "text": "…"} and whatever else, or files and folders. Out: schema hearsay/1,
            in the same order, whatever the number of threads. An article that cannot be read gives a line with its
            error, and exit code 4 at the end.

            Examples:
              hearsay annotate <corpus.jsonl >findings.jsonl
              hearsay annotate corpus.jsonl.gz --threads 8 -o findings.jsonl
              hearsay annotate news/ --marks all | jq -c .scores
              spacy-to-conllu news/ | hearsay annotate --from conllu
              hearsay annotate news/ --session-scores origins.json >findings.jsonl
              hearsay annotate part7.jsonl --session-parts >part7.out   (then: cat *.out | hearsay scores)
            """)

    enum Marks: String, ExpressibleByArgument, CaseIterable { case flagged, all }

    @Argument(help: "Files, folders or patterns; without any, JSON Lines on standard input.", completion: .file())
    var paths: [String] = []

    @Option(help: ArgumentHelp("How many threads; without it, one a core.", valueName: "n"))
    var threads: Int?

    @Option(help: ArgumentHelp("flagged, or all: silent marks too.", valueName: "which"))
    var marks: Marks = .flagged

    @Option(
        help: ArgumentHelp(
            "Write the scores over all articles to a file of their own, at the end.", valueName: "file"))
    var sessionScores: String?

    @Flag(help: "Give what each article adds to those scores too, for `hearsay scores`.")
    var sessionParts = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    var plain: AnnotateRun {
        AnnotateRun(
            paths: paths, threads: threads, marks: marks, sessionScores: sessionScores, sessionParts: sessionParts,
            output: output, common: common.settings)
    }

    func validate() throws { try plain.validate() }

    func run() throws { try plain.run() }
}

/// What `annotate` was asked for.
struct AnnotateRun: Run {
    var paths: [String]
    var threads: Int?
    var marks = AnnotateCommand.Marks.flagged
    var sessionScores: String?
    var sessionParts = false
    var output: String?
    var common = CommonSettings()

    func validate() throws {
        if let sessionScores, sessionScores == output ?? "-" {
            throw ValidationError("--session-scores is a file of its own, beside the findings.")
        }
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads is a number from 1 to 1024.") }
    }

    /// What a worker made of a few articles.
    private struct Batch: Sendable {
        var lines: [UInt8]
        var articles = 0
        var failures = 0
        var read = 0
        /// What the articles add to the scores over the session, in their order.
        var parts: [SessionPart] = []
    }

    func run() throws {
        Standard.expectClosedPipes()
        let rulebook = common.loadRules()
        let source = ArticleSource(paths.isEmpty ? nil : paths, from: common.inputFormat)
        let file = try OutputFile(output)
        let sessionFile = try sessionScores.map { try OutputFile($0) }
        var session = SessionScores(rulebook.program)
        var progress = Progress(isShown: !common.quiet)
        Interrupt.install()
        var failures = 0
        do {
            let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
            try OrderedPipeline<Input, Batch>(bounds: .init(source, threads: threads), cost: \.cost).run(
                threads: threads, read: source.next,
                makeWorker: makeWorker(rulebook.analyzer),
                write: { batch in
                    if let batch {
                        try file.write(batch.lines)
                        failures += batch.failures
                        for part in batch.parts { session.add(part) }
                        progress.add(articles: batch.articles, bytes: batch.read)
                    }
                    return !Interrupt.isPending
                })
        } catch is Standard.Closed {
            progress.end()
            return
        }
        progress.end()
        if !Interrupt.isPending, !common.quiet, let remark = source.remarkOnRepeats { Standard.complain(remark) }
        // What was done until Ctrl-C is kept, in whole lines.
        try file.finish()
        if let sessionFile {
            var writer = RecordWriter()
            writer.write(session: session.scores())
            writer.json.endRecord()
            try sessionFile.write(writer.json.bytes)
            try sessionFile.finish()
        }
        if Interrupt.isPending { throw ExitCode(Status.interrupted.rawValue) }
        if failures > 0 {
            if !common.quiet { Standard.complain("\(failures) of \(progress.articles) articles could not be read") }
            throw ExitCode((rulebook.hasErrors ? Status.rules : Status.input).rawValue)
        }
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
    }

    private func makeWorker(_ analyzer: Analyzer) -> @Sendable () -> ([Input]) -> Batch {
        let style = RecordWriter.Style(allMarks: marks == .all)
        let onlyFlagged = marks == .flagged
        let takesParts = sessionScores != nil
        let program = sessionParts ? analyzer.program : nil
        return {
            let worker = analyzer.worker(isExplaining: false, onlyFlagged: onlyFlagged)
            var writer = RecordWriter(style)
            return { items in
                writer.json.removeAll()
                var batch = Batch(lines: [])
                for item in items {
                    switch item {
                    case .success(let article):
                        batch.read += article.text.count
                        let analysis = worker.analyze(article)
                        if takesParts { batch.parts.append(analysis.findings.sessionPart) }
                        writer.write(analysis, parts: program?.counts(of: analysis.findings.sessionPart))
                    case .failure(let failure):
                        batch.failures += 1
                        let line = failure.code == .notCoNLLU ? failure.line.map { "line \($0): " } ?? "" : ""
                        writer.writeError(
                            id: failure.id, code: failure.code.rawValue, message: line + failure.message)
                    }
                    writer.json.endRecord()
                }
                batch.articles = items.count
                batch.lines = writer.json.bytes
                return batch
            }
        }
    }
}
