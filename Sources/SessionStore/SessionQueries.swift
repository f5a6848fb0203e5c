import Foundation
import GRDB
import Synchronization

/// A value of a table that SQL gave.
public enum SessionValue: Sendable, Equatable {
    case null
    case number(Double)
    case text(String)
}

/// What a question in SQL gave.
public struct SessionRows: Sendable {
    public var columns: [String]
    public var rows: [[SessionValue]]
}

/// A paragraph that words were found in.
public struct SessionHit: Sendable {
    /// The article's number.
    public var article: Int
    /// Ordinal, from 1.
    public var paragraph: Int
    /// The words round the find; those that were looked for stand between `\u{2}` and `\u{3}`.
    public var snippet: String
}

extension SessionFile {
    /// Asks in SQL; nothing can be changed by it.
    ///
    /// - Parameter isInterrupted: Looked at while it runs; `true` ends it.
    public func query(_ sql: String, isInterrupted: () -> Bool) throws(SessionStoreError) -> SessionRows {
        try running(isInterrupted) { database in
            let statement = try database.makeStatement(sql: sql)
            guard statement.isReadonly else {
                throw SessionStoreError(message: "sql only asks; it changes nothing (SELECT …)")
            }
            let columns = statement.columnNames
            var rows: [[SessionValue]] = []
            let cursor = try Row.fetchCursor(statement)
            while let row = try cursor.next() {
                rows.append(row.databaseValues.map(SessionValue.init))
            }
            return SessionRows(columns: columns, rows: rows)
        }
    }

    /// Looks for words in the articles' paragraphs; all of them must stand in one.
    ///
    /// - Parameters:
    ///   - words: Words or, between double quotes, phrases; `*` after a word's start; `OR`, `NOT`, `NEAR` and parentheses
    ///     as SQLite's FTS5 has them.
    ///   - articles: Numbers of the articles to look in; empty for all.
    /// - Returns: In the order of the text.
    public func find(_ words: String, in articles: [Int]) throws(SessionStoreError) -> [SessionHit] {
        let expression = Self.expression(words)
        return try running { database in
            var sql = """
                SELECT article, paragraph, snippet(passage, 2, char(2), char(3), '…', 24) FROM passage
                WHERE passage MATCH ?
                """
            if !articles.isEmpty { sql += " AND article IN (" + articles.map(String.init).joined(separator: ",") + ")" }
            sql += " ORDER BY article, paragraph"
            return try Row.fetchAll(database, sql: sql, arguments: [expression]).map {
                SessionHit(article: $0[0], paragraph: $0[1], snippet: $0[2])
            }
        }
    }

    /// Words without any of FTS5's own signs are taken as they stand: `don't` is no mistake.
    private static func expression(_ words: String) -> String {
        let operators: Set<Substring> = ["AND", "OR", "NOT"]
        let pieces = words.split { $0.isWhitespace }
        guard !words.contains(where: { "\"()*^".contains($0) }), !pieces.contains(where: operators.contains),
            !words.contains("NEAR(")
        else { return words }
        return pieces.map { "\"\($0)\"" }.joined(separator: " ")
    }

    /// The tables and views with their columns, for completion.
    public var columns: [(table: String, columns: [String])] {
        let found = try? queue.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'grdb\\_%' ESCAPE '\\'
                        AND name NOT LIKE 'passage\\_%' ESCAPE '\\' ORDER BY name
                    """
            ).map { table in
                (
                    table: table,
                    columns: try String.fetchAll(
                        database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
                )
            }
        }
        return found ?? []
    }

    /// Runs a question beside this thread, which looks whether it is to be stopped.
    private func running<T: Sendable>(
        _ isInterrupted: () -> Bool = { false }, _ body: @escaping @Sendable (Database) throws -> T
    ) throws(SessionStoreError) -> T {
        let group = DispatchGroup()
        let answer = Answer<T>()
        let queue = queue
        DispatchQueue.global().async(group: group) {
            let outcome = Result { try queue.read(body) }
            answer.result.withLock { $0 = outcome }
        }
        while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            if isInterrupted() { queue.interrupt() }
        }
        do {
            guard let outcome = answer.result.withLock({ $0 }) else { throw CancellationError() }
            return try outcome.get()
        } catch let error as SessionStoreError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw SessionStoreError(message: "interrupted")
        } catch let error as DatabaseError {
            throw SessionStoreError(message: error.message ?? "\(error.resultCode)")
        } catch {
            throw SessionStoreError(message: "\(error)")
        }
    }
}

/// Where the other thread leaves what it found.
private final class Answer<T: Sendable>: Sendable {
    let result = Mutex<Result<T, any Error>?>(nil)
}

extension SessionValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .number(Double(number))
        case .double(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .text("x'" + data.map { String(format: "%02x", $0) }.joined() + "'")
        }
    }
}
