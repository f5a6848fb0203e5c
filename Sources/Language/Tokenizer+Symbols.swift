/// Punctuation, symbols and everything beyond ASCII that starts a token.
extension Tokenizer {
    /// Reads a token that starts with an ASCII symbol; returns where it ends.
    mutating func symbol(_ text: Span<UInt8>, _ at: Int) -> Int {
        let first = text[at]
        switch first {
        case 0x2E:
            if let end = fileSuffix(text, at) { return link(text, at, end) }
            let end = run(text, at) { $0 == 0x2E }
            stop(text, at, end)
            return end
        case 0x21, 0x3F:
            let end = run(text, at) { $0 == 0x21 || $0 == 0x3F }
            stop(text, at, end)
            return end
        case 0x22: return quote(text, at, at + 1)
        case 0x27:
            if byte(text, at + 1) == 0x27 { return quote(text, at, at + 2) }
            return leadingApostrophe(text, at, width: 1)
        case 0x60: return quote(text, at, byte(text, at + 1) == 0x60 ? at + 2 : at + 1)
        case 0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x3C, 0x3E, 0x2B:
            if first == 0x2B || first == 0x3C, let end = special(text, at) {
                piece(text, at, end)
                return end
            }
            let end = run(text, at) { $0 == first }
            if first == 0x3D, end == at + 1, let end = emoticon(text, at) { return end }
            if first == 0x2D, isClosingQuote(text, end) {
                // Speech that is broken off: `to--” At this moment`
                stop(text, at, end)
                return end
            }
            punctuation(text, at, end)
            return end
        case 0x23, 0x40:
            if let end = tag(text, at) { return link(text, at, end) }
            let end = run(text, at) { $0 == first }
            punctuation(text, at, end)
            return end
        case 0x3A, 0x3B:
            if let end = emoticon(text, at) { return end }
            punctuation(text, at, at + 1)
            return at + 1
        default:
            punctuation(text, at, at + 1)
            return at + 1
        }
    }

    private func isClosingQuote(_ text: Span<UInt8>, _ at: Int) -> Bool {
        if byte(text, at) == 0x22 { return true }
        return byte(text, at) == 0xE2 && byte(text, at + 1) == 0x80 && byte(text, at + 2) == 0x9D
    }

    private func run(_ text: Span<UInt8>, _ at: Int, _ belongs: (UInt8) -> Bool) -> Int {
        var end = at + 1
        while end < limit, belongs(text[end]) { end += 1 }
        return end
    }

    mutating func quote(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        quotes.append(tokens.count)
        punctuation(text, start, end)
        return end
    }

    /// `.doc` by itself.
    private mutating func fileSuffix(_ text: Span<UInt8>, _ at: Int) -> Int? {
        guard byte(text, at + 1).isSmall || byte(text, at + 1).isDigit, byte(text, at - 1).isSpace else { return nil }
        var end = at + 1
        if text[end].isDigit {
            while end < limit, text[end].isDigit { end += 1 }
            return end
        }
        while end < limit, end - at < 6, text[end].isLetter { end += 1 }
        guard !continues(text, end) else { return nil }
        return traits(text, at + 1, end).contains(.suffix) ? end : nil
    }

    /// `+44` before a telephone number, `<3`.
    private func special(_ text: Span<UInt8>, _ at: Int) -> Int? {
        guard byte(text, at + 1).isDigit, byte(text, at - 1).isSpace || byte(text, at - 1) == 0x28 else { return nil }
        let end = run(text, at) { $0.isDigit || $0 == 0x2D }
        if text[at] == 0x3C { return end == at + 2 && text[at + 1] == 0x33 && byte(text, end).isSpace ? end : nil }
        return end
    }

    /// Where `@name` or `#tag` ends.
    private func tag(_ text: Span<UInt8>, _ at: Int) -> Int? {
        let next = byte(text, at + 1)
        guard next.isLetter || next == 0x5F || next >= 0x80 && continues(text, at + 1) else { return nil }
        guard !byte(text, at - 1).isLetter, !byte(text, at - 1).isDigit else { return nil }
        var end = at + 1
        while end < limit {
            if text[end].isLetter || text[end].isDigit || text[end] == 0x5F {
                end += 1
            } else if text[end] >= 0x80, continues(text, end) {
                end += text.scalar(at: end, limit: limit).width
            } else {
                break
            }
        }
        return end
    }

