import Language
import RuleLanguage

/// One rule run over one text: match → unless → where → mark (or reach).
struct RuleRun {
    private let index: Int
    private let rule: CompiledRule
    private let text: MatchText
    private let hits: HitIndex

    init(_ index: Int, text: MatchText, hits: HitIndex) {
        self.index = index
        self.text = text
        self.hits = hits
        rule = text.program.rules[index]
    }

    func run() {
        guard let matching = rule.matching else { return }
        let starts = matching.patterns.map { Candidates(of: $0, in: text, hits: hits) }
        var matchers = matching.patterns.map { _ in PatternMatcher(text) }
        var covered = Set<Int>()
        var triggers: [Range<Int>] = []
        for sentence in sentences(starts) {
            let tokens = text.tokens(ofSentence: sentence)
            let wanted = starts.map { $0.starts(in: tokens) }
            for pattern in matching.patterns.indices where !wanted[pattern].isEmpty {
                matchers[pattern].prepare(matching.patterns[pattern], sentence: sentence)
            }
            var free = tokens.lowerBound
            for start in Self.merged(wanted) where start >= free {
                guard let (pattern, found) = best(at: start, wanted: wanted, matchers: &matchers) else { continue }
                guard let mark = made(pattern, found, sentence: sentence, matching: matching),
                    !mark.span.contains(where: covered.contains)
                else { continue }
                covered.formUnion(mark.span)
                if matching.span == nil { free = found.range.upperBound }
                if matching.match.reach == nil { text.store.add(mark) } else { triggers.append(mark.extent) }
            }
        }
        if let reach = matching.match.reach, !triggers.isEmpty {
            Reaching(index, reach, matching, text: text, hits: hits).apply(triggers)
        }
    }

    private func sentences(_ candidates: [Candidates]) -> [Int] {
        if candidates.contains(where: \.isEverywhere) { return Array(text.document.sentences.indices) }
        var sentences = Set<Int>()
        for list in candidates {
            for start in list.positions { sentences.insert(text.sentence(of: start)) }
        }
        return sentences.sorted()
    }

    private static func merged(_ lists: [[Int]]) -> [Int] {
        lists.count == 1 ? lists[0] : Array(Set(lists.joined())).sorted()
    }

    /// The longest alignment that starts at a token, of equally long ones the earlier pattern's.
    private func best(
        at start: Int, wanted: [[Int]], matchers: inout [PatternMatcher]
    ) -> (pattern: Int, found: PatternMatcher.Found)? {
        var best: (pattern: Int, found: PatternMatcher.Found)?
        for pattern in matchers.indices where !wanted[pattern].isEmpty {
            guard let found = matchers[pattern].match(at: start) else { continue }
            if let sofar = best, sofar.found.range.count >= found.range.count { continue }
            best = (pattern, found)
        }
        return best
    }

    /// The mark of an alignment; `nil` where `unless` or `where` says no.
    private func made(
        _ pattern: Int, _ found: PatternMatcher.Found, sentence: Int, matching: CompiledRule.Matching
    ) -> WorkMark? {
        guard !matching.unless.contains(where: { overlaps($0, found.range) }) else { return nil }
        let (steps, taken) = matching.patterns[pattern].read(found.path, store: text.store)
        var captures = [[Range<Int>]?](repeating: nil, count: matching.captures.count)
        for (number, ranges) in taken { captures[number] = ranges }
        let span = matching.span.flatMap { captures[$0]?.first } ?? found.range
        guard !span.isEmpty else { return nil }
        for (capture, unit) in matching.extend {
            captures[capture] = captures[capture].map { Extension.widen($0, to: unit, in: text) }
        }
        let mark = WorkMark(
            type: matching.type ?? 0, rule: index, span: span, extent: found.range,
            sentence: text.sentence(of: span.lowerBound), captures: captures,
            attributes: Array(repeating: nil, count: matching.match.attributes.count), pattern: pattern, path: steps)
        if text.nesting != nil { Self.settleOuter(of: mark, text: text) }
        Self.workOut(mark, matching, text: text) { text.nesting != nil || !matching.deferred[$0] }
        if let condition = matching.match.condition {
            guard Evaluator(lookup: { text.lookup($0, for: mark) }).holds(condition) else { return nil }
        }
        return mark
    }

