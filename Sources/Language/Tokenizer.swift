/// Splits text into tokens in one pass over its bytes, as Universal Dependencies splits English.
///
/// Runs of plain words go through `PlainWords`; here stands what each other byte starts. What has an apostrophe, a
/// hyphen, a full stop or a letter beyond ASCII inside goes on in `Tokenizer+Words`. Every look ahead is bounded or
/// remembered, so that the time is linear in the text.
struct Tokenizer: ~Copyable {
    var tokens = TokenBuffer()
    /// Tokens after which a sentence may end, and bullets: indices, ascending.
    var stops: [Int] = []
    /// Tokens that may be quotation marks: indices, ascending.
    var quotes: [Int] = []
    /// Tokens that may start a number or a date: indices, ascending.
    var numbers: [Int] = []
    /// Tokens that are words asked for (`WordTraits.sought`): indices, ascending.
    var sought: [Int] = []
    /// The reader's table while a text is read, otherwise one without a word: what is one's own need not be checked for
    /// being used elsewhere.
    var forms = FormTable.empty
    /// Where the text that is being read ends: bytes from there on are never looked at to decide anything.
    var limit = 0
    /// Where the text that is being read starts.
    var origin = 0
    /// Before this place no e-mail address starts, as a look ahead has shown.
    var noMailBefore = 0
    /// Where the last single letters with full stops between them ended that a longer word follows.
    var dottedBefore = 0
    /// Whether the text has an `@` anywhere.
    var hasAt = false
    /// Whether white space stands before the next token.
    var space = true

    /// Appends the tokens of `range`. White space is taken to stand before and after it.
    mutating func read(_ text: Span<UInt8>, _ range: Range<Int>) {
        limit = range.upperBound
        origin = range.lowerBound
        noMailBefore = hasAt ? 0 : limit
        dottedBefore = 0
        space = true
        var at = plainWords(text, range.lowerBound)
        while at < limit { at = plainWords(text, token(text, at)) }
    }

    /// Passes what starts at `at`: a token, a few that belong together, or white space.
    private mutating func token(_ text: Span<UInt8>, _ at: Int) -> Int {
        let byte = text[at]
        if byte.isLetter {
            var end = at + 1
            while end < limit, text[end].isLetter { end += 1 }
            guard end == limit || text[end].endsWord else { return longWord(text, at, end) }
            word(text, at, end)
            return end
        }
        if byte.isSpace {
            space = true
            return at + 1
        }
        if byte.isDigit { return number(text, at) }
        return byte < 0x80 ? symbol(text, at) : wide(text, at)
    }

    /// Appends the token of a word; a fused one (`cannot`) gives two.
    mutating func word(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        let form = forms.intern(text, start, end)
        let first = form.traits.splitsAt
        if first == 0 || end - start <= first {
            append(form, start, end, [])
        } else {
            append(forms.intern(text, start, start + first), start, start + first, [])
            append(forms.intern(text, start + first, end), start + first, end, [])
        }
    }

    /// Appends a token that is no fused word.
    mutating func piece(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags = []) {
        append(forms.intern(text, start, end), start, end, flags)
    }

    mutating func punctuation(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        piece(text, start, end, .punctuation)
    }

    /// Appends a token after which a sentence may end.
    mutating func stop(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags = .punctuation) {
        stops.append(tokens.count)
        piece(text, start, end, flags)
    }

    @inline(__always)
    private mutating func append(_ form: KnownForm, _ start: Int, _ end: Int, _ flags: Token.Flags) {
        if form.startsNumber { numbers.append(tokens.count) }
        if form.isSought { sought.append(tokens.count) }
        tokens.append(
            Token(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), form: form.form,
                flags: space ? flags.union(.spaceBefore) : flags))
        space = false
    }

    /// The traits of the form that these bytes spell.
    mutating func traits(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> WordTraits {
        forms.intern(text, start, end).traits
    }

    /// The byte at `index`, or a space beyond the ends of what is being read.
    @inline(__always)
    func byte(_ text: Span<UInt8>, _ index: Int) -> UInt8 {
        index < limit && index >= origin ? text[index] : 0x20
    }
}

extension UInt8 {
    /// An ASCII letter.
    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always)
    var isCapital: Bool { self &- 0x41 < 26 }
    @inline(__always)
    var isSmall: Bool { self &- 0x61 < 26 }
    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }
    /// White space or a control character.
    @inline(__always)
    var isSpace: Bool { self <= 0x20 || self == 0x7F }
    /// Ends a word without any doubt: white space and the most common punctuation.
    @inline(__always)
    var endsWord: Bool {
        switch self {
        case 0x20, 0x0A, 0x2C, 0x29, 0x22, 0x3B, 0x3F, 0x21, 0x5D, 0x0D, 0x09: true
        default: false
        }
    }
}
