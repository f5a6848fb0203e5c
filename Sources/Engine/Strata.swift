import RuleLanguage

/// The order in which rules run, worked out from what they read of each other.
struct Strata {
    enum Step: Sendable {
        /// Indices of rules that do not read each other's marks.
        case rules([Int])
        /// All nesting marks are there: find out what lies in what.
        case nesting
    }

    private(set) var steps: [Step] = []
    /// Rules that read, directly or through others, what they make themselves: each loop as rule indices.
    private(set) var circles: [[Int]] = []
    /// By rule: the stratum it runs in.
    private(set) var level: [Int]

    /// By rule: the rules that must run before; the last node is the nesting step.
    private var before: [[Int]]

    init(_ rules: [Rule], types: TypeTable) {
        let matches = rules.map { rule -> Match? in
            if case .match(let match) = rule.verb { return match }
            return nil
        }
        level = Array(repeating: 0, count: rules.count)
        before = Array(repeating: [], count: rules.count + 1)
        link(matches, types: types)
        findCircles(rules.count)
        sort(rules.count, runs: matches.map { $0 != nil })
    }

    private mutating func link(_ matches: [Match?], types: TypeTable) {
        let nesting = matches.count
        var makers: [String: [Int]] = [:]
        var nested = Set<String>()
        for (index, match) in matches.enumerated() {
            guard let match else { continue }
            if let type = match.type { makers[type, default: []].append(index) }
            if match.nest != nil { before[nesting].append(index) }
            for (attribute, isDeferred) in zip(match.attributes, Dependencies.deferredAttributes(of: match))
            where isDeferred {
                nested.insert(attribute.name)
            }
        }
        let given = Set(matches.flatMap { $0?.reach?.set.map(\.name) ?? [] })
        func makersOf(_ type: String) -> [Int] { makers.flatMap { types.isType($0.key, a: type) ? $0.value : [] } }
        for (index, match) in matches.enumerated() {
            guard let match else { continue }
            let needs = Dependencies(of: match, nested: nested, given: given)
            for type in needs.types { before[index] += makersOf(type) }
            if needs.needsNesting { before[index].append(nesting) }
            for (other, reaching) in matches.enumerated() {
                guard let over = reaching?.reach?.over else { continue }
                let touches = needs.reached.contains { type in
                    over.contains { types.isType($0, a: type) || types.isType(type, a: $0) }
                }
                if touches { before[index].append(other) }
            }
        }
        for index in before.indices { before[index] = Array(Set(before[index])).sorted() }
    }

    /// Depth-first search for loops; what is in one is taken out.
    private mutating func findCircles(_ nesting: Int) {
        enum Colour { case white, grey, black }
        var colour = Array(repeating: Colour.white, count: before.count)
        var inCircle = Set<Int>()
        for root in before.indices where colour[root] == .white {
            var path: [(node: Int, next: Int)] = [(root, 0)]
            colour[root] = .grey
            while let (node, next) = path.last {
                guard next < before[node].count else {
                    colour[node] = .black
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let child = before[node][next]
                if colour[child] == .white {
                    colour[child] = .grey
                    path.append((child, 0))
                } else if colour[child] == .grey, let from = path.firstIndex(where: { $0.node == child }) {
                    let loop = path[from...].map(\.node).filter { $0 != nesting }
                    if !loop.isEmpty { circles.append(loop) }
                    inCircle.formUnion(loop)
                }
            }
        }
        for index in before.indices {
            before[index] = inCircle.contains(index) ? [] : before[index].filter { !inCircle.contains($0) }
        }
    }

    private mutating func sort(_ count: Int, runs: [Bool]) {
        let circular = Set(circles.joined())
        var levels = Array(repeating: -1, count: before.count)
        func place(_ node: Int) -> Int {
            if levels[node] >= 0 { return levels[node] }
            levels[node] = 0
            levels[node] = before[node].reduce(0) { max($0, place($1) + 1) }
            return levels[node]
        }
        for node in before.indices { _ = place(node) }
        for current in 0...(levels.max() ?? 0) {
            let rules = (0..<count).filter { levels[$0] == current && runs[$0] && !circular.contains($0) }
            if !rules.isEmpty { steps.append(.rules(rules)) }
            if levels[count] == current { steps.append(.nesting) }
        }
        level = Array(levels.prefix(count))
    }
}
