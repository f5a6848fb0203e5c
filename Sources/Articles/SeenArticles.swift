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
        let hash = article.text.withUnsafeBytes { text in
            article.layout.blocks.reduce(0) { Self.hash(UnsafeRawBufferPointer(rebasing: text[$1.range]), after: $0) }
        }
        let key = Int(truncatingIfNeeded: hash)
        if let earlier = numbers[key] { return Int(earlier) }
        if numbers.count < Self.most { numbers[key] = Int32(clamping: number) }
        return nil
    }

    /// Sixteen bytes at a time, in two numbers that do not wait for each other, each multiplied by 2^64 divided by the golden
    /// ratio and mixed (Knuth's multiplicative hash): Swift's own hash withstands texts made to collide, at a tenfold cost,
    /// and here a collision costs a remark only.
    private static func hash(_ bytes: UnsafeRawBufferPointer, after start: UInt64) -> UInt64 {
        func word(_ index: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
        var even = start ^ UInt64(bytes.count)
        var odd = UInt64(bytes.count)
        var index = 0
        while index + 16 <= bytes.count {
            even = mixed(even, word(index))
            odd = mixed(odd, word(index + 8))
            index += 16
        }
        if index + 8 <= bytes.count {
            even = mixed(even, word(index))
            index += 8
        }
        var last: UInt64 = 0
        while index < bytes.count {
            last = last << 8 | UInt64(bytes[index])
            index += 1
        }
        return mixed(mixed(even, odd), last)
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }
}
