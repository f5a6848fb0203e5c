/// Finds where sentences end inside one block of text: a list of token indices, one past each sentence's last token.
///
/// Only tokens that may end a sentence (`Tokenizer.stops`) are looked at, each with a few neighbours.
struct SentenceSplitter {
    /// Tokens beyond which a sentence is cut, so that what is not linear in a sentence's length stays bounded.
    static let longestSentence = 1000

    let text: [UInt8]
    let tokens: [Token]
    let traits: [WordTraits]
    /// Whether there are square brackets anywhere.
    private let hasBrackets: Bool
    /// Tokens of the block.
    var block = 0..<0
    /// The last runs of tokens that close something behind a stop, and that open something: the stops inside need not go
    /// through them again.
    private var closing = 0..<0
    private var opening = 0..<0

    init(text: [UInt8], tokens: [Token], traits: [WordTraits]) {
        self.text = text
        self.tokens = tokens
        self.traits = traits
        hasBrackets = text.span.contains(0x5B)
    }

    /// Calls `sentence` with each sentence of the block, in order.
    mutating func split(_ block: Range<Int>, stops: some Collection<Int>, sentence: (Range<Int>) -> Void) {
        guard !block.isEmpty else { return }
        self.block = block
        var start = block.lowerBound
        func cut(at end: Int) {
            while end - start > Self.longestSentence {
                sentence(start..<start + Self.longestSentence)
                start += Self.longestSentence
            }
            if end > start { sentence(start..<end) }
            start = end
        }
        var items = (stops.isEmpty ? lines() : listItems())[...]
        for stop in stops {
            while let item = items.first, item <= stop {
                if item > start { cut(at: item) }
                items.removeFirst()
            }
            if stop < start { continue }
            if let end = end(after: stop, start: start), end > start, end < block.upperBound { cut(at: end) }
        }
        for item in items where item > start { cut(at: item) }
        cut(at: block.upperBound)
    }

    // MARK: What a token is

    func first(_ index: Int) -> UInt8 { text[Int(tokens[index].start)] }

    func length(_ index: Int) -> Int { Int(tokens[index].end - tokens[index].start) }

    func traits(_ index: Int) -> WordTraits { traits[Int(tokens[index].form)] }

    func hasSpaceBefore(_ index: Int) -> Bool { tokens[index].flags.contains(.spaceBefore) }

    func isPunctuation(_ index: Int) -> Bool { tokens[index].flags.contains(.punctuation) }

    /// A one-character token.
    func isMark(_ index: Int, _ byte: UInt8) -> Bool { first(index) == byte && length(index) == 1 }

    /// The third byte of `“”‘’…–—` and their like; 0 for other tokens.
    func general(_ index: Int) -> UInt8 {
        let start = Int(tokens[index].start)
        return text[start] == 0xE2 && length(index) >= 3 && text[start + 1] == 0x80 ? text[start + 2] : 0
    }

    /// A quotation mark or bracket that can close something.
    private func isCloser(_ index: Int) -> Bool {
        guard isPunctuation(index) else { return false }
        switch first(index) {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D: return true
        case 0xC2: return length(index) == 2 && text[Int(tokens[index].start) + 1] == 0xBB
        default: return general(index) == 0x9D || general(index) == 0x99
        }
    }

    /// A quotation mark that can open something.
    private func isOpeningQuote(_ index: Int) -> Bool {
        guard isPunctuation(index) else { return false }
        switch first(index) {
        case 0x22, 0x27, 0x60: return true
        case 0xC2: return length(index) == 2 && text[Int(tokens[index].start) + 1] == 0xAB
        default: return general(index) == 0x9C || general(index) == 0x98 || general(index) == 0x9E
        }
    }

    func isDash(_ index: Int) -> Bool {
        isPunctuation(index) && (first(index) == 0x2D || general(index) == 0x93 || general(index) == 0x94)
    }

    func isBullet(_ index: Int) -> Bool {
        guard length(index) == 3, first(index) == 0xE2 else { return false }
        let start = Int(tokens[index].start)
        switch (text[start + 1], text[start + 2]) {
        case (0x80, 0xA2), (0x80, 0xA3), (0x81, 0x83), (0x96, 0xAA), (0x97, 0x8F), (0x97, 0xA6): return true
        default: return false
        }
    }

    // MARK: The decision

    /// Whether at `stop` two words, a full stop, a space and a word with a capital stand behind each other: the most
    /// common end, for which all that is asked below comes to this.
    private func isPlainEnd(_ stop: Int, _ start: Int) -> Bool {
        guard !hasBrackets, stop - 2 >= start, stop + 1 < block.upperBound, isMark(stop, 0x2E), isPunctuation(stop)
        else { return false }
        return !isPunctuation(stop - 2) && !isPunctuation(stop - 1) && !isPunctuation(stop + 1)
            && hasSpaceBefore(stop + 1) && first(stop + 1).isCapital
    }

