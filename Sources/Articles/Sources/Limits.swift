/// How large the things are that are held in memory at once, in bytes.
struct Limits {
    /// One article's text, or one line of JSON Lines.
    var article = 64 << 20
    /// One JSON document that is no JSON Lines.
    var document = 256 << 20
    /// The reading buffer, before a longer line makes it grow.
    var buffer = 128 << 10

    /// A size for people.
    static func name(_ bytes: Int) -> String { bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) bytes" }
}
