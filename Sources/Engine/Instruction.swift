import RuleLanguage

/// One step of a compiled pattern. All but `split`, `jump` and `match` go on with the next instruction.
enum Instruction: Sendable {
    /// One token; `element` is the index of the pattern element it came from.
    case token(TokenSpec, element: Int)
    /// One token that is none of the pattern's list of this number.
    case notToken(Int, element: Int)
    /// One token that is no quotation mark.
    case any(element: Int)
    /// An entry of a lexicon, the longest first.
    case lexicon(Int, tags: Int?, element: Int)
    /// A mark, the longest first.
    case mark(Int, element: Int)
    /// Tries the first way, then the second.
    case split(Int, Int)
    case jump(Int)
    /// Start (even) or end (odd) of capture number `slot / 2`; `place` tells the places of one name apart.
    case save(Int, place: Int)
    case sentenceStart
    case sentenceEnd
    case match
}

/// A pattern compiled for the matcher.
struct CompiledPattern: Sendable {
    /// A piece of the pattern as its author wrote it.
    struct Element: Sendable {
        var text: String
        var span: SourceSpan
    }

    var code: [Instruction]
    var elements: [Element]
    /// By instruction: where `^` and `$`, which take no token, stand in the pattern.
    var edges: [Int: SourceSpan]
    /// By number: the tests of which a token must pass none.
    var excluded: [[TokenSpec]]
    /// What the pattern cannot do without; `nil` where any token may start it.
    var anchor: Anchor?
    /// What else must be there, and where: a start without it is not tried.
    var required: [Anchor]
    var source: String
}

/// `<type tests>` with the type's number and its subtypes'.
struct CompiledMarkTest: Sendable {
    var types: Set<Int>
    var attributes: [MarkTest.Attribute]
}

/// Something that every match of a pattern holds, and how far from the match's start.
struct Anchor: Sendable {
    /// A token that satisfies one of these is there, or a mark of one of these types starts there.
    var atoms: Set<AtomID>
    var types: Set<Int>
    /// Tokens from the match's start to it, within one sentence; no upper bound: `nil`.
    var least: Int
    var most: Int?
    /// Expected hits in a thousand tokens.
    var cost: Double
    /// The one atom that stands for all of `atoms`; set when the pattern is compiled.
    var atom: AtomID?
}
