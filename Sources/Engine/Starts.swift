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
        /// No place before this one is asked for any more.
        var next = 0

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
                for other in 1..<anchors.count { anchors[other].next = 0 }
                visit(in: range, anchors[0], anchors, body)
            } else {
                for start in range where view.admits(first, at: start) {
                    guard body(start, view.sentence(of: start)) else { return }
                }
            }
        }
    }

    private func visit(
        in range: Range<Int>, _ leading: Hits, _ all: FixedArray<Hits>, _ body: (Int, Int) -> Bool
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
                guard all.count == 1 || isComplete(start, own, all) else { continue }
                guard body(start, own) else { return }
            }
        }
    }

    /// Whether all other anchors are where they must be for a match that starts at a token.
    private func isComplete(_ start: Int, _ sentence: Int, _ all: FixedArray<Hits>) -> Bool {
        for number in 1..<all.count {
            let other = all.pointer + number
            let end = other.pointee.isChained ? view.bounds[sentence].chainEnd : view.bounds[sentence].end
            guard let hit = other.pointee.place(from: start + other.pointee.least), hit < Int(end),
                hit - start <= other.pointee.most
            else { return false }
        }
        return true
    }
}
