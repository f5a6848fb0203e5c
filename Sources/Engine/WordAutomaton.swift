import RuleLanguage

/// Regular expressions on one word, asked at once: a table by state and class of bytes, worked out when packs are compiled
/// and kept with them.
struct WordAutomaton: Sendable {
    /// By byte: its class.
    private var classes: [UInt8]
    private var width: Int
    /// By state and class: the state after it. State 0 is where nothing can match any more, 1 the start.
    private var steps: [UInt16]
    /// By state, and the end: where the numbers of the expressions that match there begin.
    private var starts: [UInt32]
    private var numbers: [Int32]

    private static let mostStates = 1 << 12

    /// `nil` where there would be too many states.
    init?(_ expressions: [(number: Int32, tree: WordExpression)]) {
        guard let paths = Paths(expressions, most: Self.mostStates) else { return nil }
        let (classes, width) = paths.classes()
        (self.classes, self.width) = (classes, width)
        // A byte of each class.
        let examples = (0..<width).map { number in UInt8(classes.firstIndex(of: UInt8(number)) ?? 0) }
        var states = [[], paths.reached(from: [0])]
        var known = [states[0]: 0, states[1]: 1]
        (steps, starts, numbers) = ([], [0], [])
        var state = 0
        while state < states.count {
            for byte in examples {
                let after = paths.reached(by: byte, from: states[state])
                let number = known[after] ?? states.count
                if number == states.count {
                    known[after] = number
                    states.append(after)
                }
                steps.append(UInt16(number))
            }
            guard states.count <= Self.mostStates else { return nil }
            numbers += states[state].flatMap { paths.ends[$0] }.sorted()
            starts.append(UInt32(numbers.count))
            state += 1
        }
    }

    /// Calls `body` with the numbers of the expressions that match the whole of a word, ascending.
    func matching(_ word: Span<UInt8>, _ body: (Int) -> Void) {
        var state = 1
        for index in word.indices {
            state = Int(steps[state * width + Int(classes[Int(word[index])])])
            if state == 0 { return }
        }
        for index in starts[state]..<starts[state + 1] { body(Int(numbers[Int(index)])) }
    }
}

extension WordAutomaton: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(flat: classes)
        writer.write(width)
        writer.write(flat: steps)
        writer.write(flat: starts)
        writer.write(flat: numbers)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        classes = try reader.flat()
        width = try reader.read()
        steps = try reader.flat()
        starts = try reader.flat()
        numbers = try reader.flat()
    }
}

/// Expressions as paths between points, of which several may be under way at once (Thompson's construction).
private struct Paths {
    private struct TooMany: Error {}

    private var sets: [Set<UInt8>] = []
    /// By point: the sets of bytes that lead on, as indices, and where to.
    private var moves: [[(set: Int, to: Int)]] = [[]]
    /// By point: where it leads without a byte.
    private var free: [[Int]] = [[]]
    /// By point: the expressions that end there.
    private(set) var ends: [[Int32]] = [[]]
    private let most: Int

    init?(_ expressions: [(number: Int32, tree: WordExpression)], most: Int) {
        self.most = most
        do {
            for (number, tree) in expressions {
                let (start, end) = (try point(), try point())
                free[0].append(start)
                try add(tree, from: start, to: end)
                ends[end] = [number]
            }
        } catch {
            return nil
        }
    }

    private mutating func point() throws(TooMany) -> Int {
        guard moves.count < most else { throw TooMany() }
        moves.append([])
        free.append([])
        ends.append([])
        return moves.count - 1
    }

    private mutating func add(_ tree: WordExpression, from start: Int, to end: Int) throws(TooMany) {
        switch tree {
        case .byte(let set):
            let known = sets.firstIndex(of: set)
            if known == nil { sets.append(set) }
            moves[start].append((known ?? sets.count - 1, end))
        case .sequence(let parts):
            var at = start
            for part in parts { at = try step(part, from: at) }
            free[at].append(end)
        case .either(let trees):
            for tree in trees { try add(tree, from: start, to: end) }
        case .repeated(let tree, let least, let most):
            var at = start
            for _ in 0..<least { at = try step(tree, from: at) }
            if let most {
                for _ in least..<most {
                    free[at].append(end)
                    at = try step(tree, from: at)
                }
                free[at].append(end)
            } else {
                let loop = try point()
                free[at].append(loop)
                free[try step(tree, from: loop)].append(loop)
                free[loop].append(end)
            }
        }
    }

    /// Adds a part that ends at a new point.
    private mutating func step(_ tree: WordExpression, from start: Int) throws(TooMany) -> Int {
        let end = try point()
        try add(tree, from: start, to: end)
        return end
    }

    /// Bytes that no set tells apart are of one class; and how many classes there are.
    func classes() -> (byByte: [UInt8], count: Int) {
        var known: [[Bool]: UInt8] = [:]
        let classes = (0...UInt8.max).map { byte in
            let sign = sets.map { $0.contains(byte) }
            let number = known[sign] ?? UInt8(known.count)
            known[sign] = number
            return number
        }
        return (classes, known.count)
    }

    /// The points behind a byte, with all to which they lead without one, in order.
    func reached(by byte: UInt8, from points: [Int]) -> [Int] {
        let holds = sets.map { $0.contains(byte) }
        var next: [Int] = []
        for point in points { for move in moves[point] where holds[move.set] { next.append(move.to) } }
        return reached(from: next)
    }

    /// Points with all to which they lead without a byte, in order.
    func reached(from points: [Int]) -> [Int] {
        var isReached = [Bool](repeating: false, count: moves.count)
        var open = points
        while let point = open.popLast() {
            if isReached[point] { continue }
            isReached[point] = true
            open += free[point]
        }
        return isReached.indices.filter { isReached[$0] }
    }
}
