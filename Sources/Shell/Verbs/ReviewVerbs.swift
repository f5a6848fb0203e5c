import Foundation
import Hearsay
import SessionStore

extension Verb {
    static let accept = Verb(
        name: "accept", summary: "say that flags are right", usage: "[FLAG…] [REASON…]",
        details: [
            "f3-5 are flags 3 to 5. The decision belongs to the rule, the words and their sentence: it stays while rules and numbers change, and "
                + "goes into the session's file. Without a flag it is about the one that next, prev or goto showed.",
            "rules eval --reviews counts for each rule how often it was right.",
        ],
        examples: [
            Example(line: "accept f1 f3-5", about: "four flags that are right"),
            Example(line: "flags decision=accept", about: "what was accepted"),
        ],
        kinds: [.flag]
    ) { session, invocation throws(ShellError) in try session.decide(.accept, invocation) }

    static let reject = Verb(
        name: "reject", summary: "say that flags are wrong", usage: "[FLAG…] [REASON…]",
        details: ["As accept does, with the opposite meaning. The reason is kept with it."],
        examples: [
            Example(line: "reject f2 \"quoted from the treaty\"", about: "and why"),
            Example(line: "flags decision!=reject", about: "what was not rejected"),
        ],
        kinds: [.flag]
    ) { session, invocation throws(ShellError) in try session.decide(.reject, invocation) }

    static let note = Verb(
        name: "note", summary: "note something about a flag or an article", usage: "[FLAG|ARTICLE] TEXT…",
        details: ["Notes are shown with the flag, listed by reviews, and kept in the session's file."],
        examples: [
            Example(line: "note f1 ask the ministry", about: "about a flag"),
            Example(line: "note 2 second edition", about: "about an article"),
        ],
        kinds: [.flag, .article]
    ) { session, invocation throws(ShellError) in
        var words = invocation.texts[...]
        guard let first = words.first else { throw invocation.usageError("note what?") }
        let article: Loaded
        var flag: FlagKey?
        if case .flag(let number)? = Reference(first) {
            let found = try session.workspace.key(number)
            (article, flag) = (found.article, found.key)
            words = words.dropFirst()
        } else if Int(first) != nil {
            article = try session.workspace.article(first)
            words = words.dropFirst()
        } else {
            let found = try session.currentFlag(invocation)
            (article, flag) = (found.article, found.key)
        }
        guard !words.isEmpty else { throw invocation.usageError("note what?") }
        let note = Note(
            article: article.number, flag: flag, text: words.joined(separator: " "), time: session.timestamp)
        session.remarks.change("note “\(note.text)”") { $0.notes.append(note) }
    }

    static let undo = Verb(
        name: "undo", summary: "take back the last decision or note", usage: "",
        examples: [Example(line: "undo", about: "and redo does it again")]
    ) { session, _ throws(ShellError) in
        guard let label = session.remarks.undo() else { throw ShellError("there is nothing to take back") }
        session.console.note(StyledText("taken back: \(label)"))
    }

    static let redo = Verb(
        name: "redo", summary: "do again what undo took back", usage: "",
        examples: [Example(line: "redo", about: "after undo")]
    ) { session, _ throws(ShellError) in
        guard let label = session.remarks.redo() else { throw ShellError("there is nothing to do again") }
        session.console.note(StyledText("done again: \(label)"))
    }

    static let reviews = Verb(
        name: "reviews", summary: "list decisions and notes", usage: "[ARTICLE…]",
        details: [
            "A decision whose flag is not raised any more has no number; it counts again when the flag comes back."
        ],
        examples: [
            Example(line: "reviews 2", about: "those in article 2"),
            Example(line: "reviews --csv", about: "to be used elsewhere"),
        ],
        kinds: [.article]
    ) { session, invocation throws(ShellError) in
        let rows = try session.remarkRows(invocation.texts)
        guard !rows.isEmpty else { return session.console.note("no decisions and no notes") }
        var table = Table(columns: [
            .init(title: ""), .init(title: "#", isRight: true), .init(title: "article", isRight: true),
            .init(title: "rule"), .init(title: "text", shrinks: true), .init(title: "note", shrinks: true),
        ])
        table.rows = rows.map { row in
            [
                StyledText(row.kind, row.kind == "reject" ? .error : .plain),
                StyledText(row.number.map { "f\($0)" } ?? "–"),
                "\(row.article)", StyledText(row.flag?.rule ?? ""), StyledText(row.flag?.text ?? ""),
                StyledText(row.note ?? "", .dim),
            ]
        }
        try session.write(table.lines(session.console))
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("remark", "flag", "article", "rule", "text", "sentence", "note", "time")
        listing.rows = try session.remarkRows(invocation.texts).map { row in
            [
                .text(row.kind), Datum(row.number.map { "f\($0)" }), Datum(row.article), Datum(row.flag?.rule),
                Datum(row.flag?.text), Datum(row.flag?.sentence), Datum(row.note), .text(row.time),
            ]
        }
        return listing
    }
}

