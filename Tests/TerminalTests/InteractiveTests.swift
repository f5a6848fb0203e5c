import Foundation
import Glibc
import Testing

/// The built program on a real pseudo-terminal, with keys typed.
@Suite(.serialized) final class InteractiveTests {
    private let home = NSTemporaryDirectory() + "hearsay-home-\(UUID().uuidString)"
    private let prompt = "hearsay> "
    private let controlC = "\u{03}"
    private let controlD = "\u{04}"
    private let up = "\u{1B}[A"

    init() throws { try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: home) }

    private func start(_ environment: [String: String] = [:], columns: UInt16 = 100) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(home: home, environment: environment, columns: columns)
        try terminal.wait(for: prompt)
        return terminal
    }

    @Test func greetsRunsALineAndLeavesWithControlD() throws {
        let terminal = try PseudoTerminal(home: home)
        #expect(try terminal.wait(for: prompt).contains("help for commands"))
        try terminal.check("works")
        terminal.type("nonsense\r")
        try terminal.wait(for: "error: there is no command “nonsense”")
        try terminal.wait(for: prompt)
        terminal.type(controlD)
        #expect(try terminal.end() == 0)
    }

    @Test func quitLeaves() throws {
        let terminal = try start()
        terminal.type("quit\r")
        #expect(try terminal.end() == 0)
    }

    @Test(arguments: ["C", "C.UTF-8", "no_SUCH"])
    func takesUTF8WhateverTheLocale(locale: String) throws {
        let terminal = try start(["LC_ALL": locale])
        try terminal.check("“Ça” — 東京é")
        // Editing goes by characters, not bytes.
        terminal.type("echo “x\"y\"”é")
        terminal.type("\u{7F}\u{7F}z\r")
        try terminal.wait(for: "“xyz\r\n")
    }

    @Test func tabCompletesVerbsAndListsThem() throws {
        let terminal = try start()
        terminal.type("ec\tta\"b\"\r")
        try terminal.wait(for: "tab\r\n")
        try terminal.wait(for: prompt)
        terminal.type("s\t\t")
        let list = try terminal.wait(for: "sources")
        #expect(list.contains("show"))
    }

    @Test func tabCompletesPathsWithSpaces() throws {
        let folder = home + "/two words"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "echo from \"the\" script".write(toFile: folder + "/my tour.hear", atomically: true, encoding: .utf8)
        let terminal = try start()
        terminal.type("source \(home)/tw\tm\t\r")
        try terminal.wait(for: "from the script\r\n")
    }

    @Test func upBringsBackLastRunsCommand() throws {
        let first = try start()
        try first.check("once")
        first.type(" echo se\"cret\"\r")
        try first.wait(for: "secret\r\n")
        try first.wait(for: prompt)
        first.type(controlD)
        #expect(try first.end() == 0)
        let file = home + "/state/hearsay/history"
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "echo o\"nce\"\n")

        let second = try start()
        second.type(up + "\r")
        try second.wait(for: "once\r\n")
    }

    @Test func controlCDropsTheLine() throws {
        let terminal = try start()
        terminal.type("echo dropped" + controlC)
        try terminal.wait(for: "^C")
        try terminal.wait(for: prompt)
        try terminal.check("next")
    }

    @Test func controlCStopsARunningCommand() throws {
        let article = "Karsa signs deal\n\nTwo envoys met in Velm on Monday, the ministry said.\n"
        let lines = (0..<20_000).map { #"{"id":"a\#($0)","text":\#(String(reflecting: article))}"# }
        try lines.joined(separator: "\n").write(toFile: home + "/many.jsonl", atomically: true, encoding: .utf8)
        let terminal = try start()
        terminal.type("load \(home)/many.jsonl\r")
        // Pastes are no longer asked for: the line is read, and Ctrl-C is a signal again.
        try terminal.wait(for: "\u{1B}[?2004l")
        terminal.type(controlC)
        try terminal.wait(for: "interrupted")
        try terminal.wait(for: prompt)
        try terminal.check("alive")
    }

    @Test func aPasteIsTextAndRunsNothing() throws {
        let terminal = try start()
        terminal.type("\u{1B}[200~echo “pa\"st\"ed”\necho\tno\u{1B}[201~")
        try terminal.wait(for: "no")
        terminal.type("w\r")
        try terminal.wait(for: "“pasted” echo now\r\n")
    }

    @Test func theWindowMayChange() throws {
        let terminal = try start()
        terminal.type("echo res\"iz")
        try terminal.wait(for: "iz")
        terminal.resize(columns: 40)
        terminal.type("ed\"\r")
        try terminal.wait(for: "resized\r\n")
    }

    @Test func theUsersBindingsHold() throws {
        try "bind -s ^Xe 'echo ma\"cr\"o'\n".write(toFile: home + "/.editrc", atomically: true, encoding: .utf8)
        let terminal = try start()
        terminal.type("\u{18}e\r")
        try terminal.wait(for: "macro\r\n")
    }

    @Test func endsWhenItIsToldTo() throws {
        let terminal = try start()
        terminal.type("echo half")
        try terminal.wait(for: "half")
        terminal.signal(SIGTERM)
        #expect(try terminal.end() == 128 + SIGTERM)
    }

    @Test func aFolderThatCannotBeWrittenIsNoTrouble() throws {
        let terminal = try start(["XDG_STATE_HOME": "/proc/none"])
        try terminal.check("works")
        terminal.type(up + "\r")
        try terminal.wait(for: "works\r\n")
    }
}
