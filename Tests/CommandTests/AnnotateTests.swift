import Foundation
import Testing

@Suite struct AnnotateTests {
    /// Articles of very different lengths, every seventh with something to flag.
    static func articles(_ count: Int) -> String {
        (0..<count).map { i in
            let text =
                String(repeating: "It rained in Karsa 🐟. ", count: i * 37 % 50)
                + (i % 7 == 0 ? "He murmuredly left." : "")
            return #"{"id": "n\#(i)", "text": "\#(text)He left.", "n": \#(i)}"# + "\n"
        }.joined()
    }

    func ids(_ result: Hearsay.Result) throws -> [String?] {
        try result.lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["schema"] as? String == "hearsay/1")
            return object?["id"] as? String
        }
    }

    @Test func theSameBytesInInputOrderForAnyThreads() throws {
        let input = Self.articles(700)
        let scratch = try Scratch()
        let one = try scratch.run("annotate", "--threads", "1", input: input)
        #expect(one.status == 0)
        #expect(try ids(one) == (0..<700).map { "n\($0)" })
        #expect(one.out.contains(#""type":"hedge.test","rule":"desk/test:murmur""#))
        #expect(one.out.contains(#""meta":{"n":7}"#))
        for threads in ["2", "9", "33"] {
            #expect(try scratch.run("annotate", "--threads", threads, input: input).out == one.out)
        }
    }

    @Test func anErrorStandsInItsPlace() throws {
        let input = "{\"id\": \"a\", \"text\": \"He left.\"}\nno json\n{\"id\": \"c\", \"text\": \"He left.\"}\n"
        let result = try Scratch().run("annotate", input: input)
        #expect(result.status == 4)
        #expect(try ids(result) == ["a", "2", "c"])
        #expect(result.lines[1].hasPrefix(#"{"schema":"hearsay/1","id":"2","error":{"code":""#))
        #expect(result.err.contains("1 of 3"))
        let first = try Scratch().run("annotate", input: "no json\n{\"id\": \"b\", \"text\": \"He left.\"}\n")
        #expect(try ids(first) == ["1", "b"])
    }

    @Test func silentMarksWhereAsked() throws {
        let scratch = try Scratch()
        let input = #"{"text": "He murmuredly left."}"#
        #expect(try scratch.run("annotate", input: input).out.contains(#""flag":{"level":"warning""#))
        let quiet = Scratch.pack.replacing("    flag: {level: warning, say: '“{match}” is a murmur.'}\n", with: "")
        try scratch.write("quiet.yaml", quiet)
        let rules = ["--no-core", "--no-config", "--rules", "quiet.yaml"]
        let flagged = try Hearsay.run(["annotate"] + rules, input: input, in: scratch.folder)
        #expect(flagged.out.contains(#""marks":[],"#))
        let all = try Hearsay.run(["annotate", "--marks", "all"] + rules, input: input, in: scratch.folder)
        #expect(all.out.contains(#""flag":null}"#))
    }

    @Test func nothingInNothingOut() throws {
        let result = try Scratch().run("annotate")
        #expect(result.status == 0)
        #expect(result.out.isEmpty)
    }

    @Test func outputAppearsWhole() throws {
        let scratch = try Scratch()
        try scratch.write("out.jsonl", "old\n")
        #expect(try scratch.run("annotate", "-o", "out.jsonl", input: Self.articles(3)).status == 0)
        #expect(try scratch.read("out.jsonl").split(separator: "\n").count == 3)
        #expect(scratch.names == ["out.jsonl", "pack.yaml"])
        let folder = try scratch.run("annotate", "-o", ".", input: Self.articles(1))
        #expect(folder.status == 2)
        let nowhere = try scratch.run("annotate", "-o", "no/such/folder.jsonl", input: Self.articles(1))
        #expect(nowhere.status == 4)
        #expect(nowhere.err.contains("no/such/folder.jsonl: cannot be written: No such file or directory"))
    }

    @Test func aFullDiskIsSaid() throws {
        let scratch = try Scratch()
        for arguments in [["annotate"], ["annotate", "-o", "/dev/full"]] {
            try scratch.write("in.jsonl", Self.articles(30))
            let line = "\"$HEARSAY\" \(arguments.joined(separator: " ")) --no-core --no-config <in.jsonl >/dev/full"
            let result = try Hearsay.shell(line, in: scratch.folder)
            #expect(result.status == 4)
            #expect(result.err.contains("cannot be written: No space left on device"))
        }
    }

    @Test func aClosedPipeIsNoError() throws {
        let scratch = try Scratch()
        try scratch.write("in.jsonl", Self.articles(4000))
        let result = try Hearsay.shell(
            "\"$HEARSAY\" annotate --no-core --no-config <in.jsonl | head -n 1; echo ${PIPESTATUS[0]}",
            in: scratch.folder)
        #expect(result.lines.count == 2)
        #expect(result.lines.last == "0")
        #expect(result.err.isEmpty)
    }

    /// Sends an article and waits for its findings before the next: nothing may be held back. Then Ctrl-C.
    @Test func answersAtOnceAndEndsCleanlyWhenInterrupted() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Hearsay.path)
        process.arguments = ["annotate", "--no-core", "--no-config", "--threads", "4"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // Whatever goes wrong here must not wait for ever.
        DispatchQueue.global().asyncAfter(deadline: .now() + 60) { if process.isRunning { process.terminate() } }
        for i in 0..<20 {
            try input.fileHandleForWriting.write(contentsOf: Data("{\"id\": \"\(i)\", \"text\": \"He left.\"}\n".utf8))
            var line = Data()
            while line.last != 0x0A {
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { break }
                line += more
            }
            #expect(String(decoding: line, as: UTF8.self).hasPrefix("{\"schema\":\"hearsay/1\",\"id\":\"\(i)\","))
        }
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
    }
}
