/// The article of a web page: its headline, what stands under it, its byline, its paragraphs and captions, a blank line
/// between two; and what the page says of it.
struct WebPage {
    private(set) var text: [UInt8] = []
    private(set) var layout = Layout(blocks: [])
    private(set) var metadata = Metadata()
    private(set) var notices: [String] = []

    /// Whether there is a sentence in it, or words enough to be an article; a page of links has none.
    var holdsArticle: Bool { !text.isEmpty }

    /// - Parameter html: UTF-8.
    init(_ html: [UInt8]) {
        let tree = MarkupTree(html: html)
        if tree.isCut {
            notices.append("The page is nested too deeply or too large; its end was not read.")
        }
        let said = PageMetadata(tree)
        let furniture = Furniture(tree)
        let blocks = PageBlocks(tree, leavingOut: furniture).blocks
        var parts = PageParts(tree, furniture, blocks, said)
        parts.weigh(against: said.body)
        write(parts)
        metadata = Metadata(
            title: parts.headline, outlet: said.outlet ?? parts.outlet, date: said.date ?? parts.date, url: said.url,
            lang: said.lang)
        if let byline = said.byline ?? parts.writers { metadata.meta.append(("byline", JSON.quoted(byline))) }
    }

    /// A piece of a page, as feeds hold them: all of it is the article's.
    init(fragment html: [UInt8], headline: String?) {
        self.init(PageBlocks(MarkupTree(html: html), leavingOut: nil).blocks, headline)
    }

    /// What stands below a node.
    init(part node: Int, of tree: MarkupTree, headline: String?) {
        self.init(PageBlocks(tree, leavingOut: nil, under: node).blocks, headline)
    }

    /// Plain text.
    init(plain text: [UInt8], headline: String?) {
        self.init(PageParts.blocks(ofPlain: text), headline)
    }

    private init(_ blocks: [PageBlock], _ headline: String?) {
        var parts = PageParts()
        for block in blocks { parts.append(block) }
        parts.headline = headline
        parts.headlineText = headline.map { Array($0.utf8) }
        write(parts)
        metadata.title = headline
    }

    private mutating func write(_ parts: PageParts) {
        guard !parts.body.isEmpty else { return }
        var paragraphs: [Paragraphs.Paragraph] = []
        func append(_ piece: [UInt8], _ kind: Paragraphs.Kind) {
            if !text.isEmpty { text += [0x0A, 0x0A] }
            paragraphs.append(
                Paragraphs.Paragraph(
                    range: text.count..<text.count + piece.count, touchesPrevious: false, kind: kind))
            text += piece
        }
        if let headline = parts.headlineText { append(headline, .heading) }
        for deck in parts.decks { append(deck, .deck) }
        if let byline = parts.byline { append(byline, .byline) }
        for block in parts.body {
            append(block.text, block.kind == .caption ? .caption : block.kind == .heading ? .heading : .prose)
        }
        if !text.span.isUTF8 {
            // Nothing that libxml2 hands out should do that.
            text = []
            return
        }
        layout.blocks = Layout.blocks(text, paragraphs, title: parts.headline)
    }
}
