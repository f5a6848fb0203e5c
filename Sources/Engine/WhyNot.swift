import Articles
import Language
import RuleLanguage

/// Why a rule made no mark at a place of an article, or that it did. All ranges are byte offsets into the text.
public struct WhyNot: Sendable {
    /// One way a pattern went over the words of the place.
    public struct Attempt: Sendable {
        /// The number of the rule's pattern, from 0.
        public var pattern: Int
        /// What the pattern took, in order.
        public var steps: [Derivation.Step]
        public var outcome: Outcome
    }

    public enum Outcome: Sendable {
        case stopped(Stop)
        /// The rule has another match on these words, longer or earlier.
        case taken(Range<Int>)
        /// The `unless` pattern of this number matched these words.
        case unless(Int, Range<Int>)
        /// These parts of `where` did not hold.
        case condition([Condition])
        case overlapped(Overlapped)
        case made(Made)
        /// A rule that reaches changed these marks' context.
        case reached([(type: String, range: Range<Int>)])
    }

    /// Where a pattern could go no further.
    public struct Stop: Sendable {
        /// The elements one of which would have had to match.
        public var elements: [SourceSpan]
        /// The token that stands there instead; empty at the sentence's end.
        public var found: Range<Int>
        /// Whether all that follows the element is there, and only the element and what stands before it is not.
        public var isBefore: Bool
        /// About a mark that was wanted and is not there.
        public var missing: Missing?
    }

    /// A mark that an element wanted.
    public struct Missing: Sendable {
        public var type: String
        /// One that is there, but fails these tests of the element.
        public var failing: (range: Range<Int>, tests: [Condition])?
        /// Where else in the sentence such marks are.
        public var elsewhere: [Range<Int>]
        /// Why those rules that make the type made none here, the nearest first: one pattern each.
        public var makers: [WhyNot]
        /// Names of the other rules that make the type, of which nothing matched.
        public var others: [String]
    }

    /// Something that did not hold, with what its names stood for.
    public struct Condition: Sendable {
        public var source: String
        public var values: [(name: String, value: Value?)]
    }

    /// The mark that won.
    public struct Overlapped: Sendable {
        public enum Reason: Sendable { case longer, deeper, name }

        /// What the loser's mark took.
        public var range: Range<Int>
        public var winner: (type: String, rule: String, range: Range<Int>)
        public var reason: Reason
    }

    /// A mark that was made after all.
    public struct Made: Sendable {
        public var type: String
        public var range: Range<Int>
        public var flag: Report?
        /// Whether the rule has any `flag`.
        public var canFlag: Bool
        /// Whether the pack runs only for what others build on it.
        public var isSilent: Bool
        /// For each `flag` what did not hold.
        public var unheld: [[Condition]]
    }

    /// The rule's full name.
    public var rule: String
    /// By pattern, then by place; those that got through first where a pattern was tried several times.
    public var attempts: [Attempt]
}

extension WhyNot.Attempt {
    /// How many elements matched.
    public var reached: Int { steps.count { !$0.element.hasPrefix("...") && $0.element != "." } }

    /// Whether all of the pattern matched.
    public var isWhole: Bool {
        if case .stopped = outcome { return false }
        return true
    }
}

extension Matcher {
    /// Why a rule made no mark at a place, worked out slowly after all rules have run.
    ///
    /// - Parameters:
    ///   - rule: A full name.
    ///   - place: Byte offsets into the document's text.
    /// - Returns: `nil` where no such rule runs, or it is a tally.
    public func whyNot(
        _ rule: String, in document: Document, metadata: Metadata = Metadata(), at place: Range<Int>
    ) -> WhyNot? {
        guard let index = program.rules.firstIndex(where: { $0.fullName == rule }) else { return nil }
        let text = applied(to: document, metadata: metadata)
        let tokens = document.tokens.indices.filter {
            Int(document.tokens[$0].start) < place.upperBound && Int(document.tokens[$0].end) > place.lowerBound
        }
        guard let first = tokens.first, let last = tokens.last else { return WhyNot(rule: rule, attempts: []) }
        return Explainer(index, at: first..<last + 1, text: text)?.explain()
    }
}
