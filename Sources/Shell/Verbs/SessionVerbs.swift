import Foundation
import Hearsay
import SessionStore

extension Verb {
    static let save = Verb(
        name: "save", summary: "give the session a file", usage: "[FILE.hearsay]",
        details: [
            "The file is an SQLite database with articles, marks, attributions, scores, decisions and notes, which any "
                + "SQLite client reads. From then on it is written after every command that changes something.",
            "A session without a file is kept too, and found again after a crash (recover).",
        ],
        examples: [Example(line: "save karsa.hearsay", about: "then, another day: open karsa.hearsay")], kinds: [.path]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count <= 1 else { throw invocation.usageError("save in one file") }
        guard let path = invocation.words.first.map(Paths.single) ?? session.path else {
            throw invocation.usageError("save in which file?")
        }
        guard path.hasSuffix(".hearsay") else {
            throw ShellError("a session's file name ends in .hearsay; report writes other formats")
        }
        let own = session.path.map { URL(fileURLWithPath: $0).standardized.path }
        let isOwn = own == URL(fileURLWithPath: path).standardized.path
        do throws(SessionStoreError) {
            if isOwn, let file = session.file, FileManager.default.fileExists(atPath: path) {
                try file.save(session.state)
            } else {
                // The lock on the file of that name, where it is the session's own, goes first.
                if isOwn { session.file = nil }
                let file = try SessionFile.create(path, session.state)
                if session.path == nil, let unnamed = session.file?.path {
                    session.file = nil
                    SessionShelf.discard(unnamed)
                }
                session.file = file
            }
        } catch {
            throw ShellError(error.message, .input)
        }
        session.path = path
        session.trouble = nil
        session.console.note("saved \(path): \(count(session.workspace.articles.count, "article"))")
    }

    static let open = Verb(
        name: "open", summary: "open a saved session in place of this one", usage: "FILE.hearsay",
        details: [
            "The articles are analysed with the rules of today, and what differs by them is written into the file; "
                + "decisions and notes stay with their flags. A file of an older version is upgraded and a copy kept.",
            "A file that another shell has open, one that is read-only and one that is damaged are read and left as they "
                + "are; save gives what you do then a file of its own.",
        ],
        examples: [Example(line: "open karsa.hearsay", about: "and go on where you were")], kinds: [.path]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count == 1 else { throw invocation.usageError("open which session?") }
        let path = Paths.single(invocation.words[0])
        if let own = session.path, session.file != nil,
            URL(fileURLWithPath: own).standardized.path == URL(fileURLWithPath: path).standardized.path
        {
            throw ShellError("\(path) is the session that is open; articles lists what is in it")
        }
        let opened: SessionFile.Opened
        do throws(SessionStoreError) { opened = try SessionFile.open(path) } catch {
            throw ShellError(error.message, .input)
        }
        if let notice = opened.notice { session.console.note(StyledText(notice)) }
        try session.take(opened.session, opened.file, path: opened.file == nil ? nil : path)
    }

    static let recover = Verb(
        name: "recover", summary: "take up a session that was never saved", usage: "[NUMBER]",
        details: [
            "A session without a name is written as it changes. One that a crash ended, or that was left with decisions or "
                + "notes in it, is found again; without a number the newest."
        ],
        examples: [Example(line: "recover --list", about: "all that were left")],
        options: [
            Option(name: "list", value: "", summary: "list them"),
            Option(name: "discard", value: "", summary: "throw it away instead"),
        ]
    ) { session, invocation throws(ShellError) in
        let left = session.shelf?.left ?? []
        guard !left.isEmpty else {
            if invocation.options["list"] != nil { return session.console.note("no unsaved session is left") }
            throw ShellError("no unsaved session is left")
        }
        if invocation.options["list"] != nil {
            for (i, item) in left.enumerated() { session.console.write("  \(i + 1)  \(item.summary)") }
            return
        }
        let number = invocation.texts.first.map { Int($0) ?? 0 } ?? 1
        guard invocation.words.count <= 1, left.indices.contains(number - 1) else {
            throw invocation.usageError("which one? 1 to \(left.count); recover --list shows them")
        }
        let item = left[number - 1]
        if invocation.options["discard"] != nil {
            SessionShelf.discard(item.path)
            return session.console.note("thrown away: \(item.summary)")
        }
        let opened: SessionFile.Opened
        do throws(SessionStoreError) { opened = try SessionFile.open(item.path) } catch {
            throw ShellError(error.message, .input)
        }
        if let notice = opened.notice { session.console.note(StyledText(notice)) }
        try session.take(opened.session, opened.file, path: nil)
        // What was never saved still is not.
        session.remarks.markChanged()
    }
}
