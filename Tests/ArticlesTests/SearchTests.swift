import Testing

@testable import Articles

/// The searches that look at sixteen bytes at once, against the same byte by byte.
@Suite struct SearchTests {
    /// Texts of all lengths up to a few blocks, each byte of which is one that matters, or its neighbour.
    private let texts: [[UInt8]] = (0..<200).map { length in
        var generator = Steps(state: UInt64(length))
        let signs: [UInt8] = [
            0x00, 0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7E, 0x7F, 0x80, 0xFF,
        ]
        // Mostly plain letters, so that what is sought lies far apart.
        return (0..<length).map { _ in
            UInt8.random(in: 0...9, using: &generator) > 0 ? 0x61 : signs.randomElement(using: &generator) ?? 0x61
        }
    }

    @Test func firstPlaces() {
        for text in texts {
            for start in 0...text.count {
                func first(_ isWanted: (UInt8) -> Bool) -> Int {
                    text[start...].firstIndex(where: isWanted) ?? text.count
                }
                #expect(text.span.lineEnd(from: start) == first { $0 == 0x0A || $0 == 0x0D })
                #expect(text.span.stringStop(from: start) == first { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C })
                for end in [start, (start + text.count) / 2, text.count] {
                    #expect(text.span.first(0x22, in: start..<end) == text[start..<end].firstIndex(of: 0x22))
                }
            }
        }
    }

    @Test func counts() {
        for text in texts {
            let controls = text.count { $0 == 0x7F || $0 < 0x20 && !(0x09...0x0D).contains($0) }
            #expect(text.span.controls == controls)
            #expect(text.span.holds(0x7F) == text.contains(0x7F))
        }
    }

    /// Code points before each byte, where scalars of one to four bytes lie across the blocks in every way.
    @Test func codePointsOfEveryLength() {
        let scalars = Array("aé李🜁\u{7F}ß".unicodeScalars)
        for length in 0..<150 {
            var generator = Steps(state: UInt64(length))
            let text = String(
                String.UnicodeScalarView((0..<length).map { _ in scalars.randomElement(using: &generator) ?? "a" }))
            let points = CodePoints(Array(text.utf8))
            var byte = 0
            for (index, scalar) in text.unicodeScalars.enumerated() {
                #expect(points.offset(of: byte) == index)
                byte += UTF8.width(scalar)
            }
            #expect(points.count == length)
        }
    }

    /// Strings with an escape at every place, and without.
    @Test func stringsAreReadAtEveryPlace() {
        let escapes = [
            ("\\n", "\n"), ("\\\"", "\""), ("\\u00e9", "é"), ("\\ud83d\\ude00", "😀"), ("\\ud83d", "\u{FFFD}"),
        ]
        for length in 0..<40 {
            let plain = String("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz".prefix(length))
            for (escape, meaning) in escapes {
                let json = Array((plain + escape + escape + plain).utf8)
                let read = JSON.string(json.span, 0..<json.count)
                #expect(String(decoding: read.bytes, as: UTF8.self) == plain + meaning + meaning + plain)
                #expect(JSON.text(json.span, 0..<json.count) == plain + meaning + meaning + plain)
            }
            #expect(JSON.text(Array(plain.utf8).span, 0..<length) == plain)
        }
    }

    @Test func endingsOfNames() {
        let names = [
            "a.txt": ".txt", "b.TXT.gz": ".txt", "folder.d/c": "", "folder.d/c.JsonL.GZ": ".jsonl", "e.html/": ".html",
            "": "",
            ".gz": "", "f.": ".",
        ]
        for (name, ending) in names { #expect(FileFormat.ending(of: name) == ending) }
    }

    /// A field's role is remembered, and what has none too, but not without end.
    @Test func rolesOfFieldsAreRemembered() {
        var fields = FieldNames()
        for _ in 0..<3 {
            #expect(fields.role(ofField: "Head-Line")?.role == .title)
            #expect(fields.role(ofField: "colour") == nil)
        }
        for number in 0..<1000 { #expect(fields.role(ofField: "colour\(number)") == nil) }
        #expect(fields.role(ofField: "article_text")?.role == .text)
        #expect(FieldNames.Role.allCases.map(\.name) == ["id", "text", "title", "outlet", "date", "url", "lang"])
    }

    /// Numbers that are always the same.
    private struct Steps: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 31) &* 0x9E37_79B9_7F4A_7C15
        }
    }
}
