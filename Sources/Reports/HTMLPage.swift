import Hearsay

/// What the page's template is filled with.
///
/// The names in nested dictionaries differ from level to level: mustache looks a missing one up further out.
struct HTMLPage {
    private let content: ReportContent
    /// Families of marks (a type's first segment) by the colour and shape they get.
    private let slots: [String: Int]
    private static let slotCount = 8

    init(_ content: ReportContent) {
        self.content = content
        let families = Set(content.analyses.flatMap { $0.findings.marks.lazy.filter { $0.flag != nil }.map(\.family) })
        slots = Dictionary(uniqueKeysWithValues: families.sorted().enumerated().map { ($1, $0 % Self.slotCount) })
    }

    var model: [String: Any] {
        let analyses = content.analyses
        let single = analyses.count == 1 ? analyses[0].title : "\(analyses.count) articles"
        return [
            "version": content.provenance.version,
            "pageTitle": "\(single) – hearsay",
            "hasLegend": !slots.isEmpty, "legend": legend,
            "hasSources": analyses.contains { !$0.attributions.isEmpty },
            "overview": analyses.count > 1 ? [["rows": analyses.enumerated().map(overviewRow)]] : [],
            "hasSession": !content.session.isEmpty, "session": content.session.map(row),
            "articles": analyses.enumerated().map(article),
            "packs": content.provenance.packs.map {
                ["packName": $0.name, "packVersion": $0.version, "packHash": $0.hash]
            },
        ]
    }

    private var legend: [[String: Any]] {
        var totals: [String: Int] = [:]
        for analysis in content.analyses {
            for mark in analysis.findings.marks where mark.flag != nil { totals[mark.family, default: 0] += 1 }
        }
        return totals.sorted { $0.key < $1.key }.map {
            ["family": $0.key, "slot": slots[$0.key] ?? 0, "total": $0.value]
        }
    }

    private func overviewRow(_ index: Int, _ analysis: Analysis) -> [String: Any] {
        [
            "number": index + 1, "title": analysis.title, "words": analysis.words, "flags": analysis.flagged.count,
            "sources": analysis.sources.count,
        ]
    }

    private func article(_ index: Int, _ analysis: Analysis) -> [String: Any] {
        let isWhole = { (score: Score) in score.scope == .article && score.by == nil }
        let scores = analysis.findings.scores.filter(isWhole)
        let more = analysis.findings.scores.filter { !isWhole($0) }
        let sources = analysis.sources
        var description = "\(analysis.article.label), \(analysis.words) words, \(analysis.flagged.count) flags"
        for known in [analysis.article.metadata.outlet, analysis.article.metadata.date] {
            if let known { description += ", \(known)" }
        }
        description += ". SHA-256 \(analysis.article.sha256)."
        for notice in analysis.article.notices { description += " \(notice)" }
        let text = HTMLText(analysis, article: index + 1, slots: slots, about: content.provenance.about)
        return [
            "number": index + 1, "title": analysis.title, "description": description,
            "hasScores": !scores.isEmpty, "scores": scores.map(row),
            "hasMoreScores": !more.isEmpty, "moreScores": more.map(row),
            "paragraphs": text.paragraphs(),
            "hasSourceTable": !sources.isEmpty,
            "sourceRows": sources.map {
                [
                    "sourceName": $0.name, "sourceKind": $0.kind, "statements": $0.statements, "quoted": $0.quoted,
                    "hops": $0.hops, "strength": shown($0.strength),
                ] as [String: Any]
            },
        ]
    }

    private func row(_ score: Score) -> [String: Any] {
        var row: [String: Any] = [
            "name": score.rule, "place": score.place, "value": shown(score.value), "band": score.band ?? "",
            "arithmetic": score.arithmetic,
        ]
        if let flag = score.flag {
            row["said"] = flag.message
            row["saidLevel"] = flag.level.name
        }
        return row
    }
}

extension Mark {
    /// The first segment of the type.
    var family: String { String(type.prefix { $0 != "." }) }
}
