import Language

/// The tokenizer: a text's tokens, typography folded and case kept, with their byte ranges in it.
typealias WordSplitter = @Sendable (String) -> [(spelling: [UInt8], range: Range<Int>)]

/// What a pattern's words and names are read against.
struct PatternSurroundings {
    var words: WordSplitter
    /// A token's spelling with case folded too.
    var folded: ([UInt8]) -> [UInt8]
    /// A lexicon by its name as written (`say`, `core/words:say`); logs what is wrong and gives `nil`.
    var lexicon: (String, SourceSpan) -> LexiconReference?
    /// Whether a name before a colon is a pack's: `$desk:say`.
    var isPack: (String) -> Bool
    /// Whether all entries of a lexicon are single tokens.
    var isSingle: (LexiconReference) -> Bool
    var types: TypeTable
    /// A pattern that the pack has given a name (`%name`); logs what is wrong and gives `nil`.
    var pattern: (String, SourceSpan) -> Pattern.Node?
}

/// The mark types there are, with the attributes that their marks can have.
struct TypeTable: Sendable {
    private var attributes: [String: Set<String>] = [:]
    private var captures: [String: Set<String>] = [:]
    /// By the type that a reach is over: the attributes that it gives its marks.
    private var given: [String: Set<String>] = [:]

    /// What marks of every type may have: the entity of the mention that they end with.
    static let everywhere: Set<String> = ["entity"]
    static let context: Set<String> = [
        "zone", "depth", "quoted", "voice", "polarity", "certainty", "sentence", "paragraph",
    ]

    init() {
        for kind in LanguageMark.Kind.allCases { attributes[kind.name] = [] }
        attributes["quote"] = ["closed", "words"]
        attributes["quote.scare"] = ["closed", "words"]
        attributes["np"] = ["head", "number", "definite", "entity", "link"]
        attributes["name"] = ["entity", "words", "link"]
        attributes["pronoun"] = ["entity", "person", "number", "link"]
    }

    /// Records that a rule makes marks of this type.
    mutating func add(_ type: String, attributes names: some Sequence<String>, captures: some Sequence<String>) {
        attributes[type, default: []].formUnion(names)
        self.captures[type, default: []].formUnion(captures)
    }

    /// Records that a rule's reach gives marks of this type an attribute.
    mutating func give(_ name: String, to type: String) { given[type, default: []].insert(name) }

    /// Every attribute that a reach gives.
    var allGiven: Set<String> { given.values.reduce(into: []) { $0.formUnion($1) } }

    var names: [String] { attributes.keys.sorted() }

    /// Whether a mark of this type or a subtype can be made.
    func contains(_ type: String) -> Bool {
        attributes[type] != nil || attributes.keys.contains { $0.hasPrefix(type + ".") }
    }

    /// The attributes of marks that `<type>` takes.
    func attributes(of type: String) -> Set<String> {
        var found = Self.context.union(Self.everywhere)
        for (over, names) in given where (type + ".").hasPrefix(over + ".") || over.hasPrefix(type + ".") {
            found.formUnion(names)
        }
        for (name, own) in attributes where name == type || name.hasPrefix(type + ".") { found.formUnion(own) }
        return found
    }

    /// The captures of marks that `<type>` takes.
    func captures(of type: String) -> Set<String> {
        captures.reduce(into: []) { found, entry in
            if entry.key == type || entry.key.hasPrefix(type + ".") { found.formUnion(entry.value) }
        }
    }

    /// Every attribute that any mark can have.
    var allAttributes: Set<String> {
        attributes.values.reduce(into: Self.context.union(Self.everywhere).union(allGiven)) { $0.formUnion($1) }
    }
}

/// The values that context names can have, where they are of a closed set.
enum ContextValues {
    static let closed: [String: [String]] = [
        "zone": ["headline", "deck", "byline", "dateline", "lead", "body", "caption"],
        "quoted": ["yes", "no"],
        "polarity": ["affirmed", "denied"],
        "certainty": ["certain", "conditional", "questioned"],
    ]
    /// What `reach` can change besides attributes.
    static let reached = closed.filter { ["polarity", "certainty"].contains($0.key) }
    static let numbers: Set<String> = ["depth", "sentence", "paragraph"]
}
