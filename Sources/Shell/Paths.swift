import Foundation
import Hearsay

/// The files that a word of a command names.
enum Paths {
    /// A word's path, or the paths that its wildcards match, in order.
    static func expand(_ word: Word) throws(ShellError) -> [String] {
        // A file may be called what looks like a pattern.
        guard let pattern = word.pattern, !FileManager.default.fileExists(atPath: single(word)) else {
            return [single(word)]
        }
        do throws(ArticleError) {
            return try Glob.expand(home(pattern, word))
        } catch {
            throw ShellError("\(word.text): \(error.message)", .input)
        }
    }

    /// The one path that a word names, its wildcards taken as they stand.
    static func single(_ word: Word) -> String { home(word.text, word) }

    private static func home(_ path: String, _ word: Word) -> String {
        word.isHome && (path == "~" || path.hasPrefix("~/")) ? NSHomeDirectory() + path.dropFirst() : path
    }
}
