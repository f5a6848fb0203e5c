import GRDB
import Hearsay

/// The findings in one article as the rows that a session file holds of them, ids and numbers counted from 0.
struct FindingRows {
    var marks: [[DatabaseValue]] = []
    /// By mark: its ordinal among the flags.
    var flags: [Int?] = []
    /// By mark: the mark that encloses it.
    var outers: [Int?] = []
    var attributions: [[DatabaseValue]] = []
    /// By attribution: its mark, and the attribution that relays it.
    var attributionMarks: [Int] = []
    var vias: [Int?] = []
    var scores: [[DatabaseValue]] = []
    /// The text of each paragraph, for searching.
    var passages: [String] = []

    static let markColumns = [
        "type", "rule", "start", "end", "text", "sentence", "paragraph", "zone", "voice", "depth", "quoted", "polarity",
        "certainty", "attributes", "captures", "level", "message",
    ]
    static let attributionColumns = ["source", "name", "class", "mode", "hops", "strength", "rule"]
    static let scoreColumns = ["rule", "scope", "by", "paragraph", "value", "band", "lets", "level", "message"]

    init(_ analysis: Analysis) {
        let text = analysis.article.text
        let points = CodePoints(text)
        func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        var count = 0
        for mark in analysis.findings.marks {
            flags.append(mark.flag == nil ? nil : count)
            if mark.flag != nil { count += 1 }
            outers.append(mark.outer)
            let span = points.range(of: mark.range)
            let context = mark.context
            let attributes = JSONText.object(mark.attributes.map { ($0.name, JSONText.value($0.value)) })
            let captures = JSONText.object(
                mark.captures.map { capture in
                    (capture.name, JSONText.array(capture.ranges.map { JSONText.pair(points.range(of: $0)) }))
                })
            marks.append([
                mark.type.databaseValue, mark.rule.databaseValue, span.lowerBound.databaseValue,
                span.upperBound.databaseValue, string(mark.range).databaseValue, context.sentence.databaseValue,
                context.paragraph.databaseValue, context.zone.name.databaseValue, context.voice.databaseValue,
                context.depth.databaseValue, context.quoted.databaseValue, context.polarity.databaseValue,
                context.certainty.databaseValue, attributes.databaseValue, captures.databaseValue,
                Self.value(mark.flag?.level.name), Self.value(mark.flag?.message),
            ])
        }
        for attribution in analysis.attributions {
            let words = attribution.source.map { string($0.range) }
            attributionMarks.append(attribution.mark)
            vias.append(attribution.via)
            attributions.append([
                Self.value(words), Self.value(attribution.source?.name ?? words),
                (attribution.source?.kind ?? "none").databaseValue, attribution.mode.rawValue.databaseValue,
                attribution.hops.databaseValue, Self.value(attribution.strength), attribution.rule.databaseValue,
            ])
        }
        scores = analysis.findings.scores.map { score in
            let lets = JSONText.object(score.lets.map { ($0.name, $0.value.map(JSONText.number) ?? "null") })
            return [
                score.rule.databaseValue, score.scope.rawValue.databaseValue, Self.value(score.by),
                Self.value(score.paragraph), Self.value(score.value), Self.value(score.band), lets.databaseValue,
                Self.value(score.flag?.level.name), Self.value(score.flag?.message),
            ]
        }
        passages = analysis.paragraphs.map(string)
    }

    private static func value(_ value: (some DatabaseValueConvertible)?) -> DatabaseValue {
        value?.databaseValue ?? .null
    }

    /// The same for the same rows, in every run: 64 bits of FNV-1a, in hexadecimal.
    var digest: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        for row in marks + attributions + scores { for value in row { add(value.description) } }
        for number in flags + outers + vias { add(number.map(String.init) ?? "-") }
        for number in attributionMarks { add("\(number)") }
        passages.forEach(add)
        return String(hash, radix: 16)
    }
}
