import Foundation
import Hearsay
import SessionStore

/// The session's file: written as the session changes, whether it has a name or not.
extension ShellSession {
    /// The session as a file holds it.
    var state: SessionState {
        let articles = workspace.articles.map { article in
            SessionState.Article(
                number: article.number, firstFlag: article.firstFlag, firstScore: article.firstScore,
                analysis: article.analysis, stamp: article.stamp)
        }
        let present = Set(articles.map(\.number))
        return SessionState(
            articles: articles, reviews: remarks.content.reviews.filter { present.contains($0.article) },
            notes: remarks.content.notes.filter { present.contains($0.article) },
            packs: rulebook.program.packs.map {
                StoredSession.Pack(name: $0.name, version: $0.version, hash: $0.hash)
            }, program: version)
    }

    /// Writes what changed. A file that cannot be written is told of once, and tried again after every command.
    func keep() {
        do throws(SessionStoreError) {
            if let file {
                try file.save(state)
            } else if let shelf, !workspace.articles.isEmpty {
                file = try shelf.create(state)
            }
            if trouble != nil { console.note("\(path ?? "the session"): is written again; nothing was lost") }
            trouble = nil
        } catch {
            guard trouble != error.message else { return }
            trouble = error.message
            let advice =
                path == nil
                ? "the session is not kept in case of a crash"
                : "what changed is only in memory, and every command tries again; save NAME.hearsay keeps it elsewhere"
            console.note(StyledText("warning: ", .error) + StyledText("\(error.message); \(advice)"))
        }
    }

    /// A database with the session in it, to be asked.
    func database() throws(ShellError) -> SessionFile {
        do throws(SessionStoreError) {
            if let file, trouble == nil {
                try file.save(state)
                return file
            }
            if memory == nil { memory = try SessionFile.inMemory() }
            guard let memory else { throw SessionStoreError(message: "no database in memory") }
            try memory.save(state)
            return memory
        } catch {
            throw ShellError(error.message, .input)
        }
    }

    /// Leaves the session as it is: one without a name goes, unless something was decided or noted in it.
    public func leave() {
        guard let file, path == nil, let place = file.path else {
            self.file = nil
            return
        }
        self.file = nil
        guard remarks.hasChanges, !state.reviews.isEmpty || !state.notes.isEmpty else {
            return SessionShelf.discard(place)
        }
        console.note("the session has no name; its decisions are kept, and recover takes it up again")
    }

    /// Says what earlier shells left behind.
    public func offerLeftSessions() {
        guard let shelf else { return }
        let left = shelf.left
        guard let newest = left.first else { return }
        let others = left.count > 1 ? "; recover --list shows all \(left.count)" : ""
        console.note(
            StyledText(
                "an unsaved session is left: \(newest.summary) · recover takes it up, recover --discard throws it "
                    + "away\(others)"))
    }

    /// Takes the place of the present session.
    func take(_ stored: StoredSession, _ file: SessionFile?, path: String?) throws(ShellError) {
        let former = workspace
        workspace = Workspace()
        for (i, article) in stored.articles.enumerated() {
            guard !console.isInterrupted else {
                workspace = former
                throw ShellError("interrupted; the session is as it was", .interrupted)
            }
            showProgress("analysing", i, of: stored.articles.count)
            add(article, number: stored.numbers[i])
        }
        console.progress(nil)
        leave()
        self.file = file
        self.path = path
        memory = nil
        trouble = nil
        remarks = Remarks(reviews: stored.reviews, notes: stored.notes)
        position = nil
        for change in rulebook.changes(since: stored.packs) { console.note(StyledText(change)) }
        summarize(workspace.articles)
    }
}

extension SessionShelf.Left {
    /// `3 articles, 2 decisions and notes, of 2026-11-22 14:03`
    var summary: String {
        let remarks = remarks > 0 ? ", \(count(self.remarks, "remark"))" : ""
        let style = Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeZone: .current)
        let time = String(time.formatted(style).prefix(16))
        return "\(count(articles, "article"))\(remarks), of \(time)"
    }
}

extension Rulebook {
    /// What to know about a session that was saved with other packs.
    fileprivate func changes(since stored: [StoredSession.Pack]) -> [String] {
        stored.compactMap { old in
            guard let pack = program.packs.first(where: { $0.name == old.name }) else {
                return "the session was saved with the pack \(old.name), which does not run now"
            }
            guard pack.hash != old.hash else { return nil }
            let versions = pack.version == old.version ? "" : " (\(old.version), now \(pack.version))"
            return "\(old.name) has changed since the session was saved\(versions): flags can differ"
        }
    }
}
