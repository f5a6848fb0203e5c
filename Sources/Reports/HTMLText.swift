import Hearsay

/// An article's text cut into paragraphs and pieces, each piece with the marks that cover it, and the notes beside.
struct HTMLText {
    private let analysis: Analysis
    private let article: Int
    private let slots: [String: Int]
    private let about: [String: String]
    /// Flagged marks in order; a note's number is the index plus one.
    private let marks: [Mark]
    private let sources: [Range<Int>]

    init(_ analysis: Analysis, article: Int, slots: [String: Int], about: [String: String]) {
        self.analysis = analysis
        self.article = article
        self.slots = slots
        self.about = about
        marks = analysis.findings.marks.filter { $0.flag != nil }
        sources = analysis.attributions.compactMap { $0.source?.range }
    }

    /// What the template's `paragraphs` wants.
    func paragraphs() -> [[String: Any]] {
        ranges.map { range, zone in
            let own = marks.indices.filter { marks[$0].range.overlaps(range) }
            return [
                "zone": zone.name,
                "pieces": pieces(of: range, marks: own),
                // A mark over several paragraphs has its note where it ends.
                "notes": own.filter { range.contains(marks[$0].range.upperBound - 1) }.map(note),
            ]
        }
    }

    /// The paragraphs: blocks that share an ordinal are one.
    private var ranges: [(Range<Int>, Zone)] {
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

    private func pieces(of range: Range<Int>, marks own: [Int]) -> [[String: Any]] {
        let hidden = analysis.article.layout.hidden.filter { $0.overlaps(range) }
        let covering = sources.filter { $0.overlaps(range) }
        var cuts: Set<Int> = [range.lowerBound, range.upperBound]
        for span in own.map({ marks[$0].range }) + covering + hidden {
            for edge in [span.lowerBound, span.upperBound] where range.contains(edge) { cuts.insert(edge) }
        }
        let edges = cuts.sorted()
        return zip(edges, edges.dropFirst()).compactMap { start, end in
            if hidden.contains(where: { $0.contains(start) }) { return nil }
            let over = own.filter { marks[$0].range.contains(start) }
            let isSource = covering.contains { $0.contains(start) }
            // The shortest mark gives a piece its colour: it is the one on top.
            let top = over.min { marks[$0].range.count < marks[$1].range.count }
            return [
                "text": analysis.text(start..<end), "isMark": top != nil, "isSource": top == nil && isSource,
                "isText": top == nil && !isSource, "slot": top.map(slot) ?? 0,
                "sourceClass": isSource ? " source" : "",
                "types": over.map { marks[$0].type }.joined(separator: ", "),
                "ends": over.filter { marks[$0].range.upperBound == end }.map {
                    ["anchor": anchor($0), "ordinal": $0 + 1, "endSlot": slot($0)] as [String: Any]
                },
            ]
        }
    }

    private func note(_ index: Int) -> [String: Any] {
        let mark = marks[index]
        let context = mark.context
        let steps = mark.derivation.steps.filter { !$0.range.isEmpty }
        return [
            "anchor": anchor(index), "ordinal": index + 1, "noteSlot": slot(index),
            "words": oneLine(analysis.text(mark.range)), "level": mark.flag?.level.name ?? "",
            "message": mark.flag?.message ?? "", "rule": mark.rule, "about": about[mark.rule] ?? "",
            "steps": steps.map { ["element": $0.element, "taken": oneLine(analysis.text($0.range))] },
            "context": "voice \(context.voice) · \(context.zone.name) · depth \(context.depth) · \(context.polarity) · "
                + context.certainty,
        ]
    }

    private func slot(_ index: Int) -> Int { slots[marks[index].family] ?? 0 }
    private func anchor(_ index: Int) -> String { "\(article)-\(index + 1)" }
}
