/// Folds typographic variants and case, without Foundation.
package enum Folding {
    /// `’` to `'`, `“` to `"`, full-width forms and ligatures to plain letters; soft hyphens and zero-width characters
    /// go. What would be empty stays as it is.
    package static func typographic(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x2018, 0x2019, 0x201A, 0x201B, 0x02BC, 0x2032, 0xFF07: out.append(0x27)
            case 0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB, 0x2033: out.append(0x22)
            case 0x2010, 0x2011: out.append(0x2D)
            case 0xFB00: out.append(contentsOf: "ff".utf8)
            case 0xFB01: out.append(contentsOf: "fi".utf8)
            case 0xFB02: out.append(contentsOf: "fl".utf8)
            case 0xFB03: out.append(contentsOf: "ffi".utf8)
            case 0xFB04: out.append(contentsOf: "ffl".utf8)
            case 0xFB05, 0xFB06: out.append(contentsOf: "st".utf8)
            case 0xFF01...0xFF5E: out.append(UInt8(scalar.value - 0xFF01 + 0x21))
            case 0xAD, 0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF: break
            // A joiner holds emoji together and is nothing in words.
            case 0x200D where out.allSatisfy { $0 < 0x80 }: break
            default: out.append(contentsOf: UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
            }
        }
        return out.isEmpty ? bytes : out
    }

    /// Lower case by the simple rules of Unicode, scalar by scalar.
    package static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            guard bytes.contains(where: { $0 &- 0x41 < 26 }) else { return bytes }
            return bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                let byte = UInt8(scalar.value)
                out.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            } else {
                out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return out
    }
}
