import Glibc

/// What a character that is not ASCII does to the words around it.
enum ScalarKind {
    case letter, space, apostrophe, quote, dash, ellipsis, invisible, emoji, symbol
}

/// One scalar of a text, and its length in bytes.
struct DecodedScalar {
    var value: UInt32
    var width: Int
}

extension Span where Element == UInt8 {
    func contains(_ byte: UInt8) -> Bool {
        unsafe withUnsafeBytes { unsafe $0.baseAddress.map { unsafe memchr($0, Int32(byte), count) != nil } ?? false }
    }

    /// The scalar that starts at `index`. Broken UTF-8 is read byte by byte, as symbols.
    func scalar(at index: Int, limit: Int) -> DecodedScalar {
        let first = self[index]
        let width = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard width > 1, index + width <= limit else { return DecodedScalar(value: UInt32(first), width: 1) }
        var value = UInt32(first) & (0x7F >> UInt32(width))
        for offset in 1..<width {
            let byte = self[index + offset]
            guard byte & 0xC0 == 0x80 else { return DecodedScalar(value: UInt32(first), width: 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return DecodedScalar(value: value, width: width)
    }
}

extension DecodedScalar {
    var kind: ScalarKind {
        guard width > 1 else { return .symbol }
        switch value {
        case 0x2018, 0x2019, 0x201A, 0x201B, 0x02BC: return .apostrophe
        case 0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB: return .quote
        case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212: return .dash
        case 0x2026: return .ellipsis
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .space
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F: return .invisible
        case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x02BB, 0x0370...0x037D, 0x0386...0x0481: return .letter
        case 0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF, 0x2600...0x27BF, 0x1F000...0x1F2FF: return .emoji
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return .symbol }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            return .letter
        case .control, .format, .unassigned, .privateUse: return .invisible
        default: return .symbol
        }
    }

    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// What prolongs an emoji: variation selectors, skin tones, keycaps, tags.
    var prolongsEmoji: Bool {
        switch value {
        case 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF, 0x20E3, 0xE0020...0xE007F: true
        default: false
        }
    }
}
