import Articles

/// The marks of the language layer that need no tags, as they were found: each list by itself.
struct ShallowMarks {
    /// In order.
    var numbers: [LanguageMark]
    var quotations: [LanguageMark]
    /// Headlines, bylines and the like, in order.
    var zones: [LanguageMark]

    /// All of them, sentences and paragraphs too, in order (`LanguageMark.precedes`).
    ///
    /// - Parameter quotations: in order.
    func merged(
        _ sentences: [Sentence], _ paragraphs: [Range<Int>], quotations: [LanguageMark]
    ) -> [LanguageMark] {
        let others = [
            numbers, quotations,
            paragraphs.lazy.filter { !$0.isEmpty }.map { LanguageMark(kind: .paragraph, tokens: $0) }, zones,
        ]
        var marks: [LanguageMark] = []
        marks.reserveCapacity(others.reduce(sentences.count) { $0 + $1.count })
        var cursors = others.map { OrderedMarks($0) }
        for sentence in sentences {
            let mark = LanguageMark(kind: .sentence, tokens: sentence.tokens)
            OrderedMarks.move(&cursors, before: mark.order, into: &marks)
            marks.append(mark)
        }
        OrderedMarks.move(&cursors, before: .max, into: &marks)
        return marks
    }
}

/// A list of marks that are in order, of which the first were taken.
private struct OrderedMarks {
    private let marks: [LanguageMark]
    private var taken = 0
    /// The next one's order.
    private var next: UInt64

    init(_ marks: [LanguageMark]) {
        self.marks = marks
        next = marks.first?.order ?? .max
    }

    /// Takes what comes before a place in the order, of all lists.
    static func move(_ lists: inout [OrderedMarks], before order: UInt64, into out: inout [LanguageMark]) {
        while let first = lists.indices.min(by: { lists[$0].next < lists[$1].next }), lists[first].next < order {
            let list = lists[first]
            out.append(list.marks[list.taken])
            lists[first].taken += 1
            lists[first].next = list.taken + 1 < list.marks.count ? list.marks[list.taken + 1].order : .max
        }
    }
}

extension LanguageMark.Kind {
    /// The kind of mark that a zone's blocks get; `nil` for running text.
    init?(zone: Zone) {
        switch zone {
        case .headline: self = .headline
        case .deck: self = .deck
        case .byline: self = .byline
        case .dateline: self = .dateline
        case .caption: self = .caption
        case .lead, .body: return nil
        }
    }
}
