/// What a page says of its article: in JSON-LD first, then OpenGraph and other `<meta>` elements, then in the page.
struct PageMetadata {
    var headline: String?
    /// The writers, without the word “By”.
    var byline: String?
    var date: String?
    var outlet: String?
    var url: String?
    var lang: String?
    /// What the page's `<title>` is, which often names the outlet too.
    var title: String?
    var description: String?
    /// The article's text as JSON-LD gives it.
    var body: String?

    init(_ tree: MarkupTree) {
        let linked = LinkedData(tree)
        var metas: [String: String] = [:]
        var canonical: String?
        for node in tree.nodes.indices {
            switch tree.nodes[node].name {
            case "meta":
                let key = ["property", "name", "itemprop"].lazy.compactMap { tree.attribute($0, of: node) }.first
                guard let key = key?.lowercased(), let content = tree.attribute("content", of: node),
                    let value = HTMLText.plain(content), metas[key] == nil
                else { continue }
                metas[key] = value
            case "title" where title == nil: title = HTMLText.nonEmpty(tree.text(of: node))
            case "html" where lang == nil: lang = tree.attribute("lang", of: node).flatMap(HTMLText.nonEmpty)
            case "link" where tree.attribute("rel", of: node)?.lowercased() == "canonical":
                canonical = canonical ?? tree.attribute("href", of: node)
            default: continue
            }
        }
        func meta(_ keys: [String]) -> String? { keys.lazy.compactMap { metas[$0] }.first }
        headline = linked.headline ?? meta(Self.headlines)
        byline = linked.authors.isEmpty ? Self.names(meta(Self.authors)) : linked.authors.joined(separator: ", ")
        date = linked.date ?? meta(Self.dates)
        outlet = linked.outlet ?? meta(Self.outlets)
        description = meta(["og:description", "description"])
        url = [canonical, metas["og:url"], tree.savedFrom, linked.url].lazy.compactMap { $0 }.first {
            $0.contains("://")
        }
        lang = linked.lang ?? lang ?? metas["og:locale"]
        body = linked.body
    }

    /// Writers' names, not the addresses of their pages.
    private static func names(_ text: String?) -> String? {
        guard let text, !text.contains("://") else { return nil }
        return HTMLText.withoutBy(text)
    }

    private static let headlines = ["og:title", "twitter:title", "dc.title", "headline"]
    private static let authors = [
        "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
        "byline",
    ]
    private static let dates = [
        "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "pubdate", "publishdate",
        "publish-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date",
        "article.published", "originalpublicationdate", "published_time",
    ]
    private static let outlets = [
        "og:site_name", "dc.publisher", "publisher", "application-name", "apple-mobile-web-app-title",
    ]
}
