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

    func text(_ range: Range<Int>) -> String { String(decoding: article.text[range], as: UTF8.self) }

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

/// Text on one line: line breaks, other control characters and repeated white space are one space each.
///
/// Nothing that is in an article reaches a terminal as a command.
func oneLine(_ text: String) -> String {
    if isPlainLine(text) { return text }
    var out = String.UnicodeScalarView()
    var isSpace = true
    for scalar in text.unicodeScalars {
        let blank =
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            || scalar.properties.isBidiControl
        if !blank {
            out.append(scalar)
        } else if !isSpace {
            out.append(" ")
        }
        isSpace = blank
    }
    if isSpace, !out.isEmpty { out.removeLast() }
    return String(out)
}

/// Whether there is nothing but ASCII on the line already: the common case, told at a tenth of the cost.
private func isPlainLine(_ text: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in text.utf8 {
        guard 0x20...0x7E ~= byte, byte != 0x20 || last != 0x20 else { return false }
        last = byte
    }
    return last != 0x20
}

/// A number as people read it in tables: at most two decimals.
func shown(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return plainDecimal((value * 100).rounded() / 100)
}
