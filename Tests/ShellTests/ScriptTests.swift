import Foundation
import Testing

@testable import Shell

@Suite struct ScriptTests {
    private func run(
        _ text: String, arguments: [String] = [], echo: Bool = false
    ) -> (output: [String], notes: [String], error: ShellError?) {
        let console = FakeConsole()
        let session = ShellSession(rulebook: Sample.rulebook, console: console, version: "0.1")
        do throws(ShellError) {
            try Script(name: "tour.hear", text: text).run(in: session, arguments: arguments, echo: echo)
            return (console.output, console.notes, nil)
        } catch {
            return (console.output, console.notes, error)
        }
    }

    @Test func runsLineByLine() {
        let result = run("# a tour\n\necho one $1\r\n  echo two # and a half\n", arguments: ["x y"])
        #expect(result.output == ["one x y", "two"])
        #expect(result.error == nil)
    }

    @Test func stopsAtTheFirstError() {
        let result = run("echo one\nflgas\necho two")
        #expect(result.output == ["one"])
        #expect(result.error?.message.hasPrefix("tour.hear:2: there is no command “flgas”") == true)
        #expect(result.error?.code == .usage)
    }

    @Test func goesOnWhereItIsTold() {
        let result = run("set keep-going on\nload /no/such/file.txt\necho two\nnonsense")
        #expect(result.output == ["two"])
        #expect(result.notes.contains { $0.contains("tour.hear:2:") })
        #expect(result.notes.contains { $0.contains("tour.hear:4:") })
        #expect(result.error?.code == .input)
    }

    @Test func quitEndsIt() {
        #expect(run("echo one\nquit\necho two").output == ["one"])
    }

    @Test func echoesCommands() {
        #expect(run("echo one\n\n# two", echo: true).notes == ["+ echo one", "+ # two"])
    }

    @Test func variablesAndSettings() {
        #expect(run("set OUT=a\\ b\necho ${OUT}/c\nset").output == ["a b/c", "keep-going off", "OUT=a b"])
        #expect(run("set keepgoing on").error?.message.contains("did you mean keep-going?") == true)
        #expect(run("set keep-going maybe").error?.code == .usage)
    }

    @Test func scriptsRunScripts() throws {
        let path = NSTemporaryDirectory() + "hearsay script \(UUID().uuidString).hear"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "\u{FEFF}echo inner $1\nnonsense".write(toFile: path, atomically: true, encoding: .utf8)
        let result = run("source '\(path)' deep\necho $1", arguments: ["outer"])
        #expect(result.output == ["inner deep"])
        #expect(result.error?.message.hasPrefix("tour.hear:1: \(path):2: ") == true)
        try "source '\(path)'".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(run("source '\(path)'").error?.message.contains("without end") == true)
        #expect(run("source /no/such.hear").error?.code == .input)
    }

    @Test func everyVerbWorksWithoutATerminal() {
        for verb in Registry.verbs where verb.name != "quit" { _ = run(verb.name) }
    }
}