    /// Whether any alignment of a pattern shares a token with a range.
    private func overlaps(_ pattern: CompiledPattern, _ range: Range<Int>) -> Bool {
        let candidates = Candidates(of: pattern, in: text, hits: hits)
        if !candidates.isEverywhere && candidates.positions.isEmpty { return false }
        var matcher = PatternMatcher(text)
        for sentence in text.sentence(of: range.lowerBound)...text.sentence(of: range.upperBound - 1) {
            let starts = candidates.starts(in: text.tokens(ofSentence: sentence))
            guard !starts.isEmpty else { continue }
            matcher.prepare(pattern, sentence: sentence)
            for start in starts where start < range.upperBound {
                if matcher.match(at: start, accept: { $0 > range.lowerBound }) != nil { return true }
            }
        }
        return false
    }

    /// Finds the innermost mark of the same family that a mark lies in, and how many enclose it.
    static func settleOuter(of mark: WorkMark, text: MatchText) {
        guard let nesting = text.nesting else { return }
        let names = text.program.types.names
        let family = TypeTable.family(of: names[mark.type])
        let enclosing = nesting.enclosing(mark)
        mark.depth = enclosing.count
        mark.outer = enclosing.last { TypeTable.family(of: names[$0.type]) == family }
    }

    /// Works out the attributes that are asked for, in the order they were written.
    static func workOut(
        _ mark: WorkMark, _ matching: CompiledRule.Matching, text: MatchText, where isWanted: (Int) -> Bool
    ) {
        let evaluator = Evaluator(lookup: { text.lookup($0, for: mark) }, words: text.document.words)
        for (number, attribute) in matching.match.attributes.enumerated() where isWanted(number) {
            mark.attributes[number] = evaluator.value(attribute.value)
        }
    }
}

/// The tokens at which a pattern can start.
struct Candidates {
    /// Ascending, without repeats.
    private(set) var positions: [Int] = []
    /// Any token may be a start.
    private(set) var isEverywhere = false

    init(of pattern: CompiledPattern, in text: MatchText, hits: HitIndex) {
        guard let anchor = pattern.anchor else {
            isEverywhere = true
            return
        }
        var found: [Int] = []
        for key in anchor.keys {
            switch key {
            case .atom(let atom): found += hits[atom]
            case .type(let type): found += text.store.byType[type].map(\.span.lowerBound)
            }
        }
        found.sort()
        guard anchor.least > 0 || anchor.most != 0 else {
            positions = found.uniqued()
            return
        }
        for hit in found {
            let sentence = text.tokens(ofSentence: text.sentence(of: hit))
            let first = max(sentence.lowerBound, anchor.most.map { hit - $0 } ?? sentence.lowerBound)
            let last = hit - anchor.least
            let from = max(first, positions.last.map { $0 + 1 } ?? first)
            if from <= last { positions.append(contentsOf: from...last) }
        }
    }

    /// The candidates inside a range of tokens, ascending.
    func starts(in tokens: Range<Int>) -> [Int] {
        if isEverywhere { return Array(tokens) }
        var low = 0
        var high = positions.count
        while low < high {
            let middle = (low + high) / 2
            if positions[middle] < tokens.lowerBound { low = middle + 1 } else { high = middle }
        }
        return Array(positions[low...].prefix { $0 < tokens.upperBound })
    }
}

extension Array where Element == Int {
    /// A sorted array without repeats.
    fileprivate func uniqued() -> [Int] {
        var out: [Int] = []
        out.reserveCapacity(count)
        for element in self where out.last != element { out.append(element) }
        return out
    }
}
