/// What the language layer knows of a word form, worked out once a form.
struct WordTraits: OptionSet, Sendable {
    var rawValue: UInt32

    // Of the word in any case: from `EnglishWords`.

    /// Written with a full stop and followed by a name: `Gen.`, `Mr.`
    static let title = WordTraits(rawValue: 1 << 0)
    /// Written with a full stop, inside a sentence or at its end: `Inc.`, `etc.`
    static let abbreviation = WordTraits(rawValue: 1 << 1)
    /// Written with a full stop where a number follows: `No. 5`, `Sun. 12`
    static let beforeNumber = WordTraits(rawValue: 1 << 2)
    /// Never ends a sentence: `e.g.`, `vs.`
    static let inner = WordTraits(rawValue: 1 << 3)
    /// In capitals after an abbreviation, it starts a sentence rather than goes on with a name: `The`, `He`
    static let starter = WordTraits(rawValue: 1 << 4)
    /// A prefix that is one word with what follows its hyphen: `co-`, `non-`
    static let prefix = WordTraits(rawValue: 1 << 5)
    static let month = WordTraits(rawValue: 1 << 6)
    static let weekday = WordTraits(rawValue: 1 << 7)
    /// A number in letters: `two`, `million`
    static let numeral = WordTraits(rawValue: 1 << 8)
    /// A unit that is split from the digits before it: `pm`, `km`
    static let unit = WordTraits(rawValue: 1 << 9)
    /// The last part of a host's or file's name: `com`, `pdf`
    static let suffix = WordTraits(rawValue: 1 << 10)
    /// What follows an apostrophe and is a word of its own: `'s`, `'ll`
    static let clitic = WordTraits(rawValue: 1 << 11)
    /// Written with an apostrophe at its front: `'em`, `'til`
    static let elided = WordTraits(rawValue: 1 << 12)
    /// A name written with an exclamation mark: `Yahoo!`
    static let exclaiming = WordTraits(rawValue: 1 << 13)
    /// A time of the day: `a.m.`
    static let halfDay = WordTraits(rawValue: 1 << 14)
    /// One of the words that the vocabulary's user asks for (`FormTable.init(seeking:)`).
    static let sought = WordTraits(rawValue: 1 << 15)

    // Of the spelling.

    /// Starts with a capital.
    static let capitalised = WordTraits(rawValue: 1 << 20)
    /// Starts with a small letter.
    static let small = WordTraits(rawValue: 1 << 21)
    /// Starts with a digit.
    static let digit = WordTraits(rawValue: 1 << 22)
    /// Two letters at least, all of them capitals.
    static let capitals = WordTraits(rawValue: 1 << 23)

    private static let lexicalBits: UInt32 = 0xFF0F_FFFF

    /// What does not depend on case.
    var lexical: WordTraits { WordTraits(rawValue: rawValue & Self.lexicalBits) }

    /// The length in bytes of the first of the two words that this form is made of (`can` in `cannot`); 0 elsewhere.
    var splitsAt: Int {
        get { Int(rawValue >> 24) }
        set { rawValue = rawValue & 0x00FF_FFFF | UInt32(newValue) << 24 }
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The traits that show in the spelling.
    init(shapeOf spelling: Span<UInt8>) {
        rawValue = 0
        guard !spelling.isEmpty else { return }
        let first = spelling[0]
        if first < 0x80 {
            if first.isCapital { insert(.capitalised) }
            if first.isSmall { insert(.small) }
            if first.isDigit { insert(.digit) }
        } else if let scalar = Unicode.Scalar(spelling.scalar(at: 0, limit: spelling.count).value) {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .titlecaseLetter: insert(.capitalised)
            case .lowercaseLetter: insert(.small)
            case .decimalNumber: insert(.digit)
            default: break
            }
        }
        guard contains(.capitalised) else { return }
        var letters = 0
        for index in spelling.indices where spelling[index].isLetter || spelling[index] >= 0x80 {
            guard spelling[index].isCapital else { return }
            letters += 1
        }
        if letters > 1 { insert(.capitals) }
    }
}
