import Hearsay

/// Where a command's articles come from: files, folders, patterns, standard input.
///
/// `next` is called by one thread only, which makes the stream inside safe to hand over; hence `Sendable`.
final class ArticleSource: @unchecked Sendable {
    private let stream: ArticleStream
    private var failures: [ArticleError] = []

    /// - Parameter paths: `nil` for records on standard input.
    init(_ paths: [String]?) {
        guard let paths else {
            stream = ArticleStream(jsonLines: "-")
            return
        }
        var names: [String] = []
        for path in paths {
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
        stream = ArticleStream(names) { Standard.complain("\($0.path): left out: \($0.reason)") }
    }

    /// The next article, or what is wrong with it; `nil` at the end.
    @Sendable func next() -> Input? {
        if !failures.isEmpty { return .failure(failures.removeFirst()) }
        return stream.next()
    }
}
