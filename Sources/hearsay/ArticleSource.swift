import ArgumentParser
import Hearsay

extension FileFormat: ExpressibleByArgument {}

/// How a command's input is read.
struct InputOptions {
    /// What all of it is; `nil` where names and content tell.
    var format: FileFormat?
    /// The field or column that holds the text, where it is none of the usual.
    var textField: String?
    var isQuiet = false
}

/// Where a command's articles come from: files, folders, patterns, standard input.
///
/// `next` is called by one thread only, which makes the stream inside safe to hand over; hence `Sendable`.
final class ArticleSource: @unchecked Sendable {
    private let stream: ArticleStream
    private var failures: [ArticleError] = []
    private var seen = SeenArticles()
    private var count = 0
    private var repeats = 0
    private var firstRepeat: (id: String, earlier: Int)?

    /// - Parameter paths: `nil` for records on standard input.
    init(_ paths: [String]?, from options: InputOptions = InputOptions()) {
        var names: [String] = []
        for path in paths ?? ["-"] {
            guard Glob.isPattern(path) else {
                names.append(path)
                continue
            }
            do throws(ArticleError) {
                names += try Glob.expand(path)
            } catch {
                failures.append(error)
            }
        }
        stream = ArticleStream(
            names, as: options.format ?? (paths == nil ? .jsonl : nil), textField: options.textField,
            onLeftOut: { Standard.complain("\($0)") },
            onNotice: { if !options.isQuiet { Standard.complain("\($0)") } })
    }

    /// Whether what comes next is in a file and need not be waited for.
    var isOfFiles: Bool { stream.isOfFiles }

    /// The next article, or what is wrong with it; `nil` at the end.
    @Sendable func next() -> Input? {
        if !failures.isEmpty { return .failure(failures.removeFirst()) }
        guard let next = stream.next() else { return nil }
        count += 1
        if case .success(let article) = next, let earlier = seen.note(article, as: count) {
            repeats += 1
            if firstRepeat == nil { firstRepeat = (article.id, earlier) }
        }
        return next
    }

    /// What is to be said of articles that have another's text, after the last one was read.
    var remarkOnRepeats: String? {
        guard let (id, earlier) = firstRepeat else { return nil }
        let what = repeats == 1 ? "1 article has" : "\(repeats) articles have"
        return
            "\(what) the text of an earlier one; the first is “\(printable(id))”, the same as article \(earlier) of the input"
    }
}
