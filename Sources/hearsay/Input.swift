import Foundation
import Glibc
import Hearsay
import Synchronization
import Terminal

/// An article, or what stands in its place.
typealias Input = Result<Article, ArticleError>

extension Input {
    /// About how much memory it holds, in bytes.
    var cost: Int {
        if case .success(let article) = self { return article.text.count }
        return 0
    }
}

/// The findings in articles, read and worked out on every core, in the order of the articles.
///
/// What could not be read is said on standard error and counted. An article that comes twice, with the same id and text,
/// is taken once; one with the text of another is kept, and both are said.
///
/// - Parameters:
///   - paths: Files, folders and patterns, `-` for standard input.
///   - options: How they are read.
///   - stored: Articles that come before those.
/// - Throws: Where Ctrl-C was typed.
func analyzeAll(
    _ paths: [String], from options: InputOptions = InputOptions(), after stored: [Article] = [],
    with rulebook: Rulebook
) throws -> (analyses: [Analysis], failures: Int) {
    let first = Mutex(Array(stored.reversed()))
    let source = ArticleSource(paths, from: options)
    let analyzer = rulebook.analyzer
    var analyses: [Analysis] = []
    var failures = 0
    var seen = SeenArticles()
    Interrupt.install()
    let pipeline = OrderedPipeline<Input, [Result<Analysis, ArticleError>]>(cost: \.cost)
    pipeline.run(
        threads: stored.isEmpty && isOneSmallFile(paths) ? 0 : ProcessInfo.processInfo.activeProcessorCount,
        read: { first.withLock { $0.popLast() }.map(Input.success) ?? source.next() },
        makeWorker: {
            let worker = analyzer.worker()
            return { items in items.map { $0.map(worker.analyze) } }
        },
        write: { batch in
            for result in batch ?? [] {
                switch result {
                case .success(let analysis):
                    for notice in analysis.article.notices {
                        Standard.complain("\(analysis.article.path ?? analysis.article.id): \(notice)")
                    }
                    let earlier = seen.note(analysis.article, as: analyses.count).map { analyses[$0].article }
                    if let earlier, earlier.id == analysis.article.id {
                        Standard.complain("\(printable(earlier.id)): left out: it is named twice")
                        continue
                    }
                    if let earlier {
                        Standard.complain(
                            "\(printable(analysis.article.id)): it has the same text as \(printable(earlier.id))")
                    }
                    analyses.append(analysis)
                case .failure(let failure):
                    failures += 1
                    Standard.complain(failure.description)
                }
            }
            return !Interrupt.isPending
        })
    if Interrupt.isPending { throw Failure("interrupted", .interrupted) }
    return (analyses, failures)
}

/// Whether threads would cost more than they save: starting them takes a tenth of the time of a short article.
private func isOneSmallFile(_ paths: [String]) -> Bool {
    var status = stat()
    guard paths.count == 1, stat(paths[0], &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG && status.st_size <= 16 << 10
}
