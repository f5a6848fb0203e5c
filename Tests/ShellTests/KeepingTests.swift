import Foundation
import Hearsay
import SessionStore
import Testing

@testable import Shell

/// The session's file, as it follows the session.
@Suite final class KeepingTests {
    private let folder = NSTemporaryDirectory() + "hearsay-keep-\(UUID().uuidString)"
    private let console = FakeConsole()
    private var shelf: SessionShelf { SessionShelf(folder: folder + "/sessions") }

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func session(loaded: Bool = true) -> ShellSession {
        let session = ShellSession(rulebook: Sample.rulebook, console: console, version: "0.1", shelf: shelf)
        if loaded { session.workspace.add(Sample.analysis) }
        return session
    }

    @Test func followsEveryCommand() throws {
        let session = session()
        #expect(session.execute("save \(folder)/a.hearsay") == .done)
        #expect(session.execute("note 1 so") == .done)
        #expect(try SessionStore.open(folder + "/a.hearsay").notes.map(\.text) == ["so"])
        #expect(session.execute("undo") == .done)
        #expect(try SessionStore.open(folder + "/a.hearsay").notes.isEmpty)
        #expect(session.execute("close 1") == .done)
        #expect(try SessionStore.open(folder + "/a.hearsay").articles.isEmpty)
    }

    @Test func aSessionWithoutANameIsKeptToo() throws {
        var session: ShellSession? = session()
        #expect(session?.execute("reject f1 no") == .done)
        // The shell is gone without a word.
        session = nil
        #expect(shelf.left.map(\.articles) == [1])
        let next = self.session(loaded: false)
        next.offerLeftSessions()
        #expect(console.notes.last?.hasPrefix("an unsaved session is left: 1 article, 1 remark, of ") == true)
        #expect(next.execute("recover") == .done)
        #expect(next.workspace.articles.map(\.headline) == ["Karsa signs border deal"])
        #expect(next.remarks.content.reviews.map(\.reason) == ["no"])
        // It has no name still, and stays where it is until it gets one.
        #expect(next.execute("save \(folder)/b.hearsay") == .done)
        #expect(shelf.left.isEmpty)
        #expect(try SessionStore.open(folder + "/b.hearsay").reviews.count == 1)
    }

    @Test func leavingKeepsOnlyWhatPeopleDid() {
        let first = session()
        #expect(first.execute("flags") == .done)
        #expect((try? FileManager.default.contentsOfDirectory(atPath: shelf.folder))?.count == 1)
        first.leave()
        #expect(shelf.left.isEmpty)
        let second = session()
        #expect(second.execute("accept f1") == .done)
        second.leave()
        #expect(shelf.left.count == 1)
        #expect(console.notes.last?.contains("recover") == true)
        let third = session(loaded: false)
        #expect(third.execute("recover --list") == .done)
        #expect(console.output.last?.hasPrefix("  1  1 article, 1 remark") == true)
        #expect(third.execute("recover 2") != .done)
        #expect(third.execute("recover --discard") == .done)
        #expect(third.execute("recover") != .done)
    }

    @Test func whatCannotBeWrittenIsToldOnceAndTriedAgain() throws {
        let session = session()
        let path = folder + "/a.hearsay"
        #expect(session.execute("save \(path)") == .done)
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        console.notes = []
        #expect(session.execute("note 1 one") == .done)
        #expect(session.execute("note 1 two") == .done)
        #expect(console.notes.count == 1)
        #expect(console.notes[0].contains("read-only now") && console.notes[0].contains("only in memory"))
        // Questions are answered from memory meanwhile.
        console.output = []
        #expect(session.execute("sql SELECT note FROM note") == .done)
        #expect(console.output == ["  note", "  one", "  two"])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(session.execute("echo") == .done)
        #expect(console.notes.last?.contains("is written again") == true)
        #expect(try SessionStore.open(path).notes.map(\.text) == ["one", "two"])
    }

    @Test func aSecondShellSaysThatItDoesNotWrite() throws {
        let first = session()
        let path = folder + "/a.hearsay"
        #expect(first.execute("save \(path)") == .done)
        let second = session(loaded: false)
        console.notes = []
        #expect(second.execute("open \(path)") == .done)
        #expect(console.notes.contains { $0.contains("open in another shell") })
        #expect(second.execute("note 1 mine") == .done)
        #expect(second.execute("save \(path)") != .done)
        #expect(try SessionStore.open(path).notes.isEmpty)
        #expect(second.execute("save \(folder)/mine.hearsay") == .done)
        #expect(try SessionStore.open(folder + "/mine.hearsay").notes.map(\.text) == ["mine"])
    }

    @Test func savingUnderAnotherNameGoesOnThere() throws {
        let session = session()
        #expect(session.execute("save \(folder)/a.hearsay") == .done)
        #expect(session.execute("save \(folder)/b.hearsay") == .done)
        #expect(session.execute("note 1 later") == .done)
        #expect(try SessionStore.open(folder + "/a.hearsay").notes.isEmpty)
        #expect(try SessionStore.open(folder + "/b.hearsay").notes.count == 1)
        #expect(session.execute("open \(folder)/b.hearsay") != .done)
        #expect(session.execute("open \(folder)/a.hearsay") == .done)
        #expect(session.workspace.articles.count == 1)
    }

    @Test func numbersOfArticlesComeBack() throws {
        let session = session()
        session.workspace.add(Sample.analysis)
        session.workspace.add(Sample.analysis)
        #expect(session.execute("close 2") == .done)
        #expect(session.execute("save \(folder)/a.hearsay") == .done)
        let next = self.session(loaded: false)
        #expect(next.execute("open \(folder)/a.hearsay") == .done)
        #expect(next.workspace.articles.map(\.number) == [1, 3])
    }

    @Test func savedSessionsAreCompared() throws {
        let session = session()
        #expect(session.execute("save \(folder)/a.hearsay") == .done)
        var other = Sample.analysis
        other.findings.marks[3].flag = nil
        session.workspace.replace(with: [other])
        #expect(session.execute("save \(folder)/b.hearsay") == .done)
        console.output = []
        #expect(session.execute("diff \(folder)/a.hearsay \(folder)/b.hearsay") == .done)
        #expect(console.output.last == "  −  karsa    2  hedge.epistemic  may   core/hedging:modal")
        #expect(console.notes.last == "+0 flags, −1 flag")
        #expect(session.execute("diff \(folder)/b.hearsay") == .done)
        #expect(console.notes.last == "no flag differs")
        #expect(session.execute("diff \(folder)/none.hearsay") != .done)
        #expect(session.execute("diff \(folder)/a.hearsay x.yaml") != .done)
    }
}
