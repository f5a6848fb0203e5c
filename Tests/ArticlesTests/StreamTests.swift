import Glibc
import Testing

@testable import Articles

@Suite struct StreamTests {
    private let box = Sandbox()

    // MARK: Files

    @Test func textFile() throws {
        let path = box.file("a.txt", "Karsa is quiet.\r\nSo is Olen.")
        let article = try #require(articles([path]).first)
        #expect(article.id == path)
        #expect(article.path == path)
        #expect(String(decoding: article.text, as: UTF8.self) == "Karsa is quiet.\r\nSo is Olen.")
        #expect(article.layout == .detect(article.text))
    }

    @Test func noticesAreKept() throws {
        let path = box.file("a.txt", [0x43, 0x61, 0x66, 0xE9, 0x20, 0x4B, 0x61, 0x72, 0x73, 0x61])
        #expect(try #require(articles([path]).first).notices.count == 1)
    }

    @Test(arguments: ["", "\u{FEFF}", " \n\t\r\n", "\u{FEFF}\n\u{A0}"])
    func fileWithoutAWord(text: String) {
        let path = box.file("a.txt", text)
        #expect(outcomes([path]) == ["!no-text \(path)"])
    }

    @Test func whatIsNotThereOrNoText() {
        let picture = box.file("b.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A])
        let errors = errors(["\(box.path)/none.txt", picture, "\(picture)/below"])
        #expect(errors.map(\.code) == [.notFound, .notText, .notFound])
        #expect(errors[1].message.contains("PNG"))
        #expect(errors[1].description.hasPrefix("\(picture): error[not-text]: "))
    }

    @Test func whatTheSystemRefuses() {
        // A socket cannot be opened, not even by root.
        let path = "\(box.path)/socket"
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        #expect(outcomes([path]) == ["!unreadable \(path)"])
    }

    @Test func pipeIsReadWhereItIsNamed() {
        let path = "\(box.path)/pipe"
        #expect(mkfifo(path, 0o644) == 0)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        var thread = pthread_t()
        // Each end's opening waits for the other's.
        pthread_create(
            &thread, &attributes,
            { argument in
                guard let path = argument?.assumingMemoryBound(to: CChar.self) else { return nil }
                let descriptor = open(path, O_WRONLY)
                _ = write(descriptor, "Karsa is quiet.", 15)
                close(descriptor)
                free(path)
                return nil
            }, strdup(path))
        let texts = articles([path]).map { String(decoding: $0.text, as: UTF8.self) }
        pthread_join(thread, nil)
        #expect(texts == ["Karsa is quiet."])
    }

    /// Files around the sizes of what is read at once, of the whole buffer, and in between; packed ones likewise.
    @Test func filesOfAllSizesAreReadWhole() {
        for size in [1, 2, 1023, 1024, 1025, 32767, 32768, 32769, 65536, 131_071, 131_072, 131_073, 200_000] {
            let text = String(String(repeating: "Karsa is quiet. ", count: size / 16 + 1).prefix(size))
            let path = box.file("\(size).txt", text)
            #expect(articles([path]).map { $0.text.count } == [size])
            let line = "{\"id\": \"a\", \"text\": \"\(text)\"}\n"
            let lines = box.file("\(size).jsonl", line + line + line)
            #expect(articles([lines]).map { $0.text.count } == [size, size, size])
        }
    }

    @Test func whatNeedNotBeWaitedForIsKnown() {
        let file = box.file("a.txt", "Karsa is quiet.")
        let pipe = box.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(ArticleStream([file, box.path, box.path + "/none"]).isOfFiles)
        #expect(!ArticleStream([file, pipe]).isOfFiles)
    }

    @Test func largeFileIsRefused() {
        let path = box.file("large.txt", String(repeating: "Karsa is quiet. ", count: 64))
        let limits = Limits(article: 1023, document: 100, buffer: 64)
        #expect(ArticleStream([path], limits: limits).map { (try? $0.get())?.id } == [nil])
        #expect(ArticleStream([path], limits: Limits(article: 1024, buffer: 64)).map { (try? $0.get())?.id } == [path])
        let json = box.file("large.json", "[\(String(repeating: " ", count: 200))]")
        #expect(ArticleStream([json], limits: limits).map { (try? $0.get())?.id } == [nil])
    }

    // MARK: gzip

    /// “Karsa is quiet.”, packed.
    private let quiet: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xF3, 0x4E, 0x2C, 0x2A, 0x4E, 0x54, 0xC8, 0x2C,
        0x56, 0x28, 0x2C, 0xCD, 0x4C, 0x2D, 0xD1, 0x03, 0x00, 0x6C, 0x49, 0x2C, 0xF6, 0x0F, 0x00, 0x00, 0x00,
    ]

