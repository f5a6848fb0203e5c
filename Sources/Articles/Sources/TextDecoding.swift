/// Makes valid UTF-8 of the bytes of a text file.
///
/// In this order:
/// 1. A byte-order mark tells UTF-8 or UTF-16; it is taken off. UTF-32 is refused.
/// 2. The first bytes of well-known other formats (PDF, ZIP, PNG, ELF …) are refused by name.
/// 3. Without a mark, UTF-16 is taken where it is certain: an even length, NUL bytes in at least two in five of the
///    high places and none in the low ones.
/// 4. Other NUL bytes are refused, and so are control characters in more than one byte in fifty.
/// 5. Valid UTF-8 stays as it is. Where at least as many sequences are valid as are not, it is UTF-8 with broken
///    places, which become U+FFFD. The rest is guessed to be Windows-1252, unless more than three bytes in ten are
///    not ASCII, which no Western text has. Both guesses are said in a notice.
enum TextDecoding {
    struct Text: Equatable {
        var bytes: [UInt8]
        var notices: [String] = []
    }

    /// Why bytes are no text: the end of the sentence “this is not a text but …”.
    struct NotText: Error, Equatable {
        var isA: String
    }

    static func decode(_ bytes: [UInt8]) throws(NotText) -> Text {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return try narrow(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw NotText(isA: "text in UTF-32, which is not read; save it as UTF-8")
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try wide(bytes.dropFirst(2), lowFirst: true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try wide(bytes.dropFirst(2), lowFirst: false) }
        if let name = FileKind.name(of: bytes) { throw NotText(isA: name) }
        if let lowFirst = unmarkedUTF16(bytes) {
            var text = try wide(bytes[...], lowFirst: lowFirst)
            text.notices.insert("There is no byte-order mark; the text was read as UTF-16.", at: 0)
            return text
        }
        return try narrow(bytes)
    }

    // MARK: One byte and more

    private static func narrow(_ bytes: [UInt8]) throws(NotText) -> Text {
        try refuseControls(bytes)
        if bytes.span.isUTF8 { return Text(bytes: bytes) }
        let (valid, broken, high) = sequences(bytes)
        if valid >= broken {
            return Text(
                bytes: Array(String(decoding: bytes, as: UTF8.self).utf8),
                notices: ["The text is UTF-8 with \(broken) broken bytes, which were replaced by U+FFFD."])
        }
        guard high * 10 <= bytes.count * 3 else {
            throw NotText(isA: "bytes in no encoding that is known here; save it as UTF-8 if it is a text")
        }
        return Text(bytes: fromWindows1252(bytes), notices: ["The text is not UTF-8; Windows-1252 was guessed."])
    }

    static func refuseControls(_ bytes: [UInt8]) throws(NotText) {
        if bytes.span.holds(0) { throw NotText(isA: "binary data, with NUL bytes in it") }
        let controls = bytes.span.controls
        if controls * 50 > bytes.count { throw NotText(isA: "binary data, full of control characters") }
    }

    /// How many multi-byte sequences are valid, how many bytes belong to none, and how many are not ASCII at all.
    private static func sequences(_ bytes: [UInt8]) -> (valid: Int, broken: Int, high: Int) {
        var valid = 0
        var broken = 0
        var high = 0
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
            let end = min(index + length, bytes.count)
            if lead >= 0xC2, bytes.span.extracting(index..<end).isUTF8 {
                valid += 1
                high += end - index
                index = end
            } else {
                broken += 1
                high += 1
                index += 1
            }
        }
        return (valid, broken, high)
    }

    static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            switch byte {
            case ..<0x80: text.append(byte)
            case 0x80...0x9F: append(windows1252[Int(byte) - 0x80], to: &text)
            default: append(Unicode.Scalar(byte), to: &text)
            }
        }
        return text
    }

    /// What stands at 0x80 to 0x9F; the five that Windows leaves free are the control characters that they are in
    /// Latin-1.
    private static let windows1252: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}", "‘",
        "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]

    // MARK: Two bytes and more

    private static func unmarkedUTF16(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2), bytes.span.holds(0) else { return nil }
        var nulls = [0, 0]
        for index in bytes.indices where bytes[index] == 0 { nulls[index & 1] += 1 }
        guard (nulls[0] == 0) != (nulls[1] == 0), max(nulls[0], nulls[1]) * 5 >= bytes.count else { return nil }
        return nulls[0] == 0
    }

    private static func wide(_ bytes: ArraySlice<UInt8>, lowFirst: Bool) throws(NotText) -> Text {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(lowFirst ? first | second << 8 : second | first << 8)
            index += 2
        }
        var text: [UInt8] = []
        text.reserveCapacity(units.count + units.count / 8)
        let hadBrokenUnits = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
            text.append($0)
        }
        var notices: [String] = []
        if hadBrokenUnits { notices.append("Halves of surrogate pairs were replaced by U+FFFD.") }
        if !bytes.count.isMultiple(of: 2) {
            notices.append("The file ends in the middle of a character; its last byte was left out.")
        }
        try refuseControls(text)
        return Text(bytes: text, notices: notices)
    }

    /// Appends one scalar as UTF-8.
    static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { text.append(byte) }
    }
}
