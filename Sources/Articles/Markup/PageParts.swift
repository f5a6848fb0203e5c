/// What of a page is headline, deck, byline and body.
struct PageParts {
    /// As the page or its metadata have it, for the metadata.
    var headline: String?
    /// As it goes into the text.
    var headlineText: [UInt8]?
    private(set) var decks: [[UInt8]] = []
    private(set) var byline: [UInt8]?
    private(set) var body: [PageBlock] = []
    /// The outlet that stands after the headline in the page's title.
    private(set) var outlet: String?
    /// What a `<time>` near the top says.
    private(set) var date: String?

    /// The writers that the visible byline names.
    var writers: String? {
        guard let byline, Shapes.isNamedByline(byline.span) else { return nil }
        return HTMLText.withoutBy(String(decoding: byline, as: UTF8.self))
    }

    init() {}

    mutating func append(_ block: PageBlock) { body.append(block) }

    init(_ tree: MarkupTree, _ furniture: Furniture, _ blocks: [PageBlock], _ said: PageMetadata) {
        let roots = PageBody(tree, blocks).roots()
        let isInside = blocks.map { block in roots.contains { $0 <= block.node && block.node < tree.nodes[$0].end } }
        let heading = findHeadline(tree, blocks, said)
        let firstProse = blocks.indices.first { isInside[$0] && blocks[$0].isGood } ?? blocks.count
        let last = isInside.lastIndex(of: true) ?? 0
        for (index, block) in blocks.enumerated() where index != heading {
            let isHead = index < firstProse && (isInside[index] || heading.map { $0 < index } ?? false)
            if isHead, takeHead(block, tree, furniture, said, isAfterHeadline: heading.map { $0 < index } ?? true) {
                continue
            }
            let isBetween = block.kind == .caption && (heading.map { $0 < index } ?? false) && index < last
            if isInside[index] || isBetween { body.append(block) }
        }
        readDate(tree)
        body = BlockFilter(tree, headlineText).kept(body)
    }

    // MARK: The headline

    /// Sets the headline; returns its place among the blocks where it stands there.
    private mutating func findHeadline(_ tree: MarkupTree, _ blocks: [PageBlock], _ said: PageMetadata) -> Int? {
        let expected = said.headline ?? said.title
        let places = blocks.indices.filter { blocks[$0].kind == .heading }
        func likeness(_ index: Int) -> Double {
            expected.map { Self.likeness(blocks[index].text, Array($0.utf8)) } ?? 0
        }
        let first = places.filter { tree.nodes[blocks[$0].node].name == "h1" }
        var place = first.max { (likeness($0), $1) < (likeness($1), $0) }
        if let found = place, likeness(found) < 0.5 {
            // The only heading of the first level may well be worded in another way; one of several may not.
            place = first.count == 1 && !isName(blocks[found].text, of: said.outlet) ? found : nil
        }
        if place == nil { place = places.first { likeness($0) >= 0.75 } }
        if let place {
            headlineText = blocks[place].text
            headline = String(decoding: blocks[place].text, as: UTF8.self)
            outlet = said.title.flatMap { rest(of: $0, after: blocks[place].text) }
            if let said = said.headline, likeness(place) < 0.5 { headline = said }
        } else if let expected {
            headline = withoutOutlet(expected, said.outlet)
            headlineText = headline.map { Array($0.utf8) }
        }
        return place
    }

    private func isName(_ text: [UInt8], of outlet: String?) -> Bool {
        outlet.map { HTMLText.folded($0.utf8) == HTMLText.folded(text) } ?? false
    }

    /// How many of the words of two texts are the same, from 0 to 1; the end of the second, which may name the outlet,
    /// counts for less.
    private static func likeness(_ text: [UInt8], _ expected: [UInt8]) -> Double {
        let (words, others) = (HTMLText.counts(text), HTMLText.counts(expected))
        let count = words.values.reduce(0, +)
        let common = words.reduce(0) { $0 + min($1.value, others[$1.key] ?? 0) }
        guard count > 0 else { return 0 }
        return Double(common) / max(Double(count), Double(others.values.reduce(0, +)) * 0.6)
    }

    /// What a title holds after the headline and a bar or dash.
    private func rest(of title: String, after headline: [UInt8]) -> String? {
        for separator in Self.separators {
            let parts = title.split(separator: separator)
            guard parts.count > 1, let last = parts.last, last.utf8.count <= 60,
                Self.likeness(headline, Array(parts[0].utf8)) >= 0.8
            else { continue }
            return String(last)
        }
        return nil
    }

    private func withoutOutlet(_ title: String, _ outlet: String?) -> String {
        for separator in Self.separators {
            guard let place = title.ranges(of: separator).last else { continue }
            let last = Array(title[place.upperBound...].utf8)
            if isName(last, of: outlet) || outlet == nil && last.span.words.count <= 4 {
                return String(title[..<place.lowerBound])
            }
        }
        return title
    }

    private static let separators = [" | ", " - ", " – ", " — ", " :: ", " • ", " » "]

