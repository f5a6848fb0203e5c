/// The tokens at which a pattern can start, found from the rarest of what it cannot do without.
struct Starts: ~Copyable {
    /// An anchor and where it is in the text.
    ///
    /// Invariant: the places are memory that the index or an owner holds. (Measured: counting references to it for each
    /// start was a tenth of the time.)
    struct Hits: BitwiseCopyable {
        let anchor: Anchor
        let places: UnsafeMutablePointer<Int32>
        let count: Int
        /// No place before this one is asked for any more.
        var next = 0

        init(_ anchor: Anchor, _ places: UnsafeMutablePointer<Int32>, count: Int) {
            self.anchor = anchor
            self.places = places
            self.count = count
        }

        var least: Int { Int(anchor.least) }
        var most: Int { Int(anchor.most) }

        /// A wide window costs as many attempts as it has tokens, a bridged one few.
        var price: Int { count * (1 + min(most - least, anchor.isBridged ? 2 : 30)) }

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

    private static let mostAnchors = 4

    private let view: TokenView
    private let first: Lookahead
    /// The first is the rarest in this text, of many the rarest few; none where the pattern has no anchor and any token may
    /// start it.
    private var anchors: InlineArray<4, Hits>
    private var count = 0
    /// What holds the places of marks, where they are asked for after further marks were made.
    private var owners: [FixedArray<Int32>] = []

    /// `nil` where something that the pattern cannot do without is nowhere in the text.
    ///
    /// - Parameters:
    ///   - hits: Outlives this.
    ///   - isLasting: Whether this is used after further marks are made.
    init?(of pattern: CompiledPattern, in text: MatchText, hits: HitIndex, isLasting: Bool = false) {
        for anchor in pattern.anchors where hits.isEmpty(anchor) { return nil }
        view = text.view
        first = pattern.lookahead[0]
        anchors = InlineArray(repeating: hits.nowhere)
        for anchor in pattern.anchors {
            let places = hits.places(of: anchor)
            if isLasting, let owner = places.owner { owners.append(owner) }
            insert(Hits(anchor, places.start, count: places.count))
        }
    }

    private mutating func insert(_ new: Hits) {
        var place = count
        if count == Self.mostAnchors {
            place -= 1
            guard new.price < anchors[place].price else { return }
        } else {
            count += 1
        }
        while place > 0, anchors[place - 1].price > new.price {
            anchors[place] = anchors[place - 1]
            place -= 1
        }
        anchors[place] = new
    }

    /// No token before this one, and not before the one given, can be a start; `Int.max` where none can.
    func earliest(from token: Int) -> Int {
        guard count > 0 else { return token }
        let leading = anchors[0]
        let index = leading.firstIndex(from: token + leading.least)
        guard index < leading.count else { return Int.max }
        let hit = Int(leading.places[index])
        return max(token, hit - leading.most, home(of: hit, leading))
    }

    /// The first token of the sentence that a place is in, or of those that quotations join with it.
    private func home(of hit: Int, _ anchor: Hits) -> Int {
        let sentence = view.bounds[Int(view.sentences[hit])]
        return Int(anchor.anchor.isChained ? sentence.chainStart : sentence.start)
    }

    /// The first token, not before a given one, from which a match could reach a place.
    private func firstStart(of hit: Int, _ anchor: Hits, from token: Int) -> Int {
        let first = max(token, home(of: hit, anchor), hit - anchor.most)
        guard anchor.anchor.isBridged, first < hit else { return first }
        return view.bridge(to: hit, from: first, bit: anchor.anchor.bridgeBit, marks: anchor.anchor.bridgeMarks)
    }

    /// Calls for each token of a range (none: of the text) at which the pattern may start, ascending, with its sentence.
    /// Stops where `body` says no.
    mutating func visit(in range: Range<Int>? = nil, _ body: (_ start: Int, _ sentence: Int) -> Bool) {
        let range = range ?? 0..<view.count
        guard count > 0 else {
            for start in range where view.admits(first, at: start) {
                guard body(start, view.sentence(of: start)) else { return }
            }
            return
        }
        for other in 1..<count { anchors[other].next = 0 }
        let leading = anchors[0]
        var next = range.lowerBound
        for index in leading.firstIndex(from: range.lowerBound + leading.least)..<leading.count {
            let hit = Int(leading.places[index])
            let sentence = Int(view.sentences[hit])
            let from = firstStart(of: hit, leading, from: next)
            let last = min(hit - leading.least, range.upperBound - 1)
            guard from <= last else {
                if from >= range.upperBound { return }
                continue
            }
            next = last + 1
            for start in from...last where view.admits(first, at: start) {
                let own = leading.anchor.isChained ? view.sentence(of: start) : sentence
                guard count == 1 || isComplete(start, own) else { continue }
                guard body(start, own) else { return }
            }
        }
    }

    /// Whether all other anchors are where they must be for a match that starts at a token.
    private mutating func isComplete(_ start: Int, _ sentence: Int) -> Bool {
        for number in 1..<count {
            let least = anchors[number].least
            let end = anchors[number].anchor.isChained ? view.bounds[sentence].chainEnd : view.bounds[sentence].end
            guard let hit = anchors[number].place(from: start + least), hit < Int(end),
                hit - start <= anchors[number].most
            else { return false }
        }
        return true
    }
}
