/// Numbers: amounts, times, dates, telephone numbers.
extension Tokenizer {
    /// Reads a token that starts with a digit; returns where it ends.
    mutating func number(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < limit {
            let byte = text[at]
            if byte.isDigit {
                at += 1
            } else if byte == 0x2C {
                guard isGroup(text, at + 1) else { break }
                at += 4
            } else if byte == 0x2E || byte == 0x3A || byte == 0x2F {
                guard self.byte(text, at + 1).isDigit else { break }
                at += 2
            } else if byte == 0x2D {
                guard let end = hyphenated(text, start) else { break }
                at = end
                break
            } else {
                break
            }
        }
        guard at < limit else { return finish(text, start, at) }
        let next = text[at]
        if next == 0x2E, tokens.isEmpty || isFirst(start, text), at - start <= 2, byte(text, at + 1) == 0x20 {
            // `1. The first item`
            return finish(text, start, at + 1)
        }
        if next.isLetter {
            var end = at + 1
            while end < limit, text[end].isLetter, end - at < 6 { end += 1 }
            if !continues(text, end) {
                let unit = traits(text, at, end)
                if unit.contains(.unit) { return finish(text, start, at) }
            }
            if isDottedHalfDay(text, at) { return finish(text, start, at) }
            return longWord(text, start, at)
        }
        if next == 0x27 || next == 0x40 || next == 0x5F || next >= 0x80 { return longWord(text, start, at) }
        return finish(text, start, at)
    }

    private mutating func finish(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        piece(text, start, end)
        return end
    }

    /// Whether only white space stands between the start of what is being read and `start`.
    private func isFirst(_ start: Int, _ text: Span<UInt8>) -> Bool {
        guard let last = tokens.last else { return true }
        return Int(last.start) < origin
    }

    /// Three digits and no fourth: what may follow a comma inside a number.
    private func isGroup(_ text: Span<UInt8>, _ at: Int) -> Bool {
        byte(text, at).isDigit && byte(text, at + 1).isDigit && byte(text, at + 2).isDigit
            && !byte(text, at + 3).isDigit
    }

    /// `5p.m.`
    private func isDottedHalfDay(_ text: Span<UInt8>, _ at: Int) -> Bool {
        let half = text[at] | 0x20
        return (half == 0x61 || half == 0x70) && byte(text, at + 1) == 0x2E && byte(text, at + 2) | 0x20 == 0x6D
    }

    /// Where a telephone number or date of digits and hyphens ends; `nil` for a range (`2010-2015`).
    private func hyphenated(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var groups: [Int] = []
        var at = start
        while groups.count < 5 {
            var end = at
            while end < limit, text[end].isDigit, end - at < 6 { end += 1 }
            groups.append(end - at)
            guard byte(text, end) == 0x2D, byte(text, end + 1).isDigit else {
                at = end
                break
            }
            at = end + 1
        }
        guard !continues(text, at) else { return nil }
        switch groups {
        case [3, 4], [3, 3, 4], [1, 3, 3, 4], [2, 2, 4], [1, 2, 4], [2, 1, 4], [2, 2, 2], [4, 2, 2]: return at
        default: return nil
        }
    }
}
