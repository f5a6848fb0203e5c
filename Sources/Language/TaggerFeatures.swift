/// The tagger's features, as keys of the model's weights: what is looked at in a word, in its neighbours and in the
/// tags before it.
///
/// They come in groups by what they depend on, so that what depends on one form only is added up once a form.
package enum TaggerFeatures {
    /// Where a word stands: whether it is the sentence's first, and how the sentence is written. 0 is the usual place.
    ///
    /// - Parameters:
    ///   - capitals: words of the sentence that start with a capital.
    ///   - small: those that start with a small letter.
    package static func place(isFirst: Bool, capitals: Int, small: Int) -> UInt32 {
        let style: UInt32 = capitals == 0 ? 2 : capitals > 2 * small ? 1 : 0
        return style << 1 | (isFirst ? 1 : 0)
    }

    /// Of the word by itself.
    @inline(__always)
    package static func own(_ word: WordFeatures, place: UInt32, into keys: inout InlineArray<29, UInt64>) {
        let style = place >> 1
        let capital: UInt32 = word.isCapitalised ? 1 : 0
        keys[0] = key(0, word.word)
        keys[1] = key(1, word.exact)
        for index in 0..<5 { keys[2 + index] = key(2 + UInt64(index), word.suffixes[index]) }
        for index in 0..<4 { keys[7 + index] = key(7 + UInt64(index), word.prefixes[index]) }
        keys[11] = key(11, word.shape)
        keys[12] = key(12, word.ambiguity)
        for index in 0..<3 { keys[13 + index] = key(13 + UInt64(index), word.classes[index]) }
        keys[16] = key(16, word.shape, word.suffixes[2])
        keys[17] = key(17, word.suffixes[1], word.classes[1])
        keys[18] = key(18, style, word.shape)
        keys[19] = key(19, style, word.ambiguity)
        keys[20] = key(20, word.casing, place << 1 | capital)
        keys[21] = key(21, word.shape, word.casing << 1 | place & 1)
        keys[22] = key(22, word.ambiguity, word.casing << 8 | place << 1 | capital)
        keys[23] = key(23, place << 1 | capital)
        keys[24] = key(24, word.kind)
        keys[25] = key(25, word.kind, place << 1 | capital)
        keys[26] = key(26, word.kind, word.suffixes[2])
        keys[27] = key(27, word.kind, word.shape)
        keys[28] = key(28, word.kind, word.casing)
    }

    /// Of the word before, for the one that follows it.
    @inline(__always)
    package static func before(_ word: WordFeatures, into keys: inout InlineArray<7, UInt64>) {
        keys[0] = key(30, word.word)
        keys[1] = key(31, word.suffixes[2])
        for index in 0..<3 { keys[2 + index] = key(32 + UInt64(index), word.classes[index]) }
        keys[5] = key(35, word.casing << 1 | (word.isCapitalised ? 1 : 0))
        keys[6] = key(36, word.kind)
    }

    /// Of the word after, for the one that it follows.
    @inline(__always)
    package static func after(_ word: WordFeatures, into keys: inout InlineArray<8, UInt64>) {
        keys[0] = key(40, word.word)
        keys[1] = key(41, word.suffixes[2])
        for index in 0..<3 { keys[2 + index] = key(42 + UInt64(index), word.classes[index]) }
        keys[5] = key(45, word.casing << 1 | (word.isCapitalised ? 1 : 0))
        keys[6] = key(46, word.ambiguity)
        keys[7] = key(47, word.kind)
    }

    /// Of the word and of the tag given to the word before.
    @inline(__always)
    package static func history(_ word: WordFeatures, _ last: Tag, into keys: inout InlineArray<6, UInt64>) {
        let tag = UInt32(last.rawValue) &+ 1
        keys[0] = key(80, tag)
        keys[1] = key(82, tag, word.word)
        keys[2] = key(83, tag, word.ambiguity)
        keys[3] = key(86, tag, word.suffixes[2])
        keys[4] = key(89, tag, word.classes[1])
        keys[5] = key(94, tag, word.kind)
    }

    /// Of several words: what the others leave open. They do not depend on tags given.
    @inline(__always)
    package static func words(
        _ word: WordFeatures, _ before: WordFeatures, _ before2: WordFeatures, _ after: WordFeatures,
        _ after2: WordFeatures, into keys: inout InlineArray<28, UInt64>
    ) {
        keys[0] = key(50, before2.word)
        keys[1] = key(51, after2.word)
        keys[2] = key(52, before2.classes[0])
        keys[3] = key(53, after2.classes[0])
        keys[4] = key(54, before.word, word.word)
        keys[5] = key(55, word.word, after.word)
        keys[6] = key(56, before.word, after.word)
        keys[7] = key(57, after.ambiguity, after2.ambiguity)
        keys[8] = key(58, before.shape, word.shape)
        keys[9] = key(59, word.shape, after.shape)
        keys[10] = key(60, word.ambiguity, after.ambiguity)
        keys[11] = key(61, word.suffixes[1], after.word)
        keys[12] = key(62, before.word, word.suffixes[2])
        keys[13] = key(63, before2.word, before.word)
        keys[14] = key(64, after.word, after2.word)
        keys[15] = key(65, before.ambiguity, word.ambiguity)
        keys[16] = key(66, word.classes[1], after.classes[1])
        keys[17] = key(67, before.classes[1], word.classes[1])
        keys[18] = key(68, word.ambiguity, after.classes[0])
        keys[19] = key(69, word.ambiguity, before.classes[0])
        keys[20] = key(70, before.classes[1], after.classes[1])
        keys[21] = key(71, after.classes[1], after2.classes[1])
        keys[22] = key(72, before.classes[1], word.classes[1] << 16 | after.classes[1])
        keys[23] = key(73, word.ambiguity, after.classes[1] << 16 | after2.classes[1])
        keys[24] = key(74, word.kind, after.kind)
        keys[25] = key(75, before.kind, word.kind)
        keys[26] = key(76, after.kind, after2.kind)
        keys[27] = key(77, word.kind, before.kind << 16 | after.kind)
    }

    /// Of several words and of the tags given before.
    @inline(__always)
    package static func mixed(
        _ word: WordFeatures, _ before: WordFeatures, _ after: WordFeatures, _ last: Tag, _ last2: Tag,
        into keys: inout InlineArray<10, UInt64>
    ) {
        let tag = UInt32(last.rawValue) &+ 1
        let both = tag << 8 | UInt32(last2.rawValue) &+ 1
        keys[0] = key(84, tag, after.ambiguity)
        keys[1] = key(87, tag, after.word)
        keys[2] = key(88, UInt32(last2.rawValue) &+ 1, before.word)
        keys[3] = key(90, tag, after.classes[1])
        keys[4] = key(92, word.ambiguity, tag &* 0x9E37_79B9 ^ after.ambiguity)
        keys[5] = key(93, tag, word.classes[1] << 16 | after.classes[1])
        keys[6] = key(81, both)
        keys[7] = key(85, both, word.ambiguity)
        keys[8] = key(91, both, word.classes[0])
        keys[9] = key(95, both, word.kind)
    }

    @inline(__always)
    private static func key(_ template: UInt64, _ a: UInt32, _ b: UInt32 = 0) -> UInt64 {
        var key = (UInt64(a) &+ template << 32) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(b) &* 0xC2B2_AE3D_27D4_EB4F
        key = (key ^ key >> 29) &* 0xD6E8_FEB8_6659_FD93
        return key ^ key >> 32
    }
}
