/// The dateline at the start of a paragraph: `ERBIL (Agency) -`, `WASHINGTON —`, `KARSA, Feb. 2 (AP) --`.
///
/// It is a place, whatever follows it after commas or slashes (state, country, date), an agency in brackets, and a
/// dash with a space after it, all within 100 bytes. The place is in capitals; with an agency or a month before the
/// dash capitalised words do. `(CNN)` alone, with or without a dash, is a dateline too.
enum Dateline {
    struct Match {
        /// The length in bytes, the dash with it and the space after it without.
        var length: Int
        /// Whether an agency or a date stands in it, so that it can be nothing else.
        var isCertain: Bool
    }

    private static let longest = 100

    static func match(_ block: Span<UInt8>) -> Match? {
        if let bare = bareAgency(block) { return bare }
        guard block[0].isUppercase || block[0] >= 0xC3, let dash = firstDash(block),
            let end = prose(after: dash.upperBound, in: block)
        else { return nil }
        let head = block.extracting(block.trimmed(0..<dash.lowerBound))
        var place = 0..<head.count
        var hasAgency = false
        if let last = head.indices.last, head[last] == UInt8(ascii: ")"),
            let open = head.first(UInt8(ascii: "("), in: 0..<last), last - open <= 40,
            head.isCapitalized(open + 1..<last) == true
        {
            hasAgency = true
            place = head.trimmed(0..<open)
        }
        guard !place.isEmpty, head.first(UInt8(ascii: ":"), in: place) == nil else { return nil }
        let name = head.extracting(place)
        let words = name.words
        let hasDate = words.dropFirst().contains { Shapes.isMonth(name.extracting($0)) }
        guard words.count <= 9, words.allSatisfy({ isPlaceWord($0, in: name) }) else { return nil }
        if hasAgency || hasDate { return Match(length: dash.upperBound, isCertain: true) }
        guard isInCapitals(name, words), startsSentence(block, at: end),
            !labels.contains(where: { name.equals($0.span) })
        else { return nil }
        return Match(length: dash.upperBound, isCertain: false)
    }

    /// `(CNN)`, `(Reuters) -`: an agency of capitals, or any with a dash after it.
    private static func bareAgency(_ block: Span<UInt8>) -> Match? {
        guard block.count > 4, block[0] == UInt8(ascii: "("),
            let close = block.first(UInt8(ascii: ")"), in: 1..<Swift.min(block.count, 24)), close > 2,
            (1..<close).allSatisfy({ block[$0].isUppercase || block[$0].isLowercase }), block[1].isUppercase
        else { return nil }
        let after = block.trimmed(close + 1..<block.count).lowerBound
        if let width = dashWidth(block, at: after), prose(after: after + width, in: block) != nil {
            return Match(length: after + width, isCertain: true)
        }
        guard (1..<close).allSatisfy({ block[$0].isUppercase }), after > close + 1, startsSentence(block, at: after)
        else { return nil }
        return Match(length: close + 1, isCertain: true)
    }

    /// The first dash. Three words in a row with a small first letter are prose, and end the search.
    private static func firstDash(_ block: Span<UInt8>) -> Range<Int>? {
        let window = 1..<Swift.max(1, Swift.min(block.count, longest))
        var hyphen = block.first(UInt8(ascii: "-"), in: window) ?? window.upperBound
        var wide = block.first(0xE2, in: window) ?? window.upperBound
        while min(hyphen, wide) < window.upperBound {
            let index = min(hyphen, wide)
            if let width = dashWidth(block, at: index) {
                // A hyphen inside a word (PORT-AU-PRINCE) is no dash.
                let isHyphen =
                    width == 1 && block.whiteSpace(at: index - 1) == 0 && block[index - 1] != UInt8(ascii: ")")
                if !isHyphen { return isProse(block, 1..<index) ? nil : index..<index + width }
            }
            let rest = index + 1..<window.upperBound
            if index == hyphen {
                hyphen = block.first(UInt8(ascii: "-"), in: rest) ?? window.upperBound
            } else {
                wide = block.first(0xE2, in: rest) ?? window.upperBound
            }
        }
        return nil
    }

    /// Whether three words in a row have a small first letter.
    private static func isProse(_ block: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var smallWords = 0
        for index in range where block[index - 1] == 0x20 {
            smallWords = block[index].isLowercase ? smallWords + 1 : 0
            if smallWords == 3 { return true }
        }
        return false
    }

    private static func dashWidth(_ block: Span<UInt8>, at index: Int) -> Int? {
        guard index < block.count else { return nil }
        switch block[index] {
        case UInt8(ascii: "-"): return index + 1 < block.count && block[index + 1] == UInt8(ascii: "-") ? 2 : 1
        case 0xE2 where block.matches([0xE2, 0x80], at: index) && index + 2 < block.count:
            return (0x92...0x95).contains(block[index + 2]) ? 3 : nil
        default: return nil
        }
    }

    /// Where the prose after the dash starts; a dash needs white space after it.
    private static func prose(after dash: Int, in block: Span<UInt8>) -> Int? {
        let start = block.trimmed(dash..<block.count).lowerBound
        return start > dash && start < block.count ? start : nil
    }

    /// A capitalised word, a number, or a small word between places; no word that ends a clause.
    private static func isPlaceWord(_ word: Range<Int>, in name: Span<UInt8>) -> Bool {
        if name.isCapitalized(word) ?? (word.count <= 3) { return true }
        let piece = name.extracting(word)
        return small.contains { piece.equals($0.span) }
    }

    private static func isInCapitals(_ name: Span<UInt8>, _ words: [Range<Int>]) -> Bool {
        guard let comma = name.first(UInt8(ascii: ","), in: 0..<name.count) else {
            return name.count >= 3 && name.indices.allSatisfy { !name[$0].isLowercase && !name[$0].isDigit }
        }
        return comma >= 3 && (0..<comma).allSatisfy { !name[$0].isLowercase && !name[$0].isDigit }
    }

    /// A capital, a digit or an opening quotation mark.
    private static func startsSentence(_ block: Span<UInt8>, at index: Int) -> Bool {
        block.isCapitalized(index..<Swift.min(index + 8, block.count)) ?? false
    }

    private static let small = ["and", "of", "de", "la", "le", "el", "al", "in", "near", "aboard"].map {
        Array($0.utf8)
    }
    private static let labels = [
        "EXCLUSIVE", "BREAKING", "UPDATE", "UPDATED", "WATCH", "VIDEO", "OPINION", "ANALYSIS", "CORRECTION", "NOTE",
        "READ", "READ MORE", "MORE", "FILE", "PHOTO", "PHOTOS", "PICTURED", "LIVE", "EDITORIAL", "COMMENT",
    ].map { Array($0.utf8) }
}
