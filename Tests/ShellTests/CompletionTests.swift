import Foundation
import Testing

@testable import Shell

@Suite struct CompletionTests {
    private func complete(_ line: String) -> (start: Int, texts: [String]) {
        let found = Sample.session(FakeConsole()).completions(of: line, at: line.unicodeScalars.count)
        return (found.start, found.candidates.map(\.text))
    }

    @Test func completesVerbs() {
        #expect(complete("fl") == (0, ["flags"]))
        #expect(complete("  so").texts == ["sources", "source"])
        #expect(complete("help sc").texts == ["scores"])
        #expect(complete("").texts.count == Registry.verbs.count)
    }

    static let lines: [(line: String, candidates: [String])] = [
        ("why ", ["f1", "f2", "s1"]), ("show f", ["f1", "f2"]), ("close ka", ["karsa"]),
        ("flags hedge.", ["hedge.epistemic", "hedge.report"]),
        ("flags zon", ["zone="]), ("flags zone=he", ["zone=headline"]), ("flags lev", ["level>="]),
        ("flags level>=c", ["level>=caution"]), ("flags voice=I", ["voice=Ilana\\ Marrow"]),
        ("rules core/hedging:s", ["core/hedging:strength"]), ("rules mod", ["modal"]), ("set k", ["keep-going"]),
        ("set keep-going ", ["on", "off"]), ("nonsense x", []),
        ("flags --j", ["--json"]), ("flags decision=r", ["decision=reject"]), ("flags wei", ["weight="]),
        ("claims class=o", ["class=outlet"]), ("scores ba", ["band="]), ("scores band=w", ["band=weak"]),
        ("sql SELECT stren", ["strength"]), ("sql SELECT * FROM attr", ["attribution", "attributes"]),
        ("sql SELECT score.va", ["score.value"]), ("try <hedge.r", ["<hedge.report"]), ("try may $", []),
        ("assert count(fla", ["flags"]), ("find x --in ", ["1"]), ("rules ed", ["edit"]), ("accept f", ["f1", "f2"]),
        ("set edit v", ["vi"]),
    ]

    @Test(arguments: lines)
    func completesArguments(line: String, expected: [String]) {
        #expect(complete(line).texts == expected)
    }

    @Test func completesPathsAsTheyMustBeWritten() throws {
        let folder = NSTemporaryDirectory() + "hearsay-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/sub dir", withIntermediateDirectories: true)
        for name in ["a b.txt", "été.txt", ".hidden"] {
            try "".write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        #expect(complete("load \(folder)/a").texts == ["\(folder)/a\\ b.txt"])
        #expect(complete("load \(folder)/a\\ ").texts == ["\(folder)/a\\ b.txt"])
        #expect(complete("load '\(folder)/a b").texts == ["'\(folder)/a b.txt'"])
        #expect(complete("load \"\(folder)/s").texts == ["\"\(folder)/sub dir/"])
        #expect(complete("load \(folder)/.h").texts == ["\(folder)/.hidden"])
        let all = Sample.session(FakeConsole()).completions(of: "load “ \(folder)/", at: 8 + folder.count)
        #expect(all.candidates.map(\.label) == ["a b.txt", "sub dir/", "été.txt"])
        #expect(all.start == 7)
        #expect(all.candidates.map(\.isWhole) == [true, false, true])
    }
}
