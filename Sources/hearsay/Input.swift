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

extension OrderedPipeline.Bounds {
    /// What lies in files is handed over several at a time: for small articles that is quicker by half. No more of it is
    /// under way than keeps all threads busy, so that it is still in the processor's cache when its turn comes.
    init(_ source: ArticleSource, threads: Int) {
        self.init()
        guard source.isOfFiles else { return }
        handover = 16
        least = 1 << 14
        if threads == 1 { share = 1 }
        items = min(items, 64 + 32 * threads)
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
///   - isExplaining: Whether the marks' derivations are wanted.
///   - listing: What is made of each article's flags on the thread that has them; the text is then not kept, nor are
///     marks that are not flagged.
/// - Throws: Where Ctrl-C was typed.
func analyzeAll(
    _ paths: [String], from options: InputOptions = InputOptions(), after stored: [Article] = [],
    with rulebook: Rulebook, isExplaining: Bool = true, listing: (@Sendable (Analysis) -> [UInt8])? = nil
) throws -> (analyses: [Analysis], lists: [[UInt8]], failures: Int) {
    let first = Mutex(Array(stored.reversed()))
    let source = ArticleSource(paths, from: options)
    let analyzer = rulebook.analyzer
    var analyses: [Analysis] = []
    var lists: [[UInt8]] = []
    var failures = 0
    var seen = SeenArticles()
    Interrupt.install()
    typealias Worked = (analysis: Analysis, list: [UInt8])
    let threads = stored.isEmpty && isOneSmallFile(paths) ? 0 : ProcessInfo.processInfo.activeProcessorCount
    let pipeline = OrderedPipeline<Input, [Result<Worked, ArticleError>]>(
        bounds: .init(source, threads: threads), cost: \.cost)
    pipeline.run(
        threads: threads,
        read: { first.withLock { $0.popLast() }.map(Input.success) ?? source.next() },
        makeWorker: {
            let worker = analyzer.worker(isExplaining: isExplaining, onlyFlagged: listing != nil)
            return { items in
                items.map { item in
                    item.map { article in
                        let analysis = worker.analyze(article)
                        return (analysis, listing?(analysis) ?? [])
                    }
                }
            }
        },
        write: { batch in
            for result in batch ?? [] {
                switch result {
                case .success((let analysis, let list)):
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
                    analyses.append(listing == nil ? analysis : analysis.withoutText)
                    if listing != nil { lists.append(list) }
                case .failure(let failure):
                    failures += 1
                    Standard.complain(failure.description)
                }
            }
            return !Interrupt.isPending
        })
    if Interrupt.isPending { throw Failure("interrupted", .interrupted) }
    return (analyses, lists, failures)
}

/// Whether threads would cost more than they save: starting them takes a tenth of the time of a short article.
private func isOneSmallFile(_ paths: [String]) -> Bool {
    var status = stat()
    guard paths.count == 1, stat(paths[0], &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG && status.st_size <= 16 << 10
}

extension Analysis {
    /// What was found, without the text that it was found in.
    fileprivate var withoutText: Analysis {
        var analysis = self
        analysis.article.text = []
        analysis.article.layout = Layout(blocks: [])
        analysis.sentences = []
        return analysis
    }
}
