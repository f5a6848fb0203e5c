import CScan

/// Which words of ASCII letters a form table need not be asked for, because nothing is known of them and nobody asks for
/// them: nearly all words of a text where a few phrases are sought. They share three forms, by how they are written.
///
/// A byte for each of a few hash values of a word in small letters, small enough to stay in the processor's nearest cache
/// where the table does not. What it lets through by chance is looked up like any other word.
struct WordFilter {
    /// Of a word: that something is known of it; and that it matters even where the word is in small letters and stands
    /// before a space. What `EnglishWords` tells of those matters before a full stop or a hyphen, with a capital, or in a
    /// number.
    private static let isKnown: UInt8 = 1
    private static let matters: UInt8 = 2
    /// The bit that a small letter has and a capital has not, for eight letters.
    private static let smallBits: UInt64 = 0x2020_2020_2020_2020

    /// Invariant: 2^(64 - `shift`) bytes.
    private let bytes: UnsafeMutablePointer<UInt8>
    private let shift: UInt64
    private let small: KnownForm
    private let capitalised: KnownForm
    private let capitals: KnownForm

    /// - Parameters:
    ///   - words: How many will be added, about.
    ///   - small: The form that words in small letters share; likewise the others.
    init(words: Int, small: KnownForm, capitalised: KnownForm, capitals: KnownForm) {
        var bits: UInt64 = 14
        while 1 << bits < 8 * words, bits < 20 { bits += 1 }
        shift = 64 - bits
        unsafe bytes = .allocate(capacity: 1 << bits)
        unsafe bytes.initialize(repeating: 0, count: 1 << bits)
        self.small = small
        self.capitalised = capitalised
        self.capitals = capitals
    }

    func deallocate() { unsafe bytes.deallocate() }

    /// Whether words share a form.
    func isShared(_ form: FormID) -> Bool {
        form == small.form || form == capitalised.form || form == capitals.form
    }

    /// Tells that something is known of a key, if it is a word.
    func add(_ key: FormKeys.Key, _ form: KnownForm) {
        guard !key.isLong else { return }
        let kinds = form.isSought || form.isFused ? Self.isKnown | Self.matters : Self.isKnown
        unsafe bytes[place(key.head, key.tail)] |= kinds
    }

    @inline(__always)
    private func place(_ head: UInt64, _ tail: UInt64) -> Int {
        let hash =
            (head | Self.smallBits) &* 0x9E37_79B9_7F4A_7C15 &+ (tail | Self.smallBits) &* 0xC2B2_AE3D_27D4_EB4F
        return Int(truncatingIfNeeded: hash &>> shift)
    }

    /// The form of a word of which nothing is known; `nil` for one that is to be looked up.
    ///
    /// - Parameter word: Up to fifteen letters of ASCII, `length` of them.
    @inline(__always)
    func shared(of word: hearsay_bytes, _ length: Int, isBeforeSpace: Bool) -> KnownForm? {
        let isSmall = word.head & 0x20 != 0
        let kinds = unsafe bytes[place(word.head, word.tail)]
        guard kinds & (isSmall && isBeforeSpace ? Self.matters : Self.isKnown) == 0 else { return nil }
        if isSmall { return small }
        let isInCapitals = length > 1 && (word.head | word.tail) & Self.smallBits == 0
        return isInCapitals ? capitals : capitalised
    }
}
