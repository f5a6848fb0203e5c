/// The shapes of the lines around an article's prose. Each function is asked about one paragraph, trimmed.
enum Shapes {
    // MARK: Headline

    /// A line that may be a headline: at most 160 bytes and three words or more, starting with a capital, a digit or a
    /// quotation mark, and either not ending as a sentence (nor with a colon or comma), or a single sentence in which
    /// four in five of the words of four bytes or more are capitalised.
    static func isHeadline(_ block: Span<UInt8>) -> Bool {
        guard block.count <= 160, startsLikeTitle(block) else { return false }
        let words = block.words
        guard words.count >= 3 else { return false }
        if block.endsSentence { return isTitleCase(block, words) }
        let last = block[block.endBeforeClosers - 1]
        return last != UInt8(ascii: ":") && last != UInt8(ascii: ",")
    }

    /// A short line that ends as a sentence, which only what follows can show to be a headline.
    static func isShortSentence(_ block: Span<UInt8>) -> Bool {
        block.count <= 120 && startsLikeTitle(block) && block.words.count >= 2 && !holdsSentenceEnd(block)
    }

    private static func startsLikeTitle(_ block: Span<UInt8>) -> Bool {
        guard !block.isEmpty, block.endBeforeClosers > 0 else { return false }
        switch block[0] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "#"): return false
        case 0xE2 where block.matches([0xE2, 0x80, 0xA2], at: 0): return false
        default: return block.isCapitalized(0..<block.count) == true
        }
    }

    private static func isTitleCase(_ block: Span<UInt8>, _ words: [Range<Int>]) -> Bool {
        guard !holdsSentenceEnd(block) else { return false }
        let long = words.filter { $0.count >= 4 }
        let capitalized = long.count { block.isCapitalized($0) == true }
        return long.count >= 3 && capitalized * 5 >= long.count * 4
    }

    /// Whether a full stop, `!` or `?` and a space stand inside, after a word that is no abbreviation of one to three
    /// letters.
    private static func holdsSentenceEnd(_ block: Span<UInt8>) -> Bool {
        let words = block.words
        return words.dropLast().contains { word in
            switch block[word.upperBound - 1] {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): true
            case UInt8(ascii: "."): word.count > 4
            default: false
            }
        }
    }

    /// A paragraph long enough to be prose and ending as prose does.
    static func isProse(_ block: Span<UInt8>) -> Bool { block.count >= 60 && block.endsSentence }

    /// A line that no lead is: a label (“ABSTRACT.”), a rule of asterisks.
    static func isLabel(_ block: Span<UInt8>) -> Bool { block.count < 60 && block.words.count <= 2 }

    // MARK: Byline

    /// `By NAME…`, `NAME, Reuters`, `NAME | outlet | date`, `Published 3 March …`, `March 3, 2031`. Only asked before
    /// the body.
    static func isByline(_ block: Span<UInt8>) -> Bool {
        guard block.count <= 160 else { return false }
        let words = block.words
        if startsWithBy(block) { return isNamedByline(block) }
        guard !block.endsSentence, words.count <= 16 else { return false }
        if dateStarts.contains(where: { block.starts(with: $0) }) { return true }
        if isDate(block, words) { return true }
        let separated = words.dropFirst().dropLast().contains { word in
            let piece = block.extracting(word)
            return separators.contains { piece.count == $0.count && piece.starts(with: $0) }
        }
        if separated { return block.isCapitalized(words[0]) == true }
        return isNameAndOutlet(block, words)
    }

    /// `Reporting by …`, `(Writing by …; Editing by …)`: credits, wherever they stand.
    static func isCredits(_ block: Span<UInt8>) -> Bool {
        guard block.count <= 400 else { return false }
        let start = block[0] == UInt8(ascii: "(") || block[0] == UInt8(ascii: "[") ? 1 : 0
        guard start < block.count, creditInitials.contains(block[start]) else { return false }
        return creditStarts.contains { block.matches($0, at: start) }
    }

    /// `By NAME`: the one byline that needs no headline before it.
    static func isNamedByline(_ block: Span<UInt8>) -> Bool {
        block.count <= 160 && startsWithBy(block) && allNames(block, block.words.dropFirst())
    }

    private static func startsWithBy(_ block: Span<UInt8>) -> Bool {
        by.contains { block.starts(with: $0) }
    }

    /// Whether every word is a name: capitalised, or one of the small words that stand between names; no sentence.
    private static func allNames(_ block: Span<UInt8>, _ words: ArraySlice<Range<Int>>) -> Bool {
        guard let first = words.first, block.isCapitalized(first) == true, !block[first.lowerBound].isDigit,
            !block.endsSentence || words.count <= 4
        else { return false }
        return words.allSatisfy { word in
            guard let capitalized = block.isCapitalized(word) else { return true }
            if capitalized || block.first(UInt8(ascii: "@"), in: word) != nil { return true }
            let piece = block.extracting(word)
            return joiners.contains { piece.count == $0.count && piece.starts(with: $0) }
        }
    }

    private static func isNameAndOutlet(_ block: Span<UInt8>, _ words: [Range<Int>]) -> Bool {
        guard block.count <= 80, let comma = block.first(UInt8(ascii: ","), in: 0..<block.count),
            words.allSatisfy({ block.isCapitalized($0) != false })
        else { return false }
        let name = words.prefix { $0.lowerBound <= comma }
        guard (2...4).contains(name.count), !name.contains(where: { $0.contains { block[$0].isDigit } }) else {
            return false
        }
        let outlet = block.extracting(comma..<block.count)
        return outlets.contains { outlet.contains(foldedWord: $0) }
    }

    private static func isDate(_ block: Span<UInt8>, _ words: [Range<Int>]) -> Bool {
        block.count <= 60 && words.contains { $0.contains { block[$0].isDigit } }
            && words.prefix(3).contains { isMonth(block.extracting($0)) }
            && words.allSatisfy { block.isCapitalized($0) != false || block.extracting($0).count <= 5 }
    }

    /// `March`, `Mar.`, `MARCH`, with what is not a letter after it.
    static func isMonth(_ word: Span<UInt8>) -> Bool {
        guard let first = word.indices.first, word[first].isUppercase else { return false }
        let letters = word.indices.prefix { word[$0].isUppercase || word[$0].isLowercase }.count
        guard letters >= 3 else { return false }
        return months.contains { month in
            (letters <= 4 || letters == month.count) && letters <= month.count && word.starts(folded: month[..<letters])
        }
    }

    private static let by = ["By ", "BY "].map { Array($0.utf8) }
    private static let separators = ["|", "·", "•"].map { Array($0.utf8) }
    private static let joiners = [
        "and", "of", "for", "in", "the", "at", "with", "de", "da", "di", "del", "der", "den", "van", "von", "bin",
        "al", "el", "la", "le", "y", "via",
    ].map { Array($0.utf8) }
    private static let outlets = [
        "reuters", "ap", "afp", "press", "news", "times", "post", "herald", "tribune", "journal", "gazette", "wire",
        "staff", "correspondent", "reporter", "writer", "editor", "agency", "bureau", "columnist",
    ].map { Array($0.utf8) }
    private static let dateStarts = ["Published", "Updated", "Last updated", "Last modified", "Posted on", "Posted at"]
        .map { Array($0.utf8) }
    private static let creditStarts = [
        "Reporting by ", "Additional reporting by ", "Writing by ", "Editing by ", "Reported by ", "Compiled by ",
    ].map { Array($0.utf8) }
    private static let creditInitials = creditStarts.compactMap(\.first)
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }

    // MARK: Caption

    /// A picture's caption or credit: `FILE - …`, `Photo: …`, `… (AP Photo/Name)`, `… REUTERS/Name`.
    static func isCaption(_ block: Span<UInt8>) -> Bool {
        guard block.count <= 600 else { return false }
        switch block[0] {
        case UInt8(ascii: "F"), UInt8(ascii: "P"), UInt8(ascii: "I"), UInt8(ascii: "C"), UInt8(ascii: "E"):
            if captionStarts.contains(where: { block.starts(with: $0) }) { return true }
        default: break
        }
        return endsWithAgency(block) || endsWithCredit(block)
    }

    /// `… REUTERS/Name`, `… AP Photo/Name` within the last 80 bytes; `… Getty Images` at the end.
    private static func endsWithAgency(_ block: Span<UInt8>) -> Bool {
        let end = block[block.count - 1] == UInt8(ascii: ".") ? block.count - 1 : block.count
        if end > 0, block[end - 1] == UInt8(ascii: "s"), block.matches(getty, at: end - getty.count) { return true }
        var at = Swift.max(0, block.count - 80)
        while let slash = block.first(UInt8(ascii: "/"), in: at..<block.count) {
            if agencies.contains(where: { block.matches($0, at: slash - $0.count) }) { return true }
            at = slash + 1
        }
        return false
    }

    /// Whether the last bracket, before an optional full stop, names a picture.
    private static func endsWithCredit(_ block: Span<UInt8>) -> Bool {
        var end = block.count
        if end > 0, block[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard end > 0 else { return false }
        let opener: UInt8
        switch block[end - 1] {
        case UInt8(ascii: ")"): opener = UInt8(ascii: "(")
        case UInt8(ascii: "]"): opener = UInt8(ascii: "[")
        default: return false
        }
        let window = Swift.max(0, end - 120)..<end
        guard let start = window.last(where: { block[$0] == opener }) else { return false }
        let credit = block.extracting(start + 1..<end - 1)
        return creditWords.contains { credit.starts(folded: $0) }
            || creditAnywhere.contains { credit.contains(foldedWord: $0) }
    }

    private static let captionStarts = [
        "FILE - ", "FILE – ", "FILE — ", "FILE -- ", "FILE PHOTO", "FILE:", "File photo:", "File photo ", "Photo:",
        "PHOTO:", "Photos:", "Photo by ", "Photo credit", "Photo courtesy", "Photograph by ", "Photograph:", "Image:",
        "IMAGE:", "Image credit", "Image copyright", "Image caption", "Image by ", "Picture:", "Photographer:",
        "Caption:", "CAPTION:", "Illustration:", "Enlarge this image",
    ].map { Array($0.utf8) }
    private static let getty = Array(" Getty Images".utf8)
    private static let agencies = [" REUTERS", " AP Photo", " AFP"].map { Array($0.utf8) }
    private static let creditWords = [
        "photo", "image", "picture", "illustration", "file", "credit", "courtesy", "reuters/", "ap/", "afp/", "getty",
        "via ",
    ].map { Array($0.utf8) }
    private static let creditAnywhere = [
        " photo", " via ap", " via reuters", "getty images", " image", "/reuters", "/getty", "/afp", "/ap",
    ].map { Array($0.utf8) }
}

extension Span<UInt8> {
    func starts(folded lowercase: some Collection<UInt8>) -> Bool {
        guard lowercase.count <= count else { return false }
        return lowercase.enumerated().allSatisfy { self[$0].lowercased == $1 }
    }
}
