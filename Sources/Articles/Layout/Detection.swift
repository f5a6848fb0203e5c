extension Layout {
    /// Tells the blocks of a plain text and their zones apart, by shape alone.
    ///
    /// Paragraphs are found as `Paragraphs` says; a text of one paragraph is all body. Otherwise the top of the text
    /// is read line by line up to the first paragraph that is none of these:
    /// - **caption**: `FILE - …`, `Photo: …`, a credit at the end (`(Photo: …)`, `(AP Photo/…)`, `REUTERS/…`), or one
    ///   of several equal lines in a row.
    /// - **byline**: `By NAME`, `NAME, outlet`, `NAME | outlet | date`, a line with nothing but a date, and a short line
    ///   right under one of them.
    /// - **headline**: the first paragraph that is neither, if prose follows within six paragraphs, and it equals
    ///   `title`, or is at most 160 bytes and does not end as a sentence does, or ends with a full stop but has its
    ///   words capitalised, or is one short sentence right before a byline or a dateline. No headline: a line whose
    ///   sentence the next one continues with a small letter.
    /// - **deck**: up to two paragraphs of at most 400 bytes right after the headline, when a byline or a paragraph
    ///   with a dateline comes next (captions may stand between), or when no blank line parts them from the headline
    ///   but one follows, or when they do not end as a sentence either.
    ///
    /// The first paragraph after that is the **lead**, unless it is a label of one or two words; every other one is
    /// **body**. A **dateline** is a block of its own at the start of the lead, or of a later paragraph where an
    /// agency or a date stands in it. Captions and credits (`Reporting by …`) are told further down too.
    ///
    /// In doubt a paragraph is body: prose taken for a headline does more harm than the reverse.
    ///
    /// - Parameters:
    ///   - text: UTF-8; no block starts or ends inside a scalar.
    ///   - title: the headline where somebody has said it (a record's `title`), in any case and punctuation.
    public static func detect(_ text: [UInt8], title: String? = nil) -> Layout {
        Layout(blocks: blocks(text, Paragraphs.find(in: text.span), title: title))
    }

    /// The same for paragraphs that are known already.
    static func blocks(_ text: [UInt8], _ paragraphs: [Paragraphs.Paragraph], title: String?) -> [Block] {
        guard paragraphs.count > 1 else {
            return paragraphs.map { Block(range: $0.range, zone: .body, paragraph: 1) }
        }
        return Zoning(text: text, paragraphs: paragraphs, title: title).blocks()
    }
}

/// Gives each paragraph of one text its zone.
private struct Zoning {
    let text: [UInt8]
    let paragraphs: [Paragraphs.Paragraph]
    let title: [UInt8]?
    /// Whether markup tells the headings, so that nothing else is a headline.
    let hasHeadings: Bool

    init(text: [UInt8], paragraphs: [Paragraphs.Paragraph], title: String?) {
        self.text = text
        self.paragraphs = paragraphs
        self.title = title.map { Self.folded(Array($0.utf8).span) }
        hasHeadings = paragraphs.contains { $0.kind == .heading }
    }

    func blocks() -> [Layout.Block] {
        var blocks: [Layout.Block] = []
        blocks.reserveCapacity(paragraphs.count + 1)
        let top = top()
        for (index, zone) in top.enumerated() { blocks.append(block(index, zone)) }
        var hasLead = false
        for index in top.count..<paragraphs.count {
            if paragraphs[index].kind == .heading {
                blocks.append(block(index, .body))
            } else if paragraphs[index].kind == .byline || at(index, Shapes.isCredits) {
                blocks.append(block(index, .byline))
            } else if paragraphs[index].kind == .caption || at(index, Shapes.isCaption) {
                blocks.append(block(index, .caption))
            } else {
                let isLead = !hasLead && !at(index, Shapes.isLabel)
                appendProse(index, isLead: isLead, to: &blocks)
                if isLead { hasLead = true }
            }
        }
        return blocks
    }

    // MARK: The top

    /// The zones of the paragraphs before the prose.
    private func top() -> [Zone] {
        var zones: [Zone] = []
        var hasHeadline = false
        while zones.count < paragraphs.count - 1 {
            let index = zones.count
            if let zone = mark(index, afterHeadline: hasHeadline) {
                zones.append(zone)
            } else if zones.last == .byline, isByline(under: index) {
                zones.append(.byline)
            } else if !hasHeadline, isHeadline(index) {
                hasHeadline = true
                zones.append(.headline)
                if repeats(index, index + 1), index + 2 < paragraphs.count { zones.append(.headline) }
                zones += Array(repeating: .deck, count: deck(from: zones.count))
            } else {
                break
            }
        }
        return zones
    }

