import Testing

@testable import Articles

@Suite struct DecodingTests {
    private let sample = "Karsa – “quiet”, 5 €"

    private func utf16(_ text: String, lowFirst: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            lowFirst
                ? [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
                : [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
        }
    }

    private func text(_ bytes: [UInt8]) throws -> (String, [String]) {
        let text = try TextDecoding.decode(bytes)
        return (String(decoding: text.bytes, as: UTF8.self), text.notices)
    }

    private func refusal(_ bytes: [UInt8]) -> String? {
        do {
            _ = try TextDecoding.decode(bytes)
            return nil
        } catch {
            return error.isA
        }
    }

    @Test func utf8WithAndWithoutMark() throws {
        #expect(try text(Array(sample.utf8)) == (sample, []))
        #expect(try text([0xEF, 0xBB, 0xBF] + Array(sample.utf8)) == (sample, []))
        #expect(try text([0xEF, 0xBB, 0xBF]) == ("", []))
        #expect(try text([]) == ("", []))
    }

    @Test func utf16WithMark() throws {
        #expect(try text([0xFF, 0xFE] + utf16(sample + "🜁", lowFirst: true)) == (sample + "🜁", []))
        #expect(try text([0xFE, 0xFF] + utf16(sample, lowFirst: false)) == (sample, []))
        #expect(try text([0xFF, 0xFE]) == ("", []))
    }

    @Test func utf16WithoutMark() throws {
        for lowFirst in [true, false] {
            let (text, notices) = try text(utf16("Karsa is quiet, he said.", lowFirst: lowFirst))
            #expect(text == "Karsa is quiet, he said.")
            #expect(notices.count == 1)
        }
    }

    @Test func utf16CutShortOrWithHalfPairs() throws {
        let (cut, cutNotices) = try text([0xFF, 0xFE] + utf16("ab", lowFirst: true).dropLast())
        #expect(cut == "a")
        #expect(cutNotices.count == 1)
        let (half, halfNotices) = try text([0xFF, 0xFE, 0x61, 0, 0x00, 0xD8, 0x62, 0])
        #expect(half == "a\u{FFFD}b")
        #expect(halfNotices.count == 1)
    }

    @Test func windows1252IsGuessedAndSaid() throws {
        let (text, notices) = try text(Array("Caf".utf8) + [0xE9] + Array(" in Karsa: ".utf8) + [0x93, 0x80, 0x94])
        #expect(text == "Café in Karsa: “€”")
        #expect(notices == ["The text is not UTF-8; Windows-1252 was guessed."])
    }

    @Test func brokenUTF8IsRepaired() throws {
        let (text, notices) = try text(Array("“Quiet” in Karsa".utf8) + [0xE2, 0x80])
        #expect(text.hasPrefix("“Quiet” in Karsa\u{FFFD}"))
        #expect(notices.count == 1)
    }

    @Test func utf32AndNoiseAreRefused() {
        #expect(refusal([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0])?.contains("UTF-32") == true)
        #expect(refusal([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61])?.contains("UTF-32") == true)
        #expect(refusal(Array("abc\0def".utf8))?.contains("NUL") == true)
        #expect(refusal([1, 2, 3, 4, 5, 6, 7, 8])?.contains("control") == true)
        #expect(refusal((0..<200).map { UInt8($0 % 2 == 0 ? 0xE9 : 0x61) }) != nil)
    }

    @Test func aFewControlCharactersAreNoReason() throws {
        let long = String(repeating: "Karsa is quiet. ", count: 10) + "\u{1A}"
        #expect(try text(Array(long.utf8)) == (long, []))
    }

    @Test(
        arguments: [
            (Array("%PDF-1.7 and more".utf8), "PDF"), ([0x50, 0x4B, 3, 4, 20, 0], "ZIP"),
            ([0x89, 0x50, 0x4E, 0x47, 13], "PNG"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"), ([0x7F, 0x45, 0x4C, 0x46, 2], "ELF"), (Array("GIF89a".utf8), "GIF"),
            ([0x1F, 0x8B, 8], "gzip"), (Array("{\\rtf1".utf8), "RTF"), (Array("RIFF....WEBPVP8".utf8), "WebP"),
            (Array("SQLite format 3\0".utf8), "SQLite"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "office"),
        ] as [([UInt8], String)])
    func otherFormatsAreNamed(bytes: [UInt8], name: String) {
        #expect(refusal(bytes)?.contains(name) == true)
    }

    /// Whatever the bytes, what comes out is UTF-8.
    @Test func whatIsDecodedIsUTF8() {
        var random = SplitMix(seed: 3)
        for round in 0..<4000 {
            let bytes = (0..<random.next() % 60).map { _ -> UInt8 in
                let byte = UInt8(truncatingIfNeeded: random.next())
                return round % 2 == 0 ? byte : byte & 0x8F | 0x20
            }
            guard let text = try? TextDecoding.decode(bytes) else { continue }
            let isUTF8 = text.bytes.span.isUTF8
            #expect(isUTF8)
        }
    }
}
