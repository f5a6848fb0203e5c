import Foundation
import Testing

@testable import Terminal

@Suite struct HistoryFileTests {
    private let folder = NSTemporaryDirectory() + "hearsay-history-\(UUID().uuidString)"

    @Test func keepsEntriesBetweenRuns() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var first = HistoryFile(path: folder + "/state/hearsay/history")
        let loaded13 = first.load()
        #expect(loaded13 == [])
        let kept1 = first.append("load “a”.txt")
        #expect(kept1)
        let kept2 = first.append("flags 1")
        #expect(kept2)
        var second = HistoryFile(path: folder + "/state/hearsay/history")
        let loaded14 = second.load()
        #expect(loaded14 == ["load “a”.txt", "flags 1"])
    }

    @Test func leavesOutBlankSecretAndRepeatedLines() {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var file = HistoryFile(path: folder + "/history")
        let kept3 = file.append("  ")
        #expect(!kept3)
        let kept4 = file.append(" load secret.txt")
        #expect(!kept4)
        let kept5 = file.append("flags")
        #expect(kept5)
        let kept6 = file.append("flags ")
        #expect(!kept6)
        let kept7 = file.append("scores")
        #expect(kept7)
        let kept8 = file.append("flags")
        #expect(kept8)
        var again = HistoryFile(path: folder + "/history")
        let loaded15 = again.load()
        #expect(loaded15 == ["flags", "scores", "flags"])
        let kept9 = again.append("flags")
        #expect(!kept9)
    }

    @Test func livesWithoutAFile() {
        var nowhere = HistoryFile(path: nil)
        let loaded16 = nowhere.load()
        #expect(loaded16 == [])
        let kept10 = nowhere.append("flags")
        #expect(kept10)
        var unwritable = HistoryFile(path: "/proc/hearsay/history")
        let kept11 = unwritable.append("flags")
        #expect(kept11)
        let kept12 = unwritable.append("flags")
        #expect(!kept12)
    }

    @Test func readsOnlyTheNewestAndSkipsWhatIsNoLine() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let lines = (0..<HistoryFile.limit + 5).map { "echo \($0)" }
        let data = Data((lines.joined(separator: "\n") + "\nbad \u{1B}[31m\n").utf8) + Data([0xFF, 0x0A])
        try data.write(to: URL(fileURLWithPath: folder + "/history"))
        var file = HistoryFile(path: folder + "/history")
        let entries = file.load()
        #expect(entries.first == "echo 7")
        #expect(entries.last == "echo \(HistoryFile.limit + 4)")
    }
}
