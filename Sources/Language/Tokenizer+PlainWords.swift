import CScan

/// What most of a text consists of: words of ASCII letters that the form table knows, white space, common punctuation.
///
/// Nineteen in twenty tokens of news are that, so here is what decides the speed. A word is looked up by the sixteen
/// bytes that were read at once. What needs more than a look at its neighbours, or is met for the first time, is left to
/// the rest of the tokenizer, which comes to the same for what is read here.
extension Tokenizer {
    /// Appends what is plain from `at` on; returns where something else starts.
    @inline(__always)
    mutating func plainWords(_ text: Span<UInt8>, _ start: Int) -> Int {
        unsafe text.withUnsafeBytes { unsafe plainWords($0, start) }
    }

    @inline(never)
    private mutating func plainWords(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
        // Invariant: at every place before this one 24 bytes can be read.
        let count = text.count
        let safe = min(limit, count - 23)
        guard start < safe, let text = text.baseAddress else { return start }
        let limit = limit
        let keys = forms.keys
        let filter = forms.filter
        var at = start
        var flags: Token.Flags = space ? .spaceBefore : []
        var out = tokens.writer(room: 2)
        // The letters among the 64 bytes from `window` on.
        var window = at
        var letters = unsafe hearsay_letters(text + window, count &- window)
        while at < safe {
            if out.isFull {
                tokens.take(out)
                out = tokens.writer(room: 2)
            }
            if at &- window > 48 {
                window = at
                letters = unsafe hearsay_letters(text + window, count &- window)
                // Those behind them: by the time they are looked up, the memory has come.
                if filter == nil, count &- window >= 144 { unsafe keys.prefetch(text + window + 64) }
            }
            let length = (~(letters &>> UInt64(truncatingIfNeeded: at &- window))).trailingZeroBitCount
            guard length > 0 else {
                let first = unsafe text.byte(at)
                if first == 0x20 || first == 0x0A {
                    flags = .spaceBefore
                    at &+= 1
                    continue
                }
                guard let mark = unsafe Mark(at: text + at, room: limit &- at), let form = keys.find(mark.bytes, 0)
                else { break }
                note(mark, out.count)
                if form.isSought { sought.append(out.count) }
                out.write(form, at, mark.width, flags.union(.punctuation))
                at &+= mark.width
                flags = []
                continue
            }
            let end = at &+ length
            guard length < 16, end < limit else { break }
            let word = unsafe hearsay_first(text + at, length)
            let found: KnownForm
            let isBeforeSpace = unsafe text.byte(end) == 0x20
            if let filter, let shared = filter.shared(of: word, length, isBeforeSpace: isBeforeSpace) {
                found = shared
            } else {
                guard let known = keys.find(word.head, word.tail) else { break }
                found = known
            }
            if _fastPath(isBeforeSpace && found.isPlainAndUnsought) {
                out.write(found, at, length, flags)
                at = end &+ 1
                flags = .spaceBefore
                continue
            }
            let isMailFree = at < noMailBefore
            guard let mark = unsafe Mark(behind: found, length, text + end, room: limit &- end, isMailFree) else {
                break
            }
            guard mark.width > 0 else {
                note(found, out.count)
                out.write(found, at, length, flags)
                at = end
                flags = []
                continue
            }
            guard let form = keys.find(mark.bytes, 0) else { break }
            note(found, out.count)
            out.write(found, at, length, flags)
            note(mark, out.count)
            if form.isSought { sought.append(out.count) }
            out.write(form, end, mark.width, mark.role == .clitic ? [] : .punctuation)
            at = end &+ mark.width
            flags = []
            if unsafe at < limit && text.byte(at) == 0x20 {
                flags = .spaceBefore
                at &+= 1
            }
        }
        tokens.take(out)
        space = flags == .spaceBefore
        return at
    }

    @inline(__always)
    private mutating func note(_ word: KnownForm, _ token: Int) {
        if word.startsNumber { numbers.append(token) }
        if word.isSought { sought.append(token) }
    }

    @inline(__always)
    private mutating func note(_ mark: Mark, _ token: Int) {
        if mark.role == .stop { stops.append(token) }
        if mark.role == .quote { quotes.append(token) }
    }
}

/// A token that is no word and can be told by a byte or two behind it.
private struct Mark {
    enum Role { case clitic, stop, quote, other }

    /// Its bytes, the first lowest.
    var bytes: UInt64
    /// How many bytes; zero for none.
    var width: Int
    var role: Role

    private static let none = Mark(bytes: 0, width: 0, role: .other)

    private init(bytes: UInt64, width: Int, role: Role) {
        self.bytes = bytes
        self.width = width
        self.role = role
    }

