import Foundation
import Reports

@testable import Hearsay

/// An analysis made by hand: the text, and marks found by their words.
struct Sample {
    var text: String
    var marks: [Mark] = []
    var scores: [Score] = []
    var quotes: [String] = []
    var id = "a1"
    var path: String?
    var metadata = Metadata()

    static let provenance = Provenance(
        version: "9.8.7",
        packs: [.init(name: "desk/test", version: "1.2.0", hash: String(repeating: "ab", count: 32))],
        rules: [
            "desk/test:said": RuleNote(
                about: "Nobody is on record.", place: "desk.yaml:7", unless: 2, condition: "voice = author"),
            "desk/test:sourcing": RuleNote(
                about: "The mean.",
                formula: .init(
                    lets: [("all", "count(<attribution>)"), ("worth", "sum(<attribution>, strength)")],
                    value: "100 * worth / all", bands: [("weak", "value < 40"), ("strong", "value >= 40")])),
        ])

    /// Byte range of the words; the text must hold them.
    func range(_ words: String) -> Range<Int> {
        let bytes = Array(text.utf8)
        let wanted = Array(words.utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: wanted) }) else { return 0..<0 }
        return start..<start + wanted.count
    }

    func mark(
        _ words: String, type: String = "hedge.report", rule: String = "desk/test:said", level: Level? = .caution,
        say: String = "Nobody is on record.", captures: [(String, [String])] = [],
        with attributes: [(name: String, value: Value)] = [], outer: Int? = nil, sentence: Int = 1, paragraph: Int = 1
    ) -> Mark {
        let range = range(words)
        return Mark(
            type: type, rule: rule, range: range, extent: range,
            captures: captures.map { name, words in .init(name: name, ranges: words.map { self.range($0) }) },
            attributes: attributes, context: Context(zone: .body, sentence: sentence, paragraph: paragraph),
            flag: level.map { Report(level: $0, message: say) },
            derivation: Derivation(
                pattern: 0, steps: [.init(element: "~say to", capture: "cue", range: range, tokens: 0..<1, parent: nil)]
            ),
            outer: outer)
    }

    /// Paragraphs are lines; sentences are lines too.
    var analysis: Analysis {
        let bytes = Array(text.utf8)
        let lines = bytes.split(separator: 0x0A).map { $0.startIndex..<$0.endIndex }
        let blocks = lines.enumerated().map { Layout.Block(range: $1, zone: .body, paragraph: $0 + 1) }
        return Analysis(
            article: Article(id: id, text: bytes, layout: Layout(blocks: blocks), metadata: metadata, path: path),
            sentences: lines, paragraphs: lines, quotes: quotes.map { range($0) },
            words: text.split { $0.isWhitespace }.count, findings: Findings(marks: marks, scores: scores))
    }

    /// Two attributions, one relayed by the other, a flag behind a character beyond the BMP, a silent mark, a score.
    static var rich: Analysis {
        var sample = Sample(
            text: "🌉 Karsa: the envoy was said to be ill.\nThe Herald wrote that an official said “no, 🐟 no”.\n")
        sample.quotes = ["“no, 🐟 no”"]
        sample.metadata = Metadata(title: "A \"bridge\"", lang: "en", meta: [(key: "n", json: "[1, 2]")])
        sample.marks = [
            sample.mark(
                "said to", say: "“said to”: nobody.", captures: [("cue", ["said to"])],
                with: [("weight", .number(0.5)), ("who", .text("x"))]),
            sample.mark(
                "The Herald wrote", type: "attribution", rule: "desk/test:relay", level: nil,
                captures: [
                    ("source", ["The Herald"]), ("cue", ["wrote"]), ("content", ["an official said “no, 🐟 no”"]),
                ],
                with: [("class", .text("outlet")), ("name", .text("Karsa Herald")), ("strength", .number(0.6))],
                sentence: 2, paragraph: 2),
            sample.mark(
                "an official said", type: "attribution.quote", rule: "desk/test:quote", level: .note, say: "relayed",
                captures: [("source", ["an official"]), ("cue", ["said “"]), ("content", ["no, ", "🐟 no"])],
                with: [("class", .text("role")), ("hops", .number(2)), ("strength", .number(0.2))], outer: 1,
                sentence: 2, paragraph: 2),
        ]
        sample.scores = [
            Score(
                rule: "desk/test:sourcing", scope: .article, by: nil, paragraph: nil, value: 100.0 / 3, band: "weak",
                lets: [("all", 3), ("worth", 1)], flag: Report(level: .warning, message: "Sourcing 33 of 100."))
        ]
        return sample.analysis
    }

    /// Text that would like to be markup, a formula or a command.
    static var hostile: Analysis {
        var sample = Sample(
            text: "=cmd|'/c calc'!A1,\"x\" </script><script>alert(1)</script> ]]> <!-- \u{1B}[31m & \"\u{301}onload=x\n"
        )
        sample.id = "../../etc/passwd"
        sample.path = "in/<b>\u{1B}[2J.txt"
        sample.metadata.title = "<img src=x onerror=alert(1)>"
        sample.marks = [
            sample.mark("=cmd|'/c calc'!A1,\"x\"", say: "=1+1"),
            sample.mark("</script><script>alert(1)</script>", type: "x\"\u{301}><i>", say: "]]> <b>&\u{1B}[0m"),
        ]
        return sample.analysis
    }
}

func text(
    _ format: String, _ analyses: [Analysis], session: [Score] = [], table: ReportContent.Table = .flags,
    template: ReportTemplate? = nil, isListing: Bool = false
) throws -> String {
    let content = ReportContent(
        analyses, session: session, provenance: Sample.provenance, table: table, template: template,
        isListing: isListing)
    guard case .file(let bytes)? = try ReportFormat.named(format)?.render(content) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
}

func object(_ json: some StringProtocol) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
}
