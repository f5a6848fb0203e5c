import Mustache

/// Text as it stands in HTML, inside elements and inside quoted attributes alike.
///
/// Every text of the page is escaped before a template sees it, so that no template can let markup out of an article,
/// not with `{{{…}}}` either. It goes byte by byte: by grapheme clusters a quotation mark with a combining accent would
/// pass, which is enough to leave an attribute.
struct Markup: MustacheCustomRenderable {
    let html: String

    init(_ text: String) {
        var text = text
        let changed = text.withUTF8 { bytes in bytes.contains(where: isEscaped) ? escaped(bytes) : nil }
        html = changed.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    var renderText: String { html }
    /// An empty text is false in a section.
    var isNull: Bool { html.isEmpty }
}

/// Whether a byte means something in markup or is, or starts, a control character.
private func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3C, 0x3E, 0x26, 0x22, 0x27, 0x7F, 0xC2: true
    case 0x0A, 0x09: false
    default: byte < 0x20
    }
}

private func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case _ where !isEscaped(byte): out.append(byte)
        case 0x3C: out += "&lt;".utf8
        case 0x3E: out += "&gt;".utf8
        case 0x26: out += "&amp;".utf8
        case 0x22: out += "&quot;".utf8
        case 0x27: out += "&#39;".utf8
        // U+0080 to U+009F are controls; the other characters that start with C2 are none.
        case 0xC2 where index < bytes.count && bytes[index] < 0xA0:
            index += 1
            out += "\u{FFFD}".utf8
        case 0xC2: out.append(byte)
        default: out += "\u{FFFD}".utf8
        }
    }
    return out
}
