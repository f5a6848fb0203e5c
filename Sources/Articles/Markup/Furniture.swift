/// What of a page is not its article, as pages mark it: by element, role, style, and the words in class and id.
///
/// Class names are the habits of those who make pages. Since a habit may fail, an element that holds a good part of
/// the page's prose, or its heading, stays whatever it is called.
struct Furniture {
    private let tree: MarkupTree
    /// How many bytes of prose outside of links stand before each node.
    private let proseBefore: [Int]
    /// The same for headings of the first level.
    private let headingsBefore: [Int]

    init(_ tree: MarkupTree) {
        self.tree = tree
        var prose = [0]
        var headings = [0]
        prose.reserveCapacity(tree.nodes.count + 1)
        headings.reserveCapacity(tree.nodes.count + 1)
        var noProseEnd = 0
        for (index, node) in tree.nodes.enumerated() {
            if Self.withoutProse.contains(node.name) || Self.code.contains(node.name) {
                noProseEnd = max(noProseEnd, node.end)
            }
            let counts = node.name.isEmpty && index >= noProseEnd && node.text.count >= 25
            prose.append(prose[index] + (counts ? node.text.count : 0))
            headings.append(headings[index] + (node.name == "h1" ? 1 : 0))
        }
        proseBefore = prose
        headingsBefore = headings
    }

    func prose(in node: Int) -> Int { proseBefore[tree.nodes[node].end] - proseBefore[node] }
    private var allProse: Int { proseBefore[proseBefore.count - 1] }

    /// Whether a node with all that is below it is left out.
    func holds(_ node: Int) -> Bool {
        let name = tree.nodes[node].name
        guard !name.isEmpty else { return false }
        if Self.code.contains(name) || Self.controls.contains(name) || isHidden(node) { return true }
        if name == "html" || name == "body" || name == "main" { return false }
        let share = prose(in: node)
        let isLarge = share * 10 >= allProse * 3 && share > 0
        let holdsHeading = headingsBefore[tree.nodes[node].end] > headingsBefore[node]
        let labels = Self.labels(tree.attribute("class", of: node), tree.attribute("id", of: node))
        if Self.isSaid(Self.replies, in: labels) { return !holdsHeading && share * 10 < allProse * 9 }
        guard !isLarge, !holdsHeading, !Self.isSaid(Self.bodies, in: labels) else { return false }
        if Self.sides.contains(name) { return true }
        if let role = tree.attribute("role", of: node)?.lowercased(), Self.roles.contains(role) { return true }
        return Self.isSaid(Self.words, in: labels) || Self.isSaid(Self.pairs, in: labels)
    }

    private func isHidden(_ node: Int) -> Bool {
        if tree.attribute("hidden", of: node) != nil { return true }
        if tree.attribute("aria-hidden", of: node)?.lowercased() == "true" { return true }
        guard let style = tree.attribute("style", of: node)?.lowercased() else { return false }
        let plain = style.filter { $0 != " " }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }

    /// Whether a class or id says one of these.
    func isLabelled(_ node: Int, _ words: Set<String>) -> Bool {
        Self.isSaid(words, in: Self.labels(tree.attribute("class", of: node), tree.attribute("id", of: node)))
    }

    private static func isSaid(_ words: Set<String>, in labels: [String]) -> Bool {
        labels.contains { words.contains($0) }
    }

    /// The words of classes and ids in small letters, and each two neighbours of one name: `mostRead-box` is `most`,
    /// `read`, `box`, `most read` and `read box`.
    private static func labels(_ names: String?...) -> [String] {
        var labels: [String] = []
        for name in names.lazy.compactMap({ $0 }).flatMap({ $0.split(whereSeparator: \.isWhitespace).prefix(64) }) {
            var words: [String] = []
            var word = ""
            var wasSmall = false
            for byte in name.utf8.prefix(256) {
                let isLetter = byte.isLowercase || byte.isUppercase
                if !isLetter || byte.isUppercase && wasSmall, !word.isEmpty {
                    words.append(word)
                    word = ""
                }
                wasSmall = byte.isLowercase
                if isLetter { word.unicodeScalars.append(Unicode.Scalar(byte.lowercased)) }
            }
            if !word.isEmpty { words.append(word) }
            labels += words
            labels += zip(words, words.dropFirst()).map { "\($0) \($1)" }
        }
        return labels
    }

    /// Elements that hold no words of a page.
    static let code: Set<String> = [
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas",
        "video", "audio", "map",
    ]
    /// What menus are made of is never counted as prose.
    private static let withoutProse: Set<String> = ["a", "li", "nav", "footer"]
    private static let bodies: Set<String> = [
        "article body", "articlebody", "article content", "story body", "story content", "entry content",
        "post content",
    ]
    private static let controls: Set<String> = ["button", "input", "select", "textarea", "dialog", "menu", "label"]
    private static let sides: Set<String> = ["nav", "aside", "footer", "form"]
    private static let roles: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "alertdialog", "menu",
        "menubar", "toolbar", "tooltip", "button", "status",
    ]
    private static let replies: Set<String> = ["comments", "comment", "disqus", "respond", "replies", "commentlist"]
    private static let words: Set<String> = [
        "related", "recommended", "recommendations", "recommendation", "recirc", "recirculation", "promo", "promos",
        "promotion", "share", "sharing", "sharebar", "sharetools", "shares", "social", "newsletter", "newsletters",
        "subscribe", "subscription", "signup", "cookie", "cookies", "consent", "gdpr", "cmp", "nav", "navbar",
        "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "footer", "masthead", "advert", "adverts",
        "advertisement", "advertising", "ad", "ads", "adslot", "adsense", "sponsor", "sponsored", "popup", "modal",
        "overlay", "lightbox", "paywall", "regwall", "toolbar", "pagination", "pager", "tags", "taglist", "topics",
        "trending", "mostread", "outbrain", "taboola", "widget", "widgets", "ticker", "bio", "teaser", "teasers",
        "carousel", "poll", "quiz", "login", "donate", "donation", "membership", "readmore", "pullquote", "livechat",
        "feedback", "noprint", "screenreader", "upsell", "dfp", "gpt", "zergnet", "revcontent", "jumplinks", "toc",
    ]
    private static let pairs: Set<String> = [
        "most read", "most popular", "read more", "see also", "sr only", "screen reader", "visually hidden",
        "author bio", "about author", "author info", "author box", "up next", "read next", "more from", "more stories",
        "more on", "further reading", "sign up", "pull quote", "skip link", "site header", "no print", "also read",
        "read also", "print only", "video player",
    ]
}
