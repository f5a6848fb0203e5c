/// Notices texts that were there before, white space at the ends of paragraphs aside.
///
/// It keeps 16 bytes a text or so, and of at most a million texts, so that a long stream stays within its memory; what
/// comes later is still compared with those.
public struct SeenArticles {
    private var numbers: [Int: Int32] = [:]
    private static let most = 1 << 20

    public init() {}

    /// The number under which the same text was noted before; notes it under this one where there was none.
    public mutating func note(_ article: Article, as number: Int) -> Int? {
        var hasher = Hasher()
        for block in article.layout.blocks {
            article.text.span.extracting(block.range).withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(0)
        }
        let hash = hasher.finalize()
        if let earlier = numbers[hash] { return Int(earlier) }
        if numbers.count < Self.most { numbers[hash] = Int32(clamping: number) }
        return nil
    }
}
