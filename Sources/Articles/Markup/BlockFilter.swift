/// Leaves out of an article's blocks what stands between its paragraphs and is none: lists of links, calls to read or
/// share something, headings with nothing under them.
struct BlockFilter {
    private let tree: MarkupTree
    private let headline: [UInt8]?

    init(_ tree: MarkupTree, _ headline: [UInt8]?) {
        self.tree = tree
        self.headline = headline.map { HTMLText.folded($0) }
    }

    func kept(_ blocks: [PageBlock]) -> [PageBlock] {
        let linkLists = linkLists(blocks)
        var kept = blocks.filter { block in
            !linkLists.contains(tree.nodes[block.node].parent) && isArticle(block)
        }
        dropRepeated(&kept)
        dropHeadingsOverNothing(&kept)
        guard kept.contains(where: { $0.kind != .heading && $0.kind != .caption }) else { return [] }
        return kept
    }

    private func isArticle(_ block: PageBlock) -> Bool {
        let span = block.text.span
        let (count, linked) = (block.text.count, block.linked)
        if block.kind == .heading {
            return linked * 5 <= count * 4 && HTMLText.folded(block.text) != headline && !isCall(block)
        }
        if linked * 2 > count, !(linked * 5 <= count * 4 && span.endsSentence) { return false }
        if isCall(block) { return false }
        if block.kind == .caption { return span.words.count >= 2 }
        if span.endsSentence || span.words.last.map({ block.text[$0].contains(UInt8(ascii: ":")) }) == true {
            return true
        }
        switch block.kind {
        case .cell: return count >= 60
        case .item, .quotation: return span.words.count >= 2
        default: return count >= 40 || tree.nodes[block.node].name == "p" && span.words.count >= 4
        }
    }

    /// Lists most of whose text are links.
    private func linkLists(_ blocks: [PageBlock]) -> Set<Int> {
        var sums: [Int: (text: Int, linked: Int)] = [:]
        for block in blocks where block.kind == .item {
            let list = tree.nodes[block.node].parent
            sums[list, default: (0, 0)].text += block.text.count
            sums[list, default: (0, 0)].linked += block.linked
        }
        return Set(sums.filter { $0.value.linked * 2 > $0.value.text }.keys)
    }

    /// Whether the block is what pages say of themselves between paragraphs.
    private func isCall(_ block: PageBlock) -> Bool {
        guard block.text.count <= 200 else { return false }
        let folded = HTMLText.folded(block.text)
        if Self.wholes.contains(folded) { return true }
        return Self.starts.contains { folded.starts(with: $0) && (block.text.count <= 120 || block.linked > 0) }
    }

    /// A paragraph that stands there twice, as pull quotations do.
    private func dropRepeated(_ blocks: inout [PageBlock]) {
        var seen: Set<[UInt8]> = []
        blocks = blocks.filter { $0.text.count < 40 || seen.insert($0.text).inserted }
    }

    private func dropHeadingsOverNothing(_ blocks: inout [PageBlock]) {
        var hasProse = false
        var kept: [PageBlock] = []
        for block in blocks.reversed() {
            if block.kind == .heading {
                if hasProse { kept.append(block) }
                hasProse = false
            } else {
                if block.kind != .caption { hasProse = true }
                kept.append(block)
            }
        }
        blocks = kept.reversed()
    }

    private static let wholes = Set(
        [
            "advertisement", "advertising", "ad", "loading", "share", "comments", "print", "email", "image", "video",
            "photo", "tweet", "facebook", "twitter", "more", "related", "copy link", "listen", "save", "gift",
            "scroll to continue", "scroll to continue with content", "story continues", "back to top", "top stories",
        ].map { Array($0.utf8) })
    private static let starts = [
        "read more", "read also", "also read", "related article", "related stor", "related content", "related topics",
        "see also", "share this", "share on", "follow us", "sign up for", "sign up to", "subscribe to", "subscribe now",
        "click here to", "continue reading", "story continues below", "article continues", "advertisement ",
        "most read", "skip to ", "copyright ", "all rights reserved", "sponsored", "watch now", "more from ",
        "more on this", "download our app", "get the latest", "view comments", "join the conversation",
        "support our journalism", "already a subscriber", "have a tip", "this article was originally published",
    ].map { Array($0.utf8) }
}
