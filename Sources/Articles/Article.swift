/// One news article as it was loaded: its text, how the text is laid out, and what is known about it.
///
/// `text` is valid UTF-8 without a byte-order mark and otherwise exactly what was loaded. Every offset inside the
/// program is a byte offset into it; what leaves the program is converted to code points (see `CodePoints`).
public struct Article: Sendable {
    public var id: String
    public var text: [UInt8]
    public var layout: Layout
    public var metadata: Metadata
    /// The file or stream the article came from, as the user named it; `nil` for text made in memory.
    public var path: String?
    /// What a reader should know about how it was loaded ("Windows-1252 was guessed"), each one sentence.
    public var notices: [String]
    /// Words, sentences and tags that came with the article; `nil` where the language layer is to find them.
    public var annotation: Annotation?

    public init(
        id: String, text: [UInt8], layout: Layout, metadata: Metadata = Metadata(), path: String? = nil,
        notices: [String] = [], annotation: Annotation? = nil
    ) {
        self.id = id
        self.text = text
        self.layout = layout
        self.metadata = metadata
        self.path = path
        self.notices = notices
        self.annotation = annotation
    }

    /// Plain text made in memory, laid out by `Layout.detect`.
    public init(id: String = "", plainText: String) {
        let text = Array(plainText.utf8)
        self.init(id: id, text: text, layout: .detect(text))
    }
}

/// What is known about an article beside its text.
public struct Metadata: Sendable, Equatable {
    public var title: String?
    public var outlet: String?
    /// As it was written in the source; not parsed.
    public var date: String?
    public var url: String?
    /// A language tag; `nil` where nobody said.
    public var lang: String?
    /// Other keys of a JSON record: the raw JSON of each value, in input order.
    public var meta: [(key: String, json: String)]

    public init(
        title: String? = nil, outlet: String? = nil, date: String? = nil, url: String? = nil, lang: String? = nil,
        meta: [(key: String, json: String)] = []
    ) {
        self.title = title
        self.outlet = outlet
        self.date = date
        self.url = url
        self.lang = lang
        self.meta = meta
    }

    public static func == (a: Metadata, b: Metadata) -> Bool {
        a.title == b.title && a.outlet == b.outlet && a.date == b.date && a.url == b.url && a.lang == b.lang
            && a.meta.elementsEqual(b.meta) { $0.key == $1.key && $0.json == $1.json }
    }
}
