import Hearsay
import SessionStore

/// What narrows a list: articles, types, and conditions as the rule language writes them.
struct FlagFilter {
    struct Condition {
        var name: String
        var relation: Relation
        var value: String
    }

    indirect enum Test {
        case condition(Condition)
        case all([Test])
        case any([Test])
        case not(Test)

        var conditions: [Condition] {
            switch self {
            case .condition(let condition): [condition]
            case .all(let tests), .any(let tests): tests.flatMap(\.conditions)
            case .not(let test): test.conditions
            }
        }

        func holds(_ condition: (Condition) -> Bool) -> Bool {
            switch self {
            case .condition(let own): condition(own)
            case .all(let tests): tests.allSatisfy { $0.holds(condition) }
            case .any(let tests): tests.contains { $0.holds(condition) }
            case .not(let test): !test.holds(condition)
            }
        }
    }

    /// What is filtered.
    enum Subject { case marks, scores }

    private(set) var articles: [Loaded] = []
    private(set) var types: [String] = []
    private(set) var test = Test.all([])
    /// Whether no article was named.
    private(set) var isAboutAll = false

    /// Context values and properties that every mark has.
    static let names = [
        "type", "level", "rule", "zone", "voice", "depth", "quoted", "polarity", "certainty", "sentence", "paragraph",
        "decision",
    ]
    static let scoreNames = ["rule", "level", "over", "by", "band", "value", "paragraph"]

    /// Whether scores pass too: they have a rule and a level, but no words in the text.
    var takesScores: Bool { types.isEmpty && test.conditions.allSatisfy { ["level", "rule"].contains($0.name) } }

    init(_ words: [Word], of subject: Subject = .marks, in session: ShellSession) throws(ShellError) {
        guard !session.workspace.articles.isEmpty else { throw .nothingLoaded }
        let knownTypes = subject == .marks ? session.knownTypes : []
        var tests: [Test] = []
        for (i, word) in words.enumerated() {
            if word.text == "where", !word.isQuoted {
                tests.append(try Self.test(words[(i + 1)...], in: session))
                break
            }
            if let condition = Self.condition(word.text) {
                tests.append(.condition(condition))
            } else if Int(word.text) == nil, knownTypes.contains(word.text) {
                types.append(word.text)
            } else if let article = try? session.workspace.article(word.text) {
                articles.append(article)
            } else if Int(word.text) != nil {
                articles.append(try session.workspace.article(word.text))
            } else {
                let hint = Suggestion.nearest(word.text, in: knownTypes).map { "; did you mean \($0)?" } ?? ""
                let kinds = subject == .marks ? "neither an article nor a type of mark" : "no article"
                throw ShellError("“\(word.text)” is \(kinds)\(hint)")
            }
        }
        test = .all(tests)
        for condition in test.conditions { try Self.check(condition, of: subject, in: session.workspace) }
        isAboutAll = articles.isEmpty
        if articles.isEmpty { articles = session.workspace.articles }
    }

    /// - Parameter decision: What was decided about the mark's flag.
    func passes(_ mark: Mark, decision: Review.Decision? = nil) -> Bool {
        guard types.isEmpty || types.contains(where: mark.isA) else { return false }
        return test.holds { holds($0, for: mark, decision) }
    }

    func passes(_ score: Score) -> Bool { test.holds { holds($0, for: score) } }

    /// `level>=caution`; `nil` for a word without a relation.
    static func condition(_ word: String) -> Condition? {
        guard let start = word.firstIndex(where: { "=!<>".contains($0) }), start != word.startIndex else { return nil }
        let relation = word[start...].prefix { "=!<>".contains($0) }
        return Relation(rawValue: String(relation)).map {
            Condition(name: String(word[..<start]), relation: $0, value: String(word[relation.endIndex...]))
        }
    }

    // MARK: - where

    /// A condition as it stands in a rule: `zone != headline and (level >= caution or voice = author)`.
    private static func test(_ words: ArraySlice<Word>, in session: ShellSession) throws(ShellError) -> Test {
        let source = words.map(written).joined(separator: " ")
        switch session.rulebook.library.condition(source) {
        case .success(let expression): return try test(expression)
        case .failure(let diagnostic): throw ShellError(diagnostic.inTyped, .usage)
        }
    }