    @Test func gzipIsReadWhateverItsName() {
        #expect(outcomes([box.file("a.txt.gz", quiet)])[0].hasSuffix(": Karsa is quiet."))
        #expect(outcomes([box.file("b.txt", quiet)])[0].hasSuffix(": Karsa is quiet."))
    }

    @Test func gzipOfSeveralMembers() {
        #expect(outcomes([box.file("a.txt.gz", quiet + quiet)])[0].hasSuffix(": Karsa is quiet.Karsa is quiet."))
        #expect(outcomes([box.file("b.txt.gz", quiet + [0, 0, 0, 0])])[0].hasSuffix(": Karsa is quiet."))
    }

    @Test func damagedGzip() {
        #expect(outcomes([box.file("a.txt.gz", quiet.dropLast(6))])[0].hasPrefix("!damaged"))
        var wrong = quiet
        wrong[14] ^= 0xFF
        #expect(outcomes([box.file("b.txt.gz", wrong)])[0].hasPrefix("!damaged"))
        #expect(outcomes([box.file("c.txt.gz", [0x1F, 0x8B])])[0].hasPrefix("!damaged"))
    }

    @Test func gzipInsideGzip() {
        let errors = errors([box.file("a.txt.gz", twice)])
        #expect(errors.map(\.code) == [.notText])
        #expect(errors.first?.message.contains("gzip inside gzip") == true)
    }

