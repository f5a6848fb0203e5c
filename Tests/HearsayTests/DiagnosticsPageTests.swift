import Foundation
import Hearsay
import Testing

/// `Documentation/diagnostics.md` is made from the registry of codes: for each a file in which it is the matter, and what
/// is printed. With `UPDATE_DOCUMENTATION=1` in the environment the page is written anew.
@Suite struct DiagnosticsPageTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Documentation/diagnostics.md").standardizedFileURL

    /// What stands beside the example, for those that are about other packs.
    private static let others = [
        (
            "other.yaml",
            "pack: desk/other\nversion: 1.0.0\nrules:\n  loaded: {match: one, flag: {level: note, say: x}}\n  silent: {match: two}\n"
        ),
        ("one.yaml", "pack: desk/one\nversion: 1.0.0\nlexicons: {shared: [one]}\n"),
        ("two.yaml", "pack: desk/two\nversion: 1.0.0\nlexicons: {shared: [two]}\n"),
    ]

    private static func file(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: path, bytes: Array(text.utf8))
    }

    /// The example as a file, and what reading it says with this code.
    private static func shown(_ code: DiagnosticCode) -> (text: String, printed: [String])? {
        guard let example = code.example else { return nil }
        let text = example.kind == .body ? "pack: desk/new\nversion: 1.0.0\n\(example.text)\n" : example.text
        var packs = others
        var tuning: [SourceFile] = []
        if example.kind == .tuning { tuning = [file("hearsay.yaml", text)] } else { packs.append(("desk.yaml", text)) }
        let library = Library.read(
            packs.map { name, text in PackFile(source: file(name, text)) { _ in nil } }, tuning: tuning)
        let program = Program(library.packs, lexicons: library.packs.flatMap(\.lexicons))
        let found = (library.diagnostics + program.diagnostics).filter { $0.code == code.rawValue }
        return (text, found.map { $0.rendered() })
    }

    private static var made: String {
        var lines = [
            "# Diagnostics", "",
            "What `hearsay rules check` and everything else that reads rules can say. A code is stable; the words may",
            "change. An error leaves out the rule or lexicon that it stands in, and nothing else; a warning leaves out",
            "nothing. This page is made from the program (`UPDATE_DOCUMENTATION=1 swift test --filter DiagnosticsPage`).",
        ]
        for code in DiagnosticCode.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
            lines += ["", "## `\(code.rawValue)`", "*\(code.severity.rawValue)* · \(code.explanation)"]
            guard let (text, printed) = shown(code) else {
                lines += ["", code.unshown ?? ""]
                continue
            }
            lines += ["", "```yaml"] + text.split(separator: "\n").map(String.init) + ["```", "```"]
            lines += printed.flatMap { $0.split(separator: "\n").map(String.init) } + ["```"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func thePageIsWhatTheProgramSays() throws {
        if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTATION"] == "1" {
            try Self.made.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == Self.made)
    }

    @Test(arguments: DiagnosticCode.allCases)
    func everyCodeIsShownOrSaysWhyNot(code: DiagnosticCode) throws {
        guard let shown = Self.shown(code) else {
            #expect(code.unshown != nil)
            return
        }
        #expect(!shown.printed.isEmpty, "nothing was said with this code about:\n\(shown.text)")
        #expect(shown.printed.allSatisfy { $0.contains("\(code.severity.rawValue)[\(code.rawValue)]") })
    }
}
