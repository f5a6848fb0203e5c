import Foundation
import Hearsay
import Testing

@testable import Shell

/// Rules that are read again when their file is saved.
@Suite struct LiveRulesTests {
    private let folder: URL
    private let console = FakeConsole()
    private let session: ShellSession
    private var pack: String { folder.appendingPathComponent("desk.yaml").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("desk.yaml").path
        try Self.text("may").write(toFile: path, atomically: true, encoding: .utf8)
        try "It may rain. It might snow.\n".write(
            toFile: folder.appendingPathComponent("a.txt").path, atomically: true, encoding: .utf8)
        let selection = RuleSelection(paths: [path], useCore: false, useConfig: false)
        session = ShellSession(
            rulebook: .load(selection), selection: selection, console: console, version: "0.1")
        #expect(session.execute("load \(folder.path)/a.txt") == .done)
        console.output = []
        console.notes = []
    }

    private static func text(_ pattern: String, extra: String = "") -> String {
        """
        pack: desk/live
        version: 1.0.0
        about: A test.
        rules:
          modal: {match: \(pattern), mark: hedge, flag: {level: note, say: so}}
        \(extra)
        """
    }

    private func save(_ pattern: String, extra: String = "") throws {
        try Self.text(pattern, extra: extra).write(toFile: pack, atomically: true, encoding: .utf8)
    }

    @Test func aSaveShowsWhatItChanges() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try save("might")
        #expect(session.execute("flags") == .done)
        #expect(
            console.notes == [
                "desk/live read again: +1 flag, −1 flag", "  + f1 hedge  It might snow.", "  − hedge  It may rain.",
            ])
        #expect(console.output.last?.contains("might") == true)
        console.notes = []
        #expect(session.execute("flags") == .done)
        #expect(console.notes == [])
        try save("might", extra: "  # nothing")
        #expect(session.execute("flags") == .done)
        #expect(console.notes == ["desk/live read again: no flag changes"])
    }

    @Test func aBrokenSaveKeepsTheLastGoodRules() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try save("$nothing")
        #expect(session.execute("flags") == .done)
        #expect(console.notes.first?.contains("desk.yaml:5:18: error[unknown-lexicon]: no lexicon $nothing") == true)
        #expect(console.notes.last?.hasPrefix("the rules stay as they were") == true)
        #expect(console.output.last?.contains("It may rain") == true)
        console.notes = []
        // It is told once.
        #expect(session.execute("flags") == .done)
        #expect(console.notes == [])
        try save("[may, might]")
        #expect(session.execute("flags") == .done)
        #expect(console.notes == ["desk/live read again: +1 flag, −0 flags", "  + f2 hedge  It might snow."])
    }

    @Test func theEditorsSaveIsSeenAtOnce() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var edited: [String] = []
        console.editor = { [self] path in
            edited.append(path)
            try? save("might")
        }
        for name in ["desk/live", "modal", "desk/live:modal", pack] {
            try save("may")
            session.refreshRules()
            console.notes = []
            #expect(session.execute("rules edit '\(name)'") == .done)
            #expect(console.notes.first == "desk/live read again: +1 flag, −1 flag")
        }
        #expect(edited == [pack, pack, pack, pack])
        console.editor = nil
        #expect(session.execute("rules edit desk/live") != .done)
        #expect(session.execute("rules edit nothing") != .done)
    }

    @Test func aNewPackIsReadAtOnce() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(session.execute("rules new \(folder.path)/house.yaml") == .done)
        #expect(session.rulebook.rules.map(\.fullName) == ["desk/live:modal", "desk/house:claims.verb"])
        #expect(session.execute("rules test desk/house --coverage") == .done)
        #expect(console.output.suffix(2) == ["desk/house: 100 % covered, 4 of 4", "3 passed, 0 failed"])
        #expect(session.execute("rules check") == .done)
        #expect(session.execute("rules new \(folder.path)/house.yaml") != .done)
        #expect(session.execute("rules test desk/hose") != .done)
        console.output = []
        #expect(session.execute("rules show claims.verb") == .done)
        #expect(console.output.suffix(2) == ["  $doubting", "    ~claim, ~boast, ~insist"])
    }

    @Test func numbersOfArticlesStay() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try "It might snow in Karsa.\n".write(
            to: folder.appendingPathComponent("b.txt"), atomically: true, encoding: .utf8)
        #expect(session.execute("load \(folder.path)/b.txt") == .done)
        #expect(session.execute("close 1") == .done)
        try save("might")
        #expect(session.execute("articles") == .done)
        #expect(session.workspace.articles.map(\.number) == [2])
        #expect(session.execute("load \(folder.path)/a.txt") == .done)
        #expect(session.workspace.articles.map(\.number) == [2, 3])
    }
}
