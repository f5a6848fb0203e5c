import CLibXML2
import Glibc

/// The encoding that a page, a feed or a server names.
enum DeclaredEncoding {
    /// What the start of markup says: `<meta charset=…>`, `content="text/html; charset=…"`, `<?xml … encoding=…?>`.
    static func named(in markup: [UInt8]) -> String? {
        let start = markup.prefix(4096).map(\.lowercased)
        if start.starts(with: Array("<?xml".utf8)), let value = value(of: "encoding", in: start.prefix { $0 != 0x3E }) {
            return value
        }
        var rest = start[...]
        while let place = rest.firstRange(of: Array("<meta".utf8)) {
            rest = rest[place.upperBound...]
            if let value = value(of: "charset", in: rest.prefix { $0 != 0x3E }) { return value }
        }
        return nil
    }

    /// `charset=utf-8`, `charset="utf-8"`
    static func value(of name: String, in text: ArraySlice<UInt8>) -> String? {
        guard let place = text.firstRange(of: Array(name.utf8)) else { return nil }
        let rest = text[place.upperBound...].drop { $0 == 0x20 }
        guard rest.first == UInt8(ascii: "=") else { return nil }
        let value = rest.dropFirst().drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            .prefix { $0.isLowercase || $0.isUppercase || $0.isDigit || [0x2D, 0x5F, 0x3A, 0x2E].contains($0) }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }
}

extension TextDecoding {
    /// Makes valid UTF-8 of bytes of which somebody said what encoding they are in.
    ///
    /// A byte-order mark counts for more, and so does text that is valid UTF-8 and not ASCII: browsers save pages as
    /// UTF-8 and leave in them what they said before. What is called Latin-1 or ASCII is Windows-1252, as in browsers.
    static func decode(_ bytes: [UInt8], declared name: String?) throws(NotText) -> Text {
        guard let name = name?.lowercased(), !bytes.starts(with: [0xFE, 0xFF]), !bytes.starts(with: [0xFF, 0xFE]),
            !name.hasPrefix("utf"), !name.hasPrefix("unicode")
        else { return try decode(bytes) }
        let isUTF8 = bytes.span.isUTF8
        if isUTF8, bytes.contains(where: { $0 >= 0x80 }) || !name.hasPrefix("iso-2022") { return try decode(bytes) }
        if latin.contains(name) {
            try refuseControls(bytes)
            return Text(bytes: fromWindows1252(bytes))
        }
        guard let text = converted(bytes, from: name) else {
            var text = try decode(bytes)
            text.notices.insert("The encoding that is named, \(name), is not known here.", at: 0)
            return text
        }
        try refuseControls(text.bytes)
        return text
    }

    private static let latin: Set<String> = [
        "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "windows-1252",
        "cp1252", "x-cp1252",
    ]

    /// What the system's own converter makes of it; `nil` where it does not know the encoding.
    private static func converted(_ bytes: [UInt8], from name: String) -> Text? {
        // Browsers mean the wider encodings by these names.
        let wider = ["gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "x-sjis": "cp932"]
        guard let converter = iconv_open("UTF-8", wider[name] ?? name), converter != iconv_t(bitPattern: -1) else {
            return nil
        }
        defer { iconv_close(converter) }
        var source = bytes
        var text: [UInt8] = []
        var broken = 0
        var room = [UInt8](repeating: 0, count: 1 << 16)
        source.withUnsafeMutableBytes { source in
            var input = source.bindMemory(to: CChar.self).baseAddress
            var left = source.count
            while true {
                let (status, made) = room.withUnsafeMutableBytes { room in
                    var output = room.bindMemory(to: CChar.self).baseAddress
                    var free = room.count
                    let result = iconv(converter, &input, &left, &output, &free)
                    return (result == -1 ? errno : 0, room.count - free)
                }
                text += room[..<made]
                if status == E2BIG { continue }
                guard status != 0, left > 0 else { break }
                // A byte that belongs to nothing, or the half of a character at the end.
                input = input?.advanced(by: 1)
                left -= 1
                broken += 1
                append("\u{FFFD}", to: &text)
            }
        }
        return Text(
            bytes: text,
            notices: broken > 0 ? ["\(broken) bytes are no \(name); they were replaced by U+FFFD."] : [])
    }
}
