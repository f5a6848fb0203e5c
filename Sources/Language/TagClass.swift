/// What the phrase finders ask of a tag, looked up by its number.
struct TagClass: OptionSet, Sendable {
    var rawValue: UInt16

    static let noun = TagClass(rawValue: 1 << 0)
    static let proper = TagClass(rawValue: 1 << 1)
    static let plural = TagClass(rawValue: 1 << 2)
    /// What stands between a determiner and a noun: adjectives, numbers, participles.
    static let modifier = TagClass(rawValue: 1 << 3)
    static let determiner = TagClass(rawValue: 1 << 4)
    static let possessor = TagClass(rawValue: 1 << 5)
    static let pronoun = TagClass(rawValue: 1 << 6)
    static let finite = TagClass(rawValue: 1 << 7)
    /// Any verb.
    static let verb = TagClass(rawValue: 1 << 8)
    static let adverb = TagClass(rawValue: 1 << 9)
    static let number = TagClass(rawValue: 1 << 10)
    static let hyphen = TagClass(rawValue: 1 << 11)
    static let conjunction = TagClass(rawValue: 1 << 12)
    /// Opens a subordinate clause: `that`, `because`, `who`.
    static let subordinator = TagClass(rawValue: 1 << 13)
    static let possessive = TagClass(rawValue: 1 << 14)

    static let table: [TagClass] = [[]] + Tag.all.map { TagClass(penn: $0.penn, universal: $0.universal) }

    private init(penn: String, universal: String) {
        switch penn {
        case "NN": self = .noun
        case "NNS": self = [.noun, .plural]
        case "NNP": self = [.noun, .proper]
        case "NNPS": self = [.noun, .proper, .plural]
        case "JJ", "JJR", "JJS", "AFX": self = .modifier
        case "CD", "$": self = [.modifier, .number]
        case "DT": self = universal == "PRON" ? [.determiner, .pronoun] : .determiner
        case "PDT": self = .determiner
        case "PRP$": self = .possessive
        case "PRP": self = .pronoun
        case "POS": self = .possessor
        case "VBD", "VBZ", "VBP", "MD": self = [.finite, .verb]
        case "VB": self = .verb
        case "VBN", "VBG": self = [.verb, .modifier]
        case "RB", "RBR", "RBS": self = .adverb
        case "HYPH": self = .hyphen
        case "CC": self = .conjunction
        case "IN": self = universal == "SCONJ" ? .subordinator : []
        case "WDT", "WP", "WRB", "WP$": self = .subordinator
        default: self = []
        }
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }
}
