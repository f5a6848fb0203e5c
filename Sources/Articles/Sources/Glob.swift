import Glibc

/// File name patterns as scripts write them.
///
/// `*`, `?` and `[…]` stand for what they do in a shell and do not match a leading dot; `**` as a whole component
/// stands for any number of folders, none too. A name that exists as it is written is no pattern.
public enum Glob {
    /// Whether `path` is a pattern, not the name of something that exists.
    public static func isPattern(_ path: String) -> Bool {
        path.utf8.contains { [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")].contains($0) }
            && access(path, F_OK) != 0
    }

    /// The files and folders that a pattern stands for, in the order of their bytes; a path that is no pattern alone.
    ///
    /// - Throws: `no-articles` where a pattern stands for nothing.
    public static func expand(_ pattern: String) throws(ArticleError) -> [String] {
        guard isPattern(pattern) else { return [pattern] }
        let components = pattern.split(separator: "/").map(String.init)
        var paths: Set<String> = [pattern.hasPrefix("/") ? "/" : ""]
        for (index, component) in components.enumerated() {
            paths = step(paths, component, isLast: index == components.count - 1)
        }
        guard !paths.isEmpty else {
            throw ArticleError(
                .noArticles, path: pattern, "the pattern stands for no file; check the folder and the ending")
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func step(_ folders: Set<String>, _ component: String, isLast: Bool) -> Set<String> {
        var found: Set<String> = []
        for folder in folders {
            if component == "**" {
                insertTree(folder, files: isLast, into: &found)
            } else if component.utf8.contains(where: {
                [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")].contains($0)
            }) {
                for name in names(folder) where fnmatch(component, name, FNM_PERIOD) == 0 {
                    found.insert(Folder.join(folder, name))
                }
            } else {
                let path = Folder.join(folder, component)
                if access(path, F_OK) == 0 { found.insert(path) }
            }
        }
        return found
    }

    /// The folder and all folders below it; with `files` the files in them instead.
    private static func insertTree(_ folder: String, files: Bool, into found: inout Set<String>) {
        var pending = [folder]
        while let next = pending.popLast() {
            if !files { found.insert(next) }
            for name in names(next) where !name.hasPrefix(".") {
                let path = Folder.join(next, name)
                guard let kind = try? PathKind.of(path) else { continue }
                if kind == .folder {
                    if !PathKind.isLink(path) { pending.append(path) }
                } else if files {
                    found.insert(path)
                }
            }
        }
    }

    /// A folder that cannot be read holds nothing that matches.
    private static func names(_ folder: String) -> [String] {
        (try? Folder.names(of: folder.isEmpty ? "." : folder)) ?? []
    }
}
