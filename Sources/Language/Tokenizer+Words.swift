/// Words with something else inside than ASCII letters.
extension Tokenizer {
    /// Reads a word of which `start..<scanned` are letters or digits; returns where it and its clitics end.
    mutating func longWord(_ text: Span<UInt8>, _ start: Int, _ scanned: Int) -> Int {
        var at = scanned
        scan: while at < limit {
            let current = text[at]
            switch current {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39: at += 1
            case 0x27:
                switch apostrophe(text, start, at, width: 1) {
                case .inside(let next): at = next
                case .ends: break scan
                case .split(let end): return end
                }
            case 0x60 where byte(text, at + 1) | 0x20 == 0x73 && !continues(text, at + 2):
                return clitic(text, start, at, at + 2)
            case 0x2E:
                guard let end = fullStop(text, start, at) else { break scan }
                return end
            case 0x2D:
                if let end = mail(text, start) { return link(text, start, end) }
                guard isPrefix(text, start, at), byte(text, at + 1).isLetter else { break scan }
                at += 1
            case 0x40, 0x2B:
                guard let end = mail(text, start) else { break scan }
                return link(text, start, end)
            case 0x3A:
                guard let end = address(text, start, at) else { break scan }
                return link(text, start, end)
            case 0x5F: at += 1
            case 0x26:
                guard at - start <= 4, isCapitals(text, start, at), byte(text, at + 1).isCapital else { break scan }
                at += 1
            case 0x2F:
                guard at - start == 1, text[start] | 0x20 == 0x77, !byte(text, at + 1).isSpace || at + 1 == limit else {
                    break scan
                }
                at += 1
            case 0x24:
                guard at - start <= 3, isCapitals(text, start, at), !byte(text, at + 1).isLetter else { break scan }
                word(text, start, at + 1)
                return at + 1
            case 0x2A:
                guard byte(text, at + 1).isLetter || byte(text, at + 1) == 0x2A else { break scan }
                at += 1
            case 0x80...:
                let scalar = text.scalar(at: at, limit: limit)
                switch scalar.kind {
                case .letter: at += scalar.width
                case .invisible where scalar.value != 0x85: at += scalar.width
                case .apostrophe:
                    switch apostrophe(text, start, at, width: scalar.width) {
                    case .inside(let next): at = next
                    case .ends: break scan
                    case .split(let end): return end
                    }
                default: break scan
                }
            default: break scan
            }
        }
        word(text, start, at)
        return at
    }

    private enum Apostrophe {
        /// Part of the word, which goes on at this place (`O’Reilly`).
        case inside(Int)
        /// The word ends before it.
        case ends
        /// The word and its clitic were appended and end at this place.
        case split(Int)
    }

    /// What the apostrophe at `at` does to the word before it.
    private mutating func apostrophe(_ text: Span<UInt8>, _ start: Int, _ at: Int, width: Int) -> Apostrophe {
        let next = at + width
        guard continues(text, next) else { return .ends }
        var end = next
        while end < limit, end - next < 3, text[end].isLetter { end += 1 }
        guard !continues(text, end), end > next else { return .inside(next) }
        if end - next == 1, text[next] | 0x20 == 0x74, text[at - 1] | 0x20 == 0x6E, at - 1 > start {
            return .split(clitic(text, start, at - 1, end))
        }
        let suffix = traits(text, next, end)
        guard suffix.contains(.clitic), !isDecade(text, start, at) else { return .inside(next) }
        return .split(clitic(text, start, at, end))
    }

    /// `1990's`.
    private func isDecade(_ text: Span<UInt8>, _ start: Int, _ at: Int) -> Bool {
        text[start].isDigit && text[at - 1] == 0x30 && at - start <= 4
    }

    private mutating func clitic(_ text: Span<UInt8>, _ start: Int, _ middle: Int, _ end: Int) -> Int {
        piece(text, start, middle)
        piece(text, middle, end)
        return end
    }

    /// Whether a letter or digit stands at `index`.
    func continues(_ text: Span<UInt8>, _ index: Int) -> Bool {
        guard index < limit else { return false }
        let byte = text[index]
        if byte < 0x80 { return byte.isLetter || byte.isDigit }
        return text.scalar(at: index, limit: limit).kind == .letter
    }

    private mutating func isPrefix(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start < 8 && traits(text, start, end).contains(.prefix)
    }

