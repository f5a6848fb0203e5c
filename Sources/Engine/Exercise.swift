import Articles
import Language
import RuleLanguage

/// What running over a text exercised of a rule.
public struct Exercise: Sendable {
    /// Where the elements stand that took part in a mark that was kept, by pattern.
    public var elements: [Int: Set<SourceSpan>] = [:]
    /// Numbers of the `unless` patterns that dropped a match.
    public var unless: Set<Int> = []
    /// The outcomes of `where`.
    public var outcomes: Set<Bool> = []
    /// By `flag`: the outcomes of its `where`.
    public var flags: [Int: Set<Bool>] = [:]

    public init() {}

    public mutating func formUnion(_ other: Exercise) {
        elements.merge(other.elements) { $0.union($1) }
        unless.formUnion(other.unless)
        outcomes.formUnion(other.outcomes)
        flags.merge(other.flags) { $0.union($1) }
    }
}

extension Matcher {
    /// What running over a document exercises of a rule, worked out slowly.
    ///
    /// - Parameter rule: A full name.
    public func exercise(_ rule: String, by document: Document, metadata: Metadata = Metadata()) -> Exercise {
        var exercise = Exercise()
        guard let index = program.rules.firstIndex(where: { $0.fullName == rule }),
            let matching = program.rules[index].matching
        else { return exercise }
        let text = applied(to: document, metadata: metadata)
        for trial in Trials(index, text: text)?.all() ?? [] {
            switch trial.outcome {
            case .taken: continue
            case .unless(let dropping): exercise.unless.formUnion(dropping.map(\.number))
            case .condition: exercise.outcomes.insert(false)
            case .made(let mark):
                exercise.outcomes.insert(true)
                guard !mark.isDropped else { continue }
                let pattern = matching.patterns[trial.pattern]
                let spans = trial.path.indices.compactMap { pattern.span(of: Int(text.store.steps[$0].instruction)) }
                exercise.elements[trial.pattern, default: []].formUnion(spans)
                let evaluator = Evaluator(lookup: { text.lookup($0, for: mark) }, words: document.words)
                for (number, flag) in program.rules[index].flags.enumerated() {
                    let holds = flag.condition.map(evaluator.holds) ?? true
                    exercise.flags[number, default: []].insert(holds)
                    if holds { break }
                }
            }
        }
        return exercise
    }
}