    /// Appends `:)`, `;-)`, `:D` and the like.
    private mutating func emoticon(_ text: Span<UInt8>, _ at: Int) -> Int? {
        var mouth = at + 1
        if byte(text, mouth) == 0x2D { mouth += 1 }
        switch byte(text, mouth) {
        case 0x28, 0x29, 0x5B, 0x5D:
            // A run of mouths: `:)))`
            let mark = text[mouth]
            guard byte(text, at - 1).isSpace || mouth > at + 1 || byte(text, mouth + 1).isSpace && mark == 0x29 else {
                return nil
            }
            let end = run(text, mouth) { $0 == mark }
            stop(text, at, end)
            return end
        case 0x44, 0x50, 0x4F, 0x70, 0x6F, 0x7C, 0x5C, 0x2F:
            guard byte(text, at - 1).isSpace, byte(text, mouth + 1).isSpace else { return nil }
            punctuation(text, at, mouth + 1)
            return mouth + 1
        default: return nil
        }
    }

    /// An apostrophe or single quotation mark that no word stands before.
    mutating func leadingApostrophe(_ text: Span<UInt8>, _ at: Int, width: Int) -> Int {
        let next = at + width
        var end = next
        while end < limit, end - next < 10, text[end].isLetter { end += 1 }
        if end > next, !continues(text, end) {
            let traits = traits(text, next, end)
            // `Sam 's` after a space, `Jr.'s`, `5's`
            let before = byte(text, at - 1)
            if traits.contains(.clitic), !space || before.isSpace && end - next == 1 && text[next] | 0x20 == 0x73 {
                piece(text, at, end)
                return end
            }
            if traits.contains(.elided), space || before == 0x28 {
                // `'n'`
                if end - next == 1, byte(text, end) == text[at] { end += 1 }
                piece(text, at, end)
                return end
            }
        }
        if byte(text, next).isDigit, byte(text, next + 1).isDigit, space {
            var end = next + 2
            if byte(text, end) | 0x20 == 0x73 { end += 1 }
            if !continues(text, end) {
                piece(text, at, end)
                return end
            }
        }
        return quote(text, at, next)
    }

    /// Reads a token that starts beyond ASCII; returns where it ends.
    mutating func wide(_ text: Span<UInt8>, _ at: Int) -> Int {
        let scalar = text.scalar(at: at, limit: limit)
        let end = at + scalar.width
        switch scalar.kind {
        case .space:
            space = true
            return end
        case .letter: return longWord(text, at, end)
        case .apostrophe: return leadingApostrophe(text, at, width: scalar.width)
        case .quote: return quote(text, at, end)
        case .ellipsis:
            var end = end
            while end < limit {
                let next = text.scalar(at: end, limit: limit)
                guard next.kind == .ellipsis || next.value == 0x2E else { break }
                end += next.width
            }
            stop(text, at, end)
            return end
        case .invisible: return invisible(text, at, end)
        case .emoji: return emoji(text, at, end, scalar)
        case .dash:
            if isClosingQuote(text, end) { stop(text, at, end) } else { punctuation(text, at, end) }
            return end
        case .symbol:
            // Bullets start sentences; the full stops of other scripts end them.
            switch scalar.value {
            case 0x2022, 0x2043, 0x25AA, 0x25CF, 0x25E6, 0x2023, 0x3002, 0xFF0E, 0xFF01, 0xFF1F, 0x203C,
                0x2047...0x2049:
                stop(text, at, end)
            default: punctuation(text, at, end)
            }
            return end
        }
    }

    /// Format characters go with the word that follows them, or are a token by themselves.
    private mutating func invisible(_ text: Span<UInt8>, _ at: Int, _ first: Int) -> Int {
        var end = first
        while end < limit, text[end] >= 0x80 {
            let next = text.scalar(at: end, limit: limit)
            guard next.kind == .invisible else { break }
            end += next.width
        }
        if continues(text, end) { return longWord(text, at, end) }
        punctuation(text, at, end)
        return end
    }

    /// One emoji with all that belongs to it: skin tone, joined emoji, the other half of a flag.
    private mutating func emoji(_ text: Span<UInt8>, _ at: Int, _ first: Int, _ scalar: DecodedScalar) -> Int {
        var end = first
        var halves = scalar.isRegionalIndicator ? 1 : 0
        while end < limit, text[end] >= 0x80 {
            let next = text.scalar(at: end, limit: limit)
            if next.prolongsEmoji {
                end += next.width
            } else if next.isRegionalIndicator, halves == 1 {
                halves = 2
                end += next.width
            } else if next.value == 0x200D {
                end += next.width
                guard end < limit, text[end] >= 0x80 else { break }
                let joined = text.scalar(at: end, limit: limit)
                guard joined.kind == .emoji else { break }
                end += joined.width
            } else {
                break
            }
        }
        piece(text, at, end)
        return end
    }
}
