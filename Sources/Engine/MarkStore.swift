/// The marks made so far, by where they start and by type.
final class MarkStore {
    private(set) var marks: [WorkMark] = []
    /// By type: in the order they were made.
    private(set) var byType: [[WorkMark]]
    /// By first token: index of the first of a chain of marks, the longest first; -1 where none starts.
    let heads: FixedArray<Int32>
    /// By first token: bit `type % 64` for each mark that starts there.
    let starting: FixedArray<UInt64>
    /// By mark: the next of its chain, its type, and where it ends.
    private(set) var links: [(next: Int32, type: Int32, end: Int32)] = []
    private var positions: [Int: (count: Int, starts: [Int32])] = [:]

    init(tokens: Int, types: Int) {
        heads = FixedArray(repeating: -1, count: tokens + 1)
        starting = FixedArray(repeating: 0, count: tokens + 1)
        byType = Array(repeating: [], count: types)
    }

    func add(_ mark: WorkMark) {
        let index = Int32(marks.count)
        let start = mark.span.lowerBound
        marks.append(mark)
        byType[mark.type].append(mark)
        starting[start] |= 1 << UInt64(mark.type % 64)
        var previous: Int32 = -1
        var at = heads[start]
        while at >= 0, Int(links[Int(at)].end) >= mark.span.upperBound {
            previous = at
            at = links[Int(at)].next
        }
        links.append((at, Int32(mark.type), Int32(mark.span.upperBound)))
        if previous < 0 { heads[start] = index } else { links[Int(previous)].next = index }
    }

    /// Where marks of some types start (token indices), ascending, without repeats.
    ///
    /// - Parameter set: The number of the set of types, under which the answer is kept while no mark is added.
    func starts(of types: [Int], set: Int) -> [Int32] {
        let count = types.reduce(0) { $0 + byType[$1].count }
        if let known = positions[set], known.count == count { return known.starts }
        var starts: [Int32] = []
        for type in types { for mark in byType[type] { starts.append(Int32(mark.span.lowerBound)) } }
        starts.sort()
        var unique: [Int32] = []
        for start in starts where unique.last != start { unique.append(start) }
        positions[set] = (count, unique)
        return unique
    }
}
