/// A rule pack: checked, its references resolved. Rules and lexicons that were in error are left out.
public struct Pack: Sendable {
    /// `core/hedging`
    public var name: String
    public var version: String
    public var about: String
    public var lang: String?
    public var license: String?
    /// Whether it runs without being asked for by name.
    public var isOn: Bool
    /// Names of the packs whose lexicons it may use bare.
    public var uses: [String]
    /// The file; other files that belong to it (word lists) are in `files`.
    public var source: SourceFile
    public var files: [SourceFile]
    /// SHA-256 over the pack's files, in hexadecimal.
    public var hash: String
    /// How many rules there are, without reading them.
    public internal(set) var ruleCount: Int
    var contents: Deferred<Contents>

    /// What is read from the cache of compiled rules only when it is asked for.
    struct Contents: Sendable {
        var lexicons: [Lexicon]
        var patterns: [String: Pattern.Node]
        var rules: [Rule]
    }

    public var lexicons: [Lexicon] {
        get { contents.value.lexicons }
        set { change { $0.lexicons = newValue } }
    }
    /// By name: patterns for use in others as `%name`.
    public var patterns: [String: Pattern.Node] {
        get { contents.value.patterns }
        set { change { $0.patterns = newValue } }
    }
    public var rules: [Rule] {
        get { contents.value.rules }
        set {
            change { $0.rules = newValue }
            ruleCount = newValue.count
        }
    }

    private mutating func change(_ body: (inout Contents) -> Void) {
        var changed = contents.value
        body(&changed)
        contents = Deferred { [changed] in changed }
    }

    public init(
        name: String, version: String, about: String, lang: String?, license: String?, isOn: Bool, uses: [String],
        lexicons: [Lexicon], patterns: [String: Pattern.Node] = [:], rules: [Rule], source: SourceFile,
        files: [SourceFile], hash: String
    ) {
        self.name = name
        self.version = version
        self.about = about
        self.lang = lang
        self.license = license
        self.isOn = isOn
        self.uses = uses
        self.source = source
        self.files = files
        self.hash = hash
        ruleCount = rules.count
        let made = Contents(lexicons: lexicons, patterns: patterns, rules: rules)
        contents = Deferred { made }
    }

    /// The pack with only some of its rules.
    ///
    /// - Parameter isKept: By rule.
    public func keeping(_ isKept: [Bool]) -> Pack {
        var pack = self
        pack.ruleCount = isKept.count { $0 }
        pack.contents = Deferred { [contents] in
            var all = contents.value
            all.rules = zip(all.rules, isKept).filter(\.1).map(\.0)
            return all
        }
        return pack
    }
}

/// A word list, its algebra worked out: each entry a sequence of one or more tokens.
public struct Lexicon: Sendable {
    public struct Entry: Sendable, Hashable {
        public var tokens: [TokenTest]
        public init(tokens: [TokenTest]) { self.tokens = tokens }
    }

    public var reference: LexiconReference
    public var entries: [Entry]
    public var span: SourceSpan

    public init(reference: LexiconReference, entries: [Entry], span: SourceSpan) {
        self.reference = reference
        self.entries = entries
        self.span = span
    }
}

/// A rule of a pack.
public struct Rule: Sendable {
    public enum Verb: Sendable {
        case match(Match)
        case tally(Tally)
    }

    public enum Status: String, Sendable, CaseIterable { case experimental, stable }

    /// `report.passive`
    public var name: String
    /// `core/hedging:report.passive`
    public var fullName: String
    public var about: String?
    public var verb: Verb
    public var flags: [Flag]
    public var falsePositives: [String]
    public var references: [String]
    public var status: Status?
    public var tests: Tests
    /// The rule's key in its file.
    public var span: SourceSpan

    public init(
        name: String, fullName: String, about: String?, verb: Verb, flags: [Flag], falsePositives: [String],
        references: [String], status: Status?, tests: Tests, span: SourceSpan
    ) {
        self.name = name
        self.fullName = fullName
        self.about = about
        self.verb = verb
        self.flags = flags
        self.falsePositives = falsePositives
        self.references = references
        self.status = status
        self.tests = tests
        self.span = span
    }
}

/// What a `match` rule does.
public struct Match: Sendable {
    public enum Unit: String, Sendable, CaseIterable { case quote, clause, sentence }

    public var patterns: [Pattern]
    public var unless: [Pattern]
    public var condition: Expression?
    /// The type of the marks it makes; `nil` for a rule that only reaches.
    public var type: String?
    /// The capture that is the mark's extent; `nil` for the whole match.
    public var span: String?
    public var attributes: [(name: String, value: Expression)]
    /// The capture that encloses other marks.
    public var nest: String?
    public var extend: [(capture: String, unit: Unit)]
    public var reach: Reach?

