import Engine
import RuleLanguage

/// How much of rules their tests exercise: every pattern and alternative, every `unless`, both outcomes of every
/// `where`. What stands inside `!` is one alternative, lexicons are counted as what they are named, and tallies, which
/// have no tests, not at all.
public struct RuleCoverage: Sendable {
    /// Something that no test of its rule exercises.
    public struct Gap: Sendable {
        public enum Kind: Sendable {
            case pattern, alternative, unless
            /// A `where` that never came out this way.
            case condition(Bool)
        }

        /// The rule's full name.
        public var rule: String
        public var kind: Kind
        public var span: SourceSpan
    }

    public struct PackCoverage: Sendable {
        public var name: String
        public var covered = 0
        public var total = 0
    }

    public private(set) var packs: [PackCoverage] = []
    public private(set) var gaps: [Gap] = []

    init() {}

    mutating func begin(_ pack: String) { packs.append(PackCoverage(name: pack)) }

    /// Adds a rule of the pack begun last.
    mutating func add(_ rule: Rule, _ exercise: Exercise) {
        guard case .match(let match) = rule.verb else { return }
        for (number, pattern) in match.patterns.enumerated() {
            let elements = exercise.elements[number] ?? []
            count(rule, .pattern, pattern.root.span, !elements.isEmpty)
            for alternative in Self.alternatives(in: pattern.root) {
                let isTaken = elements.contains { alternative.start <= $0.start && $0.end <= alternative.end }
                count(rule, .alternative, alternative, isTaken)
            }
        }
        for (number, pattern) in match.unless.enumerated() {
            count(rule, .unless, pattern.root.span, exercise.unless.contains(number))
        }
        if let condition = match.condition { count(rule, condition.span, exercise.outcomes) }
        for (number, flag) in rule.flags.enumerated() {
            if let condition = flag.condition { count(rule, condition.span, exercise.flags[number] ?? []) }
        }
    }

    private mutating func count(_ rule: Rule, _ span: SourceSpan, _ outcomes: Set<Bool>) {
        for outcome in [true, false] { count(rule, .condition(outcome), span, outcomes.contains(outcome)) }
    }

    private mutating func count(_ rule: Rule, _ kind: Gap.Kind, _ span: SourceSpan, _ isCovered: Bool) {
        packs[packs.count - 1].total += 1
        if isCovered {
            packs[packs.count - 1].covered += 1
        } else {
            gaps.append(Gap(rule: rule.fullName, kind: kind, span: span))
        }
    }

    private static func alternatives(in node: Pattern.Node) -> [SourceSpan] {
        switch node.kind {
        case .alternatives(let nodes): nodes.flatMap { [$0.span] + alternatives(in: $0) }
        case .sequence(let nodes): nodes.flatMap { alternatives(in: $0) }
        case .capture(_, let inner), .repeated(let inner, _, _): alternatives(in: inner)
        default: []
        }
    }
}

extension RuleCoverage.Gap {
    /// What is not exercised, in a few words.
    public var message: String {
        let source = span.file.bytes[span.start..<min(span.end, span.file.bytes.count)]
        let text = String(decoding: source, as: UTF8.self).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
        switch kind {
        case .pattern: return "no test matches by this pattern: \(text)"
        case .alternative: return "no test takes this alternative: \(text)"
        case .unless: return "no test is dropped by this unless: \(text)"
        case .condition(true): return "in no test does this hold: \(text)"
        case .condition(false): return "in no test does this fail to hold: \(text)"
        }
    }
}
