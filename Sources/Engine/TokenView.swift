/// What the matcher's inner loop asks of tokens, as plain memory.
///
/// Invariant: the pointers belong to the `MatchText` (and its form table and mark store) that made the view, which
/// outlives it; tokens are in `0..<count`, for `traits` and `starting` also `count`; sentences are in `0..<sentenceCount`,
/// in an empty text 0, which is empty.
struct TokenView {
    /// Where a sentence is, and the sentences that quotations join it with, its own among them, as token indices.
    struct Sentence: BitwiseCopyable {
        var start: Int32
        var end: Int32
        var chainStart: Int32
        var chainEnd: Int32
    }

    let count: Int
    /// By token: where the bits of its class begin.
    let rows: UnsafeMutablePointer<Int32>
    let bits: UnsafeMutablePointer<UInt64>
    let traits: UnsafeMutablePointer<MatchText.Trait>
    /// By token: the types of the marks that start there.
    let starting: UnsafeMutablePointer<UInt64>
    /// By token: the types of the marks that it lies in.
    let covering: UnsafeMutablePointer<UInt64>
    /// By token: where the longest quotation that starts here ends; 0 where none does.
    let quoteEnds: UnsafeMutablePointer<Int32>
    /// By token: the sentence it is in.
    let sentences: UnsafeMutablePointer<Int32>
    let sentenceCount: Int
    /// By sentence.
    let bounds: UnsafeMutablePointer<Sentence>

    /// The index of the sentence that a token is in; of the last one at the text's end.
    func sentence(of token: Int) -> Int { token < count ? Int(sentences[token]) : max(0, sentenceCount - 1) }

    /// The token after a sentence's last.
    func end(ofSentence index: Int) -> Int { Int(bounds[index].end) }

    func isQuotationMark(_ token: Int) -> Bool { traits[token].contains(.quotationMark) }

    /// Whether a token's form has a bit.
    @inline(__always)
    func has(_ token: Int, _ bit: Int32) -> Bool {
        bits[Int(rows[token]) + Int(bit) >> 6] >> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0
    }

    /// Whether something with these beginnings can start at a token.
    @inline(__always)
    func admits(_ lookahead: Lookahead, at token: Int) -> Bool {
        if lookahead.start, !traits[token].contains(.atStart) { return false }
        if lookahead.any { return true }
        if lookahead.bit >= 0, token < count, has(token, lookahead.bit) { return true }
        if lookahead.marks & starting[token] != 0 { return true }
        return lookahead.end && traits[token].contains(.afterEnd)
    }

    /// The first token, not before `first`, from which on all before `end` have the bit or lie in a mark of the types.
    func bridge(to end: Int, from first: Int, bit: Int32, marks: UInt64) -> Int {
        var start = end
        while start > first, covering[start - 1] & marks != 0 || (bit >= 0 && has(start - 1, bit)) { start -= 1 }
        return start
    }

    /// The place after one token that is no quotation mark, or with `quotes` after a whole quotation; -1 where neither
    /// stands there.
    func step(_ token: Int, limit: Int, quotes: Bool) -> Int {
        guard token < limit else { return -1 }
        if quotes, quoteEnds[token] > 0 { return Int(quoteEnds[token]) }
        return traits[token].contains(.quotationMark) ? -1 : token + 1
    }
}
