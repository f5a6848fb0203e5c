import Foundation
import GRDB
import Hearsay

/// Session files: one SQLite database each, with the tables that `Documentation/session-file.md` describes.
public enum SessionStore {
    /// Marks an SQLite file as a session (`PRAGMA application_id`): "HSRY".
    public static let applicationID: Int32 = 0x4853_5259
    /// The newest layout of the tables that this program knows (`PRAGMA user_version`).
    public static let version: Int32 = 2

    /// Reads a session; the file stays as it is, of whatever version.
    public static func open(_ path: String) throws(SessionStoreError) -> StoredSession {
        try reading(path) { try SessionReader(database: $0).read() }
    }

    /// The flags that a session was saved with, by number.
    public static func flags(of path: String) throws(SessionStoreError) -> [StoredFlag] {
        try reading(path) { try SessionReader(database: $0).flags() }
    }

    private static func reading<T>(_ path: String, _ body: (Database) throws -> T) throws(SessionStoreError) -> T {
        try checkHeader(path)
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(3)
            return try DatabaseQueue(path: path, configuration: configuration).read { database in
                try check(database, path)
                return try body(database)
            }
        } catch let error as SessionStoreError {
            throw error.message.hasPrefix(path)
                ? error : SessionStoreError(message: "\(path): \(error.message)")
        } catch {
            throw SessionStoreError(message: "\(path): cannot be read: \(reason(error))")
        }
    }

    private static let header = Array("SQLite format 3\0".utf8)

    /// Only what starts as an SQLite file does is opened as one.
    static func checkHeader(_ path: String) throws(SessionStoreError) {
        guard let found = try header(of: path) else {
            throw SessionStoreError(message: "\(path): there is no such file")
        }
        guard found.elementsEqual(header) else {
            throw SessionStoreError(message: "\(path): is no session file; load reads articles")
        }
    }

    static func check(_ database: Database, _ path: String) throws {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard application == applicationID else {
            throw SessionStoreError(message: "\(path): is an SQLite database, but no session of this program")
        }
        let found = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
            throw SessionStoreError(
                message: "\(path): was saved by a newer version of this program (format \(found); this one knows "
                    + "\(version)); it was left as it is")
        }
    }

    /// The first bytes of a file; `nil` where there is none.
    private static func header(of path: String) throws(SessionStoreError) -> Data? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: header.count) else {
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw SessionStoreError(message: "\(path): cannot be read; is it yours to read?")
            }
            return Data()
        }
        return data
    }

    /// A session may replace a session, and nothing else.
    static func refuseForeignFile(_ path: String) throws(SessionStoreError) {
        guard let header = try header(of: path), !header.isEmpty else { return }
        do {
            _ = try open(path)
        } catch {
            throw SessionStoreError(message: "\(error.message); nothing was saved, give another name")
        }
    }

    static func reason(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        switch error.resultCode {
        case .SQLITE_FULL: return "the disk is full"
        case .SQLITE_BUSY, .SQLITE_LOCKED: return "another program is writing into it"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return "its pages contradict each other"
        case .SQLITE_READONLY: return "it is read-only"
        default: return error.message ?? "\(error.resultCode)"
        }
    }
}
