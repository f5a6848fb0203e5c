/// Finds numbers and dates.
struct NumberMarks {
    let text: [UInt8]
    let tokens: [Token]
    let traits: [WordTraits]

    /// Appends the numbers and dates of a sentence, in order.
    ///
    /// - Parameter candidates: the tokens in it that may start one (`KnownForm.startsNumber`), ascending.
    func find(in sentence: Range<Int>, at candidates: some Sequence<Int>, into marks: inout [LanguageMark]) {
        var free = sentence.lowerBound
        for start in candidates where start >= free {
            if let end = date(start, sentence.upperBound) {
                marks.append(LanguageMark(kind: .date, tokens: start..<end))
                free = end
            } else if let end = number(start, sentence.upperBound) {
                marks.append(LanguageMark(kind: .number, tokens: start..<end))
                free = end
            }
        }
    }

    private func traits(_ index: Int) -> WordTraits { traits[Int(tokens[index].form)] }

    private func byte(_ index: Int) -> UInt8 { text[Int(tokens[index].start)] }

    private func length(_ index: Int) -> Int { Int(tokens[index].end - tokens[index].start) }

    /// Where a run of figures and numerals ends: `3.5 million`, `two dozen`, `twenty-one`.
    private func number(_ start: Int, _ limit: Int) -> Int? {
        guard !traits(start).isDisjoint(with: [.digit, .numeral]) else { return nil }
        var end = start + 1
        while end < limit {
            if traits(end).contains(.numeral) {
                end += 1
            } else if byte(end) == 0x2D, length(end) == 1, end + 1 < limit, traits(end + 1).contains(.numeral),
                traits(end - 1).contains(.numeral)
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    /// Where a date ends: `Jan. 5, 2020`, `5 January 2020`, `January 2020`, `Monday`, `2020-01-05`, `in 2020`.
    private func date(_ start: Int, _ limit: Int) -> Int? {
        let own = traits(start)
        if own.contains(.weekday), own.contains(.capitalised) {
            // `Monday, Jan. 5`
            let next = start + 1 < limit && byte(start + 1) == 0x2C ? start + 2 : start + 1
            if next < limit, traits(next).contains(.month), let end = date(next, limit) { return end }
            return start + 1
        }
        if own.contains(.month), own.contains(.capitalised) {
            var end = start + 1
            if end < limit, isDay(end) {
                end += 1
                if end + 1 < limit, byte(end) == 0x2C, isYear(end + 1) { return end + 2 }
                return end < limit && isYear(end) ? end + 1 : end
            }
            if end < limit, byte(end) == 0x2C, end + 1 < limit, isYear(end + 1) { end += 1 }
            if end < limit, isYear(end) { return end + 1 }
            // `May`, `March` and `August` alone are other words, too.
            return length(start) > 5 && byte(start) != 0x4D ? start + 1 : nil
        }
        guard own.contains(.digit) else { return nil }
        if isDay(start), start + 1 < limit, traits(start + 1).contains(.month), traits(start + 1).contains(.capitalised)
        {
            let end = start + 2
            return end < limit && isYear(end) ? end + 1 : end
        }
        if isWritten(start) { return start + 1 }
        if isYear(start), start > 0, isYearsPreposition(start - 1) { return start + 1 }
        return nil
    }

    /// 1 to 31, an ordinal's letters allowed.
    private func isDay(_ index: Int) -> Bool {
        guard traits(index).contains(.digit), length(index) <= 4 else { return false }
        var value = 0
        var letters = 0
        for at in Int(tokens[index].start)..<Int(tokens[index].end) {
            if text[at].isDigit, letters == 0 {
                value = value * 10 + Int(text[at] - 0x30)
            } else if text[at].isLetter {
                letters += 1
            } else {
                return false
            }
        }
        return (1...31).contains(value) && (letters == 0 || letters == 2)
    }

    private func isYear(_ index: Int) -> Bool {
        guard length(index) == 4, byte(index) == 0x31 || byte(index) == 0x32 else { return false }
        return (tokens[index].start..<tokens[index].end).allSatisfy { text[Int($0)].isDigit }
    }

    /// `2020-01-05`, `1/5/2020`
    private func isWritten(_ index: Int) -> Bool {
        guard (6...10).contains(length(index)) else { return false }
        var separators = 0
        for at in Int(tokens[index].start)..<Int(tokens[index].end) {
            if text[at] == 0x2D || text[at] == 0x2F {
                separators += 1
            } else if !text[at].isDigit {
                return false
            }
        }
        return separators == 2
    }

    private func isYearsPreposition(_ index: Int) -> Bool {
        guard length(index) <= 6 else { return false }
        let range = Int(tokens[index].start)..<Int(tokens[index].end)
        return Self.yearsPrepositions.contains(range.reduce(0) { $0 << 8 | UInt64(text[$1] | 0x20) })
    }

    /// As numbers, the last byte lowest.
    private static let yearsPrepositions = Set(
        ["in", "since", "until", "of", "by", "from", "during", "before", "after"].map {
            $0.utf8.reduce(0) { $0 << 8 | UInt64($1) }
        })
}
