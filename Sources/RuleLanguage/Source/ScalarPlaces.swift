import CYaml

/// Finds where the bytes of a YAML scalar stand in the file.
///
/// White space is what YAML folds; every other byte of a scalar stands in the file in the same order, as it is or
/// escaped. So the text is laid beside the source byte by byte, white space loosely.
struct ScalarPlaces {
    private struct Unit {
        var byte: UInt8
        var place: Range<Int>
    }

    static func text(_ bytes: [UInt8], style: yaml_scalar_style_t, in file: SourceFile, at whole: Range<Int>)
        -> SourceText
    {
        let quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
        let inner = quoted ? whole.lowerBound + 1..<max(whole.lowerBound + 1, whole.upperBound - 1) : whole
        if inner.upperBound <= file.bytes.count, file.bytes[inner].elementsEqual(bytes) {
            return SourceText(verbatim: bytes, file: file, base: inner.lowerBound, whole: whole)
        }
        let units: [Unit]
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: units = singleQuoted(file.bytes, inner)
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: units = doubleQuoted(file.bytes, inner)
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
            let header = file.bytes[inner].firstIndex(of: 0x0A) ?? inner.lowerBound
            units = plain(file.bytes, header..<inner.upperBound)
        default: units = plain(file.bytes, inner)
        }
        return SourceText(bytes: bytes, file: file, places: align(bytes, with: units), whole: whole)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// The place of each byte; fewer places than bytes where the two cannot be laid side by side.
    private static func align(_ bytes: [UInt8], with units: [Unit]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        places.reserveCapacity(bytes.count)
        var next = 0
        for byte in bytes {
            if isSpace(byte) {
                guard next < units.count else {
                    places.append(places.last ?? 0..<0)
                    continue
                }
                places.append(units[next].place)
                let isBreak = units[next].byte == 0x0A || units[next].byte == 0x0D
                if units[next].byte == byte || (isBreak && byte == 0x20) { next += 1 }
            } else {
                while next < units.count, isSpace(units[next].byte) { next += 1 }
                guard next < units.count, units[next].byte == byte else { return [] }
                places.append(units[next].place)
                next += 1
            }
        }
        return places
    }

    private static func plain(_ source: [UInt8], _ range: Range<Int>) -> [Unit] {
        range.clamped(to: 0..<source.count).map { Unit(byte: source[$0], place: $0..<$0 + 1) }
    }

    private static func singleQuoted(_ source: [UInt8], _ range: Range<Int>) -> [Unit] {
        var units: [Unit] = []
        var i = range.lowerBound
        while i < range.upperBound {
            let width = source[i] == 0x27 && i + 1 < range.upperBound && source[i + 1] == 0x27 ? 2 : 1
            units.append(Unit(byte: source[i], place: i..<i + width))
            i += width
        }
        return units
    }

    private static func doubleQuoted(_ source: [UInt8], _ range: Range<Int>) -> [Unit] {
        var units: [Unit] = []
        var i = range.lowerBound
        while i < range.upperBound {
            guard source[i] == 0x5C, i + 1 < range.upperBound else {
                units.append(Unit(byte: source[i], place: i..<i + 1))
                i += 1
                continue
            }
            let (decoded, width) = escape(source, at: i, end: range.upperBound)
            for byte in decoded { units.append(Unit(byte: byte, place: i..<i + width)) }
            i += width
        }
        return units
    }

    /// The bytes that an escape stands for, and how many bytes it takes in the source.
    private static func escape(_ source: [UInt8], at i: Int, end: Int) -> ([UInt8], Int) {
        let digits: Int
        switch source[i + 1] {
        case UInt8(ascii: "x"): digits = 2
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        case UInt8(ascii: "n"): return ([0x0A], 2)
        case UInt8(ascii: "t"), 0x09: return ([0x09], 2)
        case UInt8(ascii: "r"): return ([0x0D], 2)
        case UInt8(ascii: "0"): return ([0x00], 2)
        case UInt8(ascii: "a"): return ([0x07], 2)
        case UInt8(ascii: "b"): return ([0x08], 2)
        case UInt8(ascii: "v"): return ([0x0B], 2)
        case UInt8(ascii: "f"): return ([0x0C], 2)
        case UInt8(ascii: "e"): return ([0x1B], 2)
        case UInt8(ascii: "N"): return (Array("\u{85}".utf8), 2)
        case UInt8(ascii: "_"): return (Array("\u{A0}".utf8), 2)
        case UInt8(ascii: "L"): return (Array("\u{2028}".utf8), 2)
        case UInt8(ascii: "P"): return (Array("\u{2029}".utf8), 2)
        case 0x0A, 0x0D: return ([], 2)
        default: return ([source[i + 1]], 2)
        }
        let last = min(end, i + 2 + digits)
        let code = UInt32(String(decoding: source[i + 2..<last], as: UTF8.self), radix: 16)
        guard let scalar = code.flatMap(Unicode.Scalar.init) else { return ([], last - i) }
        return (Array(String(Character(scalar)).utf8), last - i)
    }
}
