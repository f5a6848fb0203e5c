/// The entries of a feed: RSS 0.9 to 2.0 and Atom, an article each.
///
/// The text is the longest that an entry holds (`content:encoded`, `content`, `description`, `summary`), after its
/// title as the headline. The feed's title is the outlet where an entry names no other. An entry without an id goes by
/// its link, or its place. An entry without a text is an error in its place.
final class FeedFile: RecordSource {
    private let path: String
    private let tree: MarkupTree
    private let entries: [Int]
    private let outlet: String?
    private let lang: String?
    private var ordinal = 0

    /// - Throws: `no-articles` where this is XML and no feed.
    init(_ reader: LineReader, _ remarks: Remarks) throws(ArticleError) {
        path = reader.source.path
        guard let bytes = try reader.rest(limit: reader.limits.feed) else {
            throw ArticleError(
                .tooLarge, path: path, "the feed is larger than \(Limits.name(reader.limits.feed))")
        }
        do {
            let text = try TextDecoding.decode(bytes, declared: DeclaredEncoding.named(in: bytes))
            tree = MarkupTree(xml: text.bytes)
        } catch {
            throw TextFile.notText(error.isA, path)
        }
        let isEntry = { [tree] in tree.nodes[$0].name == "item" || tree.nodes[$0].name == "entry" }
        guard let root = tree.nodes.indices.first, Self.roots.contains(tree.nodes[root].name) else {
            throw ArticleError(.noArticles, path: path, "this is XML but no feed; RSS and Atom are read")
        }
        entries = tree.nodes.indices.filter(isEntry)
        guard !entries.isEmpty else { throw ArticleError(.noArticles, path: path, "the feed holds no entry") }
        if tree.isCut {
            remarks.onNotice(
                FileNotice(path: path, message: "the feed is not well-formed; what can be read of it is read"))
        }
        let top = tree.children(of: root)
        let channel = top.first { [tree] in tree.nodes[$0].name == "channel" }.map(tree.children) ?? top
        let reading = Fields(tree: tree, children: channel)
        outlet = reading.plain("title")
        lang = reading.plain("language") ?? reading.plain("dc:language") ?? tree.attribute("lang", of: root)
    }

    func next() -> Result<Article, ArticleError>? {
        guard ordinal < entries.count else { return nil }
        let entry = entries[ordinal]
        ordinal += 1
        let fields = Fields(tree: tree, children: tree.children(of: entry))
        let title = fields.plain("title")
        let link = fields.link
        let id = fields.plain("guid") ?? fields.plain("id") ?? link ?? "\(ordinal)"
        let pages = Self.texts.compactMap { fields.page($0, headline: title) }
        guard let page = pages.max(by: { ($0.text.count, 0) < ($1.text.count, 0) }), page.holdsArticle else {
            return .failure(
                ArticleError(
                    .noText, path: path, id: id, "the feed's entry “\(title ?? id)” holds no text but its title"))
        }
        var article = Article(
            id: id, text: page.text, layout: page.layout, metadata: page.metadata, path: path, notices: page.notices)
        article.metadata.url = link
        article.metadata.date = Self.dates.lazy.compactMap(fields.plain).first
        article.metadata.outlet = fields.source ?? outlet
        article.metadata.lang = lang
        if let byline = fields.byline { article.metadata.meta.append(("byline", JSON.quoted(byline))) }
        return .success(article)
    }

    private static let roots: Set<String> = ["rss", "feed", "RDF"]
    private static let texts = ["content:encoded", "content", "description", "summary"]
    private static let dates = ["published", "pubDate", "dc:date", "updated"]
}

/// The elements of one entry.
private struct Fields {
    let tree: MarkupTree
    let children: [Int]

    private func all(_ name: String) -> [Int] { children.filter { tree.nodes[$0].name == name } }

    /// A text without markup.
    func plain(_ name: String) -> String? { all(name).lazy.compactMap { HTMLText.plain(tree.text(of: $0)) }.first }

    /// RSS has the address as text, Atom as an attribute.
    var link: String? {
        let links = all("link")
        let page = links.first { (tree.attribute("rel", of: $0) ?? "alternate") == "alternate" } ?? links.first
        return plain("link") ?? page.flatMap { tree.attribute("href", of: $0) }
    }

    var byline: String? {
        let names = all("author").map { author in
            let name = tree.children(of: author).first { tree.nodes[$0].name == "name" }
            return tree.text(of: name ?? author)
        }
        let all = names.isEmpty ? all("dc:creator").map(tree.text) : names
        return all.isEmpty ? nil : all.compactMap(HTMLText.plain).joined(separator: ", ")
    }

    /// Whom an aggregated entry comes from.
    var source: String? {
        guard let source = all("source").first else { return nil }
        let title = tree.children(of: source).first { tree.nodes[$0].name == "title" }
        return HTMLText.nonEmpty(tree.text(of: title ?? source))
    }

    /// What an element holds: markup as text, markup as elements, or plain text.
    func page(_ name: String, headline: String?) -> WebPage? {
        guard let node = all(name).first else { return nil }
        if tree.attribute("type", of: node) == "xhtml" { return WebPage(part: node, of: tree, headline: headline) }
        let text = tree.rawText(of: node)
        let isMarkup = tree.attribute("type", of: node) != "text" && text.contains { $0 == 0x3C || $0 == 0x26 }
        return isMarkup ? WebPage(fragment: text, headline: headline) : WebPage(plain: text, headline: headline)
    }
}
