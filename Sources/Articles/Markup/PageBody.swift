/// Finds the part of a page that is its article.
///
/// In this order: what the page marks as `articleBody`; its `<article>`, then its `<main>`, where they hold half of the
/// page's prose; and in what is chosen, or else in the whole page, the element with the densest prose, as Readability
/// does it: a paragraph counts for its length and commas, most for the element around it and less for those further
/// out; an element counts for less the more of it are links; neighbours with as dense a prose join in, and elements
/// of the same class at the same depth.
struct PageBody {
    private let tree: MarkupTree
    private let blocks: [PageBlock]
    /// How many bytes of good prose stand before each node.
    private let goodBefore: [Int]
    private let textBefore: [Int]
    private let linkedBefore: [Int]

    init(_ tree: MarkupTree, _ blocks: [PageBlock]) {
        self.tree = tree
        self.blocks = blocks
        var good = [Int](repeating: 0, count: tree.nodes.count + 1)
        var text = good
        var linked = good
        for block in blocks {
            if block.isGood { good[block.node + 1] += block.text.count }
            text[block.node + 1] += block.text.count
            linked[block.node + 1] += block.linked
        }
        for index in 1..<good.count {
            good[index] += good[index - 1]
            text[index] += text[index - 1]
            linked[index] += linked[index - 1]
        }
        goodBefore = good
        textBefore = text
        linkedBefore = linked
    }

    /// The elements whose blocks are the article's, in order and apart from each other.
    func roots() -> [Int] {
        guard let all = tree.nodes.indices.first(where: { tree.nodes[$0].parent < 0 }) else { return [] }
        let enough = goodBefore[goodBefore.count - 1]
        let marked = outermost {
            tree.attribute("itemprop", of: $0)?.split(separator: " ").contains("articleBody") == true
        }
        if !marked.isEmpty, marked.reduce(0, { $0 + good($1) }) * 5 >= enough * 2 { return marked }
        var scope = all
        let articles = outermost { tree.nodes[$0].name == "article" }
        let mains = outermost { tree.nodes[$0].name == "main" || tree.attribute("role", of: $0) == "main" }
        for candidates in [articles, mains] {
            guard let largest = candidates.max(by: { good($0) < good($1) }), good(largest) * 2 >= enough else {
                continue
            }
            scope = largest
            break
        }
        return withAlike(densest(in: scope), in: scope)
    }

    /// With the other elements of the same kind: pages are served in pieces, with advertisements between.
    private func withAlike(_ roots: [Int], in scope: Int) -> [Int] {
        guard let best = roots.max(by: { good($0) < good($1) }), best != scope,
            let label = tree.attribute("class", of: best), !label.isEmpty
        else { return roots }
        let alike = (scope..<tree.nodes[scope].end).filter { node in
            tree.nodes[node].name == tree.nodes[best].name && good(node) > 0 && depth(node) == depth(best)
                && tree.attribute("class", of: node) == label
        }
        return alike.isEmpty ? roots : Set(roots + alike).sorted()
    }

    private func depth(_ node: Int) -> Int {
        var depth = 0
        var outer = tree.nodes[node].parent
        while outer >= 0 {
            depth += 1
            outer = tree.nodes[outer].parent
        }
        return depth
    }

    private func good(_ node: Int) -> Int { goodBefore[tree.nodes[node].end] - goodBefore[node] }

    private func outermost(_ isWanted: (Int) -> Bool) -> [Int] {
        var found: [Int] = []
        var node = 0
        while node < tree.nodes.count {
            if !tree.nodes[node].name.isEmpty, isWanted(node) {
                found.append(node)
                node = tree.nodes[node].end
            } else {
                node += 1
            }
        }
        return found
    }

    private func densest(in scope: Int) -> [Int] {
        let scores = scores(in: scope)
        guard let top = scores.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return [scope] }
        var best = top.key
        // Where the paragraphs are spread over several elements, the one around them is meant.
        while best != scope, tree.nodes[best].parent >= 0 {
            let parent = tree.nodes[best].parent
            guard good(parent) * 2 >= good(best) * 3, (scores[parent] ?? 0) * 3 >= top.value else { break }
            best = parent
        }
        guard best != scope, tree.nodes[best].parent >= 0 else { return [best] }
        let least = max(10, (scores[best] ?? top.value) / 5)
        return tree.children(of: tree.nodes[best].parent).filter { sibling in
            if sibling == best || (scores[sibling] ?? 0) >= least { return true }
            guard Self.paragraphs.contains(tree.nodes[sibling].name) else { return false }
            return good(sibling) >= 80 || tree.nodes[sibling].name.hasPrefix("h") && good(best) > 0
        }
    }

    private func scores(in scope: Int) -> [Int: Double] {
        var scores: [Int: Double] = [:]
        for block in blocks where block.isGood && block.node >= scope && block.node < tree.nodes[scope].end {
            let commas = block.text.count { $0 == UInt8(ascii: ",") }
            let weight = block.kind == .item ? 0.25 : 1
            let score = weight * (1 + Double(commas) + min(Double(block.text.count) / 100, 3))
            var node = block.node
            if Self.paragraphs.contains(tree.nodes[node].name), node != scope { node = tree.nodes[node].parent }
            var share = 1.0
            for level in 0..<5 where node >= scope {
                scores[node, default: 0] += score * share
                guard node != scope else { break }
                node = tree.nodes[node].parent
                share = level == 0 ? 0.5 : 1 / Double(3 * (level + 1))
            }
        }
        for (node, score) in scores {
            let text = textBefore[tree.nodes[node].end] - textBefore[node]
            let linked = linkedBefore[tree.nodes[node].end] - linkedBefore[node]
            scores[node] = score * (1 - Double(linked) / Double(max(text, 1)))
        }
        return scores
    }

    private static let paragraphs: Set<String> = [
        "p", "li", "blockquote", "pre", "h2", "h3", "h4", "ul", "ol", "figure", "dd",
    ]
}
