import Foundation
import Hearsay
import Testing

@testable import Shell

/// Whole sessions through the real engine: each `Tests/Transcripts/NAME.hear` is typed line by line, and what is shown
/// must be `NAME.out`. `${T}` is the folder of the transcripts, `${W}` an empty one to write in, and `rules edit` saves
/// what `NAME/1.yaml`, `NAME/2.yaml` … hold; the pack `NAME.yaml` is there besides where there is one. With
/// `UPDATE_TRANSCRIPTS=1` in the environment the `.out` files are written anew.
@Suite struct TranscriptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Transcripts")

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".hear") }.map { String($0.dropLast(5)) }.sorted() ?? []

    @Test func thereAreSome() { #expect(Self.names.contains("tour")) }

    /// Every command stands in one of them, and does not only fail there.
    @Test func everyVerbIsShown() throws {
        var shown: Set<String> = []
        for name in Self.names {
            let text = try String(contentsOf: Self.folder.appendingPathComponent(name + ".out"), encoding: .utf8)
            let lines = text.split(separator: "\n")
            for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasPrefix("hearsay> ") {
                if !next.hasPrefix("error:") { shown.insert(String(line.split(separator: " ")[1])) }
            }
        }
        // quit ends a session, and a crash is what recover needs: they have tests of their own.
        let missing = Set(Registry.verbs.map(\.name)).subtracting(shown).subtracting(["quit", "recover"])
        #expect(missing.sorted() == [])
    }

    @Test(arguments: names)
    func showsWhatItShowed(name: String) throws {
        let own = Self.folder.appendingPathComponent(name + ".yaml")
        let packs =
            [Self.folder.appendingPathComponent("desk.yaml")]
            + (FileManager.default.fileExists(atPath: own.path) ? [own] : [])
        let selection = RuleSelection(paths: packs.map(\.path), useCore: false, useConfig: false)
        let rulebook = Rulebook.load(selection)
        #expect(rulebook.diagnostics.map(\.message) == [])
        let console = TranscriptConsole()
        let session = ShellSession(rulebook: rulebook, selection: selection, console: console, version: "0.1")
        session.variables["T"] = Self.folder.path
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        session.variables["W"] = work.path
        console.edits = Self.folder.appendingPathComponent(name)
        let script = try Script.read(Self.folder.appendingPathComponent(name + ".hear").path)
        var lines = script.lines.filter { !$0.isEmpty }[...]
        while !lines.isEmpty {
            let line = session.command(&lines)
            console.lines.append("hearsay> " + line.replacing("\n", with: "\n    ...> "))
            if case .failed(let error) = session.execute(line) { console.lines.append("error: " + error.message) }
        }
        let shown =
            console.lines.joined(separator: "\n")
            .replacing(Self.folder.path, with: "${T}").replacing(work.path, with: "${W}") + "\n"
        let file = Self.folder.appendingPathComponent(name + ".out")
        if ProcessInfo.processInfo.environment["UPDATE_TRANSCRIPTS"] == "1" {
            try shown.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == shown)
    }
}

/// Keeps what is written and what is noted in their order.
private final class TranscriptConsole: Console {
    var lines: [String] = []
    let width = 100
    let isInteractive = false
    let isInterrupted = false

    func write(_ line: StyledText) { lines.append(line.plain) }
    func note(_ line: StyledText) { lines.append(line.plain) }
    func writeData(_ text: String) { lines += text.split(separator: "\n").map(String.init) }
    func progress(_ text: String?) {}
    func page(_ lines: [StyledText]) { lines.forEach(write) }
    func columns(of text: String) -> Int { text.count }

    /// A folder `1.yaml`, `2.yaml` …: what is saved in the editor, each time it is opened.
    var edits: URL?
    private var edit = 0

    func edit(_ path: String) -> Int32? {
        edit += 1
        guard let text = edits.flatMap({ try? Data(contentsOf: $0.appendingPathComponent("\(edit).yaml")) }) else {
            return nil
        }
        return (try? text.write(to: URL(fileURLWithPath: path))) == nil ? 1 : 0
    }
}
