import Foundation
import Hearsay
import SessionStore

extension Verb {
    static let diff = Verb(
        name: "diff", summary: "see what differs between packs or sessions", usage: "FILE [FILE]",
        details: [
            "Two packs (.yaml): which flags in the loaded articles come and go from the first to the second. With one file "
                + "the rules that run now are the first.",
            "Two saved sessions (.hearsay): which flags they were saved with differ, by article, rule and words. With one "
                + "file the other is the session that is open.",
        ],
        examples: [
            Example(line: "diff hedging-2.yaml", about: "what another version of a pack would flag"),
            Example(line: "diff monday.hearsay tuesday.hearsay", about: "what changed from one day to the next"),
        ],
        kinds: [.path]
    ) { session, invocation throws(ShellError) in
        let items = try session.differences(invocation)
        var table = Table(columns: [
            .init(title: ""), .init(title: "article", shrinks: true), .init(title: "¶", isRight: true),
            .init(title: "flag"), .init(title: "text", shrinks: true), .init(title: "rule"),
        ])
        table.rows = items.map { item in
            [
                StyledText(item.isNew ? "+" : "−", .bold), StyledText(item.article), "\(item.paragraph)",
                StyledText(item.type, .mark(family: String(item.type.prefix { $0 != "." }))), StyledText(item.text),
                StyledText(item.rule, .dim),
            ]
        }
        try session.write(table.lines(session.console))
        let added = items.count { $0.isNew }
        session.console.note(
            items.isEmpty
                ? "no flag differs" : "+\(count(added, "flag")), −\(count(items.count - added, "flag"))")
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("change", "article", "paragraph", "type", "rule", "text")
        listing.rows = try session.differences(invocation).map { item in
            [
                .text(item.isNew ? "+" : "−"), .text(item.article), Datum(item.paragraph), .text(item.type),
                .text(item.rule), .text(item.text),
            ]
        }
        return listing
    }
}

/// A flag that one side has and the other has not.
private struct Difference {
    var isNew: Bool
    var article: String
    var paragraph: Int
    var type: String
    var rule: String
    var text: String
}

/// An article's id, of a path only the file.
private func shortName(_ id: String) -> String { id.split(separator: "/").last.map(String.init) ?? id }

extension ShellSession {
    fileprivate func differences(_ invocation: Invocation) throws(ShellError) -> [Difference] {
        let paths = invocation.words.map(Paths.single)
        guard (1...2).contains(paths.count) else { throw invocation.usageError("the difference between what?") }
        let sessions = paths.filter { $0.hasSuffix(".hearsay") }.count
        guard sessions == 0 || sessions == paths.count else {
            throw invocation.usageError("two packs or two sessions, not one of each")
        }
        return try sessions > 0 ? sessionDifferences(paths) : packDifferences(paths)
    }

    // MARK: - Sessions

    private func sessionDifferences(_ paths: [String]) throws(ShellError) -> [Difference] {
        var sides: [[StoredFlag]] = []
        for path in paths {
            do throws(SessionStoreError) { sides.append(try SessionStore.flags(of: path)) } catch {
                throw ShellError(error.message, .input)
            }
        }
        if sides.count == 1 { sides.append(storedFlags) }
        let keys = sides.map(Self.keys)
        let (before, after) = (Set(keys[0]), Set(keys[1]))
        func missing(_ side: Int, from other: Set<[String]>) -> [Difference] {
            zip(sides[side], keys[side]).filter { !other.contains($0.1) }.map { flag, _ in
                Difference(
                    isNew: side == 1, article: shortName(flag.article), paragraph: flag.paragraph, type: flag.type,
                    rule: flag.rule,
                    text: oneLine(flag.text))
            }
        }
        return missing(1, from: before) + missing(0, from: after)
    }

    /// The flags of this session as a file has them.
    private var storedFlags: [StoredFlag] {
        workspace.articles.flatMap { article in
            article.flags.map { number, mark in
                StoredFlag(
                    article: article.article.id, number: number, type: mark.type, rule: mark.rule,
                    level: mark.flag?.level.name ?? "", text: article.analysis.text(mark.range),
                    paragraph: mark.context.paragraph)
            }
        }
    }

    /// What flags are the same by: article, rule, words, and which of several.
    private static func keys(_ flags: [StoredFlag]) -> [[String]] {
        var counts: [[String]: Int] = [:]
        return flags.map { flag in
            let key = [flag.article, flag.rule, oneLine(flag.text)]
            counts[key, default: 0] += 1
            return key + ["\(counts[key] ?? 1)"]
        }
    }

    // MARK: - Packs

    private func packDifferences(_ paths: [String]) throws(ShellError) -> [Difference] {
        guard !workspace.articles.isEmpty else { throw .nothingLoaded }
        var rulebooks: [Rulebook] = paths.count == 1 ? [rulebook] : []
        for path in paths { rulebooks.append(try rules(with: path)) }
        let before = paths.count == 1 ? workspace.articles : try articles(by: rulebooks[0])
        let after = try articles(by: rulebooks[1])
        console.progress(nil)
        let change = RuleChange(from: rulebooks[0], before, to: rulebooks[1], after)
        func items(_ flags: [RuleChange.Flagged], isNew: Bool) -> [Difference] {
            flags.map { flag in
                Difference(
                    isNew: isNew, article: shortName(flag.article.article.id), paragraph: flag.mark.context.paragraph,
                    type: flag.mark.type, rule: flag.mark.rule,
                    text: oneLine(flag.article.analysis.text(flag.mark.range)))
            }
        }
        return items(change.added, isNew: true) + items(change.removed, isNew: false)
    }

    /// The rules that run now, with this file in the place of the pack that it holds.
    private func rules(with path: String) throws(ShellError) -> Rulebook {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ShellError("\(path): there is no such file", .input)
        }
        let alone = Rulebook.load(RuleSelection(paths: [path], useCore: false, useConfig: false))
        let names = Set(alone.library.packs.map(\.name))
        guard !names.isEmpty else {
            let error = alone.diagnostics.first { $0.severity == .error }
            throw ShellError(error?.rendered() ?? "\(path): holds no pack", .rules)
        }
        var selection = selection ?? RuleSelection(useConfig: false)
        selection.paths.removeAll { other in
            self.rulebook.library.packs.contains { $0.source.path == other && names.contains($0.name) }
        }
        selection.paths.append(path)
        let changed = Rulebook.load(selection)
        let known = Set(self.rulebook.diagnostics.map(\.message))
        if let error = changed.diagnostics.first(where: { $0.severity == .error && !known.contains($0.message) }) {
            throw ShellError(error.rendered(), .rules)
        }
        return changed
    }

    private func articles(by rulebook: Rulebook) throws(ShellError) -> [Loaded] {
        let worker = rulebook.analyzer.worker()
        var analyses: [Analysis] = []
        for (i, article) in workspace.articles.enumerated() {
            try checkInterrupt()
            showProgress("analysing", i, of: workspace.articles.count)
            analyses.append(worker.analyze(article.article))
        }
        var copy = workspace
        copy.replace(with: analyses)
        return copy.articles
    }
}
