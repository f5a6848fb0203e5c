import CZlib
import Testing

@testable import Articles

/// Web archives (WARC).
@Suite struct ArchiveTests {
    private let box = Sandbox()
    private let story = """
        <!doctype html><html><head><title>Calm</title><meta charset="utf-8"></head><body><h1>Calm in Karsa</h1>
        <p>Karsa is quiet, the mayor said on Monday, after three days in which nobody slept and the bakers ran out of flour.</p>
        <p>“It will last,” she said, “or it will not.” Nobody in the square seemed sure which of the two she hoped for.</p>
        </body></html>
        """

    private func record(_ type: String, _ uri: String, _ contentType: String, _ block: [UInt8]) -> [UInt8] {
        Array(
            ("WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nWARC-Date: 2031-01-02T03:04:05Z\r\n"
                + "Content-Type: \(contentType)\r\nContent-Length: \(block.count)\r\n\r\n").utf8) + block
            + Array("\r\n\r\n".utf8)
    }

    private func answer(_ uri: String, _ headers: String, _ body: [UInt8], status: String = "200 OK") -> [UInt8] {
        record(
            "response", uri, "application/http; msgtype=response",
            Array("HTTP/1.1 \(status)\r\n\(headers)\r\n\r\n".utf8) + body)
    }

    private func page(_ uri: String) -> [UInt8] {
        answer(uri, "Content-Type: text/html; charset=utf-8", Array(story.utf8))
    }

