/// What a page says of its article in JSON-LD, with schema.org's words.
struct LinkedData {
    var headline: String?
    var authors: [String] = []
    var date: String?
    var outlet: String?
    var url: String?
    var lang: String?
    /// The article's whole text, where the page gives it; often without its paragraphs.
    var body: String?

    /// Reads all scripts of a page; the article with the longest body, or the first one, counts.
    init(_ tree: MarkupTree) {
        var roots: [Value] = []
        for node in tree.nodes.indices where tree.nodes[node].name == "script" {
            guard let type = tree.attribute("type", of: node)?.lowercased(), type.hasPrefix("application/ld+json")
            else {
                continue
            }
            if let root = Value(script: tree.rawText(of: node)) { roots.append(root) }
        }
        var names: [String: String] = [:]
        var articles: [[String: Value]] = []
        for root in roots { root.visit { Self.note($0, &names, &articles) } }
        guard let article = articles.max(by: { $0.bodyLength < $1.bodyLength }) else { return }
        func text(_ key: String) -> String? { article[key]?.text.flatMap(HTMLText.plain) }
        func name(_ value: Value?) -> [String] {
            switch value {
            case .string(let name): name.contains("://") ? [] : [name]
            case .array(let values): values.flatMap(name)
            case .object(let object):
                (object["name"]?.text ?? object["@id"]?.text.flatMap { names[$0] }).map { [$0] } ?? []
            case .other, nil: []
            }
        }
        headline = text("headline") ?? text("name")
        authors = name(article["author"] ?? article["creator"]).compactMap(HTMLText.plain)
        date = text("datePublished") ?? text("dateCreated")
        outlet = name(article["publisher"] ?? article["sourceOrganization"]).first.flatMap(HTMLText.plain)
        url = text("url") ?? text("mainEntityOfPage")
        lang = text("inLanguage")
        body = article["articleBody"]?.text
    }

    private static func note(
        _ object: [String: Value], _ names: inout [String: String], _ articles: inout [[String: Value]]
    ) {
        if let id = object["@id"]?.text, let name = object["name"]?.text { names[id] = name }
        let types: [String] =
            switch object["@type"] {
            case .string(let type): [type]
            case .array(let types): types.compactMap(\.text)
            default: []
            }
        let isArticle = types.contains { type in
            type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type.hasSuffix("Report")
        }
        if isArticle { articles.append(object) }
    }
}

extension [String: LinkedData.Value] {
    fileprivate var bodyLength: Int { self["articleBody"]?.text?.utf8.count ?? 0 }
}

extension LinkedData {
    /// JSON as far as it is needed here; numbers and the like are `other`.
    enum Value {
        case object([String: Value])
        case array([Value])
        case string(String)
        case other

        private static let deepest = 12

        /// - Parameter script: as pages hold it: in a comment perhaps, with line ends in strings.
        init?(script: [UInt8]) {
            guard let start = script.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }),
                let end = script.lastIndex(where: { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }), start < end
            else { return nil }
            let json = script[start...end].map { $0 < 0x20 ? 0x20 : $0 }
            guard json.span.isUTF8 else { return nil }
            self = Self.read(json.span, depth: 0)
        }

        private static func read(_ json: Span<UInt8>, depth: Int) -> Value {
            guard depth < deepest, !json.isEmpty else { return .other }
            switch json[0] {
            case UInt8(ascii: "{"):
                guard let members = try? JSON.members(of: json) else { return .other }
                var object: [String: Value] = [:]
                for member in members {
                    let key = JSON.text(json, member.key)
                    object[key] = read(json.extracting(member.value), depth: depth + 1)
                }
                return .object(object)
            case UInt8(ascii: "["):
                guard let elements = try? JSON.elements(of: json) else { return .other }
                return .array(elements.map { read(json.extracting($0), depth: depth + 1) })
            case UInt8(ascii: "\""):
                return .string(JSON.text(json, 1..<json.count - 1))
            default: return .other
            }
        }

        /// A string, or the first one of several; an object's identity.
        var text: String? {
            switch self {
            case .string(let text): text
            case .array(let values): values.lazy.compactMap(\.text).first
            case .object(let object): object["@id"]?.text ?? object["@value"]?.text
            case .other: nil
            }
        }

        /// Calls `body` for each object, outer ones first, in the order of their keys.
        func visit(_ body: ([String: Value]) -> Void) {
            switch self {
            case .object(let object):
                body(object)
                for key in object.keys.sorted() { object[key]?.visit(body) }
            case .array(let values): for value in values { value.visit(body) }
            case .string, .other: return
            }
        }
    }
}
