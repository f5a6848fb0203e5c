/// Under which names the records of one file hold what belongs to an article.
///
/// A field is known by our own name, or by others that are in use; in any case, and `_`, `-` and spaces aside. The text
/// may also be named by the user; and where no name tells, it is the field with the most words, 20 at least.
struct FieldNames {
    enum Role: Int, CaseIterable {
        case id, text, title, outlet, date, url, lang

        var name: String { Self.names[rawValue] }

        // Asking Swift for a name takes thousands of instructions, and every record asks.
        private static let names = allCases.map { "\($0)" }

        /// The role of a member with our own name, but for the text.
        static func own(_ key: String) -> Role? {
            switch key {
            case "id": .id
            case "title": .title
            case "outlet": .outlet
            case "date": .date
            case "url": .url
            case "lang": .lang
            default: nil
            }
        }
    }

    /// The field that the user says holds the text.
    let text: String?
    /// What was found in this file so far: the field that each role was taken from.
    private(set) var found: [Role: String] = [:]
    /// The names that were asked for, most of which every record of a file has.
    private var asked: [String: (role: Role, rank: Int)?] = [:]
    private static let mostAsked = 256

    init(text: String? = nil) { self.text = text }

    /// Which role a field may have, and how likely it is: 0 is our own name.
    static func role(of name: String) -> (role: Role, rank: Int)? {
        let plain = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
        return known[plain]
    }

    /// The same, remembered: the records of a file have the same fields, and names are slow to fold.
    mutating func role(ofField name: String) -> (role: Role, rank: Int)? {
        if let role = asked[name] { return role }
        let role = Self.role(of: name)
        if asked.count < Self.mostAsked { asked.updateValue(role, forKey: name) }
        return role
    }

    /// Notes where a role is taken from; returns what to tell about it, where that is new.
    mutating func note(_ role: Role, from field: String) -> String? {
        guard field != role.name, found.updateValue(field, forKey: role) != field, field != text else { return nil }
        return "\(role.name) is taken from “\(field)”"
    }

    static let fewestWords = 20

    private static let known: [String: (role: Role, rank: Int)] = {
        var known: [String: (role: Role, rank: Int)] = [:]
        for (role, names) in synonyms {
            for (rank, name) in names.enumerated() { known[name] = (role, rank) }
        }
        return known
    }()

    private static let synonyms: [(Role, [String])] = [
        (.id, ["id", "articleid", "docid", "documentid", "uuid", "guid"]),
        (
            .text,
            [
                "text", "body", "articlebody", "articletext", "fulltext", "maintext", "bodytext", "storytext",
                "content",
                "contents", "article", "story", "plaintext", "rawtext", "cleantext", "textcontent",
            ]
        ),
        (.title, ["title", "headline", "heading", "articletitle"]),
        (
            .outlet,
            [
                "outlet", "publication", "publisher", "sourcename", "newspaper", "sitename", "site", "source", "domain",
                "sourcedomain",
            ]
        ),
        (
            .date,
            [
                "date", "published", "publishedat", "publishdate", "publicationdate", "datepublished", "datepublish",
                "pubdate", "publisheddate", "timestamp",
            ]
        ),
        (.url, ["url", "link", "articleurl", "sourceurl", "weburl", "canonicalurl", "permalink", "uri"]),
        (.lang, ["lang", "language"]),
    ]
}
