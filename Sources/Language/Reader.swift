import Articles

/// Reads articles: one reader a thread, used for one article after the other.
public final class Reader {
    public let vocabulary = Vocabulary()

    public init() {}

    /// Reads an article. Never fails: any bytes that are valid UTF-8 have tokens and sentences.
    public func read(_ article: Article) -> Document { read(article.text, layout: article.layout) }

    public func read(_ text: [UInt8], layout: Layout) -> Document {
        Document(text: text, tokens: [], sentences: [], marks: [], paragraphs: [], vocabulary: vocabulary)
    }

    /// The tokens of a short piece of text, as a pattern's author writes it: the folded spellings.
    ///
    /// The same tokenizer that reads articles, so that a pattern's words are split as the text's are.
    public static func words(of text: String) -> [(spelling: [UInt8], range: Range<Int>)] { [] }
}
