extension Analysis {
    /// The text of a byte range, without the markup in it.
    public func text(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        var position = range.lowerBound
        for hidden in article.layout.hidden where hidden.overlaps(range) {
            if position < hidden.lowerBound { bytes += article.text[position..<hidden.lowerBound] }
            position = max(position, hidden.upperBound)
        }
        if position < range.upperBound { bytes += article.text[position..<range.upperBound] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Text on one line: line breaks, other control characters and repeated white space are one space each.
///
/// Nothing that is in an article reaches a terminal as a command.
public func oneLine(_ text: String) -> String {
    if isPlainLine(text) { return text }
    var out = String.UnicodeScalarView()
    var isSpace = true
    for scalar in text.unicodeScalars {
        let blank =
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            || scalar.properties.isBidiControl
        if !blank {
            out.append(scalar)
        } else if !isSpace {
            out.append(" ")
        }
        isSpace = blank
    }
    if isSpace, !out.isEmpty { out.removeLast() }
    return String(out)
}

/// Whether there is nothing but ASCII on the line already: the common case, told at a tenth of the cost.
private func isPlainLine(_ text: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in text.utf8 {
        guard 0x20...0x7E ~= byte, byte != 0x20 || last != 0x20 else { return false }
        last = byte
    }
    return last != 0x20
}
