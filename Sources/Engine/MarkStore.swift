/// The marks made so far, by where they start and by type.
final class MarkStore {
    /// What is asked of a mark most: the next of its chain, its type, where it ends, and its rule (-1: the language layer).
    struct Link: BitwiseCopyable {
        var next: Int32
        var type: Int32
        var end: Int32
        var rule: Int32
    }

    /// A step of an alignment: the instruction that was followed at a token, and the mark taken to get there (-1: none).
    struct Step: BitwiseCopyable {
        var instruction: Int32
        var position: Int32
        var mark: Int32
    }

    /// Where the steps of an alignment are, as indices into `steps`.
    struct Path: BitwiseCopyable {
        var start: Int32 = 0
        var end: Int32 = 0

        var indices: Range<Int> { Int(start)..<Int(end) }
    }

    private(set) var marks: [WorkMark] = []
    /// By type: indices of its marks, in the order they were made.
    private var byType: [[Int32]]
    /// Indices of the marks that have a nest capture.
    private(set) var nesting: [Int32] = []
    /// By first token: index of the first of a chain of marks, the longest first; -1 where none starts.
    let heads: FixedArray<Int32>
    /// By first token: bit `type % 64` for each mark that starts there.
    let starting: FixedArray<UInt64>
    /// By token: bit `type % 64` for each mark that it lies in.
    let covering: FixedArray<UInt64>
    /// By mark.
    private(set) var links = Pile<Link>()
    /// Of all alignments.
    private(set) var steps = Pile<Step>()
    private let program: Program
    /// By set of types that patterns are anchored on: how many marks there are of them.
    private let counts: FixedArray<Int32>
    /// By set: how many marks there were, and where they start.
    private var starts: [(count: Int, places: Places)?]

    init(tokens: Int, program: Program) {
        heads = FixedArray(repeating: -1, count: tokens + 1)
        starting = FixedArray(repeating: 0, count: tokens + 1)
        covering = FixedArray(repeating: 0, count: tokens + 1)
        byType = Array(repeating: [], count: program.types.names.count)
        self.program = program
        counts = FixedArray(repeating: 0, count: program.typeSets.count)
        starts = Array(repeating: nil, count: program.typeSets.count)
    }

    func add(_ mark: WorkMark) {
        let index = Int32(marks.count)
        let start = mark.span.lowerBound
        marks.append(mark)
        byType[mark.type].append(index)
        if mark.matching?.nest != nil { nesting.append(index) }
        for set in program.setsOfType[mark.type] { counts[Int(set)] += 1 }
        let bit: UInt64 = 1 << UInt64(mark.type % 64)
        starting[start] |= bit
        let covering = covering.pointer
        for token in mark.span { covering[token] |= bit }
        var previous: Int32 = -1
        var at = heads[start]
        while at >= 0, Int(links[Int(at)].end) >= mark.span.upperBound {
            previous = at
            at = links[Int(at)].next
        }
        links.append(
            Link(next: at, type: Int32(mark.type), end: Int32(mark.span.upperBound), rule: Int32(mark.rule)))
        if previous < 0 { heads[start] = index } else { links[Int(previous)].next = index }
    }

    /// Bit `type % 64` for each type of which a mark has a nest capture.
    var nestingTypes: UInt64 { nesting.reduce(0) { $0 | 1 << UInt64(links[Int($1)].type % 64) } }

    /// The marks of a type, in the order they were made.
    func marks(of type: Int) -> [WorkMark] { byType[type].map { marks[Int($0)] } }

    /// Keeps the steps of an alignment.
    func keep(_ path: [PatternMatcher.State]) -> Path {
        let start = Int32(steps.count)
        for state in path { append(state) }
        return Path(start: start, end: Int32(steps.count))
    }

    func append(_ state: PatternMatcher.State) {
        steps.append(Step(instruction: state.instruction, position: state.position, mark: state.mark))
    }

    /// Turns the last steps around, from an index on.
    func reverse(from start: Int) { steps.reverse(from: start) }

    /// How many marks there are of the types of a set.
    func count(inSet set: Int) -> Int { Int(counts[set]) }

    /// Where the marks of the types of a set start; kept while no mark is added.
    func starts(ofSet set: Int) -> Places {
        let count = count(inSet: set)
        if let known = starts[set], known.count == count { return known.places }
        var all: [Int32] = []
        all.reserveCapacity(count)
        for type in program.typeSets[set] {
            for index in byType[type] { all.append(Int32(marks[Int(index)].span.lowerBound)) }
        }
        all.sort()
        let unique = FixedArray<Int32>(repeating: 0, count: count)
        var next = 0
        for start in all where next == 0 || unique[next - 1] != start {
            unique[next] = start
            next += 1
        }
        let places = Places(unique, count: next)
        starts[set] = (count, places)
        return places
    }
}
