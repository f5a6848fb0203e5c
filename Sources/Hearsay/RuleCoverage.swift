import Engine
import RuleLanguage

/// How much of rules their tests exercise: every pattern and alternative, every `unless`, both outcomes of every
/// `where`. What stands inside `!` is one alternative, lexicons are counted as what they are named, and tallies, which
/// have no tests, not at all. What several rules of a pack share (a named pattern, what `like` takes over) counts once,
/// and a test of any of them exercises it.
public struct RuleCoverage: Sendable {
    /// Something that no test of its rule exercises.
    public struct Gap: Sendable {
        public enum Kind: Hashable, Sendable {
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
    private var counted: [Gap] = []
    private var index: [Key: Int] = [:]
    private var isCovered: [Bool] = []

    private struct Key: Hashable {
        var kind: Gap.Kind
        var file: String
        var start: Int
        var end: Int
    }

    init() {}

    public var gaps: [Gap] { zip(counted, isCovered).filter { !$1 }.map(\.0) }

    mutating func begin(_ pack: String) { packs.append(PackCoverage(name: pack)) }

    /// Adds a rule of the pack begun last.
    mutating func add(_ rule: Rule, _ exercise: Exercise) {
        guard case .match(let match) = rule.verb else { return }
        for (number, pattern) in match.patterns.enumerated() {
            let elements = exercise.elements[number] ?? []
            count(rule, .pattern, pattern.root.span, !elements.isEmpty)
            for alternative in Self.alternatives(in: pattern.root) {
                count(rule, .alternative, alternative.span, !elements.isDisjoint(with: Self.elements(of: alternative)))
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

    private mutating func count(_ rule: Rule, _ kind: Gap.Kind, _ span: SourceSpan, _ isTaken: Bool) {
        let key = Key(kind: kind, file: span.file.path, start: span.start, end: span.end)
        let last = packs.count - 1
        if let known = index[key] {
            if isTaken, !isCovered[known] { packs[last].covered += 1 }
            isCovered[known] = isCovered[known] || isTaken
            return
        }
        index[key] = counted.count
        counted.append(Gap(rule: rule.fullName, kind: kind, span: span))
        isCovered.append(isTaken)
        packs[last].total += 1
        if isTaken { packs[last].covered += 1 }
    }

    private static func alternatives(in node: Pattern.Node) -> [Pattern.Node] {
        switch node.kind {
        case .alternatives(let nodes): nodes.flatMap { [$0] + alternatives(in: $0) }
        case .sequence(let nodes): nodes.flatMap { alternatives(in: $0) }
        case .capture(_, let inner), .repeated(let inner, _, _): alternatives(in: inner)
        default: []
        }
    }

    /// Where the elements of a part of a pattern stand: in the pattern, and in the named patterns that it uses.
    private static func elements(of node: Pattern.Node) -> Set<SourceSpan> {
        switch node.kind {
        case .alternatives(let nodes), .sequence(let nodes):
            nodes.reduce(into: []) { $0.formUnion(elements(of: $1)) }
        case .capture(_, let inner), .repeated(let inner, _, _): elements(of: inner)
        default: [node.span]
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
