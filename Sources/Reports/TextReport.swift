import Hearsay

/// `file:line:column: level: message [rule]`; for a score over the session `session, GROUP: level: message [rule]`.
/// What it was made with, and each article's hash, stand in lines with `#` at the end.
func textReport(_ content: ReportContent) -> [UInt8] {
    var out = ""
    for analysis in content.analyses {
        let flagged = analysis.flagged
        if flagged.isEmpty { continue }
        let positions = Positions(analysis.article.text)
        let name = oneLine(analysis.article.label)
        for flag in flagged {
            let (line, column) = positions.lineAndColumn(flag.range.lowerBound)
            let level = content.paint(flag.report.level.name, flag.report.level)
            out += "\(name):\(line):\(column): \(level): \(oneLine(flag.report.message)) [\(flag.rule)]\n"
        }
    }
    for score in content.session {
        guard let flag = score.flag else { continue }
        let level = content.paint(flag.level.name, flag.level)
        out += "\(oneLine(score.place)): \(level): \(oneLine(flag.message)) [\(score.rule)]\n"
    }
    if content.isListing { return Array(out.utf8) }
    for analysis in content.analyses {
        out += "# \(oneLine(analysis.article.label)): SHA-256 \(analysis.article.sha256)\n"
    }
    out += "# made with hearsay \(content.provenance.version)\n"
    for pack in content.provenance.packs {
        out += "# \(oneLine(pack.name)) \(oneLine(pack.version)): SHA-256 \(pack.hash)\n"
    }
    return Array(out.utf8)
}