    private func packed(_ bytes: [UInt8], bits: Int32 = 31) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        var source = bytes
        var target = [UInt8](repeating: 0, count: bytes.count + 1000)
        let count = source.withUnsafeMutableBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                deflate(&stream, Z_FINISH)
                return target.count - Int(stream.avail_out)
            }
        }
        deflateEnd(&stream)
        return Array(target[..<count])
    }

    private func ids(_ path: String, _ limits: Limits = Limits()) -> (ids: [String], leftOut: [String]) {
        var leftOut: [String] = []
        let stream = ArticleStream([path], limits: limits, onLeftOut: { leftOut.append($0.reason) })
        let ids = stream.map { element -> String in
            switch element {
            case .success(let article): article.id
            case .failure(let error): "!\(error.code.rawValue)"
            }
        }
        return (ids, leftOut)
    }

    @Test func pagesOfACrawl() throws {
        let archive =
            record("warcinfo", "", "application/warc-fields", Array("software: ours\r\n".utf8))
            + record("request", "https://karsa.example/1", "application/http", Array("GET / HTTP/1.1\r\n\r\n".utf8))
            + page("https://karsa.example/1")
            + answer("https://karsa.example/a.png", "Content-Type: image/png", [0x89, 0x50])
            + answer("https://karsa.example/gone", "Content-Type: text/html", [], status: "404 Not Found")
            + answer("https://karsa.example/b.png", "Content-Type: image/png", [0x89, 0x50])
            + record("revisit", "https://karsa.example/1", "application/http", [])
            + answer("https://karsa.example/", "Content-Type: text/html", Array("<a href=1>Calm in Karsa</a>".utf8))
            + record("conversion", "https://karsa.example/2", "text/plain", Array("Olen is loud.".utf8))
            + record("resource", "https://karsa.example/3", "text/html", Array(story.utf8))
        let path = box.file("a.warc", archive)
        let (ids, leftOut) = ids(path)
        #expect(ids == ["https://karsa.example/1", "https://karsa.example/2", "https://karsa.example/3"])
        #expect(
            leftOut == [
                "2 records, no page but image/png, first https://karsa.example/a.png",
                "1 record, answers that are no success (404), first https://karsa.example/gone",
                "1 record, pages without an article, first https://karsa.example/",
                "1 record, repeats of earlier answers, first https://karsa.example/1",
            ])
        let article = try #require(articles([path]).first)
        #expect(article.metadata.url == "https://karsa.example/1")
        #expect(article.metadata.title == "Calm in Karsa")
        #expect(article.metadata.meta.map(\.json) == ["\"2031-01-02T03:04:05Z\""])
        #expect(article.layout.blocks.map(\.zone) == [.headline, .lead, .body])
    }

    @Test func aMemberPerRecord() {
        let archive = packed(page("https://karsa.example/1")) + packed(page("https://karsa.example/2"))
        #expect(ids(box.file("a.warc.gz", archive)).ids == ["https://karsa.example/1", "https://karsa.example/2"])
        // Whatever the name.
        #expect(ids(box.file("b", archive)).ids.count == 2)
    }

    @Test func damagedMemberLosesItselfOnly() {
        var middle = packed(page("https://karsa.example/2"))
        for index in 40..<60 { middle[index] ^= 0xFF }
        let archive = packed(page("https://karsa.example/1")) + middle + packed(page("https://karsa.example/3"))
        #expect(
            ids(box.file("a.warc.gz", archive)).ids
                == ["https://karsa.example/1", "!damaged", "https://karsa.example/3"])
        let garbage =
            packed(page("https://karsa.example/1")) + Array("garbage".utf8) + packed(page("https://karsa.example/2"))
        #expect(
            ids(box.file("b.warc.gz", garbage)).ids
                == ["https://karsa.example/1", "!damaged", "https://karsa.example/2"])
    }

    @Test func archiveThatEndsEarly() {
        let first = page("https://karsa.example/1")
        #expect(
            ids(box.file("a.warc", first + page("https://karsa.example/2").dropLast(200))).ids
                == ["https://karsa.example/1", "!damaged"])
        #expect(
            ids(box.file("a.warc.gz", packed(first) + packed(first).dropLast(20))).ids
                == ["https://karsa.example/1", "!damaged"])
    }

    @Test func recordWithoutALength() {
        let broken = Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nwhat\r\n".utf8)
        #expect(
            ids(box.file("a.warc", broken + page("https://karsa.example/1"))).ids == [
                "!damaged", "https://karsa.example/1",
            ])
        #expect(ids(box.file("b.warc", "WARC, what is that?")).ids == ["!damaged"])
    }

    @Test(arguments: [
        ("Content-Encoding: gzip", 31 as Int32), ("Content-Encoding: deflate", 15), ("Content-Encoding: deflate", -15),
    ])
    func packedBodies(header: String, bits: Int32) {
        let archive = answer("u", "Content-Type: text/html\r\n\(header)", packed(Array(story.utf8), bits: bits))
        #expect(ids(box.file("a.warc", archive)).ids == ["u"])
        // As some archives have it: unpacked, with the header left in.
        let plain = answer("u", "Content-Type: text/html\r\n\(header)", Array(story.utf8))
        #expect(ids(box.file("b.warc", plain)).ids == ["u"])
    }

    @Test func brotli() {
        let archive = answer("u", "Content-Type: text/plain\r\nContent-Encoding: br", Self.brotliText)
        #expect(outcomes([box.file("a.warc", archive)]) == ["u: Karsa is quiet, they say."])
        let broken = answer("u", "Content-Type: text/plain\r\nContent-Encoding: br", [0xFF, 0xFF, 0xFF])
        #expect(ids(box.file("b.warc", broken)).leftOut == ["1 record, damaged, first u"])
        let other = answer("u", "Content-Type: text/plain\r\nContent-Encoding: zstd", [1])
        #expect(ids(box.file("c.warc", other)).leftOut == ["1 record, packed in zstd, which is not read, first u"])
    }

    @Test func chunks() {
        let body = Array("5\r\nKarsa\r\n6;x=y\r\n is qu\r\n4\r\niet.\r\n0\r\n\r\n".utf8)
        let archive = answer("u", "Content-Type: text/plain\r\nTransfer-Encoding: chunked", body)
        #expect(outcomes([box.file("a.warc", archive)]) == ["u: Karsa is quiet."])
        let plain = answer("u", "Content-Type: text/plain\r\nTransfer-Encoding: chunked", Array("Karsa is quiet.".utf8))
        #expect(outcomes([box.file("b.warc", plain)]) == ["u: Karsa is quiet."])
    }

    /// A small body that unpacks to more than a page may have.
    @Test func bombIsLeftOut() {
        var limits = Limits()
        limits.page = 1 << 20
        let bomb = packed([UInt8](repeating: 0x20, count: 4 << 20))
        let archive =
            answer("u", "Content-Type: text/html\r\nContent-Encoding: gzip", bomb) + page("https://karsa.example/1")
        let (ids, leftOut) = ids(box.file("a.warc", archive), limits)
        #expect(ids == ["https://karsa.example/1"])
        #expect(leftOut == ["1 record, larger than 1 MB unpacked, first u"])
        let large = answer("u", "Content-Type: text/html", [UInt8](repeating: 0x20, count: 2 << 20))
        #expect(
            self.ids(box.file("b.warc", large + page("v")), limits).leftOut == ["1 record, larger than 1 MB, first u"])
    }

    /// `Karsa is quiet, they say.`
    private static let brotliText: [UInt8] = [
        0x0B, 0x0C, 0x80, 0x4B, 0x61, 0x72, 0x73, 0x61, 0x20, 0x69, 0x73, 0x20, 0x71, 0x75, 0x69, 0x65, 0x74, 0x2C,
        0x20, 0x74, 0x68, 0x65, 0x79, 0x20, 0x73, 0x61, 0x79, 0x2E, 0x03,
    ]
}
