import Hearsay

/// Several articles side by side: a table with bars, and a scatter of one score against another.
struct HTMLOverview {
    private let articles: [HTMLArticle]
    private let index: HTMLIndex
    private let rules: [String: RuleNote]
    /// The scores that every article can be compared by: over the article, not grouped, with bands where any has them.
    private let columns: [String]

    init(_ articles: [HTMLArticle], _ index: HTMLIndex, _ rules: [String: RuleNote]) {
        self.articles = articles
        self.index = index
        self.rules = rules
        var seen = Set<String>()
        let whole = articles.flatMap { $0.analysis.findings.scores.filter { $0.scope == .article && $0.by == nil } }
        let banded = whole.filter { $0.band != nil }
        columns = (banded.isEmpty ? whole : banded).map(\.rule).filter { seen.insert($0).inserted }
    }

    var model: [String: Any] {
        let values = columns.map { column in articles.map { score(column, of: $0)?.value } }
        let most = values.map { max(1, $0.compactMap { $0 }.filter(\.isFinite).max() ?? 1) }
        let flags = max(1, articles.map(\.flags.count).max() ?? 1)
        return [
            "columns": columns.map { column in
                ["column": Markup(HTMLScores.label(column)), "columnAbout": Markup(rules[column]?.about ?? "")]
            },
            "rows": articles.map { article in
                [
                    "rowNumber": article.number, "rowTitle": Markup(article.analysis.title),
                    "rowWords": article.analysis.words, "rowFlags": article.flags.count,
                    "rowSources": article.analysis.summaries(of: article.attributions).count,
                    "parts": parts(of: article, most: flags),
                    "cells": columns.indices.map { cell(columns[$0], of: article, most: most[$0]) },
                ] as [String: Any]
            },
            "scatter": scatter.map { [$0] } ?? [],
        ]
    }

    private func score(_ rule: String, of article: HTMLArticle) -> Score? {
        article.analysis.findings.scores.first { $0.rule == rule && $0.scope == .article && $0.by == nil }
    }

    private func cell(_ rule: String, of article: HTMLArticle, most: Double) -> [String: Any] {
        let score = score(rule, of: article)
        let value = score?.value.flatMap { $0.isFinite ? $0 : nil }
        return [
            "cellValue": Markup(value.map { shown($0) } ?? "–"),
            "cellSort": Markup(value.map { plainDecimal($0) } ?? ""), "cellBand": Markup(score?.band ?? ""),
            "cellBar": Markup(shown(max(0, (value ?? 0) / most) * 100)),
        ]
    }

    /// The flags by kind as one bar, of 100 for the article with the most.
    private func parts(of article: HTMLArticle, most: Int) -> [[String: Any]] {
        var start = 0.0
        return index.families.enumerated().compactMap { id, family in
            let count = article.flags.count { index.family($0) == id }
            guard count > 0 else { return nil }
            let width = Double(count) / Double(most) * 100
            defer { start += width }
            return [
                "partFamily": Markup(family.name), "partSlot": family.slot, "partCount": count,
                "partX": Markup(shown(start)), "partWidth": Markup(shown(width)),
            ]
        }
    }

    // MARK: - Scatter

    /// The plot's inside, in the drawing's units.
    private static let frame = (left: 56.0, top: 16.0, width: 620.0, height: 300.0)

    /// How much is held back against how well it is sourced, where those scores are there; else the first two.
    private var axes: (x: String, y: String)? {
        let wanted = ["core/hedging:density", "core/sourcing:strength"]
        let found = wanted.allSatisfy(columns.contains) ? wanted : Array(columns.prefix(2))
        return found.count == 2 ? (found[0], found[1]) : nil
    }

    private var scatter: [String: Any]? {
        guard let axes else { return nil }
        let points = articles.compactMap { article -> (article: HTMLArticle, x: Double, y: Double)? in
            guard let x = score(axes.x, of: article)?.value, let y = score(axes.y, of: article)?.value,
                x.isFinite, y.isFinite
            else { return nil }
            return (article, x, y)
        }
        guard let mostX = points.map(\.x).max(), let mostY = points.map(\.y).max() else { return nil }
        let (frame, x, y) = (Self.frame, HTMLAxis(most: mostX), HTMLAxis(most: mostY))
        func px(_ value: Double) -> Markup { Markup(shown(frame.left + x.share(value) * frame.width)) }
        func py(_ value: Double) -> Markup { Markup(shown(frame.top + (1 - y.share(value)) * frame.height)) }
        return [
            "xLabel": Markup(HTMLScores.label(axes.x)), "yLabel": Markup(HTMLScores.label(axes.y)),
            "xTicks": x.ticks.map { ["xTick": px($0), "xTickLabel": Markup(shown($0))] },
            "yTicks": y.ticks.map { ["yTick": py($0), "yTickLabel": Markup(shown($0))] },
            "areFew": points.count <= 40,
            "dots": points.map { point in
                [
                    "dotNumber": point.article.number, "dotX": px(point.x), "dotY": py(point.y),
                    "dotTitle": Markup(
                        "\(point.article.number) \(point.article.analysis.title): \(HTMLScores.label(axes.x)) "
                            + "\(shown(point.x)), \(HTMLScores.label(axes.y)) \(shown(point.y))"),
                ] as [String: Any]
            },
        ]
    }
}

/// An axis from 0 to a round number.
struct HTMLAxis {
    let step: Double
    let end: Double

    init(most: Double) {
        let rough = max(most, 0.01) / 4
        var unit = 0.001
        while unit * 10 <= rough { unit *= 10 }
        step = unit * ([1, 2, 2.5, 5].first { unit * $0 >= rough } ?? 10)
        end = step * max(1, (max(most, 0.01) / step).rounded(.up))
    }

    var ticks: [Double] { Array(stride(from: 0, through: end + step / 2, by: step)) }
    func share(_ value: Double) -> Double { min(max(value / end, 0), 1) }
}
