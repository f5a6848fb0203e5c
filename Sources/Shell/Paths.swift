import Foundation
import Glibc

/// The files that a word of a command names.
enum Paths {
    /// A word's path, or the paths that its wildcards match, in order.
    static func expand(_ word: Word) throws(ShellError) -> [String] {
        guard let pattern = word.pattern else { return [single(word)] }
        let found = glob(home(pattern, word))
        // A file may be called what looks like a pattern.
        if found.isEmpty, FileManager.default.fileExists(atPath: single(word)) { return [single(word)] }
        guard !found.isEmpty else { throw ShellError("no file matches \(word.text)", .input) }
        return found
    }

    /// The one path that a word names, its wildcards taken as they stand.
    static func single(_ word: Word) -> String { home(word.text, word) }

    private static func home(_ path: String, _ word: Word) -> String {
        word.isHome && (path == "~" || path.hasPrefix("~/")) ? NSHomeDirectory() + path.dropFirst() : path
    }

    private static func glob(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard Glibc.glob(pattern, 0, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
    }
}
