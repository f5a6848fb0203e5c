import Language
import RuleLanguage

/// A mark while the rules run. All ranges are token indices.
final class WorkMark {
    /// What becomes known of a mark once it is made, where marks nest and rules reach: of few.
    ///
    /// (Apart, since to make and give back all of this with each mark takes time.)
    final class Circumstances {
        /// The innermost mark of its family that encloses it.
        var outer: WorkMark?
        /// The marks that enclose it, outermost first; `nil` until it was asked for.
        var enclosing: [WorkMark]?
        var polarity = "affirmed"
        var certainty = "certain"
        /// Attributes that reaches gave it.
        var given: [(name: String, value: String)] = []
        var reaches: [(rule: Int, name: String, value: String, trigger: Range<Int>)] = []
    }

    let type: Int
    /// Index of the rule in the program; -1 for the language layer's marks.
    let rule: Int
    let span: Range<Int>
    let extent: Range<Int>
    let sentence: Int
    var captures: Captures
    /// By the rule's attribute number.
    var attributes: [Value?]
    /// The attributes' names, which the text's program holds.
    let names: UnsafeBufferPointer<String>
    let pattern: Int
    /// Where the steps of its alignment are in the store.
    let path: MarkStore.Path
    /// What its rule is made of; `nil` for the language layer's marks.
    ///
    /// Invariant: the text's program holds it. (Measured: marks are many, and to count it was a fifth of what was counted for each.)
    unowned(unsafe) let matching: CompiledRule.Matching?
    /// The language layer's mark, as an index into the text's; -1 for a rule's.
    let language: Int
    private(set) var circumstances: Circumstances?
    /// Lost to an overlapping mark of its family.
    var isDropped = false
    /// Its index in the findings; `nil` until it has one.
    var ordinal: Int?

    init(
        type: Int, rule: Int, span: Range<Int>, extent: Range<Int>, sentence: Int, captures: Captures = Captures(),
        attributes: [Value?] = [], names: UnsafeBufferPointer<String> = UnsafeBufferPointer(start: nil, count: 0),
        pattern: Int = 0, path: MarkStore.Path = MarkStore.Path(),
        matching: CompiledRule.Matching? = nil, language: Int = -1
    ) {
        self.type = type
        self.rule = rule
        self.span = span
        self.extent = extent
        self.sentence = sentence
        self.captures = captures
        self.attributes = attributes
        self.names = names
        self.pattern = pattern
        self.path = path
        self.matching = matching
        self.language = language
    }

    /// What is known of it, to be added to.
    func learn() -> Circumstances {
        if let circumstances { return circumstances }
        let new = Circumstances()
        circumstances = new
        return new
    }

    var outer: WorkMark? { circumstances?.outer }
    var polarity: String { circumstances?.polarity ?? "affirmed" }
    var certainty: String { circumstances?.certainty ?? "certain" }
    var given: [(name: String, value: String)] { circumstances?.given ?? [] }
    var reaches: [(rule: Int, name: String, value: String, trigger: Range<Int>)] { circumstances?.reaches ?? [] }
}

/// A pattern element and the tokens it took.
struct MatchStep {
    /// Index into the pattern's elements.
    var element: Int
    /// Number of the innermost capture it is in; -1 outside.
    var capture: Int
    var tokens: Range<Int>
    /// The mark that a `<type>` element took.
    var mark: WorkMark?
}
