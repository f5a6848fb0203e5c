/// Pairs quotation marks: straight and curly, double and single, nested, unclosed, running on over paragraphs.
struct QuotationPairing {
    /// What a mark looks like, by itself and by the spaces round it.
    private enum Side { case opens, closes, either }

    private struct Opened {
        var token: Int
        var isSingle: Bool
    }

    let text: [UInt8]
    /// Tokens that may be quotation marks, ascending.
    let candidates: [Int]
    let traits: [WordTraits]
    private(set) var tokens: [Token]
    private(set) var marks: [LanguageMark] = []
    private var open: [Opened] = []

    init(text: [UInt8], tokens: consuming [Token], traits: [WordTraits], candidates: [Int]) {
        self.text = text
        self.tokens = tokens
        self.traits = traits
        self.candidates = candidates
        marks.reserveCapacity(candidates.count / 2 + 1)
    }

    /// Pairs the marks of one paragraph after the other; those of an empty paragraph change nothing.
    mutating func pair(_ paragraphs: [Range<Int>]) {
        var at = 0
        for (index, paragraph) in paragraphs.enumerated() where !paragraph.isEmpty {
            let first = at
            while at < candidates.count, candidates[at] < paragraph.upperBound { at += 1 }
            pair(paragraph, first..<at)
            let next = paragraphs[(index + 1)...].first { !$0.isEmpty }
            finish(paragraph, next: next)
        }
    }

    private mutating func pair(_ paragraph: Range<Int>, _ range: Range<Int>) {
        var closersLeft = range.reduce(0) {
            $0 + (isSingle(candidates[$1]) && canCloseSingle(candidates[$1], paragraph) ? 1 : 0)
        }
        for index in range {
            let token = candidates[index]
            if isSingle(token) {
                if canCloseSingle(token, paragraph) { closersLeft -= 1 }
                single(token, paragraph, closersLeft)
            } else {
                double(token, paragraph)
            }
        }
    }

    // MARK: Double marks

    private mutating func double(_ token: Int, _ paragraph: Range<Int>) {
        let side = side(token, paragraph)
        if let position = open.lastIndex(where: { !$0.isSingle }) {
            // The mark that a run-on paragraph repeats.
            if token == paragraph.lowerBound, open[position].token < token, side != .closes { return flag(token) }
            if side == .opens {
                // Opened twice: the first was never closed.
                close(position, before: token, closed: false)
                open.append(Opened(token: token, isSingle: false))
                flag(token)
            } else {
                flag(token)
                close(position, before: token + 1, closed: true)
            }
            return
        }
        if side == .closes || isInch(token) { return }
        open.append(Opened(token: token, isSingle: false))
        flag(token)
    }

    /// `6'2"`, `a 27" screen`.
    private func isInch(_ token: Int) -> Bool {
        guard token > 0, text[Int(tokens[token].start)] == 0x22, !hasSpaceBefore(token) else { return false }
        return traits(token - 1).contains(.digit)
    }

    private func side(_ token: Int, _ paragraph: Range<Int>) -> Side {
        let start = Int(tokens[token].start)
        switch text[start] {
        case 0xC2: return text[start + 1] == 0xAB ? .opens : .closes
        case 0xE2:
            switch text[start + 2] {
            case 0x9C:
                // In „German“ quotation this one closes.
                guard let last = open.last else { return .opens }
                let other = Int(tokens[last.token].start)
                return text[other] == 0xE2 && text[other + 2] == 0x9E ? .closes : .opens
            case 0x9D: return .closes
            default: return .opens
            }
        case 0x60: return .opens
        default: break
        }
        let before = hasSpaceBefore(token) || token == paragraph.lowerBound || isOpener(token - 1)
        let after = token + 1 >= paragraph.upperBound || hasSpaceBefore(token + 1)
        if before, !after { return .opens }
        if after, !before { return .closes }
        return .either
    }

    /// An opening bracket, a dash or a mark that opens a quotation, glued to what follows.
    private func isOpener(_ token: Int) -> Bool {
        guard tokens[token].flags.contains(.punctuation) else { return false }
        let start = Int(tokens[token].start)
        switch text[start] {
        case 0x28, 0x5B, 0x2D: return true
        case 0xE2 where tokens[token].end - tokens[token].start == 3:
            guard text[start + 1] == 0x80 else { return false }
            switch text[start + 2] {
            case 0x93, 0x94, 0x98, 0x9C, 0x9E: return true
            default: return false
            }
        case 0x22, 0x27: return open.last?.token == token
        default: return false
        }
    }

    // MARK: Single marks

