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
        var triggers: [Range<Int>] = []
        var covered = Set<Int>()
        var free = 0
        for found in alignments(matching.patterns) where found.range.lowerBound >= free {
            guard let mark = made(found, matching), !mark.span.contains(where: covered.contains) else { continue }
            covered.formUnion(mark.span)
            if matching.span == nil { free = found.range.upperBound }
            if matching.match.reach == nil { text.store.add(mark) } else { triggers.append(mark.extent) }
        }
        if let reach = matching.match.reach, !triggers.isEmpty {
            Reaching(index, reach, matching, text: text, hits: hits).apply(triggers)
        }
    }

    /// For each start the longest alignment, of equally long ones the earlier pattern's; by start.
    private func alignments(_ patterns: [CompiledPattern]) -> [Alignment] {
        var best: [Alignment] = []
        var matcher = PatternMatcher(text)
        for (number, pattern) in patterns.enumerated() {
            let candidates = Candidates(of: pattern, in: text, hits: hits)
            let required = pattern.required.map { (anchor: $0, positions: $0.atom.map { hits[$0] } ?? []) }
            guard required.allSatisfy({ !$0.positions.isEmpty }) else { continue }
            var sentence = -1
            for start in candidates.isEverywhere ? Array(text.document.tokens.indices) : candidates.positions {
                let own = text.sentence(of: start)
                let end = text.end(ofSentence: own)
                guard required.allSatisfy({ $0.anchor.isMet(from: start, end: end, by: $0.positions) }) else {
                    continue
                }
                if own != sentence {
                    matcher.prepare(pattern, sentence: own)
                    sentence = own
                }
                guard let found = matcher.match(at: start) else { continue }
                best.append(Alignment(pattern: number, range: found.range, path: found.path))
            }
        }
        guard patterns.count > 1, best.count > 1 else { return best }
        best.sort { a, b in
            (a.range.lowerBound, -a.range.upperBound, a.pattern) < (b.range.lowerBound, -b.range.upperBound, b.pattern)
        }
        var unique: [Alignment] = []
        for found in best where unique.last?.range.lowerBound != found.range.lowerBound { unique.append(found) }
        return unique
    }

    /// The mark of an alignment; `nil` where `unless` or `where` says no.
    private func made(_ found: Alignment, _ matching: CompiledRule.Matching) -> WorkMark? {
        guard !matching.unless.contains(where: { overlaps($0, found.range) }),
            let mark = draft(found, matching)
        else { return nil }
        if let condition = matching.match.condition {
            guard Evaluator(lookup: { text.lookup($0, for: mark) }).holds(condition) else { return nil }
        }
        return mark
    }

    /// The mark of an alignment before `unless` and `where` are asked; `nil` where its span took no token.
    func draft(_ found: Alignment, _ matching: CompiledRule.Matching) -> WorkMark? {
        let (steps, taken) = matching.patterns[found.pattern].read(found.path, store: text.store)
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
            attributes: Array(repeating: nil, count: matching.match.attributes.count), pattern: found.pattern,
            path: steps)
        if text.nesting != nil { Self.settleOuter(of: mark, text: text) }
        Self.workOut(mark, matching, text: text) { text.nesting != nil || !matching.deferred[$0] }
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

/// An alignment of one of a rule's patterns.
struct Alignment {
    /// Number of the pattern, from 0.
    var pattern: Int
    var range: Range<Int>
    var path: [PatternMatcher.State]
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
        var found = anchor.atom.map { hits[$0] } ?? []
        if !anchor.types.isEmpty {
            for type in anchor.types { found += text.store.byType[type].map(\.span.lowerBound) }
            found.sort()
            found = found.uniqued()
        }
        guard anchor.least > 0 || anchor.most != 0 else {
            positions = found
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
        return Array(positions[positions.firstIndex(from: tokens.lowerBound)...].prefix { $0 < tokens.upperBound })
    }
}

extension Anchor {
    /// Whether one of the positions (ascending) is where the anchor must be for a match that starts at a token.
    fileprivate func isMet(from start: Int, end: Int, by positions: [Int]) -> Bool {
        let index = positions.firstIndex(from: start + least)
        return index < positions.count && positions[index] < end && positions[index] - start <= most ?? Int.max
    }
}

extension Array where Element == Int {
    /// In an ascending array: the index of the first element that is not less than a bound.
    fileprivate func firstIndex(from bound: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A sorted array without repeats.
    fileprivate func uniqued() -> [Int] {
        var out: [Int] = []
        out.reserveCapacity(count)
        for element in self where out.last != element { out.append(element) }
        return out
    }
}
