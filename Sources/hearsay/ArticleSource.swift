import Hearsay

/// Where a command's articles come from: files, folders, patterns, standard input.
///
/// `next` is called by one thread only, which makes the stream inside safe to hand over; hence `Sendable`.
final class ArticleSource: @unchecked Sendable {
    private let stream: ArticleStream
    private var failures: [ArticleError] = []

    /// - Parameters:
    ///   - paths: `nil` for records on standard input.
    ///   - format: What all of it is; `nil` where names and content tell.
    init(_ paths: [String]?, from format: InputFormat? = nil) {
        guard let paths = paths ?? (format == .conllu ? ["-"] : nil) else {
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
        let onLeftOut = { (leftOut: LeftOut) in Standard.complain("\(leftOut.path): left out: \(leftOut.reason)") }
        stream =
            format == .conllu
            ? ArticleStream(conllu: names, onLeftOut: onLeftOut) : ArticleStream(names, onLeftOut: onLeftOut)
    }

    /// The next article, or what is wrong with it; `nil` at the end.
    @Sendable func next() -> Input? {
        if !failures.isEmpty { return .failure(failures.removeFirst()) }
        return stream.next()
    }
}