    public init(
        patterns: [Pattern], unless: [Pattern] = [], condition: Expression? = nil, type: String?, span: String? = nil,
        attributes: [(name: String, value: Expression)] = [], nest: String? = nil,
        extend: [(capture: String, unit: Unit)] = [], reach: Reach? = nil
    ) {
        self.patterns = patterns
        self.unless = unless
        self.condition = condition
        self.type = type
        self.span = span
        self.attributes = attributes
        self.nest = nest
        self.extend = extend
        self.reach = reach
    }
}

/// What a trigger does to the marks around it.
public struct Reach: Sendable {
    public enum Direction: String, Sendable, CaseIterable { case left, right }
    public enum Stop: String, Sendable, CaseIterable { case clause, quote, sentence, paragraph, article }

    public var direction: Direction
    /// Types, subtypes included.
    public var over: [String]
    public var until: [Pattern]
    public var stop: Stop
    /// Tokens; `nil` for no limit.
    public var max: Int?
    /// The capture whose entity the marks must have; `nil` for all marks.
    public var same: String?
    /// `polarity`, `certainty` or an attribute, and its value.
    public var set: [(name: String, value: String)]

    public init(
        direction: Direction, over: [String], until: [Pattern], stop: Stop, max: Int?, same: String? = nil,
        set: [(name: String, value: String)]
    ) {
        self.direction = direction
        self.over = over
        self.until = until
        self.stop = stop
        self.max = max
        self.same = same
        self.set = set
    }
}

/// How a score is made.
public struct Tally: Sendable {
    public enum Scope: String, Sendable, CaseIterable { case paragraph, article, session }

    public var scope: Scope
    /// `source.entity`, `voice`, `type`, `rule` or an attribute's path; `nil` for one score.
    public var by: [String]?
    public var lets: [(name: String, value: Expression)]
    public var value: Expression
    public var bands: [(name: String, condition: Expression)]

    public init(
        scope: Scope, by: [String]?, lets: [(name: String, value: Expression)], value: Expression,
        bands: [(name: String, condition: Expression)]
    ) {
        self.scope = scope
        self.by = by
        self.lets = lets
        self.value = value
        self.bands = bands
    }
}

public enum Level: Int, Sendable, Comparable, CaseIterable {
    case note, caution, warning, error

    public var name: String { Self.names[rawValue] }

    private static let names = ["note", "caution", "warning", "error"]

    public init?(name: String) {
        guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
}

/// One way of reporting a mark or a score.
public struct Flag: Sendable {
    public var condition: Expression?
    public var level: Level
    public var message: Message

    public init(condition: Expression?, level: Level, message: Message) {
        self.condition = condition
        self.level = level
        self.message = message
    }
}

/// The tests a rule carries.
public struct Tests: Sendable {
    /// A piece of text and what the rule must make of it.
    public struct Case: Sendable {
        /// Without the brackets.
        public var text: String
        public var zone: String?
        /// The outlet of the article that the text is from.
        public var outlet: String?
        /// What must be found, byte offsets into `text`; `nil` name: the rule's mark. Empty in a `miss`.
        public var expected: [(name: String?, range: Range<Int>)]
        public var span: SourceSpan

        public init(
            text: String, zone: String?, outlet: String? = nil, expected: [(name: String?, range: Range<Int>)],
            span: SourceSpan
        ) {
            self.text = text
            self.zone = zone
            self.outlet = outlet
            self.expected = expected
            self.span = span
        }
    }

    /// A piece of text whose tagged spans must be marks with these context values.
    public struct ContextCase: Sendable {
        public var text: String
        public var tagged: [(type: String, range: Range<Int>)]
        public var values: [(name: String, value: String)]
        public var span: SourceSpan

        public init(
            text: String, tagged: [(type: String, range: Range<Int>)], values: [(name: String, value: String)],
            span: SourceSpan
        ) {
            self.text = text
            self.tagged = tagged
            self.values = values
            self.span = span
        }
    }

    public var hits: [Case]
    public var misses: [Case]
    public var contexts: [ContextCase]

    public init(hits: [Case] = [], misses: [Case] = [], contexts: [ContextCase] = []) {
        self.hits = hits
        self.misses = misses
        self.contexts = contexts
    }

    public var isEmpty: Bool { hits.isEmpty && misses.isEmpty && contexts.isEmpty }
}