/// A decision or a note as it is listed.
private struct RemarkRow {
    var kind: String
    /// The flag's number, where it is raised.
    var number: Int?
    var article: Int
    var flag: FlagKey?
    var note: String?
    var time: String
}

extension ShellSession {
    /// ISO 8601, UTC.
    fileprivate var timestamp: String { Date().ISO8601Format() }

    /// The flag that is being read.
    func currentFlag(_ invocation: Invocation) throws(ShellError) -> (article: Loaded, key: FlagKey) {
        guard let place = position, let flag = place.flag,
            let article = workspace.articles.first(where: { $0.number == place.article })
        else { throw invocation.usageError("which flag? next, prev and goto show one") }
        return (article, flag)
    }

    fileprivate func decide(_ decision: Review.Decision, _ invocation: Invocation) throws(ShellError) {
        var chosen: [(label: String, article: Loaded, key: FlagKey)] = []
        var words = invocation.texts[...]
        while let first = words.first, let numbers = Reference.flags(first) {
            for number in numbers {
                let found = try workspace.key(number)
                chosen.append(("f\(number)", found.article, found.key))
            }
            words = words.dropFirst()
        }
        if chosen.isEmpty {
            if let first = words.first, Int(first.dropFirst()) != nil {
                throw invocation.usageError("“\(first)” is no flag")
            }
            let found = try currentFlag(invocation)
            chosen = [(found.article.flagNumber(found.key).map { "f\($0)" } ?? "a flag", found.article, found.key)]
        }
        let reason = words.isEmpty ? nil : words.joined(separator: " ")
        let time = timestamp
        remarks.change("\(decision.rawValue) \(chosen.map(\.label).joined(separator: " "))") { content in
            for (_, article, key) in chosen {
                let review = Review(
                    article: article.number, flag: key, decision: decision, reason: reason, time: time)
                content.reviews.removeAll { $0.article == article.number && $0.flag == key }
                content.reviews.append(review)
            }
        }
    }

    fileprivate func remarkRows(_ words: [String]) throws(ShellError) -> [RemarkRow] {
        let chosen = try chosen(words)
        let reviews = remarks.content.reviews.map {
            RemarkRow(
                kind: $0.decision.rawValue, number: nil, article: $0.article, flag: $0.flag, note: $0.reason,
                time: $0.time)
        }
        let notes = remarks.content.notes.map {
            RemarkRow(kind: "note", number: nil, article: $0.article, flag: $0.flag, note: $0.text, time: $0.time)
        }
        return chosen.flatMap { article in
            (reviews + notes).filter { $0.article == article.number }.map { row in
                var row = row
                row.number = row.flag.flatMap(article.flagNumber)
                return row
            }
        }
    }

    /// What was decided about a flag of an article.
    func decision(_ number: Int, of article: Loaded) -> Review.Decision? {
        remarks.review(article.number, article.keys[number - article.firstFlag])?.decision
    }
}

extension Workspace {
    /// What the flag of that number is known by.
    func key(_ number: Int) throws(ShellError) -> (article: Loaded, key: FlagKey) {
        let article = try flag(number).article
        return (article, article.keys[number - article.firstFlag])
    }
}

extension Loaded {
    /// The number of the flag that is known by this; `nil` where it is not raised.
    func flagNumber(_ key: FlagKey) -> Int? { keys.firstIndex(of: key).map { firstFlag + $0 } }
}