    /// One past the last token of the sentence that the token at `stop` ends; `nil` where it ends none.
    private mutating func end(after stop: Int, start: Int) -> Int? {
        if isPlainEnd(stop, start) { return stop + 1 }
        if isBullet(stop) { return stop > start ? stop : nil }
        guard stop + 1 < block.upperBound else { return nil }
        let isAbbreviation = !isPunctuation(stop)
        // One of several spaced full stops, decided upon at the first.
        if isMark(stop, 0x2E), stop > start, isMark(stop - 1, 0x2E) { return nil }
        var (next, dots) = closed(from: stop)
        guard next < block.upperBound else { return nil }
        if isDash(stop) {
            return next > stop + 1 && traits(next).isSuperset(of: [.starter, .capitalised]) ? next : nil
        }
        if !isAbbreviation, first(stop) == 0x2E, dots == 1, stop > start, isListMarker(stop, start) { return nil }
        if isInBrackets(stop, start), !isCloser(next - 1) || isEllipsis(stop) { return nil }
        if isAbbreviation, stop == start { return nil }
        if isNumberSign(before: stop), traits(next).contains(.digit) { return nil }
        if isAbbreviation, next == stop + 1 { return endOfAbbreviation(stop, next, start) }

        // `compounds. . . . The practice`: the first full stop is the sentence's, the others open the next one.
        if dots > 1, hasSpaceBefore(stop + 1) {
            let glued = !hasSpaceBefore(stop)
            guard starts(at: next), glued || dots > 3 else { return nil }
            return glued ? stop + 1 : next
        }
        if isDash(next), next + 1 < block.upperBound {
            return hasSpaceBefore(next) && traits(next + 1).contains(.capitalised) ? next : nil
        }
        let ellipsis = isEllipsis(stop)
        if ellipsis, length(stop) == 3, next == stop + 1, isMark(next, 0x2E) { next += 1 }
        guard next < block.upperBound else { return nil }
        if !hasSpaceBefore(next) {
            // `world.Today`, `yes!No`, but no host's name
            guard traits(next).contains(.capitalised), next == stop + 1, !ellipsis else { return nil }
            return next
        }
        if ellipsis, next == stop + 1, isPronounI(next) { return nil }
        if isShout(stop, next) { return nil }
        if isEmoticon(next) { next += 1 }
        guard next < block.upperBound else { return nil }
        if starts(at: next) { return next }
        // People who write without capitals; not `“Right?” he asked`.
        return next == stop + 1 && !ellipsis && traits(next).contains(.small) && isWord(before: stop) ? next : nil
    }

    /// Whether a word that is not likely to be an abbreviation stands before a stop.
    private func isWord(before stop: Int) -> Bool {
        guard stop > block.lowerBound, !isPunctuation(stop - 1) else { return false }
        if !isMark(stop, 0x2E) { return true }
        return !hasSpaceBefore(stop) && length(stop - 1) > 3 && traits(stop - 1).contains(.small)
    }

    private func isEmoticon(_ index: Int) -> Bool {
        guard isPunctuation(index), length(index) > 1 else { return false }
        let byte = first(index)
        return byte == 0x3A || byte == 0x3B || byte == 0x3D && text[Int(tokens[index].start) + 1] != 0x3D
    }

    /// The place behind a stop and the closing marks that belong to it, and how many spaced full stops there are.
    private mutating func closed(from stop: Int) -> (next: Int, dots: Int) {
        var next = stop + 1
        var dots = 1
        if isMark(stop, 0x2E) {
            while next < block.upperBound, isMark(next, 0x2E) {
                next += 1
                dots += 1
            }
        }
        let first = next
        if closing.contains(next) { next = closing.upperBound }
        while next < block.upperBound, !hasSpaceBefore(next) {
            if isCloser(next) || isPunctuation(next) && isTerminator(next) { next += 1 } else { break }
        }
        closing = first..<next
        // The number of a note: `riots.[17]`
        while next + 2 < block.upperBound, isMark(next, 0x5B), isMark(next + 2, 0x5D), traits(next + 1).contains(.digit)
        {
            next += 3
        }
        return (next, dots)
    }

    private func isTerminator(_ index: Int) -> Bool {
        let byte = first(index)
        return byte == 0x2E || byte == 0x21 || byte == 0x3F || general(index) == 0xA6
    }

    private func isEllipsis(_ index: Int) -> Bool {
        general(index) == 0xA6 || first(index) == 0x2E && length(index) > 1 && isPunctuation(index)
    }

