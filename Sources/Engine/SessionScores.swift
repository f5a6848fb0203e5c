import RuleLanguage

/// What one article adds to the scores over a session. It holds no marks, so that any number of articles fit.
public struct SessionPart: Sendable {
    /// By the tally's index among the program's rules.
    var tallies: [Int: TallyGroups] = [:]
    var words = 0
    var sentences = 0

    public init() {}

    /// Of an article without tallies.
    init(words: Int, sentences: Int) {
        self.words = words
        self.sentences = sentences
    }
}

/// Scores over several articles, counted up article by article in constant memory: a few numbers a group.
public struct SessionScores: Sendable {
    private let program: Program
    private var sum = SessionPart()
    /// How many articles were added.
    public private(set) var articles = 0

    public init(_ program: Program) { self.program = program }

    /// Words of all articles.
    public var words: Int { sum.words }

    /// Adds an article's part. The order decides that of the groups.
    public mutating func add(_ part: SessionPart) {
        articles += 1
        sum.words += part.words
        sum.sentences += part.sentences
        for (rule, groups) in part.tallies { sum.tallies[rule, default: TallyGroups()].add(groups) }
    }

    /// In the order of the rules, then of the groups' first appearance; none where no article was added.
    public func scores() -> [Score] {
        guard articles > 0 else { return [] }
        return program.tallies.flatMap { index -> [Score] in
            let rule = program.rules[index]
            guard let tally = rule.tally, tally.scope == .session else { return [] }
            let scoring = Scoring(
                rule: rule, tally: tally, known: [("sentences", .number(Double(sum.sentences)))], words: sum.words)
            let groups = sum.tallies[index] ?? TallyGroups()
            if tally.by == nil { return [scoring.score(groups[nil], by: nil)] }
            return groups.groups.map { scoring.score($0.counts, by: $0.by) }
        }
    }
}

extension Program {
    /// Whether any rule that reports makes a score over the session.
    public var hasSessionTallies: Bool { tallies.contains { rules[$0].tally?.scope == .session } }
}
