/// Where the atoms that patterns are anchored on occur in a text.
struct HitIndex {
    /// By slot, and the end: where its positions begin.
    private var offsets: [Int32]
    private var positions: [Int32]

    init(_ text: MatchText, slots: Int) {
        offsets = Array(repeating: 0, count: slots + 2)
        for token in 0..<text.document.tokens.count {
            for slot in text.anchorSlots(token) { offsets[Int(slot) + 2] += 1 }
        }
        for slot in 2..<max(2, offsets.count) { offsets[slot] += offsets[slot - 1] }
        positions = Array(repeating: 0, count: Int(offsets[slots + 1]))
        for token in 0..<text.document.tokens.count {
            for slot in text.anchorSlots(token) {
                positions[Int(offsets[Int(slot) + 1])] = Int32(token)
                offsets[Int(slot) + 1] += 1
            }
        }
    }

    /// Token indices in ascending order.
    subscript(slot slot: Int32) -> ArraySlice<Int32> {
        positions[Int(offsets[Int(slot)])..<Int(offsets[Int(slot) + 1])]
    }
}