    /// Whether a sentence can start at `index` behind a full stop.
    private mutating func starts(at index: Int) -> Bool {
        var at = opening.contains(index) ? opening.upperBound : index
        defer { opening = index..<at }
        while at < block.upperBound, isPunctuation(at) {
            if isOpeningQuote(at) || first(at) == 0x28 || first(at) == 0x5B || isBullet(at) || isMark(at, 0x2E)
                || first(at) == 0x2A || first(at) == 0x5F || first(at) == 0x24 || first(at) == 0x23
                || first(at) == 0xC2 || isDash(at) || general(at) == 0xA6
            {
                at += 1
            } else {
                return !isCloser(at) && first(at) != 0x2C && first(at) != 0x3B && first(at) != 0x3A
                    && first(at) != 0x25 && first(at) != 0x26 && first(at) != 0x2F
            }
        }
        guard at < block.upperBound else { return true }
        return !traits(at).contains(.small) || isListLetter(at)
    }

    /// `b)` where a sentence could start.
    private func isListLetter(_ index: Int) -> Bool {
        length(index) <= 4 && index + 1 < block.upperBound && isMark(index + 1, 0x29) && !hasSpaceBefore(index + 1)
    }

    private func isPronounI(_ index: Int) -> Bool { isMark(index, 0x49) }

    /// The number or letter of a list stands before the full stop, at the sentence's start.
    private func isListMarker(_ stop: Int, _ start: Int) -> Bool {
        guard !hasSpaceBefore(stop) else { return false }
        if stop - 2 >= start, isPunctuation(stop - 2), first(stop - 2) != 0x24, traits(stop - 1).contains(.digit),
            length(stop - 1) <= 2
        {
            // `: 1. The first`
            return hasSpaceBefore(stop - 1) || isBullet(stop - 2)
        }
        // From the end: what was gone through for one stop is not for the next.
        let first = stop - 1
        guard !isPunctuation(first), (start..<first).reversed().allSatisfy(isPunctuation) else { return false }
        return traits(first).contains(.digit) && length(first) <= 3 || length(first) == 1
    }

    /// `N°.`
    private func isNumberSign(before stop: Int) -> Bool {
        guard stop > block.lowerBound, !hasSpaceBefore(stop), first(stop - 1) == 0xC2 else { return false }
        let second = text[Int(tokens[stop - 1].start) + 1]
        return second == 0xB0 || second == 0xBA
    }

    /// Whether the stop stands inside square brackets, or in round ones that close right after it inside a sentence.
    private func isInBrackets(_ stop: Int, _ start: Int) -> Bool {
        var at = stop - 1
        let lowest = max(start, stop - 12)
        while at >= lowest {
            if isMark(at, 0x5D) { return false }
            if isMark(at, 0x5B) {
                var close = stop + 1
                let highest = min(block.upperBound, stop + 12)
                while close < highest {
                    if isMark(close, 0x5D) { return true }
                    close += 1
                }
                return false
            }
            at -= 1
        }
        return false
    }

    /// `“The Queen! The Queen!” and`: exclamations in a short quotation that a sentence goes on behind.
    private func isShout(_ stop: Int, _ next: Int) -> Bool {
        guard first(stop) == 0x21 || first(stop) == 0x3F else { return false }
        if traits(max(block.lowerBound, stop - 1)).contains(.exclaiming), !hasSpaceBefore(stop) {
            return !traits(next).isSuperset(of: [.starter, .capitalised])
        }
        guard next == stop + 1 else { return false }
        var at = next
        let highest = min(block.upperBound - 1, stop + 8)
        while at < highest {
            if isCloser(at), !hasSpaceBefore(at) {
                let after = at + 1
                guard traits(after).contains(.small) else { return false }
                var open = stop
                let lowest = max(block.lowerBound, stop - 6)
                while open >= lowest {
                    if isOpeningQuote(open) {
                        return open > block.lowerBound && !isPunctuation(open - 1) || open > lowest
                    }
                    open -= 1
                }
                return false
            }
            at += 1
        }
        return false
    }

    /// The same for an abbreviation with its full stop.
    private func endOfAbbreviation(_ stop: Int, _ next: Int, _ start: Int) -> Int? {
        var word = next
        while word < block.upperBound, isOpeningQuote(word) || first(word) == 0x28 { word += 1 }
        guard word < block.upperBound, hasSpaceBefore(next) else { return nil }
        if isBullet(next) { return next }
        if isDash(next), next + 1 < block.upperBound, traits(next + 1).contains(.capitalised) { return nil }
        let after = traits(word)
        guard after.contains(.capitalised) else { return nil }
        let own = traits(stop)
        if own.contains(.title) || own.contains(.inner) { return nil }
        if own.contains(.halfDay) {
            return stop - start >= 4 && (after.contains(.starter) || after.contains(.title) || isPronounI(word))
                ? next : nil
        }
        if after.contains(.starter) || isPronounI(word) { return word > next && first(next) == 0x28 ? nil : next }
        return nil
    }
}
