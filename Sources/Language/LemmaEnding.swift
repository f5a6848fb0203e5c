/// What decides how a word's lemma is formed: its tag and its last letters, or the whole word.
package struct LemmaEnding: Hashable, Sendable {
    package static let longest = 6

    package var tag: Tag
    package var bytes: [UInt8]
    package var isWhole: Bool

    /// Of a word in small letters, the longest ending first: the whole word, then six letters and fewer.
    package static func all(of word: [UInt8], _ tag: Tag) -> [LemmaEnding] {
        var endings = [LemmaEnding(tag: tag, bytes: word, isWhole: true)]
        for length in stride(from: min(longest, word.count), through: 0, by: -1) {
            endings.append(LemmaEnding(tag: tag, bytes: Array(word.suffix(length)), isWhole: false))
        }
        return endings
    }

    /// The next ending to try.
    package var shorter: LemmaEnding? {
        if isWhole { return LemmaEnding(tag: tag, bytes: Array(bytes.suffix(Self.longest)), isWhole: false) }
        return bytes.isEmpty ? nil : LemmaEnding(tag: tag, bytes: Array(bytes.dropFirst()), isWhole: false)
    }

    /// The key of the model's table.
    package var hash: UInt64 {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(tag.rawValue) << 8 ^ (isWhole ? 1 << 20 : 0)
        for byte in bytes { key = (key ^ UInt64(byte)) &* 0x100_0000_01B3 }
        key = (key ^ key >> 32) &* 0xD6E8_FEB8_6659_FD93
        return key ^ key >> 32
    }

    /// How a lemma comes from a form: how many bytes go, how many come, and these.
    package static func rule(from form: [UInt8], to lemma: [UInt8]) -> [UInt8] {
        var common = 0
        while common < min(form.count, lemma.count), form[common] == lemma[common] { common += 1 }
        guard form.count - common < 256, lemma.count - common < 256 else { return [0, 0] }
        return [UInt8(form.count - common), UInt8(lemma.count - common)] + lemma[common...]
    }
}

extension TaggerModel {
    /// The lemma of a tagged form: in small letters, but for proper nouns and the pronoun `I`.
    package func lemma(spelling: [UInt8], folded: [UInt8], tag: Tag) -> [UInt8] {
        if folded == [0x69], tag.penn == "PRP" { return [0x49] }
        let form = tag.universal == "PROPN" ? spelling : folded
        for ending in LemmaEnding.all(of: folded, tag) {
            guard let at = find(ending.hash, in: lemmas) else { continue }
            let gone = Int(byte(at))
            guard gone < form.count || gone == form.count && byte(at + 1) > 0 else { return form }
            // An ending of small letters, taken from a letter of several bytes, would leave half of it.
            let kept = form.count - gone
            guard gone == 0 || form[kept] & 0xC0 != 0x80 else { return form }
            return form.dropLast(gone) + (0..<Int(byte(at + 1))).map { byte(at + 2 + $0) }
        }
        return form
    }
}
