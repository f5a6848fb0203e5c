import Foundation
import GRDB
import Hearsay

/// What could not be saved or opened, as one message that names the file and says what to do.
public struct SessionStoreError: Error, Sendable, Equatable {
    public var message: String
}

/// A session as it comes out of a file: the articles, to be analysed again, and the packs they had been read with.
public struct StoredSession: Sendable {
    public struct Pack: Sendable, Equatable {
        public var name: String
        public var version: String
        /// SHA-256 over the pack's files, in hexadecimal.
        public var hash: String

        public init(name: String, version: String, hash: String) {
            self.name = name
            self.version = version
            self.hash = hash
        }
    }

    /// In the order of their numbers.
    public var articles: [Article]
    /// In the order of their names.
    public var packs: [Pack]
}

/// Session files: one SQLite database each, with the tables that `Documentation/session-file.md` describes.
public enum SessionStore {
    /// Marks an SQLite file as a session (`PRAGMA application_id`): "HSRY".
    public static let applicationID: Int32 = 0x4853_5259
    /// The newest layout of the tables that this program knows (`PRAGMA user_version`).
    public static let version: Int32 = 1

    /// Saves a session, whole or not at all: it is written beside the file and then takes its place.
    ///
    /// - Parameter program: This program's version.
    public static func save(
        _ analyses: [Analysis], packs: [StoredSession.Pack], program: String, to path: String
    ) throws(SessionStoreError) {
        try refuseForeignFile(path)
        let draft = path + ".\(ProcessInfo.processInfo.processIdentifier).new"
        defer { unlink(draft) }
        unlink(draft)
        do {
            let database = try DatabaseQueue(path: draft)
            try Schema.migrator.migrate(database)
            try database.write { try SessionWriter.write(analyses, packs: packs, program: program, to: $0) }
            try database.close()
        } catch {
            throw SessionStoreError(message: "\(path): cannot be saved: \(reason(error))")
        }
        guard rename(draft, path) == 0 else {
            throw SessionStoreError(message: "\(path): cannot be saved: \(String(cString: strerror(errno)))")
        }
    }

    /// Opens a session file and reads it; the file stays as it is.
    public static func open(_ path: String) throws(SessionStoreError) -> StoredSession {
        guard let header = try header(of: path) else {
            throw SessionStoreError(message: "\(path): there is no such file")
        }
        guard header.elementsEqual(Self.header) else {
            throw SessionStoreError(message: "\(path): is no session file; load reads articles")
        }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration).read { database in
                try check(database, path)
                return try SessionReader.read(database)
            }
        } catch let error as SessionStoreError {
            throw error
        } catch {
            throw SessionStoreError(message: "\(path): cannot be read: \(reason(error))")
        }
    }

    private static let header = Array("SQLite format 3\0".utf8)

    private static func check(_ database: Database, _ path: String) throws {
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
    private static func refuseForeignFile(_ path: String) throws(SessionStoreError) {
        guard let header = try header(of: path), !header.isEmpty else { return }
        do {
            _ = try open(path)
        } catch {
            throw SessionStoreError(message: "\(error.message); nothing was saved, give another name")
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "\(error.resultCode)"
    }
}
