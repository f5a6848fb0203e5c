import Hearsay

/// A flag of an article, on a mark or on a score, as most formats list them.
struct Flagged {
    var rule: String
    var report: Report
    /// Bytes of the article; empty, at the start of the paragraph or the article, for a score.
    var range: Range<Int>
    /// `nil` for a flag on a score.
    var mark: Mark?
    /// Of the mark or the score among the findings.
    var index: Int
}

extension Analysis {
    /// Flags in the order of the findings: marks, then scores.
    var flagged: [Flagged] {
        var list: [Flagged] = []
        for (index, mark) in findings.marks.enumerated() {
            guard let report = mark.flag else { continue }
            list.append(Flagged(rule: mark.rule, report: report, range: mark.range, mark: mark, index: index))
        }
        for (index, score) in findings.scores.enumerated() {
            guard let report = score.flag else { continue }
            let paragraph = (score.paragraph ?? 0) - 1
            let place = paragraphs.indices.contains(paragraph) ? paragraphs[paragraph].lowerBound : 0
            list.append(Flagged(rule: score.rule, report: report, range: place..<place, mark: nil, index: index))
        }
        return list
    }

    /// The title: as the metadata has it, else the headline, else the article's name.
    var title: String {
        if let title = article.metadata.title, !title.isEmpty { return title }
        if let headline = article.layout.blocks.first(where: { $0.zone == .headline }) {
            return oneLine(text(headline.range))
        }
        return article.label
    }
}

extension Article {
    /// What a reader finds the article by: its file, or its id in a stream.
    var label: String {
        guard let path else { return id }
        return path == id ? path : "\(path)#\(id)"
    }
}

/// A number as people read it in tables: at most two decimals.
func shown(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return plainDecimal((value * 100).rounded() / 100)
}