    /// The zone of a line that its own shape tells.
    private func mark(_ index: Int, afterHeadline: Bool) -> Zone? {
        switch paragraphs[index].kind {
        case .heading: return nil
        case .deck: return .deck
        case .byline: return .byline
        case .caption, .prose: break
        }
        if paragraphs[index].kind == .caption || at(index, Shapes.isCaption) { return .caption }
        if at(index, Shapes.isCredits) { return .byline }
        if at(index, afterHeadline ? Shapes.isByline : Shapes.isNamedByline) { return .byline }
        guard afterHeadline, length(index) <= 400 else { return nil }
        return repeats(index, index + 1) || repeats(index, index - 1) ? .caption : nil
    }

    /// The second line of a byline: the writer's office or outlet.
    private func isByline(under index: Int) -> Bool {
        paragraphs[index].touchesPrevious && length(index) <= 80 && !startsSmall(index)
            && !at(index) { $0.endsSentence }
    }

    private func isHeadline(_ index: Int) -> Bool {
        if hasHeadings { return paragraphs[index].kind == .heading }
        guard index + 1 < paragraphs.count, !startsSmall(index + 1), at(index, Dateline.match) == nil,
            proseFollows(index)
        else { return false }
        if length(index) <= 400, at(index, isTitle) { return true }
        if at(index, Shapes.isHeadline) { return true }
        return at(index, Shapes.isShortSentence) && opensBody(after: index)
    }

    private func proseFollows(_ index: Int) -> Bool {
        paragraphs.indices.dropFirst(index + 1).prefix(6).contains { at($0, Shapes.isProse) }
    }

    /// How many paragraphs from `first` on are the deck.
    private func deck(from first: Int) -> Int {
        for count in [1, 2] {
            let end = first + count
            guard end < paragraphs.count, isDeckLike(end - 1) else { return 0 }
            if opensBody(after: end - 1) { return count }
            if (first..<end).allSatisfy({ paragraphs[$0].touchesPrevious }), !paragraphs[end].touchesPrevious {
                return count
            }
        }
        return isSecondHeadline(first) ? 1 : 0
    }

    private func isDeckLike(_ index: Int) -> Bool {
        length(index) <= 400 && paragraphs[index].kind == .prose && at(index, Dateline.match) == nil
            && mark(index, afterHeadline: true) == nil
    }

    private func isSecondHeadline(_ index: Int) -> Bool {
        index + 1 < paragraphs.count && !at(index) { $0.endsSentence } && at(index, Shapes.isHeadline)
            && isDeckLike(index)
            && proseFollows(index) && !startsSmall(index + 1)
    }

    /// Whether a byline or a paragraph with a dateline comes next, captions between them aside.
    private func opensBody(after index: Int) -> Bool {
        for next in paragraphs.indices.dropFirst(index + 1) {
            switch mark(next, afterHeadline: true) {
            case .caption: continue
            case .byline: return true
            default: return at(next, Dateline.match) != nil
            }
        }
        return false
    }

    // MARK: Prose

    private func appendProse(_ index: Int, isLead: Bool, to blocks: inout [Layout.Block]) {
        let range = paragraphs[index].range
        let zone: Zone = isLead ? .lead : .body
        guard let dateline = at(index, Dateline.match), isLead || dateline.isCertain else {
            blocks.append(block(index, zone))
            return
        }
        let end = range.lowerBound + dateline.length
        blocks.append(Layout.Block(range: range.lowerBound..<end, zone: .dateline, paragraph: index + 1))
        blocks.append(
            Layout.Block(range: text.span.trimmed(end..<range.upperBound), zone: zone, paragraph: index + 1))
    }

    // MARK: Small help

    /// Reads one paragraph's bytes.
    private func at<Answer>(_ index: Int, _ read: (Span<UInt8>) -> Answer) -> Answer {
        read(text.span.extracting(paragraphs[index].range))
    }

    private func length(_ index: Int) -> Int { paragraphs[index].range.count }

    private func startsSmall(_ index: Int) -> Bool { text[paragraphs[index].range.lowerBound].isLowercase }

    private func block(_ index: Int, _ zone: Zone) -> Layout.Block {
        Layout.Block(range: paragraphs[index].range, zone: zone, paragraph: index + 1)
    }

    private func repeats(_ index: Int, _ other: Int) -> Bool {
        paragraphs.indices.contains(other) && length(index) >= 12
            && text[paragraphs[index].range] == text[paragraphs[other].range]
    }

    /// Letters and digits only, ASCII in lower case: what two writings of one title share.
    private static func folded(_ text: Span<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        for index in text.indices { if let letter = Self.folded(text[index]) { folded.append(letter) } }
        return folded
    }

    private static func folded(_ byte: UInt8) -> UInt8? {
        byte.isUppercase || byte.isLowercase || byte.isDigit ? byte.lowercased : nil
    }

    /// Whether a paragraph is the title: most show at their first letters that they are not.
    private func isTitle(_ text: Span<UInt8>) -> Bool {
        guard let title else { return false }
        var at = 0
        for index in text.indices {
            guard let letter = Self.folded(text[index]) else { continue }
            guard at < title.count, title[at] == letter else { return false }
            at += 1
        }
        return at == title.count
    }
}
