import GRDB
import Hearsay

/// What stands in a file: with it, only what is different has to be written.
struct Written {
    struct Article {
        var firstFlag: Int
        var flags: Int
        var firstScore: Int
        var scores: Int
        /// `nil` where only the digest is known, as after opening.
        var stamp: Int?
        var digest: String?
    }

    var articles: [Int: Article] = [:]
    var reviews: [Review] = []
    var notes: [Note] = []
    var packs: [StoredSession.Pack] = []
    var program: String?
}

/// Brings a database to a session's state, in one transaction of the caller's.
struct SessionWriter {
    let database: Database

    /// - Returns: What stands in the file when the transaction is through.
    func write(_ state: SessionState, over written: Written) throws -> Written {
        var result = written
        let kept = Set(state.articles.map(\.number))
        for number in written.articles.keys.filter({ !kept.contains($0) }).sorted() {
            for table in ["note", "review"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [number])
            }
            try deleteFindings(of: number)
            try database.execute(sql: "DELETE FROM article WHERE id = ?", arguments: [number])
            result.articles[number] = nil
        }
        try write(state.articles, &result)
        // What is left of decisions on an article that went has gone with it.
        result.reviews.removeAll { !kept.contains($0.article) }
        result.notes.removeAll { !kept.contains($0.article) }
        if result.reviews != state.reviews {
            try write(reviews: state.reviews)
            result.reviews = state.reviews
        }
        if result.notes != state.notes {
            try write(notes: state.notes)
            result.notes = state.notes
        }
        if result.packs != state.packs || result.program != state.program {
            try database.execute(sql: "DELETE FROM pack")
            for pack in state.packs {
                try insert("pack", [("name", pack.name), ("version", pack.version), ("hash", pack.hash)])
            }
            try database.execute(sql: "DELETE FROM session")
            try insert("session", [("program", state.program)])
            result.packs = state.packs
            result.program = state.program
        }
        return result
    }

    /// A new or changed article, and whether its findings are to be written.
    private struct Change {
        var article: SessionState.Article
        /// `nil` where only numbers changed.
        var rows: FindingRows?
        var former: Written.Article?
    }

    private func write(_ articles: [SessionState.Article], _ result: inout Written) throws {
        var changes: [Change] = []
        for article in articles {
            let former = result.articles[article.number]
            let isMoved = former?.firstFlag != article.firstFlag || former?.firstScore != article.firstScore
            if let stamp = former?.stamp, stamp == article.stamp {
                if isMoved { changes.append(Change(article: article, rows: nil, former: former)) }
                continue
            }
            let rows = FindingRows(article.analysis)
            let digest = rows.digest
            let isSame = former != nil && former?.digest == digest
            result.articles[article.number] = Written.Article(
                firstFlag: article.firstFlag, flags: rows.flags.count { $0 != nil }, firstScore: article.firstScore,
                scores: rows.scores.count, stamp: article.stamp, digest: digest)
            if !isSame || isMoved {
                changes.append(Change(article: article, rows: isSame ? nil : rows, former: former))
            }
        }
        // First everything is out of the way, as numbers are given only once.
        for change in changes where change.former != nil {
            if change.rows != nil {
                try deleteFindings(of: change.article.number)
            } else {
                try database.execute(
                    sql: "UPDATE mark SET flag = -flag WHERE article = ? AND flag IS NOT NULL",
                    arguments: [change.article.number])
                try database.execute(
                    sql: "UPDATE score SET id = -id WHERE article = ?", arguments: [change.article.number])
            }
        }
        for change in changes {
            let article = change.article
            if let rows = change.rows {
                let digest = result.articles[article.number]?.digest
                try write(article, digest: digest, isNew: change.former == nil)
                try insert(rows, article)
            } else if let former = change.former {
                try database.execute(
                    sql: "UPDATE mark SET flag = -flag + ? WHERE article = ? AND flag IS NOT NULL",
                    arguments: [article.firstFlag - former.firstFlag, article.number])
                try database.execute(
                    sql: "UPDATE score SET id = -id + ? WHERE article = ?",
                    arguments: [article.firstScore - former.firstScore, article.number])
                result.articles[article.number]?.firstFlag = article.firstFlag
                result.articles[article.number]?.firstScore = article.firstScore
            }
        }
    }

    private func deleteFindings(of article: Int) throws {
        for table in ["passage", "score", "attribution", "mark"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [article])
        }
    }

    private func write(_ loaded: SessionState.Article, digest: String?, isNew: Bool) throws {
        guard isNew else {
            try database.execute(
                sql: "UPDATE article SET words = ?, sentences = ?, paragraphs = ?, digest = ? WHERE id = ?",
                arguments: [
                    loaded.analysis.words, loaded.analysis.sentences.count, loaded.analysis.paragraphs.count, digest,
                    loaded.number,
                ])
            return
        }
        let article = loaded.analysis.article
        let metadata = article.metadata
        let points = CodePoints(article.text)
        try insert(
            "article",
            [
                ("id", loaded.number), ("name", article.id), ("path", article.path), ("title", metadata.title),
                ("outlet", metadata.outlet), ("date", metadata.date), ("url", metadata.url), ("lang", metadata.lang),
                (
                    "meta",
                    JSONText.array(
                        metadata.meta.map { JSONText.array([JSONText.string($0.key), JSONText.string($0.json)]) })
                ), ("text", String(decoding: article.text, as: UTF8.self)), ("words", loaded.analysis.words),
                ("sentences", loaded.analysis.sentences.count), ("paragraphs", loaded.analysis.paragraphs.count),
                ("layout", try StoredLayout(article.layout, points).json),
                ("notices", JSONText.array(article.notices.map(JSONText.string))),
                ("annotation", try article.annotation.map { try StoredAnnotation($0, points).json }),
                ("digest", digest),
            ])
    }

    private func insert(_ rows: FindingRows, _ article: SessionState.Article) throws {
        let firstMark = try nextID("mark")
        let marks = try statement("mark", ["id", "article", "flag", "outer"] + FindingRows.markColumns)
        for (i, row) in rows.marks.enumerated() {
            let flag = rows.flags[i].map { article.firstFlag + $0 }
            let outer = rows.outers[i].map { firstMark + $0 }
            try marks.execute(
                arguments: StatementArguments(
                    [(firstMark + i).databaseValue, article.number.databaseValue, value(flag), value(outer)] + row))
        }
        let first = try nextID("attribution")
        let attributions = try statement(
            "attribution", ["id", "article", "mark", "via"] + FindingRows.attributionColumns)
        for (i, row) in rows.attributions.enumerated() {
            let via = rows.vias[i].map { first + $0 }
            let mark = firstMark + rows.attributionMarks[i]
            try attributions.execute(
                arguments: StatementArguments(
                    [(first + i).databaseValue, article.number.databaseValue, mark.databaseValue, value(via)] + row))
        }
        let scores = try statement("score", ["id", "article"] + FindingRows.scoreColumns)
        for (i, row) in rows.scores.enumerated() {
            try scores.execute(
                arguments: StatementArguments(
                    [(article.firstScore + i).databaseValue, article.number.databaseValue] + row))
        }
        for (i, text) in rows.passages.enumerated() {
            try insert("passage", [("article", article.number), ("paragraph", i + 1), ("text", text)])
        }
    }

    private func write(reviews: [Review]) throws {
        try database.execute(sql: "DELETE FROM review")
        for review in reviews {
            try insert(
                "review",
                [
                    ("article", review.article), ("rule", review.flag.rule), ("text", review.flag.text),
                    ("sentence", review.flag.sentence), ("nth", review.flag.nth),
                    ("decision", review.decision.rawValue), ("note", review.reason), ("time", review.time),
                ])
        }
    }

    private func write(notes: [Note]) throws {
        try database.execute(sql: "DELETE FROM note")
        for note in notes {
            try insert(
                "note",
                [
                    ("article", note.article), ("rule", note.flag?.rule), ("text", note.flag?.text),
                    ("sentence", note.flag?.sentence), ("nth", note.flag?.nth), ("note", note.text),
                    ("time", note.time),
                ])
        }
    }

    private func nextID(_ table: String) throws -> Int {
        try (Int.fetchOne(database, sql: "SELECT max(id) FROM \(table)") ?? 0) + 1
    }

    private func value(_ number: Int?) -> DatabaseValue { number?.databaseValue ?? .null }

    private func statement(_ table: String, _ columns: [String]) throws -> Statement {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        return try database.cachedStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(places))")
    }

    private func insert(_ table: String, _ row: [(column: String, value: (any DatabaseValueConvertible)?)]) throws {
        try statement(table, row.map(\.column)).execute(arguments: StatementArguments(row.map(\.value)))
    }
}