    private let twice: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0x93, 0xEF, 0xE6, 0x60, 0x00, 0x01, 0xA6, 0xFF,
        0x9F, 0xFD, 0x74, 0xB4, 0xFC, 0x42, 0x4E, 0xE8, 0x84, 0x69, 0xE8, 0x9C, 0xF5, 0xD1, 0xBD, 0xC8, 0xCC, 0x90,
        0xE3, 0xA9, 0xF3, 0x8D, 0x1F, 0x28, 0x05, 0x00, 0x69, 0x2D, 0x02, 0xD9, 0x23, 0x00, 0x00, 0x00,
    ]

    // MARK: Folders

    @Test func folderInByteOrder() {
        _ = box.file("b.txt", "B.")
        _ = box.file("a/z.md", "Z.")
        _ = box.file("a/Y.txt", "Y.")
        _ = box.file("c.jsonl", "{\"text\": \"C.\"}")
        _ = box.file("B.TXT", "Capital.")
        #expect(
            outcomes([box.path]).map(box.short)
                == ["B.TXT: Capital.", "a/Y.txt: Y.", "a/z.md: Z.", "b.txt: B.", "1: C."])
    }

    @Test func whatAFolderLeavesOut() {
        _ = box.file("a.txt", "A.")
        _ = box.file("b.doc", "x")
        _ = box.file(".hidden.txt", "x")
        _ = box.file(".git/c.txt", "x")
        _ = mkfifo("\(box.path)/d.txt", 0o644)
        symlink(".", "\(box.path)/loop")
        symlink("nowhere", "\(box.path)/z.txt")
        var leftOut: [LeftOut] = []
        let stream = ArticleStream([box.path]) { leftOut.append($0) }
        let found = stream.map { element -> String in
            switch element {
            case .success(let article): box.short(article.id)
            case .failure(let error): "!\(error.code.rawValue)"
            }
        }
        #expect(found == ["a.txt", "!not-found"])
        #expect(leftOut.map { box.short($0.path) } == [".git", ".hidden.txt", "b.doc", "d.txt", "loop"])
        #expect(leftOut.map(\.reason).contains("not a file"))
    }

    @Test func folderWithoutArticles() {
        _ = box.folder("empty")
        #expect(outcomes([box.path]) == ["!no-articles \(box.path)"])
    }

    @Test func oneBadFileLosesNothingElse() {
        let good = box.file("a.txt", "A.")
        let bad = box.file("b.txt", [0, 1, 2])
        #expect(outcomes([bad, "\(box.path)/c.txt", good]).map(\.first) == ["!", "!", "/"])
    }

    // MARK: JSON Lines

    @Test func records() throws {
        let path = box.file(
            "a.jsonl",
            """
            {"id": "x", "text": "One.", "title": "T", "outlet": "O", "date": 2031, "url": "u", "lang": "en", "n": [1, 1.10], "s": "\\u00e9"}

            {"text": "Two.\\nMore.", "title": null, "outlet": ["a"]}\r
            {"id": 17, "text": ""}
            """)
        let found = articles([path])
        #expect(found.map(\.id) == ["x", "3", "17"])
        #expect(found[0].metadata.title == "T")
        #expect(found[0].metadata.date == "2031")
        #expect(found[0].metadata.lang == "en")
        #expect(found[0].metadata.meta.map { "\($0.key)=\($0.json)" } == ["n=[1, 1.10]", "s=\"\\u00e9\""])
        #expect(found[1].text == Array("Two.\nMore.".utf8))
        #expect(found[1].metadata == Metadata(meta: [("outlet", "[\"a\"]")]))
        #expect(found[2].text.isEmpty && found[2].layout.blocks.isEmpty)
        #expect(found.allSatisfy { $0.path == path })
    }

    @Test func brokenLinesLoseNothingElse() {
        let lines: [[UInt8]] = [
            Array("{\"id\":\"a\",\"text\":\"A.\"}".utf8), Array("{\"id\":\"b\",\"text\":".utf8), Array("[1]".utf8),
            Array("{\"id\":\"d\"}".utf8), Array("{\"id\":\"e\",\"text\":5}".utf8),
            Array("{\"id\":\"f\",\"text\":\"".utf8) + [0xFF] + Array("\"}".utf8), Array("plain".utf8),
            Array("{\"text\":null}".utf8), Array("{\"id\":\"i\",\"text\":\"I.\"} x".utf8),
            Array("{\"id\":\"j\",\"id\":\"k\",\"text\":\"0\",\"text\":\"K.\"}".utf8),
        ]
        let path = box.file("a.jsonl", Array(lines.joined(separator: [0x0A])))
        #expect(
            outcomes([path]) == [
                "a: A.", "!not-json 2", "!not-json 3", "!no-text d", "!no-text e", "!not-utf8 6", "!not-json 7",
                "!no-text 8", "!not-json 9", "k: K.",
            ])
        let error = errors([path])[0]
        #expect(error.line == 2)
        #expect(error.description.hasPrefix("\(path):2: error[not-json]: "))
    }

    @Test func halfPairsAreSaid() throws {
        let path = box.file("a.jsonl", "{\"text\": \"a\\ud800b\"}")
        let article = try #require(articles([path]).first)
        #expect(String(decoding: article.text, as: UTF8.self) == "a\u{FFFD}b")
        #expect(article.notices.count == 1)
    }

    @Test func titleTellsTheHeadline() throws {
        let text =
            "The harbour is to close.\\n\\nThe council of Karsa voted late on Monday to close it, officials said."
        let path = box.file("a.jsonl", "{\"title\": \"The harbour is to close\", \"text\": \"\(text)\"}")
        #expect(try #require(articles([path]).first).layout.blocks.map(\.zone) == [.headline, .lead])
    }

    @Test func binaryIsOneErrorNotOnePerLine() {
        let path = box.file("a.jsonl", [0x50, 0x4B, 3, 4, 0x0A, 1, 0x0A, 2, 0x0A])
        #expect(outcomes([path]) == ["!not-text \(path)"])
        let wide = box.file("b.jsonl", [0xFF, 0xFE, 0x7B, 0, 0x0A, 0])
        #expect(outcomes([wide]) == ["!not-text \(wide)"])
    }

    /// Lines of all lengths around the buffer's size, and one that is too long.
    @Test func linesAcrossTheBuffer() {
        let lengths = [10, 1024, 1024 - 20, 1024 - 21, 1024 - 22, 3000, 5, 9000, 7, 70_000]
        let lines = lengths.enumerated().map { index, length in
            "{\"id\":\"\(index)\",\"text\":\"\(String(repeating: "a", count: length))\"}"
        }
        let path = box.file("a.jsonl", lines.joined(separator: "\n"))
        let found = ArticleStream([path], limits: Limits(article: 4096, buffer: 1024)).map { element -> String in
            switch element {
            case .success(let article): "\(article.id) \(article.text.count)"
            case .failure(let error): "!\(error.code.rawValue) \(error.id)"
            }
        }
        #expect(
            found
                == lengths.enumerated().map {
                    $0.element > 4096 ? "!too-large \($0.offset + 1)" : "\($0.offset) \($0.element)"
                }
        )
    }

    @Test func emptyJSONLinesIsNothing() {
        #expect(outcomes([box.file("a.jsonl", "")]).isEmpty)
        #expect(outcomes([box.file("b.jsonl", "\n \n\u{A0}\n")]).isEmpty)
        #expect(outcomes([box.file("c.jsonl", "\u{FEFF}{\"text\":\"C.\"}")]) == ["1: C."])
    }

    // MARK: JSON documents and unnamed formats

    @Test func arrayOfRecords() {
        let path = box.file(
            "a.json", "[\n {\"text\": \"A.\"},\n {\"id\": \"b\",\n \"text\": \"B.\"}, 5, {\"id\": 7}\n]\n")
        #expect(outcomes([path]) == ["1: A.", "b: B.", "!not-json 3", "!no-text 7"])
        #expect(errors([path]).map(\.line) == [4, 4])
    }

    @Test func oneRecordOverLines() {
        #expect(outcomes([box.file("a.json", "{\n  \"id\": \"a\",\n  \"text\": \"A.\"\n}\n")]) == ["a: A."])
        #expect(outcomes([box.file("b.json", "{\"id\": \"b\", \"text\": \"B.\"}")]) == ["b: B."])
    }

    @Test func jsonLinesNamedJSON() {
        let path = box.file("a.json", "{\"text\":\"A.\"}\n{\"text\":\"B.\"}\n")
        #expect(outcomes([path]) == ["1: A.", "2: B."])
        let broken = box.file("b.json", "{\"text\":\"A\n{\"text\":\"B.\"}\n")
        #expect(outcomes([broken]) == ["!not-json 1", "2: B."])
    }

    @Test func brokenArray() {
        let path = box.file("a.json", "[\n{\"text\":\"A.\"},\n{\"text\" \"B.\"}]")
        #expect(errors([path]).map(\.line) == [3])
        #expect(errors([path])[0].message.contains("a colon was expected at column 9"))
    }

    @Test func unknownEndingIsLookedInto() {
        #expect(outcomes([box.file("a.log", "{\"text\":\"A.\"}\n")]) == ["1: A."])
        #expect(outcomes([box.file("b", " [ {\"text\":\"B.\"}]")]) == ["1: B."])
        #expect(outcomes([box.file("c.out", "[Photo] Karsa.")])[0].hasSuffix(": [Photo] Karsa."))
        #expect(outcomes([box.file("d", "{Karsa}")])[0].hasSuffix(": {Karsa}"))
    }
}
