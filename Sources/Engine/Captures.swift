/// Where a mark's captures lie, as token ranges.
///
/// (Measured: most marks have no capture or one, and a list of ranges for each name was a twentieth of the time.)
struct Captures {
    private struct Taken {
        var capture: Int32
        /// Tells the places of one name in the pattern apart; -1 while the capture is open.
        var place: Int32
        var start: Int32
        var end: Int32

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    private var taken: [Taken] = []

    /// The ranges of a capture by its number, in order; `nil` where it took part in nothing.
    subscript(number: Int) -> [Range<Int>]? {
        var ranges: [Range<Int>]?
        for item in taken where item.capture == number { ranges = (ranges ?? []) + [item.range] }
        return ranges
    }

    /// The first range of a capture.
    func first(of number: Int) -> Range<Int>? { taken.first { $0.capture == number }?.range }

    /// Begins a capture at a token.
    mutating func open(_ number: Int32, at token: Int32) {
        taken.append(Taken(capture: number, place: -1, start: token, end: token))
    }

    /// Ends a capture before a token. One that a repetition passes several times keeps the last; one whose name stands at
    /// several places of the pattern collects them.
    mutating func close(_ number: Int32, place: Int32, at token: Int32) {
        guard let index = taken.lastIndex(where: { $0.capture == number && $0.place < 0 }) else { return }
        var item = taken[index]
        item.place = place
        item.end = token
        taken.remove(at: index)
        taken.removeAll { $0.capture == number && $0.place == place }
        taken.append(item)
    }

    /// Gives a capture other ranges.
    mutating func replace(_ number: Int, by ranges: [Range<Int>]) {
        taken.removeAll { $0.capture == number }
        for range in ranges {
            taken.append(
                Taken(
                    capture: Int32(number), place: 0, start: Int32(range.lowerBound), end: Int32(range.upperBound)))
        }
    }
}
