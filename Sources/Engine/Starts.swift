/// The tokens at which a pattern can start, found from the rarest of what it cannot do without.
struct Starts {
    /// An anchor and where it is in the text.
    private struct Hits {
        var anchor: Anchor
        var places: Places

        /// A wide window costs as many attempts as it has tokens.
        var price: Int { places.count * Int(1 + min(anchor.most - anchor.least, 30)) }
    }

    private let text: MatchText
    private let first: Lookahead
    /// The rarest in this text; `nil` where the pattern has no anchor and any token may start it.
    private let leading: Hits?
    private let others: [Hits]

    /// `nil` where something that the pattern cannot do without is nowhere in the text.
    init?(of pattern: CompiledPattern, in text: MatchText, hits: HitIndex) {
        for anchor in pattern.anchors where hits.isEmpty(anchor) { return nil }
        self.text = text
        first = pattern.lookahead[0]
        var best: Hits?
        var rest: [Hits] = []
        for anchor in pattern.anchors {
            let now = Hits(anchor: anchor, places: hits.places(of: anchor))
            if let other = best {
                rest.append(now.price < other.price ? other : now)
                if now.price < other.price { best = now }
            } else {
                best = now
            }
        }
        leading = best
        others = rest
    }

    /// Calls for each token of a range (none: of the text) at which the pattern may start, ascending, with its sentence.
    /// Stops where `body` says no.
    func visit(in range: Range<Int>? = nil, _ body: (_ start: Int, _ sentence: Int) -> Bool) {
        let range = range ?? 0..<text.document.tokens.count
        guard let leading else {
            for start in range where text.view.admits(first, at: start) {
                guard body(start, text.sentence(of: start)) else { return }
            }
            return
        }
        let (least, most) = (Int(leading.anchor.least), Int(leading.anchor.most))
        var next = range.lowerBound
        var index = leading.places.firstIndex(from: range.lowerBound + least)
        while index < leading.places.count {
            let hit = leading.places[index]
            index += 1
            let sentence = text.sentence(of: hit)
            let home =
                leading.anchor.isChained ? text.chain(ofSentence: sentence) : text.tokens(ofSentence: sentence)
            let from = max(next, home.lowerBound, hit - most)
            let last = min(hit - least, range.upperBound - 1)
            guard from <= last else {
                if from >= range.upperBound { return }
                continue
            }
            next = last + 1
            for start in from...last where text.view.admits(first, at: start) {
                let own = leading.anchor.isChained ? text.sentence(of: start) : sentence
                guard isComplete(start, own) else { continue }
                guard body(start, own) else { return }
            }
        }
    }

    /// Whether all other anchors are where they must be for a match that starts at a token.
    private func isComplete(_ start: Int, _ sentence: Int) -> Bool {
        for other in others {
            let end =
                other.anchor.isChained
                ? text.chain(ofSentence: sentence).upperBound : text.end(ofSentence: sentence)
            let index = other.places.firstIndex(from: start + Int(other.anchor.least))
            guard index < other.places.count else { return false }
            let hit = other.places[index]
            guard hit < end, hit - start <= Int(other.anchor.most) else { return false }
        }
        return true
    }
}
