/// What the layout rules ask of a stretch of UTF-8. Only ASCII is looked at closely; the few other characters that
/// matter (dashes, curly quotation marks, no-break spaces) are told by their bytes.
extension Span<UInt8> {
    /// How many bytes at `index` are one white-space character, or 0.
    func whiteSpace(at index: Int) -> Int {
        switch self[index] {
        case 0x09...0x0D, 0x20: return 1
        case 0xC2: return matches([0xC2, 0xA0], at: index) || matches([0xC2, 0x85], at: index) ? 2 : 0
        case 0xE2:
            guard index + 2 < count else { return 0 }
            switch (self[index + 1], self[index + 2]) {
            case (0x80, 0x80...0x8B), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): return 3
            default: return 0
            }
        case 0xE3: return matches([0xE3, 0x80, 0x80], at: index) ? 3 : 0
        case 0xEF: return matches([0xEF, 0xBB, 0xBF], at: index) ? 3 : 0
        default: return 0
        }
    }

    /// `range` without the white space at either end; empty, at its end, where it is nothing else.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        // Nearly all lines start and end with a letter or a mark of ASCII.
        if !range.isEmpty, self[range.lowerBound] &- 0x21 < 0x5E, self[range.upperBound - 1] &- 0x21 < 0x5E {
            return range
        }
        var start = range.lowerBound
        while start < range.upperBound {
            let width = whiteSpace(at: start)
            guard width > 0, start + width <= range.upperBound else { break }
            start += width
        }
        var end = range.upperBound
        while end > start {
            if whiteSpace(at: end - 1) == 1 {
                end -= 1
            } else if end - start >= 2, whiteSpace(at: end - 2) == 2 {
                end -= 2
            } else if end - start >= 3, whiteSpace(at: end - 3) == 3 {
                end -= 3
            } else {
                break
            }
        }
        return start..<end
    }

    /// `range` without the white space at its end.
    func trimmedEnd(_ range: Range<Int>) -> Range<Int> { range.lowerBound..<trimmed(range).upperBound }

    func matches(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index >= 0, bytes.count <= count - index else { return false }
        for offset in bytes.indices where self[index + offset] != bytes[offset] { return false }
        return true
    }

    func starts(with bytes: [UInt8]) -> Bool { matches(bytes, at: 0) }

    /// Whether `lowercase` (ASCII, in lower case) stands anywhere, in any case, and no letter follows it.
    func contains(foldedWord lowercase: [UInt8]) -> Bool {
        guard let first = lowercase.first, lowercase.count <= count else { return false }
        for index in 0...(count - lowercase.count) where self[index].lowercased == first {
            var offset = 1
            while offset < lowercase.count, self[index + offset].lowercased == lowercase[offset] { offset += 1 }
            guard offset == lowercase.count else { continue }
            let end = index + offset
            if end == count || !self[end].isUppercase && !self[end].isLowercase { return true }
        }
        return false
    }

    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// The words of the stretch: the ranges between white space.
    var words: [Range<Int>] {
        var words: [Range<Int>] = []
        var index = 0
        var start = 0
        while index < count {
            let width = whiteSpace(at: index)
            if width > 0, index > start { words.append(start..<index) }
            index += Swift.max(width, 1)
            if width > 0 { start = index }
        }
        if count > start { words.append(start..<count) }
        return words
    }

    /// The first letter or digit of `range`: whether it is a capital or a digit; `nil` where there is none.
    /// Letters of which the case is not known here count as capitals.
    func isCapitalized(_ range: Range<Int>) -> Bool? {
        for index in range {
            switch self[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return true
            case UInt8(ascii: "a")...UInt8(ascii: "z"): return false
            case 0xC3: return index + 1 < count && self[index + 1] < 0x9F
            case 0xC4...0xDF, 0xE0, 0xE1, 0xE3...0xF4: return true
            default: continue
            }
        }
        return nil
    }

    /// The end without closing quotation marks and brackets.
    var endBeforeClosers: Int {
        var end = count
        while end > 0 {
            switch self[end - 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x20: end -= 1
            case 0x99 where matches([0xE2, 0x80], at: end - 3), 0x9D where matches([0xE2, 0x80], at: end - 3): end -= 3
            default: return end
            }
        }
        return end
    }

    /// Whether the stretch ends as a sentence does: with `.`, `!`, `?` or `…`, closing quotation marks aside.
    var endsSentence: Bool {
        let end = endBeforeClosers
        guard end > 0 else { return false }
        switch self[end - 1] {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case 0xA6: return matches([0xE2, 0x80], at: end - 3)
        default: return false
        }
    }

    /// How many code points the range has.
    func columns(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 + (self[$1] & 0xC0 != 0x80 ? 1 : 0) }
    }
}

extension UInt8 {
    var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
    var isUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    var isLowercase: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
