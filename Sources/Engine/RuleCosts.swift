import Articles
import Language

/// What each rule of a program costs, added up over documents, for authors of rules.
public struct RuleCosts: Sendable {
    public struct Cost: Sendable {
        /// The rule's full name.
        public var rule: String
        /// Time spent on it.
        public var time = Duration.zero
        /// At how many tokens one of its patterns was tried, those of `unless` among them.
        public var attempts = 0
        /// How many marks it made, those that lost by overlap among them; of a rule that reaches, none.
        public var marks = 0
    }

    /// In the program's order; tallies cost nothing here.
    public private(set) var rules: [Cost]

    init(_ program: Program) { rules = program.rules.map { Cost(rule: $0.fullName) } }

    mutating func add(_ time: Duration, attempts: Int, marks: Int, to rule: Int) {
        rules[rule].time += time
        rules[rule].attempts += attempts
        rules[rule].marks += marks
    }

    /// Adds what other documents cost with the same program.
    public mutating func add(_ other: RuleCosts) {
        for (index, cost) in other.rules.enumerated() {
            add(cost.time, attempts: cost.attempts, marks: cost.marks, to: index)
        }
    }
}

extension Matcher {
    /// Runs all rules over a document and adds up what each costs.
    public func measure(_ document: Document, metadata: Metadata = Metadata()) -> RuleCosts {
        var costs = RuleCosts(program)
        _ = applied(to: document, metadata: metadata) { rule, text, hits, matcher in
            let marks = text.store.marks.count
            let attempts = matcher.attempts
            let time = ContinuousClock().measure { RuleRun(rule, text: text, hits: hits).run(&matcher) }
            costs.add(time, attempts: matcher.attempts - attempts, marks: text.store.marks.count - marks, to: rule)
        }
        return costs
    }
}
