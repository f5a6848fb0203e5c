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

    // MARK: - Editing

    @Test func controlRFindsAnEarlierCommand() throws {
        let terminal = try start()
        try terminal.check("needle")
        try terminal.check("other")
        terminal.type("\u{12}eedl\r")
        try terminal.wait(for: "needle\r\n")
    }

    @Test func aCommandGoesOnOverLines() throws {
        let terminal = try start()
        terminal.type("sql SELECT (1 +\r")
        try terminal.wait(for: "...> ")
        terminal.type("40) AS answer\r")
        try terminal.wait(for: "answer")
        try terminal.wait(for: "41\r\n")
        try terminal.wait(for: prompt)
        // Ctrl-C drops all of it.
        terminal.type("sql SELECT (7 +\r")
        try terminal.wait(for: "...> ")
        terminal.type("1" + controlC)
        try terminal.wait(for: prompt)
        try terminal.check("free")
        // In the history it is one line.
        terminal.type(up + up + "\r")
        try terminal.wait(for: "41\r\n")
    }

    @Test func viIsThereForThoseWhoWantIt() throws {
        let terminal = try start()
        terminal.type("set edit vi\r")
        try terminal.wait(for: prompt)
        // Esc leaves the insert mode, x deletes what is under the cursor.
        terminal.type("echo a\"c\"bq\u{1B}x\r")
        try terminal.wait(for: "acb\r\n")
        try terminal.wait(for: prompt)
        terminal.type("ec\tta\"b\"\r")
        try terminal.wait(for: "tab\r\n")
        try terminal.wait(for: prompt)
        terminal.type("echo \u{1B}[200~pa\"st\"e\u{1B}[201~d\r")
        try terminal.wait(for: "pasted\r\n")
        try terminal.wait(for: prompt)
        terminal.type("dropped" + controlC)
        try terminal.wait(for: "^C")
        try terminal.wait(for: prompt)
        terminal.type("dropped\u{1B}" + controlC)
        try terminal.wait(for: "^C")
        try terminal.wait(for: prompt)
        terminal.type("set edit emacs\r")
        try terminal.wait(for: prompt)
        try terminal.check("emacs")
    }

    @Test func editrcMayAskForVi() throws {
        try "bind -v\n".write(toFile: home + "/.editrc", atomically: true, encoding: .utf8)
        let terminal = try start()
        terminal.type("echo a\"c\"bq\u{1B}x\r")
        try terminal.wait(for: "acb\r\n")
        try terminal.wait(for: prompt)
        terminal.type("dropped" + controlC)
        try terminal.wait(for: "^C")
        try terminal.wait(for: prompt)
        try terminal.check("next")
    }

    @Test func tabCompletesInsidePatternsAndSQL() throws {
        let terminal = try start()
        terminal.type("sql SELECT na\t FROM attributi\t\r")
        try terminal.wait(for: "no rows")
        try terminal.wait(for: prompt)
        terminal.type("assert count(fla\t) = 0\r")
        try terminal.wait(for: "no article is loaded")
    }

    // MARK: - Settings

    @Test func theStartUpFileRuns() throws {
        let folder = home + "/.config/hearsay"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "alias hi echo hel\"lo\"\nnonsense\n".write(
            toFile: folder + "/startup.hear", atomically: true, encoding: .utf8)
        let terminal = try PseudoTerminal(home: home)
        try terminal.wait(for: "startup.hear:2: there is no command")
        try terminal.wait(for: prompt)
        terminal.type("hi you\r")
        try terminal.wait(for: "hello you\r\n")
        let plain = try PseudoTerminal(["--no-startup"], home: home)
        #expect(!(try plain.wait(for: prompt).contains("startup.hear")))
    }

    @Test func thePagerTakesArguments() throws {
        let file = home + "/a.txt"
        try "Karsa signs deal\n\nTwo envoys met in Velm.\n".write(toFile: file, atomically: true, encoding: .utf8)
        let terminal = try start(["PAGER": "sed -e s/envoys/PAGED/"])
        terminal.type("load \(file)\r")
        try terminal.wait(for: prompt)
        terminal.type("show 1\r")
        try terminal.wait(for: "Two PAGED met")
        try terminal.wait(for: prompt)
        try terminal.check("after")
    }

    @Test func controlCInThePagerIsThePagers() throws {
        let file = home + "/a.txt"
        try "Karsa signs deal\n\nTwo envoys met in Velm.\n".write(toFile: file, atomically: true, encoding: .utf8)
        let terminal = try start([
            "PAGER": "sh -c 'cat >/dev/null; echo re\"ady\"; trap \"echo caught; exit\" INT; sleep 20'"
        ])
        terminal.type("load \(file)\r")
        try terminal.wait(for: prompt)
        terminal.type("show 1\r")
        try terminal.wait(for: "ready")
        usleep(300_000)
        terminal.type(controlC)
        try terminal.wait(for: prompt)
        try terminal.check("after")
    }

    // MARK: - The end

    @Test func leavesTheTerminalAsItWas() throws {
        let terminal = try start()
        #expect(!terminal.isSane)
        terminal.type("quit\r")
        #expect(try terminal.end() == 0)
        let killed = try start()
        killed.type("echo half")
        try killed.wait(for: "half")
        killed.signal(SIGTERM)
        _ = try killed.end()
        #expect(killed.isSane)
    }

    @Test func stopsAndGoesOn() throws {
        let terminal = try start()
        terminal.type("echo be\"f")
        try terminal.wait(for: "be\"f")
        // Nobody's shell is there to stop for, so that the stop is ignored, and the line is still there.
        terminal.type("\u{1A}")
        terminal.signal(SIGCONT)
        terminal.type("ore\"\r")
        try terminal.wait(for: "before\r\n")
    }

    @Test(arguments: [SIGKILL, SIGTERM, SIGHUP])
    func whatWasDoneIsFoundAgain(signal: Int32) throws {
        let file = home + "/a.txt"
        try "Karsa signs deal\n\nTwo envoys were said to have met in Velm.\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        let first = try start()
        first.type("load \(file)\r")
        try first.wait(for: prompt)
        first.type("reject f1 not our words\r")
        try first.wait(for: prompt)
        first.signal(signal)
        #expect(try first.end() == 128 + signal)

        let second = try PseudoTerminal(home: home)
        try second.wait(for: "an unsaved session is left: 1 article, 1 remark")
        try second.wait(for: prompt)
        second.type("recover\r")
        try second.wait(for: "Karsa signs deal")
        try second.wait(for: prompt)
        second.type("reviews\r")
        try second.wait(for: "not our words")
        try second.wait(for: prompt)
        second.type("save \(home)/kept.hearsay\r")
        try second.wait(for: "saved ")
        try second.wait(for: prompt)
        second.type(controlD)
        #expect(try second.end() == 0)

        let third = try PseudoTerminal(home: home)
        #expect(!(try third.wait(for: prompt).contains("is left")))
    }
}
