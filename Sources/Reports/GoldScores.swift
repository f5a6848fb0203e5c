import Hearsay

/// How the marks of a run compare with gold spans, by type.
public struct GoldScores: Sendable {
    /// Counts of one type and one way of comparing.
    public struct Counts: Sendable {
        public var found = 0
        public var gold = 0
        /// Marks that are right, and gold spans that were found; the same number where the comparison is exact.
        public var right = 0
        public var met = 0

        /// `nil` where there is nothing to divide by.
        public var precision: Double? { found == 0 ? nil : Double(right) / Double(found) }
        public var recall: Double? { gold == 0 ? nil : Double(met) / Double(gold) }
        public var f1: Double? {
            guard let precision, let recall else { return nil }
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
        }
    }

    /// A gold span that no mark meets, or a mark that meets none.
    public struct Miss: Sendable {
        public var article: Article
        public var type: String
        public var range: Range<Int>
        /// The rule that made the mark; `nil` for a gold span that was not found.
        public var rule: String?
        /// Byte range of the sentence it stands in.
        public var sentence: Range<Int>
    }

    /// In byte order of their names.
    public private(set) var types: [String]
    public private(set) var exact: [String: Counts] = [:]
    public private(set) var overlap: [String: Counts] = [:]
    /// Judged by overlap, in the order of the articles.
    public private(set) var misses: [Miss] = []

    /// - Parameter types: Which types to compare; without any, those that stand in the gold. A gold type is met by marks
    ///   of it and of its subtypes.
    public init(_ gold: [GoldArticle], types: [String] = [], with rulebook: Rulebook) {
        self.types = types.isEmpty ? Set(gold.flatMap { $0.spans.map(\.type) }).sorted() : types
        let worker = rulebook.analyzer.worker()
        for item in gold {
            let analysis = worker.analyze(item.article)
            for type in self.types { compare(type, item, analysis) }
        }
    }

    private mutating func compare(_ type: String, _ gold: GoldArticle, _ analysis: Analysis) {
        let marks = analysis.findings.marks.filter { $0.isA(type) }
        let spans = gold.spans.filter { $0.type == type || $0.type.hasPrefix(type + ".") }
        let wanted = Set(spans.map(\.range))
        let ranges = Set(marks.map(\.range))
        let same = wanted.intersection(ranges).count
        exact[type, default: Counts()].add(found: ranges.count, gold: wanted.count, right: same, met: same)
        let right = ranges.filter { range in wanted.contains { $0.overlaps(range) } }
        let met = wanted.filter { range in ranges.contains { $0.overlaps(range) } }
        overlap[type, default: Counts()].add(
            found: ranges.count, gold: wanted.count, right: right.count, met: met.count)
        var missed: [Miss] = []
        func add(_ range: Range<Int>, _ rule: String?) {
            let sentence = analysis.sentences.first { $0.overlaps(range) } ?? range
            missed.append(Miss(article: gold.article, type: type, range: range, rule: rule, sentence: sentence))
        }
        for range in wanted.subtracting(met) { add(range, nil) }
        for mark in marks where !right.contains(mark.range) { add(mark.range, mark.rule) }
        misses += missed.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
    }

    /// A table of text: a row a type and way of comparing.
    public var lines: [String] {
        let width = max(4, types.map(\.count).max() ?? 0)
        func padded(_ text: String, _ width: Int, right: Bool = true) -> String {
            let space = String(repeating: " ", count: max(0, width - text.count))
            return right ? space + text : text + space
        }
        func row(_ name: String, _ cells: [String]) -> String {
            padded(name, width, right: false) + cells.map { "  " + padded($0, 9) }.joined()
        }
        var lines = [row("type", ["match", "gold", "found", "precision", "recall", "F1"])]
        for type in types {
            for (name, counts) in [("exact", exact[type]), ("overlap", overlap[type])] {
                guard let counts else { continue }
                let shares = [counts.precision, counts.recall, counts.f1].map(Self.percent)
                lines.append(row(type, [name, "\(counts.gold)", "\(counts.found)"] + shares))
            }
        }
        return lines
    }

    /// `file: missed hedge “may”: sentence`, `file: wrong hedge “may” [rule]: sentence`
    public var missLines: [String] {
        misses.map { miss in
            let text = miss.article.text
            let words = oneLine(String(decoding: text[miss.range], as: UTF8.self))
            let sentence = oneLine(String(decoding: text[miss.sentence], as: UTF8.self))
            let what = miss.rule.map { "wrong \(miss.type) “\(words)” [\($0)]" } ?? "missed \(miss.type) “\(words)”"
            return "\(miss.article.label): \(what): \(sentence)"
        }
    }

    /// `83.3`, rounded to one decimal; `–` for nothing.
    private static func percent(_ share: Double?) -> String {
        guard let share else { return "–" }
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension GoldScores.Counts {
    fileprivate mutating func add(found: Int, gold: Int, right: Int, met: Int) {
        self.found += found
        self.gold += gold
        self.right += right
        self.met += met
    }
}
