/// Addresses of pages and people, hosts and files.
extension Tokenizer {
    /// Longest part of an address before its `@`.
    private static let longestMailbox = 128

    mutating func link(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        piece(text, start, end)
        return end
    }

    /// Where the e-mail address that starts at `start` ends.
    mutating func mail(_ text: Span<UInt8>, _ start: Int) -> Int? {
        guard start >= noMailBefore else { return nil }
        var at = start
        while at < limit, at - start < Self.longestMailbox, isMailbox(text[at]) { at += 1 }
        guard byte(text, at) == 0x40, at > start else {
            noMailBefore = at
            return nil
        }
        var end = at + 1
        while end < limit,
            text[end].isLetter || text[end].isDigit || text[end] == 0x2E || text[end] == 0x2D
                || text[end] == 0x5F
        {
            end += 1
        }
        while end > at + 1, !(text[end - 1].isLetter || text[end - 1].isDigit) { end -= 1 }
        guard end > at + 1 else {
            noMailBefore = at
            return nil
        }
        return end
    }

    private func isMailbox(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == 0x2E || byte == 0x5F || byte == 0x2D || byte == 0x2B || byte == 0x25
    }

    /// Where the address with a scheme (`https://…`, `mailto:…`) ends whose colon is at `colon`.
    func address(_ text: Span<UInt8>, _ start: Int, _ colon: Int) -> Int? {
        let slashes = byte(text, colon + 1) == 0x2F && byte(text, colon + 2) == 0x2F
        guard slashes || isMailScheme(text, start, colon) else { return nil }
        guard !byte(text, colon + (slashes ? 3 : 1)).isSpace else { return nil }
        return addressEnd(text, from: colon + 1)
    }

    private func isMailScheme(_ text: Span<UInt8>, _ start: Int, _ colon: Int) -> Bool {
        guard colon - start == 6 else { return false }
        for (offset, letter) in "mailto".utf8.enumerated() where text[start + offset] | 0x20 != letter { return false }
        return true
    }

    /// Where an address ends: before white space, quotation marks and angle brackets, and before punctuation that
    /// belongs to the sentence.
    private func addressEnd(_ text: Span<UInt8>, from: Int) -> Int {
        var end = from
        var open = 0
        while end < limit {
            let byte = text[end]
            if byte.isSpace || byte == 0x22 || byte == 0x3C || byte == 0x3E || byte == 0x5D { break }
            if byte == 0x28 { open += 1 }
            if byte == 0x29 {
                if open == 0 { break }
                open -= 1
            }
            if byte >= 0x80 {
                let scalar = text.scalar(at: end, limit: limit)
                guard scalar.kind == .letter else { break }
                end += scalar.width
            } else {
                end += 1
            }
        }
        while end > from, isSentences(text[end - 1]) { end -= 1 }
        return end
    }

    private func isSentences(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27: true
        default: false
        }
    }

    /// Where a host's or file's name ends (`example.com/page`, `minutes.pdf`) whose first full stop is at `at`.
    mutating func host(_ text: Span<UInt8>, _ start: Int, _ at: Int) -> Int? {
        var end = at
        var part = at
        while end < limit, end - at < 256, byte(text, end) == 0x2E || byte(text, end) == 0x2D, continues(text, end + 1)
        {
            if text[end] == 0x2E { part = end + 1 }
            end += 1
            while end < limit, text[end].isLetter || text[end].isDigit || text[end] == 0x5F { end += 1 }
        }
        guard part > at, end - part <= 4, end > part else { return nil }
        if !isWWW(text, start, at) {
            let traits = traits(text, part, end)
            // `world.In` is the end of a sentence.
            guard traits.contains(.suffix), !(text[part].isCapital && text[end - 1].isSmall) else { return nil }
        }
        return byte(text, end) == 0x2F ? addressEnd(text, from: end) : end
    }

    private func isWWW(_ text: Span<UInt8>, _ start: Int, _ at: Int) -> Bool {
        guard at - start == 3 else { return false }
        for index in start..<at where text[index] | 0x20 != 0x77 { return false }
        return true
    }
}
