import Articles

/// A text as the tokenizer leaves it.
struct TokenizedText {
    /// A block of the layout as tokens.
    struct Block {
        var tokens: Range<Int>
        var zone: Zone
        var paragraph: Int
    }

    var tokens: [Token]
    /// Token indices, as the tokenizer has them.
    var stops: [Int]
    var quotes: [Int]
    var numbers: [Int]
    var sought: [Int] = []
    var blocks: [Block] = []

    /// The tokens, which are held nowhere else then: they can be changed without a copy.
    mutating func takeTokens() -> [Token] {
        defer { tokens = [] }
        return tokens
    }
}

extension Tokenizer {
    /// Bytes; the places in the vocabulary's arena, a few times as large at worst, fit 31 bits.
    private static let largestText = 1 << 28

    /// The tokens of a text's blocks.
    ///
    /// - Parameter table: is the tokenizer's own meanwhile.
    mutating func read(_ text: [UInt8], _ layout: Layout, forms table: inout FormTable) -> TokenizedText {
        swap(&forms, &table)
        defer { swap(&forms, &table) }
        var blocks: [TokenizedText.Block] = []
        blocks.reserveCapacity(layout.blocks.count)
        let bytes = text.span
        let size = min(text.count, Self.largestText)
        hasAt = bytes.contains(0x40)
        // About as many as news have, so that they seldom grow.
        stops.reserveCapacity(size / 128 + 8)
        quotes.reserveCapacity(size / 256 + 8)
        numbers.reserveCapacity(size / 256 + 8)
        if forms.filter != nil { sought.reserveCapacity(size / 256 + 8) }
        var hidden = layout.hidden[...]
        for block in layout.blocks {
            let end = min(block.range.upperBound, size)
            var at = block.range.lowerBound
            let first = tokens.count
            while at < end {
                while let next = hidden.first, next.upperBound <= at { hidden.removeFirst() }
                let next = hidden.first.map { $0.lowerBound < end ? $0 : end..<end } ?? end..<end
                if next.lowerBound > at { read(bytes, at..<next.lowerBound) }
                at = max(at, next.upperBound)
            }
            blocks.append(
                TokenizedText.Block(tokens: first..<tokens.count, zone: block.zone, paragraph: block.paragraph))
        }
        defer {
            stops = []
            quotes = []
            numbers = []
            sought = []
        }
        return TokenizedText(
            tokens: tokens.removeAll(), stops: stops, quotes: quotes, numbers: numbers, sought: sought, blocks: blocks)
    }
}
