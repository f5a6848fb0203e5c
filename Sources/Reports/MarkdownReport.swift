import Hearsay

/// CommonMark with tables.
func markdownReport(_ content: ReportContent) -> [UInt8] {
    var out = "# Hearsay report\n"
    for analysis in content.analyses {
        out += "\n## \(escaped(analysis.title))\n\n"
        let flagged = analysis.flagged
        out += "\(analysis.words) words, \(analysis.sentences.count) sentences, \(flagged.count) flags"
        out += ", \(analysis.attributions.count) attributions. File: \(escaped(analysis.article.label)). "
        out += "SHA-256 of the text: `\(analysis.article.sha256)`.\n"
        out += scoreTable(analysis.findings.scores)
        out += sourceTable(analysis)
        out += flagTable(analysis, flagged)
    }
    if !content.session.isEmpty { out += "\n## All articles\n" + scoreTable(content.session) }
    out += "\n---\n\nMade with \(escaped("hearsay \(content.provenance.version)"))"
    if content.provenance.packs.isEmpty { return Array((out + ".\n").utf8) }
    out += " and these packs:\n\n"
    for pack in content.provenance.packs {
        out += "- \(escaped(pack.name)) \(escaped(pack.version)), SHA-256 `\(pack.hash)`\n"
    }
    return Array(out.utf8)
}

private func scoreTable(_ scores: [Score]) -> String {
    table(
        "Scores", ["score", "of", "value", "band", "arithmetic"],
        scores.map { [$0.rule, $0.place, shown($0.value), $0.band ?? "", $0.arithmetic] })
}

private func sourceTable(_ analysis: Analysis) -> String {
    table(
        "Sources", ["source", "class", "statements", "quoted", "hops", "strength"],
        analysis.sources.map {
            [$0.name, $0.kind, "\($0.statements)", "\($0.quoted)", "\($0.hops)", shown($0.strength)]
        })
}

private func flagTable(_ analysis: Analysis, _ flagged: [Flagged]) -> String {
    let positions = Positions(analysis.article.text)
    return table(
        "Flags", ["line", "level", "words", "what", "voice", "rule"],
        flagged.map { flag in
            let (line, column) = positions.lineAndColumn(flag.range.lowerBound)
            return [
                "\(line):\(column)", flag.report.level.name, analysis.text(flag.range), flag.report.message,
                flag.mark?.context.voice ?? "", flag.rule,
            ]
        })
}

private func table(_ title: String, _ columns: [String], _ rows: [[String]]) -> String {
    if rows.isEmpty { return "" }
    var out = "\n### \(title)\n\n"
    out += "| " + columns.joined(separator: " | ") + " |\n"
    out += String(repeating: "|---", count: columns.count) + "|\n"
    for row in rows { out += "| " + row.map(escaped).joined(separator: " | ") + " |\n" }
    return out
}

/// Text on one line in which nothing is markup.
private func escaped(_ text: String) -> String {
    var out = ""
    for scalar in oneLine(text).unicodeScalars {
        if "\\`*_[]<>|~#&!".unicodeScalars.contains(scalar) { out += "\\" }
        out.unicodeScalars.append(scalar)
    }
    return out
}
