/// Places in a text, as token indices in ascending order without repeats.
struct Places {
    /// What holds the memory; `nil` for the index itself.
    let owner: FixedArray<Int32>?
    let start: UnsafeMutablePointer<Int32>
    let count: Int

    init(_ owner: FixedArray<Int32>, count: Int) {
        self.owner = owner
        start = owner.pointer
        self.count = count
    }

    init(start: UnsafeMutablePointer<Int32>, count: Int) {
        owner = nil
        self.start = start
        self.count = count
    }

    subscript(index: Int) -> Int { Int(start[index]) }
}

/// Where what patterns are anchored on occurs in a text.
final class HitIndex {
    /// By slot: how many positions it has, and for those that have any where they end.
    private let counts: FixedArray<Int32>
    private let ends: FixedArray<Int32>
    private let positions: FixedArray<Int32>
    /// The slots that have positions: of thousands of rules few have their words in one text.
    let held: FixedArray<Int32>
    private let text: MatchText
    /// By anchor of words and marks: how many marks there were, and the places of both.
    private var joined: [(marks: Int, places: Places)?]

    init(_ text: MatchText) {
        self.text = text
        let slots = text.program.anchorCount
        let counts = FixedArray<Int32>(zeros: slots)
        let ends = FixedArray<Int32>(zeros: slots)
        let (table, classes) = (text.table, text.classes.pointer)
        // Nearly all tokens are no anchor, and are looked at once only.
        var anchored = Pile<Int32>()
        let isAnchored = table.isAnchored.pointer
        for token in 0..<text.view.count where isAnchored[Int(classes[token])] { anchored.append(Int32(token)) }
        var held = Pile<Int32>()
        for number in 0..<anchored.count {
            for index in table.anchors.indices(classes[Int(anchored[number])]) {
                let slot = table.anchors[index]
                if counts.pointer[Int(slot)] == 0 { held.append(slot) }
                counts.pointer[Int(slot)] += 1
            }
        }
        var next: Int32 = 0
        for number in 0..<held.count {
            let slot = Int(held[number])
            ends.pointer[slot] = next
            next += counts.pointer[slot]
        }
        positions = FixedArray(zeros: Int(next))
        let all = positions.pointer
        for number in 0..<anchored.count {
            let token = anchored[number]
            for index in table.anchors.indices(classes[Int(token)]) {
                let slot = Int(table.anchors[index])
                all[Int(ends.pointer[slot])] = token
                ends.pointer[slot] += 1
            }
        }
        self.counts = counts
        self.ends = ends
        self.held = FixedArray(held.elements)
        joined = Array(repeating: nil, count: text.program.jointAnchors)
    }

    /// What stands where there is no anchor.
    var nowhere: Starts.Hits {
        Starts.Hits(Anchor(slot: -1, typeSet: -1, least: 0, most: 0), positions.pointer, count: 0)
    }

    /// Whether one of a slot's words is in the text.
    func holds(slot: Int) -> Bool { counts[slot] > 0 }

    /// Whether an anchor is nowhere in the text.
    func isEmpty(_ anchor: Anchor) -> Bool {
        if anchor.slot >= 0, holds(slot: Int(anchor.slot)) { return false }
        return anchor.typeSet < 0 || text.store.count(inSet: Int(anchor.typeSet)) == 0
    }

    func places(of anchor: Anchor) -> Places {
        guard anchor.slot >= 0 else { return text.store.starts(ofSet: Int(anchor.typeSet)) }
        let count = counts[Int(anchor.slot)]
        let words = Places(start: positions.pointer + Int(ends[Int(anchor.slot)] - count), count: Int(count))
        guard anchor.typeSet >= 0 else { return words }
        let marks = text.store.count(inSet: Int(anchor.typeSet))
        if marks == 0 { return words }
        if let known = joined[Int(anchor.joint)], known.marks == marks { return known.places }
        let places = Self.union(words, text.store.starts(ofSet: Int(anchor.typeSet)))
        joined[Int(anchor.joint)] = (marks, places)
        return places
    }

    private static func union(_ a: Places, _ b: Places) -> Places {
        let both = FixedArray<Int32>(repeating: 0, count: a.count + b.count)
        var (i, j, count) = (0, 0, 0)
        while i < a.count || j < b.count {
            let x = i < a.count ? a[i] : Int.max
            let y = j < b.count ? b[j] : Int.max
            both[count] = Int32(min(x, y))
            count += 1
            if x <= y { i += 1 }
            if y <= x { j += 1 }
        }
        return Places(both, count: count)
    }
}