    private func isSingle(_ token: Int) -> Bool {
        let start = Int(tokens[token].start)
        switch text[start] {
        case 0x27: return tokens[token].end - tokens[token].start == 1
        case 0x60: return tokens[token].end - tokens[token].start == 1
        case 0xE2: return (0x98...0x9B).contains(text[start + 2])
        case 0xCA: return true
        default: return false
        }
    }

    private func canCloseSingle(_ token: Int, _ paragraph: Range<Int>) -> Bool {
        token > paragraph.lowerBound && !hasSpaceBefore(token) && text[Int(tokens[token].start)] != 0x60
            && !(text[Int(tokens[token].start)] == 0xE2 && text[Int(tokens[token].start) + 2] == 0x98)
    }

    private mutating func single(_ token: Int, _ paragraph: Range<Int>, _ closersLeft: Int) {
        if let position = open.lastIndex(where: { $0.isSingle }), canCloseSingle(token, paragraph) {
            // A possessive (`the workers’ pay`), if another mark is left to close the quotation.
            if endsInS(token - 1), closersLeft > 0, token + 1 < paragraph.upperBound, hasSpaceBefore(token + 1),
                !tokens[token + 1].flags.contains(.punctuation)
            {
                return
            }
            guard position >= (open.lastIndex { !$0.isSingle } ?? -1) else { return }
            flag(token)
            flag(open[position].token)
            close(position, before: token + 1, closed: true)
            return
        }
        let before = hasSpaceBefore(token) || token == paragraph.lowerBound || isOpener(token - 1)
        let after = token + 1 >= paragraph.upperBound || hasSpaceBefore(token + 1)
        guard before, !after, closersLeft > 0, !open.contains(where: \.isSingle) else { return }
        open.append(Opened(token: token, isSingle: true))
    }

    private func endsInS(_ token: Int) -> Bool {
        !tokens[token].flags.contains(.punctuation) && text[Int(tokens[token].end) - 1] | 0x20 == 0x73
    }

    // MARK: The end

    /// Closes what is still open at a paragraph's end, unless the next paragraph opens it anew.
    private mutating func finish(_ paragraph: Range<Int>, next: Range<Int>?) {
        // A single mark that was not closed is an apostrophe.
        open.removeAll { $0.isSingle }
        guard let last = open.last else { return }
        if let next, let first = candidates.firstIndex(atLeast: next.lowerBound), candidates[first] == next.lowerBound,
            !isSingle(next.lowerBound), side(next.lowerBound, next) == .opens,
            text[Int(tokens[next.lowerBound].start)] == text[Int(tokens[last.token].start)]
        {
            return
        }
        close(open.count - 1, before: paragraph.upperBound, closed: false)
    }

    private mutating func close(_ position: Int, before end: Int, closed: Bool) {
        let token = open[position].token
        open.removeLast(open.count - position)
        marks.append(
            LanguageMark(kind: isScare(token, end, closed) ? .scareQuote : .quote, tokens: token..<end, closed: closed))
    }

    private mutating func flag(_ token: Int) { tokens[token].flags.insert(.quotationMark) }

    private func hasSpaceBefore(_ token: Int) -> Bool { tokens[token].flags.contains(.spaceBefore) }

    private func isPunctuation(_ token: Int) -> Bool { tokens[token].flags.contains(.punctuation) }

    private func traits(_ token: Int) -> WordTraits { traits[Int(tokens[token].form)] }

    // MARK: Speech or not

    /// Whether a quotation is a nickname, a title or words held at arm's length rather than speech: up to three words,
    /// or up to eight that are all in capitals, which neither start with the sentence nor make one.
    private func isScare(_ start: Int, _ end: Int, _ closed: Bool) -> Bool {
        guard closed, end - start > 2, end - start < 16 else { return false }
        let last = end - 2
        let mark = isPunctuation(last) ? text[Int(tokens[last].start)] : 0
        if mark == 0x21 || mark == 0x3F || mark == 0x2D { return false }
        var words = 0
        var allStand = true
        for index in start + 1...last where !isPunctuation(index) {
            words += 1
            if tokens[index].end - tokens[index].start > 3, traits(index).contains(.small) { allStand = false }
        }
        guard let first = (start + 1...last).first(where: { !isPunctuation($0) }) else { return false }
        let isTitle = words > 1 && allStand && traits(first).contains(.capitalised)
        guard words <= 3 || isTitle && words <= 8 else { return false }
        let isGlued = start > 0 && !isPunctuation(start - 1)
        if mark == 0x2C || mark == 0x2E {
            // `“No,” she said` and `said: “No.”`, but `the “friendly country,” which`
            guard isGlued else { return false }
            return isTitle || !traits(first).contains(.capitalised)
        }
        return true
    }
}

extension Array where Element == Int {
    /// The first position in an ascending array whose element is at least `value`.
    func firstIndex(atLeast value: Int) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < count ? low : nil
    }
}
