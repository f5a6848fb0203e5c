import Foundation
import GRDB

/// The folder of sessions without a name: each is written as it changes, and what a crash leaves is found here.
public struct SessionShelf: Sendable {
    public let folder: String

    public init(folder: String) { self.folder = folder }

    /// `$XDG_STATE_HOME/hearsay/sessions`, by default below `~/.local/state`.
    public static var standard: SessionShelf {
        let environment = ProcessInfo.processInfo.environment
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory() + "/.local/state"
        return SessionShelf(folder: state + "/hearsay/sessions")
    }

    /// A session that was left, of a shell that is no longer there.
    public struct Left: Sendable {
        public var path: String
        /// When it was last written.
        public var time: Date
        public var articles: Int
        /// Decisions and notes.
        public var remarks: Int
    }

    /// Writes a new session there.
    public func create(_ state: SessionState) throws(SessionStoreError) -> SessionFile {
        let time = Date().ISO8601Format().replacing(":", with: "-")
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SessionStoreError(message: "\(folder): \((error as NSError).localizedDescription)")
        }
        let name = "\(time)-\(ProcessInfo.processInfo.processIdentifier)"
        var path = folder + "/\(name).hearsay"
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = folder + "/\(name)-\(number).hearsay"
            number += 1
        }
        return try SessionFile.create(path, state)
    }

    /// What was left, the newest first. What another shell works on is not looked at, and what holds no article is thrown
    /// away.
    public var left: [Left] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".hearsay") }.sorted(by: >).compactMap { name in
            let path = folder + "/" + name
            guard let lock = FileLock(path) else { return nil }
            defer { withExtendedLifetime(lock) {} }
            var configuration = Configuration()
            configuration.busyMode = .timeout(1)
            // Not read-only: what a crash left half written is taken back by SQLite, and that writes.
            let counts = try? DatabaseQueue(path: path, configuration: configuration).inDatabase { database in
                (
                    try Int.fetchOne(database, sql: "SELECT count(*) FROM article") ?? 0,
                    try Int.fetchOne(
                        database, sql: "SELECT (SELECT count(*) FROM review) + (SELECT count(*) FROM note)")
                        ?? 0
                )
            }
            if let counts, counts == (0, 0) {
                Self.discard(path)
                return nil
            }
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let time = attributes?[.modificationDate] as? Date ?? .distantPast
            return Left(path: path, time: time, articles: counts?.0 ?? 0, remarks: counts?.1 ?? 0)
        }
    }

    /// Throws a session away.
    public static func discard(_ path: String) {
        unlink(path)
        unlink(path + "-journal")
    }
}
