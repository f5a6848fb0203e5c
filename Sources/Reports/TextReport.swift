import Hearsay

/// `file:line:column: level: message [rule]`; for a score over the session `session, GROUP: level: message [rule]`.
/// What it was made with, and each article's hash, stand in lines with `#` at the end.
func textReport(_ content: ReportContent) -> [UInt8] {
    var lines: [UInt8] = []
    for (index, analysis) in content.analyses.enumerated() {
        lines +=
            content.textLines.isEmpty
            ? ReportContent.textLines(of: analysis, paint: content.paint) : content.textLines[index]
    }
    var out = ""
    for score in content.session {
        guard let flag = score.flag else { continue }
        let level = content.paint(flag.level.name, flag.level)
        out += "\(oneLine(score.place)): \(level): \(oneLine(flag.message)) [\(score.rule)]\n"
    }
    if content.isListing { return lines + Array(out.utf8) }
    for analysis in content.analyses {
        out += "# \(oneLine(analysis.article.label)): SHA-256 \(analysis.article.sha256)\n"
    }
    out += "# made with hearsay \(content.provenance.version)\n"
    for pack in content.provenance.packs {
        out += "# \(oneLine(pack.name)) \(oneLine(pack.version)): SHA-256 \(pack.hash)\n"
    }
    return lines + Array(out.utf8)
}

extension ReportContent {
    /// The lines of a `text` report for the flags of one article.
    ///
    /// - Parameter paint: How a level is shown.
    public static func textLines(
        of analysis: Analysis, paint: (_ word: String, _ level: Level) -> String
    ) -> [UInt8] {
        let flagged = analysis.flagged
        if flagged.isEmpty { return [] }
        let positions = Positions(analysis.article.text)
        let name = Array(oneLine(analysis.article.label).utf8)
        var out: [UInt8] = []
        for flag in flagged {
            let (line, column) = positions.lineAndColumn(flag.range.lowerBound)
            let level = paint(flag.report.level.name, flag.report.level)
            out += name
            out.put(0x3A, line)
            out.put(0x3A, column)
            for piece in [": ", level, ": ", oneLine(flag.report.message), " [", flag.rule, "]\n"] { out.put(piece) }
        }
        return out
    }
}

extension [UInt8] {
    /// Appends a text. (Measured: an interpolated string takes four times as long as its pieces.)
    fileprivate mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Appends a sign and a number that is not negative.
    fileprivate mutating func put(_ sign: UInt8, _ number: Int) {
        append(sign)
        let first = count
        var rest = number
        repeat {
            append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        self[first...].reverse()
    }
}
