import Foundation
import Hearsay
import SessionStore
import Testing

@testable import Shell

/// Decisions and notes.
@Suite struct ReviewTests {
    private let console = FakeConsole()
    private let session: ShellSession

    init() { session = Sample.session(console) }

    private func run(_ lines: String...) -> [String] {
        console.output = []
        console.notes = []
        for line in lines {
            if case .failed(let error) = session.execute(line) { console.output.append("error: " + error.message) }
        }
        return console.output
    }

    @Test func decidesAndTakesBack() {
        #expect(run("accept f1", "reject f2 quoted from the treaty") == [])
        #expect(
            run("reviews") == [
                "           #  article  rule                         text     note",
                "  accept  f1        1  core/hedging:report.passive  said to",
                "  reject  f2        1  core/hedging:modal           may      quoted from the treaty",
            ])
        #expect(run("flags decision=reject").map { $0.prefix(6) } == ["     #", "  f2 ✗"])
        #expect(run("flags where decision in (accept, none)", "undo", "undo").count == 2)
        #expect(console.notes == ["taken back: reject f2", "taken back: accept f1"])
        #expect(run("undo") == ["error: there is nothing to take back"])
        #expect(run("redo", "reviews").count == 2)
        #expect(run("accept f2", "redo") == ["error: there is nothing to do again"])
    }

    @Test func aLaterDecisionReplacesTheFirst() {
        _ = run("accept f1", "reject f1")
        #expect(session.remarks.content.reviews.map(\.decision) == [.reject])
        #expect(run("undo", "reviews").last?.hasPrefix("  accept") == true)
    }

    @Test func takesSeveralAtOnce() {
        #expect(run("reject f1-2 both") == [])
        #expect(session.remarks.content.reviews.map(\.reason) == ["both", "both"])
        #expect(run("undo", "reviews") == [])
        #expect(run("accept f1-f2", "reviews").count == 3)
        #expect(run("accept f2-9").first?.contains("there is no f3") == true)
    }

    @Test func isAboutTheFlagThatIsRead() {
        #expect(run("accept").first?.contains("which flag?") == true)
        _ = run("goto f2", "reject not ours", "note ask her")
        #expect(session.remarks.content.reviews.map(\.flag.text) == ["may"])
        #expect(session.remarks.content.reviews.map(\.reason) == ["not ours"])
        #expect(session.remarks.content.notes.map(\.text) == ["ask her"])
        #expect(Array(run("show f2").suffix(2)) == ["  rejected: not ours", "  note: ask her"])
    }

    @Test func notesAreAboutFlagsAndArticles() {
        _ = run("note 1 second edition", "note f1 \"who says so?\"")
        #expect(
            run("reviews --csv").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).prefix(3).joined(separator: ",")
            }
                == ["remark,flag,article", "note,,1", "note,f1,1"])
        #expect(run("goto 1").last == "  note: second edition")
        #expect(run("note").first?.contains("note what?") == true)
        #expect(run("note f9 x").first?.contains("there is no f9") == true)
    }

    @Test func countsHowOftenARuleWasRight() {
        #expect(run("rules eval --reviews") == ["nothing is decided yet; accept and reject do"])
        _ = run("accept f1", "reject f2")
        #expect(
            run("rules eval --reviews") == [
                "  rule                         precision  accepted  rejected  undecided  gone",
                "  core/hedging:modal                   0         0         1          0     0",
                "  core/hedging:report.passive          1         1         0          0     0",
                "  all of these                       0.5         1         1          0     0",
            ])
        #expect(run("assert min(rules eval --reviews, precision) = 0") == [])
    }

    /// The decision belongs to rule, words and sentence: rules that change numbers do not move it.
    @Test func decisionsOutliveRuleChanges() throws {
        let folder = NSTemporaryDirectory() + "hearsay-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func save(_ pattern: String) throws {
            let pack = """
                pack: desk/live
                version: 1.0.0
                about: A test.
                rules:
                  modal: {match: \(pattern), mark: hedge, flag: {level: note, say: so}}
                """
            try pack.write(toFile: folder + "/desk.yaml", atomically: true, encoding: .utf8)
        }
        try save("[might]")
        try "It may rain. It might snow. It may and may not.\n".write(
            toFile: folder + "/a.txt", atomically: true, encoding: .utf8)
        let selection = RuleSelection(paths: [folder + "/desk.yaml"], useCore: false, useConfig: false)
        let session = ShellSession(rulebook: .load(selection), selection: selection, console: console, version: "0.1")
        #expect(session.execute("load \(folder)/a.txt") == .done)
        #expect(session.execute("reject f1 no") == .done)
        try save("[may, might]")
        console.output = []
        #expect(session.execute("flags decision=reject --csv") == .done)
        #expect(console.output.count == 2 && console.output[1].hasPrefix("f2,1,1,2,note,hedge,desk/live:modal,might"))
        // Of the same words in a sentence each has its own.
        #expect(session.execute("accept f4") == .done)
        #expect(session.workspace.articles[0].keys.map(\.nth) == [1, 1, 1, 2])
        try save("[may]")
        console.output = []
        #expect(session.execute("reviews") == .done)
        #expect(console.output.count == 3)
        #expect(console.output[1].hasPrefix("  reject   –") && console.output[2].hasPrefix("  accept  f3"))
        #expect(session.execute("save \(folder)/a.hearsay") == .done)
        let again = ShellSession(rulebook: .load(selection), selection: selection, console: console, version: "0.1")
        #expect(again.execute("open \(folder)/a.hearsay") == .done)
        #expect(again.remarks.content == session.remarks.content)
    }
}
