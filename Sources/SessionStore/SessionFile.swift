import Foundation
import GRDB
import Hearsay

/// A session file that is open for writing: it takes in the session piece by piece as it changes, each time whole or not
/// at all. As long as it is open no other shell writes into it. Used from one thread.
public final class SessionFile {
    /// `nil` where it is kept in memory only.
    public let path: String?
    let queue: DatabaseQueue
    private var written: Written
    /// Closed after the database: closing any descriptor of a file drops the locks that SQLite has on it.
    private let lock: FileLock?

    private init(path: String?, queue: DatabaseQueue, written: Written, lock: FileLock?) {
        self.path = path
        self.queue = queue
        self.written = written
        self.lock = lock
    }

    deinit { try? queue.close() }

    /// A session in memory, for what can be asked of one only in SQL.
    public static func inMemory() throws(SessionStoreError) -> SessionFile {
        do {
            let queue = try DatabaseQueue()
            try Schema.migrator.migrate(queue)
            return SessionFile(path: nil, queue: queue, written: Written(), lock: nil)
        } catch {
            throw SessionStoreError(message: "no database in memory: \(SessionStore.reason(error))")
        }
    }

    /// A new file with a session in it, in the place of an older session of that name, whole or not at all.
    public static func create(_ path: String, _ state: SessionState) throws(SessionStoreError) -> SessionFile {
        try SessionStore.refuseForeignFile(path)
        var former: FileLock?
        if FileManager.default.fileExists(atPath: path) {
            guard FileLock.isWritable(path) else {
                throw SessionStoreError(
                    message: "\(path): is read-only, nothing was saved; make it writable or give another name")
            }
            former = FileLock(path)
            guard former != nil else {
                throw SessionStoreError(
                    message: "\(path): is open in another shell, nothing was saved; give another name")
            }
        }
        let draft = path + ".\(ProcessInfo.processInfo.processIdentifier).new"
        defer {
            unlink(draft)
            withExtendedLifetime(former) {}
        }
        unlink(draft)
        let written: Written
        do {
            let queue = try DatabaseQueue(path: draft)
            try Schema.migrator.migrate(queue)
            written = try queue.write { try SessionWriter(database: $0).write(state, over: Written()) }
            try queue.close()
        } catch {
            throw SessionStoreError(message: "\(path): cannot be saved: \(SessionStore.reason(error))")
        }
        guard rename(draft, path) == 0 else {
            throw SessionStoreError(message: "\(path): cannot be saved: \(String(cString: strerror(errno)))")
        }
        do {
            let lock = FileLock(path)
            return SessionFile(path: path, queue: try writing(path), written: written, lock: lock)
        } catch {
            throw SessionStoreError(message: "\(path): was saved, but cannot be opened: \(SessionStore.reason(error))")
        }
    }

    /// What came of opening a file.
    public struct Opened {
        public var session: StoredSession
        /// The file, open for writing; `nil` where it cannot be written into, and `notice` says why.
        public var file: SessionFile?
        /// What the user should know, as a sentence that names the file.
        public var notice: String?
    }

    /// Opens a session to go on with it. One of an older version is upgraded, with a copy kept beside it; from a damaged
    /// one what can be read is read, and the file is left as it is.
    public static func open(_ path: String) throws(SessionStoreError) -> Opened {
        try SessionStore.checkHeader(path)
        guard FileLock.isWritable(path) else {
            return Opened(
                session: try SessionStore.open(path), file: nil,
                notice: "\(path): is read-only; what you change is not written into it; save NAME.hearsay keeps it")
        }
        guard let lock = FileLock(path) else {
            return Opened(
                session: try SessionStore.open(path), file: nil,
                notice: "\(path): is open in another shell; what you change here is not written into it; "
                    + "save NAME.hearsay keeps it")
        }
        do {
            let queue = try writing(path)
            try queue.inDatabase { try SessionStore.check($0, path) }
            guard try isSound(queue) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            let notice = try upgrade(queue, path)
            let (session, written) = try queue.read { database in
                let reader = SessionReader(database: database)
                let session = try reader.read()
                return (session, try reader.written(session))
            }
            let file = SessionFile(path: path, queue: queue, written: written, lock: lock)
            return Opened(session: session, file: file, notice: notice)
        } catch let error as SessionStoreError {
            guard error.message.hasPrefix(path) else { return try salvaged(path, error.message) }
            throw error
        } catch let error as DatabaseError {
            return try salvaged(path, SessionStore.reason(error))
        } catch {
            throw SessionStoreError(message: "\(path): cannot be opened: \(SessionStore.reason(error))")
        }
    }

    /// Brings the file to this state.
    ///
    /// - Throws: Where it cannot be written; the file is then as it was before.
    public func save(_ state: SessionState) throws(SessionStoreError) {
        let written = written
        if let path {
            guard FileManager.default.fileExists(atPath: path) else {
                throw SessionStoreError(message: "\(path): is gone; save NAME.hearsay writes it anew")
            }
            guard FileLock.isWritable(path) else {
                throw SessionStoreError(message: "\(path): is read-only now")
            }
        }
        do {
            self.written = try queue.write { try SessionWriter(database: $0).write(state, over: written) }
        } catch {
            throw SessionStoreError(
                message: "\(path ?? "the session"): cannot be written: \(SessionStore.reason(error))")
        }
    }

    /// A journal that is gone between two commands: the session is one ordinary file at any time.
    private static func writing(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(3)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func isSound(_ queue: DatabaseQueue) throws -> Bool {
        try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") } == "ok"
    }

    /// - Returns: What to tell where it was upgraded.
    private static func upgrade(_ queue: DatabaseQueue, _ path: String) throws -> String? {
        let found = try queue.inDatabase { try Int32.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        guard found < SessionStore.version else { return nil }
        let stem = path.hasSuffix(".hearsay") ? String(path.dropLast(8)) : path
        var copy = "\(stem).v\(found).hearsay"
        var number = 2
        while FileManager.default.fileExists(atPath: copy) {
            copy = "\(stem).v\(found)-\(number).hearsay"
            number += 1
        }
        do {
            try FileManager.default.copyItem(atPath: path, toPath: copy)
        } catch {
            throw SessionStoreError(
                message: "\(path): is of an older version, and no copy of it can be kept (\(copy): "
                    + "\((error as NSError).localizedDescription)); it was left as it is")
        }
        try Schema.migrator.migrate(queue)
        return "\(path): was of an older version and is upgraded; as it was it is kept in \(copy)"
    }

    private static func salvaged(_ path: String, _ reason: String) throws(SessionStoreError) -> Opened {
        let session: StoredSession
        do {
            var configuration = Configuration()
            configuration.readonly = true
            session = try DatabaseQueue(path: path, configuration: configuration).inDatabase {
                SessionReader(database: $0).salvage()
            }
        } catch {
            throw SessionStoreError(
                message: "\(path): is damaged (\(SessionStore.reason(error))), and nothing in it can be read; "
                    + "it was left as it is")
        }
        guard !session.articles.isEmpty else {
            throw SessionStoreError(
                message: "\(path): is damaged (\(reason)), and no article in it can be read; it was left as it is")
        }
        let count = session.articles.count
        return Opened(
            session: session, file: nil,
            notice: "\(path): is damaged (\(reason)); \(count) article\(count == 1 ? "" : "s") and "
                + "\(session.reviews.count) decision\(session.reviews.count == 1 ? "" : "s") could be read, and the file "
                + "was left as it is; save NAME.hearsay keeps them")
    }
}
