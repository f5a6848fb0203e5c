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
/// What could not be read is said on standard error and counted.
///
/// - Parameters:
///   - paths: Files, folders and patterns, `-` for standard input.
///   - format: What all of them are; `nil` where names and content tell.
///   - stored: Articles that come before those.
/// - Throws: Where Ctrl-C was typed.
func analyzeAll(
    _ paths: [String], from format: InputFormat? = nil, after stored: [Article] = [], with rulebook: Rulebook
) throws -> (analyses: [Analysis], failures: Int) {
    let first = Mutex(Array(stored.reversed()))
    let source = ArticleSource(paths, from: format)
    let analyzer = rulebook.analyzer
    var analyses: [Analysis] = []
    var failures = 0
    Interrupt.install()
    let pipeline = OrderedPipeline<Input, [Result<Analysis, ArticleError>]>(cost: \.cost)
    pipeline.run(
        threads: ProcessInfo.processInfo.activeProcessorCount,
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
