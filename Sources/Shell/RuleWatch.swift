import Hearsay

/// Live rules: what was read from files is read again when a file is saved.
extension ShellSession {
    /// Reads the rules again where a file of theirs was saved, and tells what that changes in the loaded articles. Where
    /// the files hold a new error, the rules stay as they were and the error is told.
    ///
    /// Called before a prompt is shown and before a command runs.
    public func refreshRules() {
        guard let selection else { return }
        let files = selection.files(of: rulebook.library)
        guard files != ruleFiles else { return }
        let fresh = Rulebook.load(selection)
        // A file may have been saved while this was read.
        ruleFiles = selection.files(of: fresh.library)
        let known = knownErrors
        knownErrors = Set(fresh.errors.map(\.key))
        let errors = fresh.errors.filter { !known.contains($0.key) }
        guard errors.isEmpty else {
            for error in errors {
                for line in error.rendered().split(separator: "\n") { console.note(StyledText(String(line))) }
            }
            console.note("the rules stay as they were before the file was saved; put it right and save it again")
            return
        }
        take(fresh)
    }

    /// Goes on with other rules, and tells what they change.
    private func take(_ fresh: Rulebook) {
        let former = (rulebook: rulebook, articles: workspace.articles)
        let worker = fresh.analyzer.worker()
        var analyses: [Analysis] = []
        defer { console.progress(nil) }
        for (i, article) in former.articles.enumerated() {
            showProgress("analysing", i, of: former.articles.count)
            guard !console.isInterrupted else {
                ruleFiles = [:]
                console.note("interrupted; the rules stay as they were until the next command")
                return
            }
            analyses.append(worker.analyze(article.article))
        }
        use(fresh, worker)
        workspace.replace(with: analyses)
        tell(RuleChange(from: former.rulebook, former.articles, to: fresh, workspace.articles))
    }

    private func tell(_ change: RuleChange) {
        let packs = change.packs.isEmpty ? "rules" : list(change.packs, "and")
        guard !workspace.articles.isEmpty else { return console.note("\(packs) read again") }
        let sum =
            change.added.isEmpty && change.removed.isEmpty
            ? "no flag changes" : "+\(count(change.added.count, "flag")), −\(count(change.removed.count, "flag"))"
        console.note("\(packs) read again: \(sum)")
        for (sign, flags) in [("+", change.added), ("−", change.removed)] {
            for flag in flags.prefix(Self.shownChanges) { console.note(line(sign, flag)) }
            if flags.count > Self.shownChanges {
                console.note("  \(sign) … and \(flags.count - Self.shownChanges) more")
            }
        }
    }

    private static let shownChanges = 20

    private func line(_ sign: String, _ flag: RuleChange.Flagged) -> StyledText {
        var line = StyledText("  \(sign) ", .bold)
        if workspace.articles.count > 1 { line.append("\(flag.article.number) ", .dim) }
        // Flags that are gone have no number any more.
        if sign == "+" { line.append("f\(flag.number) ") }
        line.append("\(flag.mark.type)  ", flag.mark.role)
        let room = max(24, console.width - console.columns(of: line.plain))
        line.append(context(of: flag.mark, in: flag.article.analysis, width: room, console.columns(of:)))
        return line
    }
}

extension Rulebook {
    fileprivate var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

extension Diagnostic {
    /// The same for an error that only moved to another line.
    fileprivate var key: String { "\(code) \(rule ?? "") \(message)" }
}

/// What other rules change in articles.
struct RuleChange {
    struct Flagged {
        var article: Loaded
        var number: Int
        var mark: Mark
    }

    private struct Key: Hashable {
        var article: Int
        var rule: String
        var range: Range<Int>
        var flag: String
    }

    /// Names of the packs that differ.
    let packs: [String]
    let added: [Flagged]
    let removed: [Flagged]

    init(from old: Rulebook, _ before: [Loaded], to new: Rulebook, _ after: [Loaded]) {
        let former = Dictionary(old.library.packs.map { ($0.name, $0.hash) }) { first, _ in first }
        let present = Dictionary(new.library.packs.map { ($0.name, $0.hash) }) { first, _ in first }
        packs = Set(former.keys).union(present.keys).filter { former[$0] != present[$0] }.sorted()
        let (old, new) = (Self.flags(before), Self.flags(after))
        let (oldKeys, newKeys) = (Set(old.map(\.key)), Set(new.map(\.key)))
        added = new.filter { !oldKeys.contains($0.key) }.map(\.flag)
        removed = old.filter { !newKeys.contains($0.key) }.map(\.flag)
    }

    private static func flags(_ articles: [Loaded]) -> [(key: Key, flag: Flagged)] {
        articles.flatMap { article in
            article.flags.map { number, mark in
                let report = mark.flag.map { "\($0.level.name) \($0.message)" } ?? ""
                return (
                    Key(article: article.number, rule: mark.rule, range: mark.range, flag: report),
                    Flagged(article: article, number: number, mark: mark)
                )
            }
        }
    }
}
