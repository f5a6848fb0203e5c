import Foundation
import Hearsay
import Testing

@testable import Shell

/// What help says is true.
@Suite struct HelpTests {
    private static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: Registry.verbs.map(\.name))
    func explainsEveryCommand(name: String) throws {
        let verb = try Registry.verb(name)
        #expect(!verb.examples.isEmpty || ["quit"].contains(name), "\(name) has no example")
        let (output, error) = Sample.run("help \(name)")
        #expect(error == nil && output.count > 1)
        for example in verb.examples { #expect(output.contains { $0.contains(example.line.prefix(20)) }) }
    }

    /// The manual names every command and every name of a condition.
    @Test func theManualIsWhole() throws {
        let text = try String(contentsOf: Self.top.appendingPathComponent("Documentation/shell.md"), encoding: .utf8)
        for verb in Registry.verbs { #expect(text.contains("`\(verb.name)`"), "\(verb.name)") }
        #expect(text.contains(FlagFilter.names.joined(separator: " ")))
        #expect(text.contains(FlagFilter.scoreNames.joined(separator: " ")))
    }

    /// Commands that write into the working folder or open an editor; their examples are only parsed.
    private static let writing = ["report", "save", "rules edit"]

    /// Every example runs on the articles of the repository, with the packs that are built in. A file that it names and
    /// that is not there is the only thing that may be wrong.
    @Test func everyExampleRuns() throws {
        let folder = NSTemporaryDirectory() + "hearsay-help-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try PackTemplate.text(name: "desk/house").write(
            toFile: folder + "/house.yaml", atomically: true, encoding: .utf8)
        let total = """
            pack: desk/total
            version: 1.0.0
            about: A score over all articles.
            rules:
              statements: {tally: {over: session, let: {all: count(<attribution>)}, value: all}}
            """
        try total.write(toFile: folder + "/total.yaml", atomically: true, encoding: .utf8)
        let selection = RuleSelection(paths: [folder], useConfig: false)
        let console = FakeConsole()
        let session = ShellSession(
            rulebook: .load(selection), selection: selection, console: console, version: "0.1")
        let articles = Self.top.appendingPathComponent("Sessions/articles").path
        session.arguments = ["Velm"]
        for line in ["load \(articles)", "reject f1", "reject f2", "undo", "next"] {
            #expect(session.execute(line) == .done)
        }
        for verb in Registry.verbs.sorted(by: { a, _ in a.name != "close" }) {
            for example in verb.examples {
                guard !Self.writing.contains(where: example.line.hasPrefix) else {
                    #expect(throws: Never.self) { try session.parse(example.line) }
                    continue
                }
                guard case .failed(let error) = session.execute(example.line) else { continue }
                #expect(error.code == .input, "\(example.line): \(error.message)")
            }
        }
    }
}
