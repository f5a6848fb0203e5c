/// Small help with texts from pages.
enum HTMLText {
    /// A text without markup, entities and surplus white space; `nil` where nothing is left.
    static func plain(_ text: String) -> String? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) else {
            var words = Words()
            words.append(text)
            return nonEmpty(String(decoding: words.finished, as: UTF8.self))
        }
        let tree = MarkupTree(html: Array(text.utf8))
        return tree.nodes.isEmpty ? nil : nonEmpty(tree.text(of: 0))
    }

    static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// `By Ilana Marrow` as `Ilana Marrow`.
    static func withoutBy(_ text: String) -> String {
        guard text.utf8.count > 3, text.prefix(3).lowercased() == "by " else { return text }
        return String(text.dropFirst(3))
    }

    /// The words of a text in small letters, without punctuation: for comparing.
    static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        for byte in text {
            if byte >= 0x80 || byte.isDigit || byte.isLowercase || byte.isUppercase {
                folded.append(byte.lowercased)
            } else if let last = folded.last, last != 0x20 {
                folded.append(0x20)
            }
        }
        if folded.last == 0x20 { folded.removeLast() }
        return folded
    }

    /// How often each word stands in a text.
    static func counts(_ text: some Sequence<UInt8>) -> [ArraySlice<UInt8>: Int] {
        folded(text).split(separator: 0x20).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