    // MARK: Under the headline

    /// Takes a block between headline and prose for what it is; false where it is body.
    private mutating func takeHead(
        _ block: PageBlock, _ tree: MarkupTree, _ furniture: Furniture, _ said: PageMetadata, isAfterHeadline: Bool
    ) -> Bool {
        let isLabelled = { (words: Set<String>) in
            var node = block.node
            for _ in 0..<3 where node >= 0 && furniture.prose(in: node) <= block.text.count * 3 / 2 {
                if furniture.isLabelled(node, words) { return true }
                node = tree.nodes[node].parent
            }
            return false
        }
        let span = block.text.span
        if block.kind == .caption { return false }
        let writer = writer(block, tree, furniture)
        let holdsTime = holdsTime(block, tree, furniture)
        if block.text.count <= 200, writer != nil || isLabelled(Self.bylines) || Shapes.isNamedByline(span) {
            let text = holdsTime ? writer : block.text
            if byline == nil, let text, text.span.words.count >= 2 { byline = text }
            return true
        }
        if block.text.count <= 120, holdsTime || isLabelled(Self.dates) { return true }
        guard isAfterHeadline, (20...400).contains(block.text.count), block.linked * 2 < block.text.count else {
            return false
        }
        let isDescription = said.description.map { HTMLText.folded($0.utf8) == HTMLText.folded(block.text) } ?? false
        let isDeck = isLabelled(Self.decks) || block.kind == .heading && decks.isEmpty && byline == nil
        guard isDeck || isDescription && !block.isGood else { return false }
        decks.append(block.text)
        return true
    }

    /// What an element in the block holds that is marked as the writer's.
    private func writer(_ block: PageBlock, _ tree: MarkupTree, _ furniture: Furniture) -> [UInt8]? {
        let marked = (block.node..<tree.nodes[block.node].end).first { node in
            tree.attribute("rel", of: node) == "author" || tree.attribute("itemprop", of: node) == "author"
                || node > block.node && furniture.isLabelled(node, Self.bylines)
        }
        return marked.map { Array(tree.text(of: $0).utf8) }
    }

    private func holdsTime(_ block: PageBlock, _ tree: MarkupTree, _ furniture: Furniture) -> Bool {
        (block.node..<tree.nodes[block.node].end).contains { node in
            tree.nodes[node].name == "time" || node > block.node && furniture.isLabelled(node, Self.times)
        }
    }

    /// The first `<time>` that says which.
    private mutating func readDate(_ tree: MarkupTree) {
        for node in tree.nodes.indices where tree.nodes[node].name == "time" {
            guard let value = tree.attribute("datetime", of: node), !value.isEmpty else { continue }
            date = value
            return
        }
    }

    private static let bylines: Set<String> = [
        "byline", "bylines", "author", "authors", "contributor", "contributors", "writer",
    ]
    private static let times: Set<String> = ["date", "time", "timestamp", "datetime"]
    private static let dates: Set<String> = [
        "date", "time", "timestamp", "published", "publish", "pubdate", "updated", "datetime", "timeago", "posted",
        "meta",
    ]
    private static let decks: Set<String> = [
        "deck", "dek", "standfirst", "subtitle", "subheadline", "subhead", "sub headline", "strapline", "summary",
        "sub title", "sub heading", "subheading", "abstract", "excerpt", "intro",
    ]

    // MARK: What JSON-LD says

    /// Takes the text that JSON-LD gives where the page itself shows another; and where they agree, leaves out what
    /// the page shows between the article's paragraphs.
    mutating func weigh(against given: String?) {
        guard let given, given.utf8.count >= 200 else { return }
        let words = HTMLText.counts(given.utf8)
        let total = words.values.reduce(0, +)
        var left = words
        var shown = 0
        for block in body {
            for (word, count) in HTMLText.counts(block.text) {
                left[word, default: 0] -= count
                shown += count
            }
        }
        let missing = left.values.reduce(0) { $0 + max(0, $1) }
        if Double(missing) > 0.25 * Double(total) {
            body = Self.blocks(of: given)
        } else if Double(total) >= 0.6 * Double(shown) {
            body = body.filter { block in
                guard block.kind != .caption else { return true }
                let own = HTMLText.counts(block.text)
                let known = own.reduce(0) { $0 + min($1.value, words[$1.key] ?? 0) }
                return Double(known) >= 0.6 * Double(own.values.reduce(0, +))
            }
        }
    }

    private static func blocks(of given: String) -> [PageBlock] {
        let text = Array(given.utf8)
        if text.contains(UInt8(ascii: "<")) {
            return PageBlocks(MarkupTree(html: text), leavingOut: nil).blocks
        }
        return blocks(ofPlain: text)
    }

    static func blocks(ofPlain text: [UInt8]) -> [PageBlock] {
        Paragraphs.find(in: text.span).map { paragraph in
            var words = Words()
            words.append(text[paragraph.range])
            return PageBlock(text: words.finished, linked: 0, node: 0, kind: .prose)
        }
    }
}
