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
        #expect(session.execute("save \(folder)/y.hearsay") == .done)
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

@Suite final class LoadTests {
    private let folder = NSTemporaryDirectory() + "hearsay-load-\(UUID().uuidString)"
    private let console = FakeConsole()
    private lazy var session = ShellSession(rulebook: Sample.rulebook, console: console, version: "0.1")

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["one", "two", "a [draft]"] {
            try "About \(name)\n\nIt is said to rain.\n\nIt may stop.\n".write(
                toFile: "\(folder)/\(name).txt", atomically: true, encoding: .utf8)
        }
    }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private var headlines: [String] { session.workspace.articles.map(\.headline) }

    @Test func loadsWhatAPatternMatches() {
        #expect(session.execute("load \(folder)/*o*.txt") == .done)
        #expect(headlines == ["About one", "About two"])
        #expect(console.output.count == 2)
        #expect(session.execute("load '\(folder)/a [draft].txt'") == .done)
        #expect(headlines.last == "About a [draft]")
        #expect(session.execute("close 3") == .done)
        #expect(session.execute("load \(folder)/a\\ [[]*") == .done)
        #expect(headlines == ["About one", "About two", "About a [draft]"])
    }

    /// The same file is not loaded again; the same text under another name is. Both are said.
    @Test func loadsAnArticleOnce() throws {
        try FileManager.default.copyItem(atPath: "\(folder)/one.txt", toPath: "\(folder)/three.txt")
        #expect(session.execute("load \(folder)/one.txt") == .done)
        #expect(session.execute("load \(folder)/one.txt \(folder)/three.txt \(folder)/two.txt") == .done)
        #expect(headlines == ["About one", "About one", "About two"])
        #expect(console.notes.suffix(2).first?.hasSuffix("/one.txt: loaded already, as 1") == true)
        #expect(console.notes.last?.hasSuffix("/three.txt: it has the same text as 1") == true)
    }

    @Test func oneBadFileStopsOnlyItself() {
        let outcome = session.execute("load \(folder)/none.txt \(folder)/one.txt \(folder)/*.pdf \(folder)/two.txt")
        guard case .failed(let error) = outcome else {
            Issue.record("no error")
            return
        }
        #expect(error.code == .input)
        #expect(headlines == ["About one", "About two"])
        let said = console.notes.joined() + error.message
        #expect(said.contains("none.txt") && said.contains("*.pdf"))
    }

    @Test func anInterruptKeepsWhatIsLoaded() {
        console.interruptAfter = 1
        guard case .failed(let error) = session.execute("load \(folder)") else {
            Issue.record("not interrupted")
            return
        }
        #expect(error.code == .interrupted)
        #expect(headlines.count == 2)
        #expect(console.output.count == 2)
    }

    @Test func articlesGoByTheirNames() {
        #expect(session.execute("load \(folder)") == .done)
        #expect(session.execute("articles 'about t'") == .done)
        #expect(console.output.last?.contains("About two") == true)
        #expect(session.execute("articles two") == .done)
        #expect(session.execute("articles about") != .done)
    }
}
