import Hearsay

/// RFC 4180: a header, rows that end in CRLF, offsets in code points.
func csvReport(_ content: ReportContent) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(header(of: content.table))
    for analysis in content.analyses {
        let positions = Positions(analysis.article.text)
        let article = [analysis.article.id, analysis.article.path ?? ""].map(CSVWriter.Field.text)
        let made: [CSVWriter.Field] = [.text(analysis.article.sha256), .text(content.provenance.line)]
        let rows =
            switch content.table {
            case .flags: flagRows(analysis, positions)
            case .attributions: attributionRows(analysis, positions)
            case .scores: scoreRows(analysis.findings.scores)
            case .articles: [articleRow(analysis)]
            }
        for row in rows { csv.row(article + row + made) }
    }
    if content.table == .scores {
        let nowhere = [CSVWriter.Field.text(""), .text("")]
        for row in scoreRows(content.session) {
            csv.row(nowhere + row + [.text(""), .text(content.provenance.line)])
        }
    }
    return csv.bytes
}

private func header(of table: ReportContent.Table) -> [CSVWriter.Field] {
    let columns =
        switch table {
        case .flags:
            "line column start end level rule type text message zone voice depth polarity certainty sentence paragraph"
        case .attributions:
            "attribution line column source_start source_end source class name cue_start cue_end cue content_start "
                + "content_end content mode hops via strength rule"
        case .scores: "score over by paragraph value band arithmetic level message"
        case .articles: "title outlet date words sentences marks flags attributions"
        }
    return "article file \(columns) sha256 made_with".split(separator: " ").map { .text(String($0)) }
}

private func flagRows(_ analysis: Analysis, _ positions: Positions) -> [[CSVWriter.Field]] {
    analysis.flagged.map { flag in
        let (line, column) = positions.lineAndColumn(flag.range.lowerBound)
        let range = positions.points.range(of: flag.range)
        let context = flag.mark?.context
        return [
            .int(line), .int(column), .int(range.lowerBound), .int(range.upperBound),
            .text(flag.report.level.name), .text(flag.rule), .text(flag.mark?.type ?? ""),
            .text(analysis.text(flag.range)), .text(flag.report.message), .text(context?.zone.name ?? ""),
            .text(context?.voice ?? ""), .int(context?.depth), .text(context?.polarity ?? ""),
            .text(context?.certainty ?? ""), .int(context?.sentence), .int(context?.paragraph),
        ]
    }
}

private func attributionRows(_ analysis: Analysis, _ positions: Positions) -> [[CSVWriter.Field]] {
    func span(_ ranges: [Range<Int>]) -> [CSVWriter.Field] {
        guard let first = ranges.first, let last = ranges.last else { return [.int(nil), .int(nil), .text("")] }
        let range = first.lowerBound..<last.upperBound
        let points = positions.points.range(of: range)
        return [.int(points.lowerBound), .int(points.upperBound), .text(analysis.text(range))]
    }
    return analysis.attributions.enumerated().map { id, attribution in
        let (line, column) = positions.lineAndColumn(analysis.findings.marks[attribution.mark].range.lowerBound)
        return [.int(id), .int(line), .int(column)] + span(attribution.source.map { [$0.range] } ?? [])
            + [.text(attribution.source?.kind ?? ""), .text(attribution.source?.name ?? "")]
            + span(attribution.cue) + span(attribution.content)
            + [
                .text(attribution.mode.rawValue), .int(attribution.hops), .int(attribution.via),
                .number(attribution.strength), .text(attribution.rule),
            ]
    }
}

private func scoreRows(_ scores: [Score]) -> [[CSVWriter.Field]] {
    scores.map { score in
        [
            .text(score.rule), .text(score.scope.rawValue), .text(score.by ?? ""), .int(score.paragraph),
            .number(score.value), .text(score.band ?? ""), .text(score.arithmetic),
            .text(score.flag?.level.name ?? ""), .text(score.flag?.message ?? ""),
        ]
    }
}

private func articleRow(_ analysis: Analysis) -> [CSVWriter.Field] {
    let metadata = analysis.article.metadata
    return [
        .text(metadata.title ?? ""), .text(metadata.outlet ?? ""), .text(metadata.date ?? ""), .int(analysis.words),
        .int(analysis.sentences.count), .int(analysis.findings.marks.count), .int(analysis.flagged.count),
        .int(analysis.attributions.count),
    ]
}

extension Score {
    /// `all = 9, sum = 2.1`
    var arithmetic: String { lets.map { "\($0.name) = \(shown($0.value))" }.joined(separator: ", ") }
}

/// Rows of fields.
struct CSVWriter {
    enum Field {
        case text(String)
        case int(Int?)
        case number(Double?)
    }

    private(set) var bytes: [UInt8] = []

    mutating func row(_ fields: [Field]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            switch field {
            case .text(let text): append(text)
            case .int(let value): if let value { bytes.append(contentsOf: String(value).utf8) }
            case .number(let value):
                if let value, value.isFinite { bytes.append(contentsOf: plainDecimal(value).utf8) }
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// A spreadsheet takes text that starts with one of `= + - @`, a tab or a line end for a formula; an apostrophe
    /// before it, as OWASP advises, makes it text again.
    private mutating func append(_ text: String) {
        let isFormula = text.utf8.first.map { "=+-@\t\r\n".utf8.contains($0) } ?? false
        let needsQuotes = isFormula || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
        if needsQuotes { bytes.append(0x22) }
        if isFormula { bytes.append(0x27) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        if needsQuotes { bytes.append(0x22) }
    }
}
