import Foundation
import GRDB
import Hearsay

/// Reads what a session was made of; findings are made again by the rules.
struct SessionReader {
    let database: Database

    func read() throws -> StoredSession {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM article ORDER BY id")
        return StoredSession(
            articles: try rows.map(article), numbers: try rows.map { try $0.value("id") }, reviews: try reviews(),
            notes: try notes(), packs: try packs())
    }

    /// What can still be read of a damaged file.
    func salvage() -> StoredSession {
        var found: [Int: Article] = [:]
        // From both ends up to where it breaks off.
        for order in ["ASC", "DESC"] {
            do {
                let rows = try Row.fetchCursor(database, sql: "SELECT * FROM article ORDER BY id \(order)")
                while let row = try rows.next() {
                    if let number: Int = row.optional("id"), let article = try? article(row) { found[number] = article }
                }
            } catch {
                continue
            }
        }
        let numbers = found.keys.sorted()
        return StoredSession(
            articles: numbers.compactMap { found[$0] }, numbers: numbers, reviews: (try? reviews()) ?? [],
            notes: (try? notes()) ?? [], packs: (try? packs()) ?? [])
    }

    /// What stands in the file, so that what is the same need not be written again.
    func written(_ stored: StoredSession) throws -> Written {
        var written = Written(reviews: stored.reviews, notes: stored.notes, packs: stored.packs)
        written.program = try String.fetchOne(database, sql: "SELECT program FROM session")
        let sql = """
            SELECT id, digest, (SELECT min(flag) FROM mark WHERE article = article.id) AS flag,
                (SELECT count(flag) FROM mark WHERE article = article.id) AS flags,
                (SELECT min(id) FROM score WHERE article = article.id) AS score,
                (SELECT count(*) FROM score WHERE article = article.id) AS scores
            FROM article
            """
        for row in try Row.fetchAll(database, sql: sql) {
            written.articles[try row.value("id")] = Written.Article(
                firstFlag: row.optional("flag") ?? 0, flags: try row.value("flags"),
                firstScore: row.optional("score") ?? 0, scores: try row.value("scores"), stamp: nil,
                digest: row.optional("digest"))
        }
        return written
    }

    func flags() throws -> [StoredFlag] {
        let sql = """
            SELECT article.name, flag.number, flag.type, flag.rule, flag.level, flag.text, flag.paragraph
            FROM flag JOIN article ON article.id = flag.article ORDER BY flag.number
            """
        return try Row.fetchAll(database, sql: sql).map { row in
            StoredFlag(
                article: try row.value("name"), number: try row.value("number"), type: try row.value("type"),
                rule: try row.value("rule"), level: try row.value("level"), text: try row.value("text"),
                paragraph: try row.value("paragraph"))
        }
    }

    private func packs() throws -> [StoredSession.Pack] {
        try Row.fetchAll(database, sql: "SELECT name, version, hash FROM pack ORDER BY name").map {
            StoredSession.Pack(
                name: try $0.value("name"), version: try $0.value("version"), hash: try $0.value("hash"))
        }
    }

    private func reviews() throws -> [Review] {
        try Row.fetchAll(database, sql: "SELECT * FROM review ORDER BY id").compactMap { row in
            guard let decision = Review.Decision(rawValue: try row.value("decision")) else { return nil }
            let flag = FlagKey(
                rule: try row.value("rule"), text: try row.value("text"), sentence: try row.value("sentence"),
                nth: row.optional("nth") ?? 1)
            return Review(
                article: try row.value("article"), flag: flag, decision: decision, reason: row.optional("note"),
                time: try row.value("time"))
        }
    }

    private func notes() throws -> [Note] {
        guard try database.tableExists("note") else { return [] }
        return try Row.fetchAll(database, sql: "SELECT * FROM note ORDER BY id").map { row in
            var flag: FlagKey?
            if let rule: String = row.optional("rule") {
                flag = FlagKey(
                    rule: rule, text: try row.value("text"), sentence: try row.value("sentence"),
                    nth: row.optional("nth") ?? 1)
            }
            return Note(
                article: try row.value("article"), flag: flag, text: try row.value("note"), time: try row.value("time"))
        }
    }

    private func article(_ row: Row) throws -> Article {
        let text = Array((try row.value("text") as String).utf8)
        let name: String = try row.value("name")
        func decoded<T: Decodable>(_ column: String, _: T.Type) throws -> T {
            do {
                return try JSONDecoder().decode(T.self, from: Data((try row.value(column) as String).utf8))
            } catch {
                throw SessionStoreError(message: "article “\(name)”: column \(column) is damaged")
            }
        }
        let offsets = ByteOffsets(text)
        guard let layout = try decoded("layout", StoredLayout.self).layout(offsets) else {
            throw SessionStoreError(message: "article “\(name)”: its layout does not fit its text")
        }
        var annotation: Annotation?
        if let json: String = row.optional("annotation"), !json.isEmpty {
            annotation = try decoded("annotation", StoredAnnotation.self).annotation(offsets)
            guard annotation != nil else {
                throw SessionStoreError(message: "article “\(name)”: its words and tags do not fit its text")
            }
        }
        let meta = try decoded("meta", [[String]].self)
        return Article(
            id: name, text: text, layout: layout,
            metadata: Metadata(
                title: row.optional("title"), outlet: row.optional("outlet"), date: row.optional("date"),
                url: row.optional("url"), lang: row.optional("lang"),
                meta: meta.filter { $0.count == 2 }.map { ($0[0], $0[1]) }),
            path: row.optional("path"), notices: try decoded("notices", [String].self), annotation: annotation)
    }
}

extension Row {
    /// A column's value; a column that is not there, or holds something else, is an error and no trap.
    fileprivate func value<T: DatabaseValueConvertible>(_ column: String) throws -> T {
        guard let value: T = optional(column) else {
            throw SessionStoreError(message: "column \(column) does not hold what it should")
        }
        return value
    }

    fileprivate func optional<T: DatabaseValueConvertible>(_ column: String) -> T? {
        guard hasColumn(column) else { return nil }
        return T.fromDatabaseValue(self[column] as DatabaseValue)
    }
}
