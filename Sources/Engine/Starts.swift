/// The tokens at which a pattern can start, found from the rarest of what it cannot do without.
struct Starts {
    /// An anchor and where it is in the text.
    ///
    /// Invariant: the places are memory that an owner holds. (Measured: counting references to it for each start was a
    /// tenth of the time.)
    private struct Hits: BitwiseCopyable {
        var least: Int
        var most: Int
        var isChained: Bool
        var places: UnsafeMutablePointer<Int32>
        var count: Int

        init(_ anchor: Anchor, _ places: Places) {
            least = Int(anchor.least)
            most = Int(anchor.most)
            isChained = anchor.isChained
            self.places = places.start
            count = places.count
        }

        /// A wide window costs as many attempts as it has tokens.
        var price: Int { count * (1 + min(most - least, 30)) }

        /// The index of the first place that is not before a token; `count` where there is none.
        func firstIndex(from token: Int) -> Int {
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                if Int(places[middle]) < token { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    private let view: TokenView
    private let first: Lookahead
    /// The first is the rarest in this text; none where the pattern has no anchor and any token may start it.
    private let anchors: FixedArray<Hits>?
    /// What holds the places of marks; those of words the index holds.
    private let owners: [FixedArray<Int32>]
    private let hits: HitIndex

    /// `nil` where something that the pattern cannot do without is nowhere in the text.
    init?(of pattern: CompiledPattern, in text: MatchText, hits: HitIndex) {
        for anchor in pattern.anchors where hits.isEmpty(anchor) { return nil }
        view = text.view
        first = pattern.lookahead[0]
        self.hits = hits
        var owners: [FixedArray<Int32>] = []
        anchors = FixedArray(count: pattern.anchors.count) { number in
            let anchor = pattern.anchors[number]
            let places = hits.places(of: anchor)
            if anchor.typeSet >= 0 { owners.append(places.owner) }
            return Hits(anchor, places)
        }
        self.owners = owners
        guard let anchors else { return }
        var rarest = 0
        for other in 1..<anchors.count where anchors[other].price < anchors[rarest].price { rarest = other }
        (anchors[0], anchors[rarest]) = (anchors[rarest], anchors[0])
    }

    /// Calls for each token of a range (none: of the text) at which the pattern may start, ascending, with its sentence.
    /// Stops where `body` says no.
    func visit(in range: Range<Int>? = nil, _ body: (_ start: Int, _ sentence: Int) -> Bool) {
        let range = range ?? 0..<view.count
        withExtendedLifetime((owners, hits)) {
            if let anchors {
                visit(in: range, anchors[0], anchors.elements.dropFirst(), body)
            } else {
                for start in range where view.admits(first, at: start) {
                    guard body(start, view.sentence(of: start)) else { return }
                }
            }
        }
    }

    private func visit(
        in range: Range<Int>, _ leading: Hits, _ others: Slice<UnsafeBufferPointer<Hits>>, _ body: (Int, Int) -> Bool
    ) {
        var next = range.lowerBound
        for index in leading.firstIndex(from: range.lowerBound + leading.least)..<leading.count {
            let hit = Int(leading.places[index])
            let sentence = Int(view.sentences[hit])
            let home = leading.isChained ? view.bounds[sentence].chainStart : view.bounds[sentence].start
            let from = max(next, Int(home), hit - leading.most)
            let last = min(hit - leading.least, range.upperBound - 1)
            guard from <= last else {
                if from >= range.upperBound { return }
                continue
            }
            next = last + 1
            for start in from...last where view.admits(first, at: start) {
                let own = leading.isChained ? view.sentence(of: start) : sentence
                guard isComplete(start, own, others) else { continue }
                guard body(start, own) else { return }
            }
        }
    }

    /// Whether all other anchors are where they must be for a match that starts at a token.
    private func isComplete(_ start: Int, _ sentence: Int, _ others: Slice<UnsafeBufferPointer<Hits>>) -> Bool {
        for other in others {
            let end = other.isChained ? view.bounds[sentence].chainEnd : view.bounds[sentence].end
            let index = other.firstIndex(from: start + other.least)
            guard index < other.count else { return false }
            let hit = Int(other.places[index])
            guard hit < Int(end), hit - start <= other.most else { return false }
        }
        return true
    }
}
