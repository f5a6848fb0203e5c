import Hearsay

/// An article's text cut into paragraphs and pieces, each piece with the marks that cover it, and the notes beside.
struct HTMLText {
    private let article: HTMLArticle
    private let index: HTMLIndex
    private let rules: [String: RuleNote]
    private typealias Span = (range: Range<Int>, statement: Int, isSource: Bool)
    private var analysis: Analysis { article.analysis }
    private var flags: [Mark] { article.flags }
    /// Where each attribution's source, cue and content stand.
    private let spans: [Span]

    init(_ article: HTMLArticle, _ index: HTMLIndex, _ rules: [String: RuleNote]) {
        self.article = article
        self.index = index
        self.rules = rules
        spans = article.attributions.enumerated().flatMap { statement, attribution in
            attribution.source.map { [($0.range, statement, true)] } ?? []
                + (attribution.cue + attribution.content).map { ($0, statement, false) }
        }
    }

    /// What the template's `paragraphs` wants.
    var paragraphs: [[String: Any]] {
        blocks.map { range, zone in
            let own = flags.indices.filter { flags[$0].range.overlaps(range) }
            // A mark over several paragraphs has its note where it ends.
            let notes = own.filter { range.contains(flags[$0].range.upperBound - 1) }
            return [
                "zone": Markup(zone.name), "pieces": pieces(of: range, flags: own), "hasNotes": !notes.isEmpty,
                "noteCount": notes.count, "notesAreOne": notes.count == 1, "notes": notes.map(note),
            ]
        }
    }

    /// The paragraphs: blocks that share an ordinal are one.
    private var blocks: [(Range<Int>, Zone)] {
        var list: [(range: Range<Int>, zone: Zone, ordinal: Int)] = []
        for block in analysis.article.layout.blocks {
            if let last = list.last, last.ordinal == block.paragraph {
                list[list.count - 1].range = last.range.lowerBound..<block.range.upperBound
                list[list.count - 1].zone = block.zone
            } else {
                list.append((block.range, block.zone, block.paragraph))
            }
        }
        return list.map { ($0.range, $0.zone) }
    }

    private func pieces(of range: Range<Int>, flags own: [Int]) -> [[String: Any]] {
        let hidden = analysis.article.layout.hidden.filter { $0.overlaps(range) }
        let near = spans.filter { $0.range.overlaps(range) }
        var cuts: Set<Int> = [range.lowerBound, range.upperBound]
        for span in own.map({ flags[$0].range }) + near.map(\.range) + hidden {
            for edge in [span.lowerBound, span.upperBound] where range.contains(edge) { cuts.insert(edge) }
        }
        let edges = cuts.sorted()
        return zip(edges, edges.dropFirst()).compactMap { start, end in
            if hidden.contains(where: { $0.contains(start) }) { return nil }
            return piece(
                start..<end, own.filter { flags[$0].range.contains(start) }, near.filter { $0.range.contains(start) })
        }
    }

    private func piece(
        _ range: Range<Int>, _ over: [Int], _ near: [Span]
    ) -> [String: Any] {
        // The shortest mark gives a piece its colour: it is the one on top.
        let stacked = over.sorted { (flags[$0].range.count, $0) < (flags[$1].range.count, $1) }
        let source = near.filter(\.isSource).min { $0.range.count < $1.range.count }
        let kind = source.map { article.attributions[$0.statement].source?.kind ?? "none" } ?? ""
        let id = source.flatMap { index.source(article.attributions[$0.statement], in: analysis) }
        let starting = near.first { $0.isSource && $0.range.lowerBound == range.lowerBound }
        let ends = over.filter { flags[$0].range.upperBound == range.upperBound }
        return [
            "text": Markup(analysis.text(range)), "isPlain": over.isEmpty && near.isEmpty, "isMark": !over.isEmpty,
            "isSource": source != nil, "markSlot": stacked.first.map { index.slot(flags[$0]) } ?? 0,
            "marks": Markup(stacked.map(anchor).joined(separator: " ")),
            "said": statements(near),
            "pieceClass": Markup(kind), "pieceSource": id ?? -1,
            "pieceAnchor": Markup(starting.map { article.sourceAnchor($0.statement) } ?? ""),
            "ends": ends.map {
                [
                    "endAnchor": anchor($0), "endOrdinal": $0 + 1, "endSlot": index.slot(flags[$0]),
                    "endFamily": Markup(flags[$0].family),
                ] as [String: Any]
            },
        ]
    }

