/// Entries of several tokens, as plain memory for the matcher's inner loop.
///
/// Invariant: the numbers of nodes and edges that it holds are its own.
struct Trie: Sendable {
    /// A step from one node to another.
    struct Edge: Hashable, BitwiseCopyable {
        /// -1: any word.
        var atom: Int32
        /// -1: any tag.
        var tags: Int32
        var next: Int32
    }

    struct Node: BitwiseCopyable {
        /// 1 where an entry ends here, else 0.
        var ending: Int32
        /// Its edges: those with any word, then those with a word, by atom.
        var first: Int32
        var worded: Int32
        var end: Int32

        var isEnd: Bool { ending != 0 }
    }

    let nodes: FixedArray<Node>
    let edges: FixedArray<Edge>

    init(nodes: FixedArray<Node>, edges: FixedArray<Edge>) {
        self.nodes = nodes
        self.edges = edges
    }

    init(_ drafts: [TrieDraft.Node]) {
        var nodes: [Node] = []
        var edges: [Edge] = []
        for draft in drafts {
            let sorted = draft.edges.values.sorted { ($0.atom, $0.tags) < ($1.atom, $1.tags) }
            let first = Int32(edges.count)
            let open = Int32(sorted.count { $0.atom < 0 })
            edges += sorted
            nodes.append(Node(ending: draft.isEnd ? 1 : 0, first: first, worded: first + open, end: Int32(edges.count)))
        }
        self.init(nodes: FixedArray(nodes), edges: FixedArray(edges))
    }

    /// Adds where the entries below a node end (token indices) that go on at a token, but for one that ends at the node.
    func walk(from number: Int32, at: Int, limit: Int, in text: MatchText, into found: inout Pile<Int32>) {
        let node = nodes[Int(number)]
        guard at < limit else { return }
        for edge in node.first..<node.worded { follow(edge, at: at, limit: limit, in: text, into: &found) }
        for index in text.table.atoms.indices(text.classes[at]) {
            let atom = Int32(bitPattern: text.table.atoms[index])
            var edge = firstEdge(of: node, atom: atom)
            while edge < node.end, edges[Int(edge)].atom == atom {
                follow(edge, at: at, limit: limit, in: text, into: &found)
                edge += 1
            }
        }
    }

    @inline(__always)
    private func follow(_ number: Int32, at: Int, limit: Int, in text: MatchText, into found: inout Pile<Int32>) {
        let edge = edges[Int(number)]
        if edge.tags >= 0, !text.hasTag(at, in: Int(edge.tags)) { return }
        let next = nodes[Int(edge.next)]
        if next.isEnd { found.append(Int32(at + 1)) }
        if next.first < next.end { walk(from: edge.next, at: at + 1, limit: limit, in: text, into: &found) }
    }

    /// The entries below a node as atoms; `nil` where one asks for any word or for a tag.
    func entries(below number: Int32) -> [[AtomID]]? {
        let node = nodes[Int(number)]
        var entries: [[AtomID]] = []
        for index in node.first..<node.end {
            let edge = edges[Int(index)]
            guard edge.atom >= 0, edge.tags < 0, let rest = self.entries(below: edge.next) else { return nil }
            let word = AtomID(bitPattern: edge.atom)
            if nodes[Int(edge.next)].isEnd { entries.append([word]) }
            entries += rest.map { [word] + $0 }
        }
        return entries
    }

    private func firstEdge(of node: Node, atom: Int32) -> Int32 {
        var low = node.worded
        var high = node.end
        while low < high {
            let middle = (low + high) / 2
            if edges[Int(middle)].atom < atom { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A trie while entries are added.
struct TrieDraft: Sendable {
    struct Node: Sendable {
        var isEnd = false
        var edges: [TokenSpec: Trie.Edge] = [:]
    }

    private(set) var nodes: [Node] = []

    mutating func newNode() -> Int32 {
        nodes.append(Node())
        return Int32(nodes.count - 1)
    }

    mutating func insert(_ specs: [TokenSpec], at root: Int32) {
        var node = root
        for spec in specs {
            if let known = nodes[Int(node)].edges[spec] {
                node = known.next
            } else {
                let next = newNode()
                nodes[Int(node)].edges[spec] = Trie.Edge(
                    atom: spec.atom.map { Int32(bitPattern: $0) } ?? -1, tags: spec.tags.map { Int32($0) } ?? -1,
                    next: next)
                node = next
            }
        }
        nodes[Int(node)].isEnd = true
    }
}