    /// The mark that a text starts with; `nil` where that is to be looked at more closely.
    ///
    /// - Parameter room: how many of the text's bytes are to be read; eight can be.
    @inline(__always)
    init?(at text: UnsafeRawPointer, room: Int) {
        let first = unsafe text.byte(0)
        let next = unsafe text.byte(1)
        self.init(bytes: UInt64(first), width: 1, role: .other)
        switch first {
        case 0x24, 0x25, 0x26, 0x28, 0x29, 0x2C, 0x2F, 0x5B, 0x5C, 0x5D, 0x5E, 0x7B, 0x7C, 0x7D: break
        case 0x22: role = .quote
        case 0x2D: guard next != 0x2D, next != 0x22, next != 0xE2 else { return nil }
        case 0x3A, 0x3B: guard next <= 0x20 else { return nil }
        case 0x21, 0x3F:
            guard next != 0x21, next != 0x3F else { return nil }
            role = .stop
        case 0xE2:
            guard room >= 3 else { return nil }
            width = 3
            bytes = unsafe text.word(0, 3)
            switch bytes {
            case Self.openingQuote, Self.closingQuote: role = .quote
            case Self.shortDash, Self.longDash:
                // Before a closing quotation mark a sentence may end.
                let after = unsafe text.byte(3)
                guard after != 0x22, after != 0xE2 else { return nil }
            default: return nil
            }
        default: return nil
        }
    }

    /// The mark at the end of a word that becomes a token with it: comma, full stop, `'s`. `width` is zero where the word
    /// ends without one. `nil` where the word may go on, or be two.
    ///
    /// - Parameters:
    ///   - text: where the word ends; eight bytes can be read.
    ///   - room: how many of the text's bytes are to be read from there.
    ///   - isMailFree: Whether no e-mail address starts where the word does.
    @inline(__always)
    init?(behind word: KnownForm, _ length: Int, _ text: UnsafeRawPointer, room: Int, _ isMailFree: Bool) {
        guard !word.isFused else { return nil }
        self = .none
        let next = unsafe text.byte(1)
        switch unsafe text.byte(0) {
        case 0x2C: self.init(bytes: 0x2C, width: 1, role: .other)
        case 0x2E:
            // No initial, no abbreviation, no host's name, no ellipsis.
            guard length > 1, word.isPlain, room == 1 || next.endsStop else { return nil }
            self.init(bytes: 0x2E, width: 1, role: .stop)
        case 0x2D: guard isMailFree, !word.traits.contains(.prefix) else { return nil }
        case 0x27:
            guard unsafe room > 2 && next == 0x73 && text.byte(2).isASCIIMark else { return nil }
            unsafe self.init(bytes: text.word(0, 2), width: 2, role: .clitic)
        case 0xE2:
            switch unsafe text.word(0, 3) {
            case Self.openingQuote, Self.closingQuote, Self.shortDash, Self.longDash: break
            case Self.apostrophe:
                guard unsafe room > 4 && text.byte(3) == 0x73 && text.byte(4).isASCIIMark else { return nil }
                unsafe self.init(bytes: text.word(0, 4), width: 4, role: .clitic)
            default: return nil
            }
        case 0x3A: guard next <= 0x20 else { return nil }
        case let byte: guard byte.endsWord || byte == 0x28 else { return nil }
        }
    }

    // `“”–—’`
    private static let openingQuote: UInt64 = 0x9C_80E2
    private static let closingQuote: UInt64 = 0x9D_80E2
    private static let shortDash: UInt64 = 0x93_80E2
    private static let longDash: UInt64 = 0x94_80E2
    private static let apostrophe: UInt64 = 0x99_80E2
}

extension TokenBuffer.Writer {
    @inline(__always)
    fileprivate mutating func write(_ form: KnownForm, _ start: Int, _ length: Int, _ flags: Token.Flags) {
        write(
            Token(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: start &+ length),
                form: form.form, flags: flags))
    }
}

extension UInt8 {
    /// Neither a letter nor a digit, and of ASCII.
    fileprivate var isASCIIMark: Bool { self < 0x80 && !isLetter && !isDigit }

    /// Behind a full stop: neither goes on with an ellipsis, a number, a host's name or an address.
    fileprivate var endsStop: Bool {
        switch self {
        case 0...0x20, 0x22, 0x27, 0x29, 0x5D, 0x80...: true
        default: false
        }
    }
}

extension UnsafeRawPointer {
    @inline(__always)
    fileprivate func byte(_ offset: Int) -> UInt8 { unsafe load(fromByteOffset: offset, as: UInt8.self) }
}