    /// `s1-4 s1-7`: the statements that a piece belongs to.
    private func statements(_ spans: [Span]) -> Markup {
        Markup(Set(spans.map(\.statement)).sorted().map { "s\(article.number)-\($0)" }.joined(separator: " "))
    }

    private func note(_ flag: Int) -> [String: Any] {
        let mark = flags[flag]
        let rule = rules[mark.rule]
        let owner = article.source(of: flag)
        let (marked, message) = (oneLine(analysis.text(mark.range)), mark.flag?.message ?? "")
        var note: [String: Any] = [
            "anchor": anchor(flag), "ordinal": flag + 1, "noteSlot": index.slot(mark),
            "noteFamilyId": index.family(mark), "type": Markup(mark.type),
            // Most messages say the words themselves.
            "marked": Markup(message.contains(marked) ? "" : marked), "level": Markup(mark.flag?.level.name ?? ""),
            "rank": mark.flag?.level.rawValue ?? 0, "message": Markup(message),
            "rule": Markup(mark.rule), "rulePlace": Markup(rule?.place ?? ""), "about": Markup(rule?.about ?? ""),
            "noteVoice": index.voice(mark), "noteSource": owner.flatMap { index.source($0, in: analysis) } ?? -1,
            "noteClass": Markup(owner.map { $0.source?.kind ?? "none" } ?? ""),
        ]
        note.merge(HTMLDerivation(mark, in: analysis, rule).model) { first, _ in first }
        return note
    }

    /// The article as a strip: a lane for each kind of mark, every flag in its place, of 1000.
    var lanes: [[String: Any]] {
        let length = Double(max(1, analysis.article.text.count))
        func place(_ offset: Int) -> Double { Double(offset) / length * 1000 }
        let breaks = blocks.dropFirst().map { ["breakX": Markup(shown(place($0.0.lowerBound)))] }
        return index.families.enumerated().compactMap { id, family in
            let own = flags.indices.filter { index.family(flags[$0]) == id }
            guard !own.isEmpty else { return nil }
            return [
                "laneFamily": Markup(family.name), "laneSlot": family.slot, "laneTotal": own.count, "breaks": breaks,
                "ticks": own.map { flag in
                    let (range, height) = (flags[flag].range, 6 + 4 * (flags[flag].flag?.level.rawValue ?? 0))
                    return [
                        "tickAnchor": anchor(flag), "tickX": Markup(shown(place(range.lowerBound))),
                        "tickWidth": Markup(shown(max(2.5, place(range.count)))), "tickHeight": height,
                        "tickY": 18 - height, "tickTitle": Markup("\(flag + 1): \(oneLine(analysis.text(range)))"),
                    ] as [String: Any]
                },
            ]
        }
    }

    /// Who stands where on what.
    var stances: [[String: Any]] {
        StanceGroup.all(in: analysis).map { group in
            let marks = group.marks.map { analysis.findings.marks[$0] }
            let first = marks[0]
            let number = first.context.sentence - 1
            let sentence = analysis.sentences.indices.contains(number) ? analysis.sentences[number] : first.range
            let note = flags.firstIndex { $0.range == first.range && $0.rule == first.rule }
            let paragraphs = Set(marks.map(\.context.paragraph)).sorted().map(String.init)
            return [
                "holder": Markup(group.holder), "isOwn": group.holder == "author", "position": Markup(group.position),
                "target": Markup(group.target), "times": marks.count,
                "inParagraphs": Markup(paragraphs.joined(separator: ", ")),
                "sentence": Markup(oneLine(analysis.text(sentence))), "hasNote": note != nil,
                "stanceAnchor": note.map(anchor) ?? "", "stanceOrdinal": (note ?? 0) + 1,
            ]
        }
    }

    private func anchor(_ flag: Int) -> String { "\(article.number)-\(flag + 1)" }
}
