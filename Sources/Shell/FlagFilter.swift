import Hearsay

/// What narrows a list of flags: article, types, and conditions as the rule language writes them.
struct FlagFilter {
    struct Condition {
        var name: String
        var relation: Relation
        var value: String
    }

    private(set) var articles: [Loaded] = []
    private(set) var types: [String] = []
    private(set) var conditions: [Condition] = []

    /// Context values and properties that every mark has.
    static let names = [
        "type", "level", "rule", "zone", "voice", "depth", "quoted", "polarity", "certainty", "sentence", "paragraph",
    ]

    /// Whether scores pass too: they have a rule and a level, but no words in the text.
    var takesScores: Bool { types.isEmpty && conditions.allSatisfy { ["level", "rule"].contains($0.name) } }

    init(_ words: [String], in workspace: Workspace, knownTypes: [String]) throws(ShellError) {
        for word in words {
            if let condition = Self.condition(word) {
                try Self.check(condition, in: workspace)
                conditions.append(condition)
            } else if Int(word) == nil, knownTypes.contains(word) {
                types.append(word)
            } else if let article = try? workspace.article(word) {
                articles.append(article)
            } else if Int(word) != nil || workspace.articles.isEmpty {
                articles.append(try workspace.article(word))
            } else {
                let hint = suggestion(for: word, among: knownTypes).map { "; did you mean \($0)?" } ?? ""
                throw ShellError("“\(word)” is neither an article nor a type of mark\(hint)")
            }
        }
        if articles.isEmpty { articles = workspace.articles }
    }

    func passes(_ mark: Mark) -> Bool {
        guard types.isEmpty || types.contains(where: mark.isA) else { return false }
        return conditions.allSatisfy { holds($0, for: mark) }
    }

    func passes(_ score: Score) -> Bool {
        conditions.allSatisfy { condition in
            condition.name == "level"
                ? levelHolds(condition, score.flag?.level) : ruleHolds(condition, score.rule)
        }
    }

    /// `level>=caution`; `nil` for a word without a relation.
    static func condition(_ word: String) -> Condition? {
        guard let start = word.firstIndex(where: { "=!<>".contains($0) }), start != word.startIndex else { return nil }
        let relation = word[start...].prefix { "=!<>".contains($0) }
        return Relation(rawValue: String(relation)).map {
            Condition(name: String(word[..<start]), relation: $0, value: String(word[relation.endIndex...]))
        }
    }

    /// A misspelt name or level would quietly hide everything.
    private static func check(_ condition: Condition, in workspace: Workspace) throws(ShellError) {
        if condition.name == "level", Level(name: condition.value) == nil {
            throw ShellError("there is no level “\(condition.value)”; \(list(Level.allCases.map(\.name), "or"))")
        }
        if condition.name == "zone", Zone(name: condition.value) == nil {
            throw ShellError("there is no zone “\(condition.value)”; \(list(Zone.allCases.map(\.name), "or"))")
        }
        let own = workspace.articles.flatMap(\.marks).flatMap(\.attributes).map(\.name)
        guard !names.contains(condition.name), !own.contains(condition.name) else { return }
        let known = names + Set(own).sorted()
        let hint = suggestion(for: condition.name, among: known).map { "did you mean \($0)?" } ?? list(known, "or")
        throw ShellError("no mark has “\(condition.name)”; \(hint)")
    }

    private func holds(_ condition: Condition, for mark: Mark) -> Bool {
        let context = mark.context
        switch condition.name {
        case "type": return (mark.isA(condition.value)) == (condition.relation == .equal)
        case "level": return levelHolds(condition, mark.flag?.level)
        case "rule": return ruleHolds(condition, mark.rule)
        case "zone": return compare(.text(context.zone.name), condition)
        case "voice": return compare(.text(context.voice), condition)
        case "depth": return compare(.number(Double(context.depth)), condition)
        case "quoted": return compare(.text(context.quoted ? "yes" : "no"), condition)
        case "polarity": return compare(.text(context.polarity), condition)
        case "certainty": return compare(.text(context.certainty), condition)
        case "sentence": return compare(.number(Double(context.sentence)), condition)
        case "paragraph": return compare(.number(Double(context.paragraph)), condition)
        default: return compare(mark[condition.name], condition)
        }
    }

    /// By the full name, the name inside the pack, or the pack.
    private func ruleHolds(_ condition: Condition, _ rule: String) -> Bool {
        let parts = rule.split(separator: ":", maxSplits: 1).map(String.init)
        return ([rule] + parts).contains(condition.value) == (condition.relation == .equal)
    }

    private func levelHolds(_ condition: Condition, _ level: Level?) -> Bool {
        guard let level, let bound = Level(name: condition.value) else { return false }
        return ordered(level.rawValue, bound.rawValue, condition.relation)
    }

    /// Missing values compare as in the rule language: false, but for `!=`.
    private func compare(_ value: Value?, _ condition: Condition) -> Bool {
        switch value {
        case nil: return condition.relation == .notEqual
        case .number(let number)?:
            guard let bound = Double(condition.value) else { return condition.relation == .notEqual }
            return ordered(number, bound, condition.relation)
        case .text(let text)?: return ordered(text.lowercased(), condition.value.lowercased(), condition.relation)
        }
    }

    private func ordered<T: Comparable>(_ a: T, _ b: T, _ relation: Relation) -> Bool {
        switch relation {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}
