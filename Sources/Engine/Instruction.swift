import RuleLanguage

/// One step of a compiled pattern. All but `split`, `jump` and `match` go on with the next instruction.
enum Instruction: Sendable, BitwiseCopyable {
    /// One token; `element` is the index of the pattern element it came from.
    case token(TokenSpec, element: Int32)
    /// One token that is none of the pattern's list of this number.
    case notToken(Int32, element: Int32)
    /// One token that is no quotation mark, or (with `quotes`) a whole quotation.
    case any(element: Int32, quotes: Bool)
    /// Any number of what `any` takes, as few as will do.
    case gap(element: Int32, quotes: Bool)
    /// An entry of a lexicon, the longest first; `tags` -1: with any tag.
    case lexicon(Int32, tags: Int32, element: Int32)
    /// A mark, the longest first.
    case mark(Int32, element: Int32)
    /// Tries the first way, then the second.
    case split(Int32, Int32)
    case jump(Int32)
    /// Start (even) or end (odd) of capture number `slot / 2`; `place` tells the places of one name apart.
    case save(Int32, place: Int32)
    case sentenceStart
    case sentenceEnd
    case match
}

/// What the next token must be for an instruction and all that follows to have a chance.
struct Lookahead: Sendable, BitwiseCopyable {
    /// Its form has this bit; -1: no form helps.
    var bit: Int32 = -1
    /// A sentence ends before it.
    var end = false
    /// Whatever else: it begins its sentence, opening quotation marks not counted.
    var start = false
    /// Anything will do.
    var any = false
    /// A mark of one of these types starts there: bit `type % 64`.
    var marks: UInt64 = 0
}

/// A pattern compiled for the matcher.
final class CompiledPattern: Sendable {
    /// A piece of the pattern as its author wrote it.
    struct Element: Sendable {
        var text: String
        var span: SourceSpan
    }

    let code: FixedArray<Instruction>
    /// By instruction.
    let lookahead: FixedArray<Lookahead>
    /// By instruction: where a split leads (`Forks`).
    let forks: FixedLists
    /// By number: the tests of which a token must pass none, all in a row, and where each list ends.
    let excludedEnds: FixedArray<Int32>
    let excludedSpecs: FixedArray<TokenSpec>
    /// What the pattern cannot do without, each with its distance from the start; none where any token may start it.
    let anchors: [Anchor]
    let notes: Deferred<Notes>

    /// What only explanations ask for.
    struct Notes: Sendable {
        var elements: [Element]
        /// By instruction: where `^` and `$`, which take no token, stand in the pattern.
        var edges: [Int: SourceSpan]
    }

    /// What a pattern asks for that is a lexicon and nothing else.
    struct Entry: BitwiseCopyable {
        var lexicon: Int32
        var tags: Int32?
    }

    let entry: Entry?

    var elements: [Element] { notes.value.elements }
    var edges: [Int: SourceSpan] { notes.value.edges }

    init(
        code: FixedArray<Instruction>, lookahead: FixedArray<Lookahead>, forks: FixedLists,
        excludedEnds: FixedArray<Int32>, excludedSpecs: FixedArray<TokenSpec>, anchors: [Anchor],
        notes: Deferred<Notes>
    ) {
        self.code = code
        self.lookahead = lookahead
        self.forks = forks
        self.excludedEnds = excludedEnds
        self.excludedSpecs = excludedSpecs
        self.anchors = anchors
        self.notes = notes
        if code.count == 2, case .lexicon(let lexicon, let tags, _) = code[0], case .match = code[1] {
            entry = Entry(lexicon: lexicon, tags: tags < 0 ? nil : tags)
        } else {
            entry = nil
        }
    }

    /// - Parameter excluded: By number: the tests of which a token must pass none.
    convenience init(
        code: [Instruction], lookahead: [Lookahead], excluded: [[TokenSpec]], anchors: [Anchor], notes: Notes
    ) {
        var ends: [Int32] = []
        for list in excluded { ends.append((ends.last ?? 0) + Int32(list.count)) }
        self.init(
            code: FixedArray(code), lookahead: FixedArray(lookahead), forks: Forks.of(code),
            excludedEnds: FixedArray(ends),
            excludedSpecs: FixedArray(Array(excluded.joined())), anchors: anchors, notes: Deferred { notes })
    }
}

/// `<type tests>` with the type's number and its subtypes'.
struct CompiledMarkTest: Sendable {
    /// While patterns are compiled; later `Program.takes` tells.
    var types: Set<Int>
    var attributes: [MarkTest.Attribute]
}

/// Something that every match of a pattern holds, and how far from the match's start.
struct Anchor: Sendable, BitwiseCopyable {
    /// Where the positions of the words that will do are in the text's index of hits; -1: no word will do.
    var slot: Int32
    /// The number of the set of types whose marks will do; -1: no mark will do.
    var typeSet: Int32
    /// The number of this pair of words and types, where both will do; -1 otherwise.
    var joint: Int32 = -1
    /// Whether it may stand in a later sentence, to which quotations lead from the match's.
    var isChained = false
    /// Tokens from the match's start to it.
    var least: Int32
    /// `Int32.max`: no upper bound.
    var most: Int32
    /// Whether something is known of the tokens between the match's start and it: the form of each has the bit (-1: no form
    /// helps) or it lies in a mark of one of the types, bit `type % 64`.
    var isBridged = false
    var bridgeBit: Int32 = -1
    var bridgeMarks: UInt64 = 0
}
