/// The tokens at which a pattern can start, found from the rarest of what it cannot do without.
struct Starts {
    /// An anchor and where it is in the text, ascending.
    private struct Hits {
        var anchor: Anchor
        var positions: ArraySlice<Int32>
    }

    private let text: MatchText
    private let first: Lookahead
    /// The rarest in this text; `nil` where the pattern has no anchor and any token may start it.
    private var leading: Hits?
    private var others: [Hits] = []
    /// Whether something that the pattern cannot do without is nowhere in the text.
    private(set) var isEmpty = false

    init(of pattern: CompiledPattern, in text: MatchText, hits: HitIndex) {
        self.text = text
        first = pattern.lookahead[0]
        var all: [Hits] = []
        for anchor in pattern.anchors {
            let positions = Self.positions(of: anchor, in: text, hits: hits)
            if positions.isEmpty {
                isEmpty = true
                return
            }
            all.append(Hits(anchor: anchor, positions: positions))
        }
        guard let best = all.indices.min(by: { Self.price(all[$0]) < Self.price(all[$1]) }) else { return }
        leading = all.remove(at: best)
        others = all
    }

    private static func positions(of anchor: Anchor, in text: MatchText, hits: HitIndex) -> ArraySlice<Int32> {
        let words = anchor.slot >= 0 ? hits[slot: anchor.slot] : []
        guard anchor.typeSet >= 0 else { return words }
        let set = Int(anchor.typeSet)
        let marks = text.store.starts(of: text.program.typeSets[set], set: set)
        guard !words.isEmpty else { return marks[...] }
        var both = (words + marks).sorted()[...]
        both = both.indices.filter { $0 == both.startIndex || both[$0] != both[$0 - 1] }.map { both[$0] }[...]
        return both
    }

    /// A wide window costs as many attempts as it has tokens.
    private static func price(_ hits: Hits) -> Int {
        hits.positions.count * Int(1 + min(hits.anchor.most - hits.anchor.least, 30))
    }

    /// Calls for each token of a range (none: of the text) at which the pattern may start, ascending, with its sentence.
    /// Stops where `body` says no.
    func visit(in range: Range<Int>? = nil, _ body: (_ start: Int, _ sentence: Int) -> Bool) {
        guard !isEmpty else { return }
        let range = range ?? 0..<text.document.tokens.count
        guard let leading else {
            for start in range where text.view.admits(first, at: start) {
                guard body(start, text.sentence(of: start)) else { return }
            }
            return
        }
        let (least, most) = (Int(leading.anchor.least), Int(leading.anchor.most))
        var next = range.lowerBound
        var index = leading.positions.firstIndex(from: range.lowerBound + least)
        while index < leading.positions.endIndex {
            let hit = Int(leading.positions[index])
            index += 1
            let sentence = text.sentence(of: hit)
            let from = max(next, text.tokens(ofSentence: sentence).lowerBound, hit - most)
            let last = min(hit - least, range.upperBound - 1)
            guard from <= last else {
                if from >= range.upperBound { return }
                continue
            }
            next = last + 1
            for start in from...last where text.view.admits(first, at: start) && isComplete(start, sentence) {
                guard body(start, sentence) else { return }
            }
        }
    }

    /// Whether all other anchors are where they must be for a match that starts at a token.
    private func isComplete(_ start: Int, _ sentence: Int) -> Bool {
        let end = text.end(ofSentence: sentence)
        for other in others {
            let index = other.positions.firstIndex(from: start + Int(other.anchor.least))
            guard index < other.positions.endIndex else { return false }
            let hit = Int(other.positions[index])
            guard hit < end, hit - start <= Int(other.anchor.most) else { return false }
        }
        return true
    }
}

extension ArraySlice<Int32> {
    /// In an ascending slice: the index of the first element that is not less than a bound.
    fileprivate func firstIndex(from bound: Int) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