    /// A word with the quotation marks that it was typed with, so far as the rule language needs them.
    private static func written(_ word: Word) -> String {
        guard word.isQuoted else { return word.text }
        let (name, relation) = condition(word.text).map { ($0.name, $0.relation.rawValue) } ?? ("", "")
        let value = word.text.dropFirst(name.count + relation.count)
        return "\(name)\(relation)'\(value)'"
    }

    private static func test(_ expression: Expression) throws(ShellError) -> Test {
        switch expression.kind {
        case .and(let a, let b): return .all([try test(a), try test(b)])
        case .or(let a, let b): return .any([try test(a), try test(b)])
        case .not(let a): return .not(try test(a))
        case .name(let path):
            return .condition(Condition(name: path.joined(separator: "."), relation: .equal, value: "yes"))
        case .compare(let a, let relation, let b):
            if case .name(let path) = a.kind, let value = text(b) {
                return .condition(Condition(name: path.joined(separator: "."), relation: relation, value: value))
            }
        case .isIn(let a, let list):
            if case .name(let path) = a.kind {
                return .any(
                    list.compactMap(text).map {
                        .condition(Condition(name: path.joined(separator: "."), relation: .equal, value: $0))
                    })
            }
        default: break
        }
        throw ShellError("“\(expression.source)”: here a condition compares a name with a value, as in zone = headline")
    }

    private static func text(_ expression: Expression) -> String? {
        switch expression.kind {
        case .value(.text(let text)): text
        case .value(.number(let number)): short(number)
        case .negate(let inner): text(inner).map { "-" + $0 }
        case .name(let path): path.joined(separator: ".")
        case .template(let message): message.source
        default: nil
        }
    }

    // MARK: - Checking

    /// A misspelt name or level would quietly hide everything.
    private static func check(
        _ condition: Condition, of subject: Subject, in workspace: Workspace
    ) throws(ShellError) {
        func check(_ word: String, _ known: [String]) throws(ShellError) {
            guard condition.name == word, !known.contains(condition.value) else { return }
            throw ShellError("there is no \(word) “\(condition.value)”; \(list(known, "or"))")
        }
        try check("level", Level.allCases.map(\.name))
        var names = subject == .marks ? Self.names : scoreNames
        if subject == .marks {
            try check("zone", Zone.allCases.map(\.name))
            try check("decision", Review.Decision.allCases.map(\.rawValue) + ["none"])
            names += Set(workspace.articles.flatMap(\.marks).flatMap(\.attributes).map(\.name)).sorted()
        }
        guard !names.contains(condition.name) else { return }
        let hint = Suggestion.nearest(condition.name, in: names).map { "did you mean \($0)?" } ?? list(names, "or")
        throw ShellError("no \(subject == .marks ? "mark" : "score") has “\(condition.name)”; \(hint)")
    }

    // MARK: - Holding

    private func holds(_ condition: Condition, for mark: Mark, _ decision: Review.Decision?) -> Bool {
        let context = mark.context
        switch condition.name {
        case "type": return mark.isA(condition.value) == (condition.relation == .equal)
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
        case "decision": return compare(.text(decision?.rawValue ?? "none"), condition)
        default: return compare(mark[condition.name], condition)
        }
    }

    private func holds(_ condition: Condition, for score: Score) -> Bool {
        switch condition.name {
        case "level": levelHolds(condition, score.flag?.level)
        case "rule": ruleHolds(condition, score.rule)
        case "over": compare(.text(score.scope.rawValue), condition)
        case "by": compare(score.by.map(Value.text), condition)
        case "band": compare(score.band.map(Value.text), condition)
        case "value": compare(score.value.map(Value.number), condition)
        default: compare(score.paragraph.map { .number(Double($0)) }, condition)
        }
    }

    /// By the full name, the name inside the pack, or the pack.
    private func ruleHolds(_ condition: Condition, _ rule: String) -> Bool {
        let parts = rule.split(separator: ":", maxSplits: 1).map(String.init)
        let pack = parts[0].split(separator: "/").last.map(String.init) ?? parts[0]
        return ([rule, pack] + parts).contains(condition.value) == (condition.relation == .equal)
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

extension Diagnostic {
    /// The message, and below it what was typed with the place underlined.
    var inTyped: String {
        rendered().split(separator: "\n").enumerated().map { index, line in
            // What is typed has no file and no line.
            index == 0 ? "\(message) [\(code)]" : "    " + line.drop { $0 != "|" }.dropFirst(2)
        }.joined(separator: "\n")
    }
}

extension ShellError {
    static let nothingLoaded = ShellError("no article is loaded; load FILE… loads some")
}
