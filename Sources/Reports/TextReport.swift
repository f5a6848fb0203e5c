import Hearsay

/// `file:line:column: level: message [rule]`; for a score over the session `session, GROUP: level: message [rule]`
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
    return Array(out.utf8)
}
