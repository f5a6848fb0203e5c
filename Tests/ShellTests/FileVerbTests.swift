import Foundation
import Reports
import Testing

@testable import Shell

@Suite final class FileVerbTests {
    private let folder = NSTemporaryDirectory() + "hearsay-files-\(UUID().uuidString)"
    private let console = FakeConsole()

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @Test func savesAndOpens() {
        let session = Sample.session(console)
        #expect(session.execute("save") != .done)
        #expect(session.execute("save '\(folder)/a b.hearsay'") == .done)
        #expect(session.execute("save") == .done)
        let other = ShellSession(rulebook: Sample.rulebook, console: console, version: "0.1")
        #expect(other.execute("open '\(folder)/a b.hearsay'") == .done)
        #expect(other.workspace.articles.map(\.headline) == ["Karsa signs border deal"])
        #expect(other.workspace.articles[0].article.text == Array(Sample.text.utf8))
        #expect(console.output.last?.contains("Karsa signs border deal") == true)
    }

    @Test func openKeepsWhatIsThereWhereItFails() {
        let session = Sample.session(console)
        #expect(session.execute("open \(folder)/none.hearsay") != .done)
        #expect(session.execute("save \(folder)/x.hearsay") == .done)
        console.interruptAfter = 0
        guard case .failed(let error) = session.execute("open \(folder)/x.hearsay") else {
            Issue.record("not interrupted")
            return
        }
        #expect(error.code == .interrupted)
        #expect(session.workspace.articles.count == 1)
    }

    @Test func refusesOtherNames() {
        let session = Sample.session(console)
        #expect(session.execute("save \(folder)/x.html") != .done)
        #expect(session.execute("report \(folder)/x") != .done)
        #expect(session.execute("report \(folder)/x.html --format nonsense") != .done)
        #expect(session.execute("report /no/such/folder/x.html") != .done)
    }

    @Test func writesEveryFormat() throws {
        let session = Sample.session(console)
        for format in ReportFormat.all {
            let path = folder + "/" + (format.extensions.first.map { "report.\($0)" } ?? format.name)
            let option = format.extensions.isEmpty ? " --format \(format.name)" : ""
            #expect(session.execute("report \(path)\(option)") == .done)
            #expect(FileManager.default.fileExists(atPath: path))
        }
        #expect(console.notes.count == ReportFormat.all.count)
    }
}
