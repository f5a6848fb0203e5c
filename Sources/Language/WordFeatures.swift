/// What the tagger looks at in a word by itself, worked out once a form.
package struct WordFeatures: Sendable {
    // Hashes, 0 where the word is too short to have one.
    package var word: UInt32 = 0
    package var exact: UInt32 = 0
    /// The last one to five bytes.
    package var suffixes = InlineArray<5, UInt32>(repeating: 0)
    /// The first one to four bytes.
    package var prefixes = InlineArray<4, UInt32>(repeating: 0)
    package var shape: UInt32 = 0
    /// Numbers of the word's classes, few to many; 0 where it has none.
    package var classes = InlineArray<3, UInt32>(repeating: 0)
    /// How often the word is written with a capital inside sentences, in steps; 0 where that is not known.
    package var casing: UInt32 = 0
    /// What the lexicon says that the word can be, as one number; 0 where it lacks it.
    package var kind: UInt32 = 0
    /// The tags that the dictionary gives the word, as one number; other words by their look.
    package var ambiguity: UInt32 = 0
    package var isCapitalised = false
    package var isSmall = false
    /// Whether the dictionary has the word as it is spelled.
    package var isListed = false
    /// The tag of a word that has only one.
    package var only = Tag.none
    /// Where the dictionary's tags of a known word start in the model; negative where all tags are possible.
    package var choices: Int32 = -1

    package init() {}

    /// The features of a word, those left out that come from the model's tables.
    package init(spelling: [UInt8], folded: [UInt8]) {
        let plain = Self.plain(folded)
        word = Self.hash(plain[...], 1)
        exact = spelling == folded ? 0 : Self.hash(spelling[...], 2)
        let count = plain.count
        for length in 1...5 where count > length {
            suffixes[length - 1] = Self.hash(plain.suffix(length), UInt32(2 + length))
        }
        for length in 1...4 where count > length + 1 || length == 1 && count > 1 {
            prefixes[length - 1] = Self.hash(plain.prefix(length), UInt32(10 + length))
        }
        shape = Self.shape(spelling)
        isCapitalised = spelling.first?.isCapital ?? false
        isSmall = spelling.first?.isSmall ?? false
    }

    /// Sets the tags that the dictionary gives the word.
    ///
    /// - Parameters:
    ///   - tags: of the word as it is spelled; empty where the dictionary lacks it.
    ///   - folded: of the word in small letters, for one spelled otherwise that the dictionary lacks.
    package mutating func setAmbiguity(_ tags: some Collection<UInt8>, folded: some Collection<UInt8>) {
        if !tags.isEmpty {
            ambiguity = Self.hash(Array(tags.prefix(4))[...], 77)
        } else if !folded.isEmpty {
            ambiguity = Self.hash(Array(folded.prefix(4))[...], 78)
        } else {
            ambiguity = suffixes[1] &* 31 ^ shape
        }
    }

    /// The bytes with every digit written as 0: figures are alike.
    package static func plain(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0.isDigit ? 0x30 : $0 } }

    /// FNV-1a over bytes.
    private static func hash(_ bytes: ArraySlice<UInt8>, _ seed: UInt32) -> UInt32 {
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
            let kind = kind(of: byte)
            run = kind == last ? run + 1 : 1
            last = kind
            if run <= 2 { shape = shape &* 31 &+ kind }
        }
        return shape
    }

    private static func kind(of byte: UInt8) -> UInt32 {
        if byte.isCapital { return 1 }
        if byte.isSmall || byte >= 0x80 { return 2 }
        if byte.isDigit { return 3 }
        return byte == UInt8(ascii: "-") ? 4 : byte == UInt8(ascii: ".") ? 5 : 6
    }
}
