/// How large the things are that are held in memory at once, in bytes, and how long others may take.
struct Limits {
    /// One article's text, or one line of JSON Lines.
    var article = 64 << 20
    /// One JSON document that is no JSON Lines.
    var document = 256 << 20
    /// A web page; a page's tree takes many times its size.
    var page = 16 << 20
    var feed = 64 << 20
    /// How long a PDF may take.
    var seconds = 60
    /// What makes text of a PDF.
    var pdfProgram = "pdftotext"
    /// The reading buffer, before a longer line makes it grow.
    var buffer = 128 << 10

    /// A size for people.
    static func name(_ bytes: Int) -> String { bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) bytes" }
}
