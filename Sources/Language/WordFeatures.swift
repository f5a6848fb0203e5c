/// What the tagger looks at in a word by itself, worked out once a form.
package struct WordFeatures: Sendable {
    /// Hashes, 0 where the word is too short to have one.
    package var word: UInt32 = 0
    package var exact: UInt32 = 0
    package var suffix: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    package var prefix: (UInt32, UInt32, UInt32) = (0, 0, 0)
    package var shape: UInt32 = 0
    package var isCapitalised = false
    package var isSmall = false
    /// The tags that the dictionary gives the word, as one number; other words by their look.
    package var ambiguity: UInt32 = 0
    /// The tag of a word that has only one.
    package var only = Tag.none
    /// Where the dictionary's tags of a known word start in the model; negative where all tags are possible.
    package var choices: Int32 = -1

    package init() {}

    /// The features of a word, the dictionary's left out.
    package init(spelling: [UInt8], folded: [UInt8]) {
        // Figures are alike.
        let plain = folded.map { $0.isDigit ? UInt8(ascii: "0") : $0 }
        word = Self.hash(plain[...], 1)
        exact = spelling == folded ? 0 : Self.hash(spelling[...], 2)
        let count = plain.count
        if count > 1 { suffix.0 = Self.hash(plain.suffix(1), 3) }
        if count > 2 { suffix.1 = Self.hash(plain.suffix(2), 4) }
        if count > 3 { suffix.2 = Self.hash(plain.suffix(3), 5) }
        if count > 4 { suffix.3 = Self.hash(plain.suffix(4), 6) }
        if count > 1 { prefix.0 = Self.hash(plain.prefix(1), 7) }
        if count > 3 { prefix.1 = Self.hash(plain.prefix(2), 8) }
        if count > 4 { prefix.2 = Self.hash(plain.prefix(3), 9) }
        shape = Self.shape(spelling)
        isCapitalised = spelling.first?.isCapital ?? false
        isSmall = spelling.first?.isSmall ?? false
        ambiguity = Self.hash(plain.suffix(2), shape)
    }

    /// FNV-1a over bytes.
    package static func hash(_ bytes: ArraySlice<UInt8>, _ seed: UInt32) -> UInt32 {
        var hash: UInt32 = 2_166_136_261 ^ (seed &* 0x9E37_79B9)
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    /// Runs of capitals, small letters, digits and other characters, at most two of a kind told from one.
    private static func shape(_ spelling: [UInt8]) -> UInt32 {
        var shape: UInt32 = 1
        var last: UInt32 = 0
        var run = 0
        for byte in spelling.prefix(24) {
            let kind: UInt32 =
                byte.isCapital
                ? 1
                : byte.isSmall
                    ? 2
                    : byte.isDigit
                        ? 3
                        : byte >= 0x80
                            ? 2
                            : byte == 0x2D
                                ? 4
                                : byte == 0x2E ? 5 : 6
            run = kind == last ? run + 1 : 1
            last = kind
            if run <= 2 { shape = shape &* 31 &+ kind }
        }
        return shape
    }
}

/// The features of a word in its sentence, as keys of the model's table.
package struct ContextFeatures {
    package static let fixedCount = 33
    package static let historyCount = 9

    /// How a sentence is written: 1 where most words start with capitals, as in titles, 2 where none does, 0 otherwise.
    package static func style(capitals: Int, small: Int) -> UInt32 {
        capitals == 0 ? 2 : capitals > 2 * small ? 1 : 0
    }

    /// Those that do not depend on tags given before.
    ///
    /// - Parameter style: The sentence's, from `style(capitals:small:)`.
    @inline(__always)
    package static func fixed(
        _ word: WordFeatures, _ before: WordFeatures, _ before2: WordFeatures, _ after: WordFeatures,
        _ after2: WordFeatures, style: UInt32, into keys: inout InlineArray<33, UInt64>
    ) {
        keys[0] = key(0, word.word)
        keys[1] = key(1, word.exact)
        keys[2] = key(2, word.suffix.0)
        keys[3] = key(3, word.suffix.1)
        keys[4] = key(4, word.suffix.2)
        keys[5] = key(5, word.suffix.3)
        keys[6] = key(6, word.prefix.0)
        keys[7] = key(7, word.prefix.1)
        keys[8] = key(8, word.prefix.2)
        keys[9] = key(9, word.shape)
        keys[10] = key(10, word.ambiguity)
        keys[11] = key(11, before.word)
        keys[12] = key(12, after.word)
        keys[13] = key(13, before2.word)
        keys[14] = key(14, after2.word)
        keys[15] = key(15, before.word, word.word)
        keys[16] = key(16, word.word, after.word)
        keys[17] = key(17, before.word, after.word)
        keys[18] = key(18, before.suffix.2)
        keys[19] = key(19, after.suffix.2)
        keys[20] = key(20, after.ambiguity)
        keys[21] = key(21, after.ambiguity, after2.ambiguity)
        keys[22] = key(22, before.shape, word.shape)
        keys[23] = key(23, word.shape, after.shape)
        keys[24] = key(24, word.ambiguity, after.ambiguity)
        keys[25] = key(25, word.suffix.1, after.word)
        keys[26] = key(26, before.word, word.suffix.2)
        keys[27] = key(27, before2.word, before.word)
        keys[28] = key(28, after.word, after2.word)
        keys[29] = key(29, word.shape, word.suffix.2)
        keys[30] = key(30, style, word.shape)
        keys[31] = key(31, style, word.ambiguity)
        keys[32] = key(32, before.ambiguity, word.ambiguity)
    }

    /// Those that do.
    @inline(__always)
    package static func history(
        _ word: WordFeatures, _ before: WordFeatures, _ after: WordFeatures, _ last: Tag, _ last2: Tag,
        into keys: inout InlineArray<9, UInt64>
    ) {
        let tag = UInt32(last.rawValue) &+ 1
        let both = tag &* 256 &+ UInt32(last2.rawValue) &+ 1
        keys[0] = key(40, tag)
        keys[1] = key(41, both)
        keys[2] = key(42, tag, word.word)
        keys[3] = key(43, tag, word.ambiguity)
        keys[4] = key(44, tag, after.ambiguity)
        keys[5] = key(45, both, word.ambiguity)
        keys[6] = key(46, tag, word.suffix.2)
        keys[7] = key(47, tag, after.word)
        keys[8] = key(48, UInt32(last2.rawValue) &+ 1, before.word)
    }

    @inline(__always)
    private static func key(_ template: UInt64, _ a: UInt32, _ b: UInt32 = 0) -> UInt64 {
        var key = (UInt64(a) << 32 | UInt64(b)) ^ (template &* 0x9E37_79B9_7F4A_7C15)
        key = (key ^ key >> 32) &* 0xD6E8_FEB8_6659_FD93
        key = (key ^ key >> 29) &* 0xFF51_AFD7_ED55_8CCD
        return key ^ key >> 32
    }
}
