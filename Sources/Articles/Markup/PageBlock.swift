/// A paragraph, heading, list item, caption or cell of a page.
struct PageBlock {
    enum Kind: Equatable {
        case prose, heading, item, quotation, caption, cell
    }

    var text: [UInt8]
    /// How many bytes of it stand in links.
    var linked: Int
    /// The innermost block element that it stands in.
    var node: Int
    var kind: Kind

    /// Whether it is long enough to be prose and not mostly links.
    var isGood: Bool { text.count >= 25 && linked * 2 < text.count && kind != .heading && kind != .caption }
}

/// Collects the blocks of a page, or of a part of one, in document order.
struct PageBlocks {
    private let tree: MarkupTree
    /// What is left out; `nil` where everything is wanted that can be read.
    private let furniture: Furniture?
    private(set) var blocks: [PageBlock] = []
    private var words = Words()
    private var linked = 0
    private var linkDepth = 0
    /// The open block elements, and what they make of the text in them.
    private var open: [(node: Int, kind: PageBlock.Kind)] = []
    private var endsLine = false

    /// - Parameter part: a node of which only what stands below is wanted.
    init(_ tree: MarkupTree, leavingOut furniture: Furniture?, under part: Int? = nil) {
        self.tree = tree
        self.furniture = furniture
        if let part {
            open = [(part, .prose)]
            collectChildren(part)
        } else {
            for node in tree.nodes.indices where tree.nodes[node].parent < 0 { collect(node) }
        }
        flush()
    }

    /// As deep as libxml2 nests, which is 256 levels.
    private mutating func collect(_ node: Int) {
        let name = tree.nodes[node].name
        guard !name.isEmpty else { return append(tree.bytes[tree.nodes[node].text]) }
        if let furniture {
            guard !furniture.holds(node) else {
                if Self.blockNames.contains(name) { flush() }
                return
            }
        } else if Furniture.code.contains(name) {
            return
        }
        switch name {
        case "br": endLine()
        case "hr": flush()
        case "pre": collectLines(node)
        case "q":
            words.append("“")
            collectChildren(node)
            words.append("”")
        case "a":
            let isLink = tree.attribute("href", of: node) != nil
            linkDepth += isLink ? 1 : 0
            collectChildren(node)
            linkDepth -= isLink ? 1 : 0
        default:
            guard Self.blockNames.contains(name) else { return collectChildren(node) }
            flush()
            open.append((node, kind(name, node)))
            collectChildren(node)
            flush()
            open.removeLast()
        }
    }

    private mutating func collectChildren(_ node: Int) {
        var child = node + 1
        while child < tree.nodes[node].end {
            collect(child)
            child = tree.nodes[child].end
        }
    }

    /// What text in this element is; a paragraph in a list item or a caption is still that.
    private func kind(_ name: String, _ node: Int) -> PageBlock.Kind {
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6": return .heading
        case "figcaption", "caption": return .caption
        case "li", "dd", "dt": return .item
        case "blockquote": return .quotation
        case "td", "th": return .cell
        default: break
        }
        if furniture?.isLabelled(node, Self.captions) == true { return .caption }
        guard let outer = open.last?.kind else { return .prose }
        return outer == .cell && name == "p" ? .prose : outer
    }

    private mutating func append(_ text: ArraySlice<UInt8>) {
        if endsLine, text.contains(where: { $0 > 0x20 }) { breakLine() }
        let before = words.bytes.count
        words.append(text)
        if linkDepth > 0 { linked += words.bytes.count - before }
    }

    /// A `<br>`: two in a row part paragraphs, and so does one after a sentence.
    private mutating func endLine() {
        if endsLine { flush() }
        endsLine = true
    }

    private mutating func breakLine() {
        endsLine = false
        if words.bytes.count >= 60, words.finished.span.endsSentence { flush() } else { words.append(" ") }
    }

    private mutating func flush() {
        endsLine = false
        let text = words.finished
        if !text.isEmpty, let (node, kind) = open.last {
            blocks.append(PageBlock(text: text, linked: linked, node: node, kind: kind))
        }
        words = Words()
        linked = 0
    }

    /// Text that is laid out with line ends, as plain text is.
    private mutating func collectLines(_ node: Int) {
        flush()
        open.append((node, .prose))
        let raw = tree.rawText(of: node)
        for paragraph in Paragraphs.find(in: raw.span) {
            append(raw[paragraph.range])
            flush()
        }
        open.removeLast()
    }

    private static let blockNames: Set<String> = [
        "html", "body", "address", "article", "aside", "blockquote", "center", "caption", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "noscript",
    ]
    private static let captions: Set<String> = ["caption", "captions", "cutline", "figcaption"]
}
