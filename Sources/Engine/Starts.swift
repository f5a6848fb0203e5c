/// The tokens at which a pattern can start, found from the rarest of what it cannot do without.
struct Starts: ~Copyable {
    /// An anchor and where it is in the text.
    ///
    /// Invariant: the places are memory that the index or an owner holds. (Measured: counting references to it for each
    /// start was a tenth of the time.)
    struct Hits: BitwiseCopyable {
        var least: Int
        var most: Int
        var isChained: Bool
        var places: UnsafeMutablePointer<Int32>
        var count: Int
        /// No place before this one is asked for any more.
        var next = 0

        init(_ anchor: Anchor, _ places: UnsafeMutablePointer<Int32>, count: Int) {
            least = Int(anchor.least)
            most = Int(anchor.most)
            isChained = anchor.isChained
            self.places = places
            self.count = count
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

        /// The first place that is not before a token, which is not before the one last asked for; `nil` where there is
        /// none.
        mutating func place(from token: Int) -> Int? {
            var step = 1
            var low = next
            while low + step < count, Int(places[low + step]) < token {
                low += step
                step *= 2
            }
            var high = min(low + step, count)
            while low < high {
                let middle = (low + high) / 2
                if Int(places[middle]) < token { low = middle + 1 } else { high = middle }
            }
            next = low
            return low < count ? Int(places[low]) : nil
        }
    }

    private let view: TokenView
    private let first: Lookahead
    /// The first is the rarest in this text; none where the pattern has no anchor and any token may start it.
    private var anchors = Pile<Hits>(capacity: 4)
    /// What holds the places of marks; those of words the index holds.
    private var owners: [FixedArray<Int32>] = []
    private let hits: HitIndex

    /// `nil` where something that the pattern cannot do without is nowhere in the text.
    init?(of pattern: CompiledPattern, in text: MatchText, hits: HitIndex) {
        for anchor in pattern.anchors where hits.isEmpty(anchor) { return nil }
        view = text.view
        first = pattern.lookahead[0]
        self.hits = hits
        var rarest = 0
        for anchor in pattern.anchors {
            let places = hits.places(of: anchor)
            if let owner = places.owner { owners.append(owner) }
            anchors.append(Hits(anchor, places.start, count: places.count))
            if anchors[anchors.count - 1].price < anchors[rarest].price { rarest = anchors.count - 1 }
        }
        guard rarest > 0 else { return }
        let first = anchors[0]
        anchors[0] = anchors[rarest]
        anchors[rarest] = first
    }

    /// No token before this one, and not before the one given, can be a start; `Int.max` where none can.
    func earliest(from token: Int) -> Int {
        guard anchors.count > 0 else { return token }
        let leading = anchors[0]
        let index = leading.firstIndex(from: token + leading.least)
        guard index < leading.count else { return Int.max }
        let hit = Int(leading.places[index])
        return max(token, hit - leading.most, home(of: hit, leading))
    }

    /// The first token of the sentence that a place is in, or of those that quotations join with it.
    private func home(of hit: Int, _ anchor: Hits) -> Int {
        let sentence = view.bounds[Int(view.sentences[hit])]
        return Int(anchor.isChained ? sentence.chainStart : sentence.start)
    }

    /// Calls for each token of a range (none: of the text) at which the pattern may start, ascending, with its sentence.
    /// Stops where `body` says no.
    mutating func visit(in range: Range<Int>? = nil, _ body: (_ start: Int, _ sentence: Int) -> Bool) {
        let range = range ?? 0..<view.count
        guard anchors.count > 0 else {
            for start in range where view.admits(first, at: start) {
                guard body(start, view.sentence(of: start)) else { return }
            }
            return
        }
        for other in 1..<anchors.count { anchors[other].next = 0 }
        let leading = anchors[0]
        var next = range.lowerBound
        for index in leading.firstIndex(from: range.lowerBound + leading.least)..<leading.count {
            let hit = Int(leading.places[index])
            let sentence = Int(view.sentences[hit])
            let from = max(next, home(of: hit, leading), hit - leading.most)
            let last = min(hit - leading.least, range.upperBound - 1)
            guard from <= last else {
                if from >= range.upperBound { return }
                continue
            }
            next = last + 1
            for start in from...last where view.admits(first, at: start) {
                let own = leading.isChained ? view.sentence(of: start) : sentence
                guard anchors.count == 1 || isComplete(start, own) else { continue }
                guard body(start, own) else { return }
            }
        }
    }

    /// Whether all other anchors are where they must be for a match that starts at a token.
    private mutating func isComplete(_ start: Int, _ sentence: Int) -> Bool {
        for number in 1..<anchors.count {
            let least = anchors[number].least
            let end = anchors[number].isChained ? view.bounds[sentence].chainEnd : view.bounds[sentence].end
            guard let hit = anchors[number].place(from: start + least), hit < Int(end),
                hit - start <= anchors[number].most
            else { return false }
        }
        return true
    }
}
