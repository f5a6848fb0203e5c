import Foundation
import GRDB
import Hearsay

/// Writes a session into an empty database.
enum SessionWriter {
    static func write(
        _ analyses: [Analysis], packs: [StoredSession.Pack], program: String, to database: Database
    ) throws {
        try insert("session", ["program": program], database)
        for pack in packs {
            try insert("pack", ["name": pack.name, "version": pack.version, "hash": pack.hash], database)
        }
        var flags = 0
        for (i, analysis) in analyses.enumerated() {
            try write(analysis.article, number: i + 1, analysis, database)
            try writeFindings(of: analysis, article: i + 1, flags: &flags, database)
        }
    }

    private static func insert(
        _ table: String, _ row: KeyValuePairs<String, (any DatabaseValueConvertible)?>, _ database: Database
    ) throws {
        let columns = row.map { "\"\($0.key)\"" }.joined(separator: ", ")
        let places = row.map { _ in "?" }.joined(separator: ", ")
        let values: [(any DatabaseValueConvertible)?] = row.map(\.value)
        try database.cachedStatement(sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))")
            .execute(arguments: StatementArguments(values))
    }

    private static func write(
        _ article: Article, number: Int, _ analysis: Analysis, _ database: Database
    ) throws {
        let metadata = article.metadata
        try insert(
            "article",
            [
                "id": number, "name": article.id, "path": article.path, "title": metadata.title,
                "outlet": metadata.outlet, "date": metadata.date, "url": metadata.url, "lang": metadata.lang,
                "meta": json(metadata.meta.map { [$0.key, $0.json] }), "text": string(article.text),
                "words": analysis.words, "sentences": analysis.sentences.count,
                "paragraphs": analysis.paragraphs.count,
                "layout": json(StoredLayout(article.layout, CodePoints(article.text))),
                "notices": json(article.notices),
            ], database)
    }

    private static func writeFindings(
        of analysis: Analysis, article: Int, flags: inout Int, _ database: Database
    ) throws {
        let points = CodePoints(analysis.article.text)
        // Ids count on over the articles: a mark's is the first one's and its place in the findings.
        let first = try (Int.fetchOne(database, sql: "SELECT max(id) FROM mark") ?? 0) + 1
        for (i, mark) in analysis.findings.marks.enumerated() {
            if mark.flag != nil { flags += 1 }
            let flag = mark.flag == nil ? nil : flags
            try write(
                mark, id: first + i, outer: mark.outer.map { first + $0 }, article, flag, analysis, points, database)
        }
        let firstAttribution = try (Int.fetchOne(database, sql: "SELECT max(id) FROM attribution") ?? 0) + 1
        for (i, attribution) in analysis.attributions.enumerated() {
            let words = attribution.source.map { string(analysis.article.text[$0.range]) }
            try insert(
                "attribution",
                [
                    "id": firstAttribution + i, "article": article, "mark": first + attribution.mark, "source": words,
                    "name": attribution.source?.name ?? words, "class": attribution.source?.kind ?? "none",
                    "mode": attribution.mode.rawValue, "hops": attribution.hops,
                    "via": attribution.via.map { firstAttribution + $0 }, "strength": attribution.strength,
                    "rule": attribution.rule,
                ], database)
        }
        for score in analysis.findings.scores {
            let lets = Dictionary(score.lets.map { ($0.name, $0.value) }) { first, _ in first }
            try insert(
                "score",
                [
                    "article": article, "rule": score.rule, "scope": score.scope.rawValue, "by": score.by,
                    "paragraph": score.paragraph, "value": score.value, "band": score.band, "lets": json(lets),
                    "level": score.flag?.level.name, "message": score.flag?.message,
                ], database)
        }
    }

    private static func write(
        _ mark: Mark, id: Int, outer: Int?, _ article: Int, _ flag: Int?, _ analysis: Analysis, _ points: CodePoints,
        _ database: Database
    ) throws {
        let context = mark.context
        let span = points.range(of: mark.range)
        let attributes = Dictionary(mark.attributes.map { ($0.name, StoredValue($0.value)) }) { first, _ in first }
        let captures = Dictionary(
            mark.captures.map { ($0.name, $0.ranges.map { pair(points.range(of: $0)) }) }
        ) { first, _ in first }
        try insert(
            "mark",
            [
                "id": id, "article": article, "flag": flag, "type": mark.type, "rule": mark.rule,
                "start": span.lowerBound, "end": span.upperBound, "text": string(analysis.article.text[mark.range]),
                "sentence": context.sentence, "paragraph": context.paragraph, "zone": context.zone.name,
                "voice": context.voice, "depth": context.depth, "quoted": context.quoted,
                "polarity": context.polarity, "certainty": context.certainty, "attributes": json(attributes),
                "captures": json(captures), "level": mark.flag?.level.name, "message": mark.flag?.message,
                "outer": outer,
            ], database)
    }

    private static func string(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return string(try encoder.encode(value))
    }
}

private func pair(_ range: Range<Int>) -> [Int] { [range.lowerBound, range.upperBound] }

/// A value as JSON has it.
private struct StoredValue: Encodable {
    var value: Value

    init(_ value: Value) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }
}

/// An article's layout with offsets in code points.
struct StoredLayout: Codable {
    struct Block: Codable {
        var start: Int
        var end: Int
        var zone: String
        var paragraph: Int
    }

    var blocks: [Block]
    var hidden: [[Int]]

    init(_ layout: Layout, _ points: CodePoints) {
        blocks = layout.blocks.map { block in
            let range = points.range(of: block.range)
            return Block(
                start: range.lowerBound, end: range.upperBound, zone: block.zone.name, paragraph: block.paragraph)
        }
        hidden = layout.hidden.map { pair(points.range(of: $0)) }
    }
}