    private func isCapitals(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where !text[index].isCapital { return false }
        return true
    }

    /// Deals with the full stop at `at` behind a word. Returns where the token that was appended ends, `nil` where the
    /// full stop is none of the word's.
    private mutating func fullStop(_ text: Span<UInt8>, _ start: Int, _ at: Int) -> Int? {
        let next = byte(text, at + 1)
        if next.isLetter || next.isDigit {
            if at - start == 1, next.isLetter, let end = dottedLetters(text, start) {
                stop(text, start, end, [])
                return end
            }
            if let end = mail(text, start) ?? host(text, start, at) { return link(text, start, end) }
            if let end = degree(text, start, at) {
                stop(text, start, end, [])
                return end
            }
            let traits = traits(text, start, at)
            if next.isDigit {
                if !traits.isDisjoint(with: [.abbreviation, .beforeNumber]) {
                    return abbreviation(text, start, at + 1)
                }
                if text[at - 1].isDigit { return versionNumber(text, start, at) }
            } else if traits.contains(.title), next.isCapital {
                return abbreviation(text, start, at + 1)
            }
            return nil
        }
        if let end = mail(text, start) { return link(text, start, end) }
        if next == 0x2E { return nil }
        if at - start == 1 { return isInitial(text, start) ? abbreviation(text, start, at + 1) : nil }
        let traits = traits(text, start, at)
        if traits.contains(.abbreviation) {
            // `oz`, `min` and other words that are written without a full stop, too, are none before a quotation's end.
            return abbreviation(text, start, at + 1)
        }
        if traits.contains(.beforeNumber) {
            var after = at + 1
            while after < limit, text[after] == 0x20, after - at < 4 { after += 1 }
            if byte(text, after).isDigit { return abbreviation(text, start, at + 1) }
        }
        return nil
    }

    private mutating func abbreviation(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        stop(text, start, end, [])
        return end
    }

    /// `v2.0`, `7.1.3b`.
    private mutating func versionNumber(_ text: Span<UInt8>, _ start: Int, _ at: Int) -> Int {
        var end = at + 1
        while end < limit, text[end].isDigit || text[end] == 0x2E && byte(text, end + 1).isDigit { end += 1 }
        piece(text, start, end)
        return end
    }

    /// Where single letters with full stops between them end (`U.S.`, `a.m`, `J.R.` of `J.R.Smith`); `nil` if there
    /// are none.
    private mutating func dottedLetters(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var at = max(start, dottedBefore)
        var count = 0
        while byte(text, at).isLetter, byte(text, at + 1) == 0x2E {
            at += 2
            count += 1
        }
        if byte(text, at).isLetter {
            if continues(text, at + 1) {
                dottedBefore = at
                // A capitalised word follows an initial: `J.Smith`; other words are no initials: `e.mail`
                return byte(text, at).isCapital && text[start].isCapital ? at : nil
            }
            at += 1
            count += 1
        }
        return count > 1 ? at : nil
    }

    /// `Ph.D.`, `M.Sc.`: an abbreviation of two parts that is in the list.
    private mutating func degree(_ text: Span<UInt8>, _ start: Int, _ at: Int) -> Int? {
        guard at - start <= 3 else { return nil }
        var end = at + 1
        while end < limit, end - at <= 4, text[end].isLetter { end += 1 }
        guard byte(text, end) == 0x2E else { return nil }
        return traits(text, start, end).contains(.abbreviation) ? end + 1 : nil
    }

    /// Whether a single letter with a full stop is an initial (`J. Smith`), not the sentence's last word.
    private func isInitial(_ text: Span<UInt8>, _ start: Int) -> Bool {
        let letter = text[start]
        guard letter.isCapital else { return letter == 0x63 || letter == 0x70 || letter == 0x76 }
        var after = start + 2
        while after < limit, text[after] == 0x20, after - start < 5 { after += 1 }
        guard byte(text, after).isCapital || byte(text, after) >= 0x80 else { return byte(text, after) == 0x2C }
        guard letter == 0x49 else { return true }
        // “you and I. Did …”: the pronoun, unless a name stands before it.
        guard let last = tokens.last, forms.traits[Int(last.form)].contains(.capitalised), tokens.count > 1 else {
            return false
        }
        return true
    }
}
