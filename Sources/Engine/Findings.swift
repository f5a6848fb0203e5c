import Articles
import RuleLanguage

/// What the rules made of one article.
public struct Findings: Sendable {
    /// All marks made by rules that survived the overlap policy, flagged or silent, in the output's order: by start,
    /// then longer first, then type, then rule name.
    public var marks: [Mark]
    public var scores: [Score]
    /// What the article adds to the scores over a session (`SessionScores`).
    public var sessionPart = SessionPart()

    public init(marks: [Mark], scores: [Score]) {
        self.marks = marks
        self.scores = scores
    }
}

/// A labelled span made by a rule. All ranges are byte offsets into the article's text.
public struct Mark: Sendable {
    public struct Capture: Sendable {
        public var name: String
        /// Several only where `extend` widened it; in order.
        public var ranges: [Range<Int>]

        public init(name: String, ranges: [Range<Int>]) {
            self.name = name
            self.ranges = ranges
        }
    }

    public var type: String
    /// The rule's full name.
    public var rule: String
    public var range: Range<Int>
    /// The whole match; `range` may be one capture of it.
    public var extent: Range<Int>
    /// In order of their names' first appearance in the rule.
    public var captures: [Capture]
    /// In the order that the rule gives them.
    public var attributes: [(name: String, value: Value)]
    public var context: Context
    public var flag: Report?
    public var derivation: Derivation
    /// Index in `Findings.marks` of the innermost mark of the family that encloses this one; `nil` outside.
    public var outer: Int?

    public init(
        type: String, rule: String, range: Range<Int>, extent: Range<Int>, captures: [Capture],
        attributes: [(name: String, value: Value)], context: Context, flag: Report?, derivation: Derivation, outer: Int?
    ) {
        self.type = type
        self.rule = rule
        self.range = range
        self.extent = extent
        self.captures = captures
        self.attributes = attributes
        self.context = context
        self.flag = flag
        self.derivation = derivation
        self.outer = outer
    }

    /// The value of an attribute, `nil` where the mark has none of that name.
    public subscript(attribute: String) -> Value? { attributes.first { $0.name == attribute }?.value }

    /// Whether the mark's type is this one or a subtype of it.
    public func isA(_ type: String) -> Bool {
        // The length first, which is told at once.
        self.type == type
            || (self.type.utf8.count > type.utf8.count && self.type.hasPrefix(type)
                && self.type.utf8.dropFirst(type.utf8.count).first == 0x2E)
    }
}

/// Where a mark stands and in whose mouth.
public struct Context: Sendable, Equatable {
    public var zone: Zone
    public var depth: Int
    public var quoted: Bool
    public var voice: String
    public var polarity: String
    public var certainty: String
    /// Ordinals, from 1.
    public var sentence: Int
    public var paragraph: Int

    public init(
        zone: Zone, depth: Int = 0, quoted: Bool = false, voice: String = "author", polarity: String = "affirmed",
        certainty: String = "certain", sentence: Int, paragraph: Int
    ) {
        self.zone = zone
        self.depth = depth
        self.quoted = quoted
        self.voice = voice
        self.polarity = polarity
        self.certainty = certainty
        self.sentence = sentence
        self.paragraph = paragraph
    }
}

/// A flag as it is shown: its level and its message, filled in.
public struct Report: Sendable, Equatable {
    public var level: Level
    public var message: String

    public init(level: Level, message: String) {
        self.level = level
        self.message = message
    }
}

/// How a mark came about: which pattern, aligned to which words.
public struct Derivation: Sendable {
    public struct Step: Sendable {
        /// The pattern element as written, without a capture's name.
        public var element: String
        /// The capture it belongs to, if any.
        public var capture: String?
        /// Byte offsets; empty where the element took no token.
        public var range: Range<Int>
        /// Token ordinals, from 0.
        public var tokens: Range<Int>
        /// Index in `Findings.marks` of the mark that a `<type>` element took; `nil` for a mark of the language layer,
        /// for one that lost by overlap, and for other elements.
        public var parent: Int?

        public init(element: String, capture: String?, range: Range<Int>, tokens: Range<Int>, parent: Int?) {
            self.element = element
            self.capture = capture
            self.range = range
            self.tokens = tokens
            self.parent = parent
        }
    }

    /// Which of the rule's patterns matched, from 0.
    public var pattern: Int
    public var steps: [Step]
    /// Why context values were changed: the reach rule's full name, what it set, and the trigger's byte range.
    public var reaches: [(rule: String, name: String, value: String, trigger: Range<Int>)]

    /// Mentions of somebody named before that lie in the match, in order, with what they were linked with and why. Byte
    /// ranges. Only known where rules ask for names, pronouns or noun phrases.
    public var links: [(mention: Range<Int>, antecedent: Range<Int>, reason: String)] = []

    public init(
        pattern: Int, steps: [Step], reaches: [(rule: String, name: String, value: String, trigger: Range<Int>)] = []
    ) {
        self.pattern = pattern
        self.steps = steps
        self.reaches = reaches
    }
}

/// A score with its arithmetic.
public struct Score: Sendable {
    /// The rule's full name.
    public var rule: String
    public var scope: Tally.Scope
    /// The group, where the tally is grouped.
    public var by: String?
    /// Paragraph ordinal from 1, where the scope is a paragraph.
    public var paragraph: Int?
    public var value: Double?
    public var band: String?
    public var lets: [(name: String, value: Double?)]
    public var flag: Report?

    public init(
        rule: String, scope: Tally.Scope, by: String?, paragraph: Int?, value: Double?, band: String?,
        lets: [(name: String, value: Double?)], flag: Report?
    ) {
        self.rule = rule
        self.scope = scope
        self.by = by
        self.paragraph = paragraph
        self.value = value
        self.band = band
        self.lets = lets
        self.flag = flag
    }
}
