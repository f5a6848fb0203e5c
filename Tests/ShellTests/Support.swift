import Hearsay
import Testing

@testable import Hearsay
@testable import Shell

/// A console that keeps what is written.
final class FakeConsole: Console {
    var width = 90
    var isInteractive = false
    var output: [String] = []
    var notes: [String] = []
    var styled: [StyledText] = []
    var paged = 0
    /// How often `isInterrupted` is asked before it is true; `nil` for never.
    var interruptAfter: Int?

    var isInterrupted: Bool {
        guard let left = interruptAfter else { return false }
        interruptAfter = left - 1
        return left <= 0
    }

    func write(_ line: StyledText) {
        styled.append(line)
        output.append(line.plain)
    }
    func note(_ line: StyledText) { notes.append(line.plain) }
    func writeData(_ text: String) { output += text.split(separator: "\n").map(String.init) }
    func progress(_ text: String?) {}
    func page(_ lines: [StyledText]) {
        paged += 1
        lines.forEach(write)
    }
    func columns(of text: String) -> Int { text.count }

    /// What the editor does to the file; `nil` for no editor.
    var editor: ((String) -> Void)?
    func edit(_ path: String) -> Int32? {
        guard let editor else { return nil }
        editor(path)
        return 0
    }
}

/// A pack, an article and findings made by hand: what the engine would say of them.
enum Sample {
    static let text = """
        Karsa signs border deal

        KARSA (Wire) - Two envoys were said to have met in Velm, a senior official told The Karsa Herald. \
        “A corridor may open,” said Ilana Marrow.

        The Herald denied it.
        """

    static let file = SourceFile(
        path: "Rules/hedging.yaml",
        bytes: Array(
            """
            rules:
              report.passive:
                where: zone != headline
              strength:
                value: 100 * worth / max(1, all)
                all: count(<attribution>)
                weak: value < 40
            """.utf8))

    static func span(_ text: String) -> SourceSpan {
        let all = String(decoding: file.bytes, as: UTF8.self)
        guard let range = all.range(of: text) else { return SourceSpan(file: file, start: 0, end: 0) }
        let start = all.utf8.distance(from: all.startIndex, to: range.lowerBound)
        return SourceSpan(file: file, start: start, end: start + text.utf8.count)
    }

    static func expression(_ text: String) -> Expression { Expression(.value(.number(1)), at: span(text)) }

    static func pattern(_ source: String) -> Pattern {
        Pattern(source: source, root: Pattern.Node(.any, at: span(source)))
    }

    static func flag(_ level: Level, _ text: String) -> Flag {
        Flag(condition: nil, level: level, message: Message(pieces: [.text(text)]))
    }

    static var pack: Pack {
        let passive = Rule(
            name: "report.passive", fullName: "core/hedging:report.passive", about: "A passive evidential.",
            verb: .match(
                Match(
                    patterns: [pattern("~be (said to)@cue :VB")], unless: [pattern("~be said to :VB by <person>")],
                    condition: expression("zone != headline"), type: "hedge.report", span: "cue")),
            flags: [flag(.caution, "nobody is on record")], falsePositives: [], references: [], status: .stable,
            tests: Tests(
                hits: [
                    Tests.Case(
                        text: "He is said to be ill.", zone: nil, expected: [(nil, 6..<13), ("cue", 6..<13)],
                        span: span("rules"))
                ],
                misses: [Tests.Case(text: "She said to go.", zone: nil, expected: [], span: span("rules"))]),
            span: span("report.passive"))
        let modal = Rule(
            name: "modal", fullName: "core/hedging:modal", about: nil,
            verb: .match(Match(patterns: [pattern("may")], type: "hedge.epistemic")), flags: [flag(.note, "may be so")],
            falsePositives: [], references: [], status: nil, tests: Tests(), span: span("rules"))
        let strength = Rule(
            name: "strength", fullName: "core/hedging:strength", about: nil,
            verb: .tally(
                Tally(
                    scope: .article, by: nil, lets: [("all", expression("count(<attribution>)"))],
                    value: expression("100 * worth / max(1, all)"), bands: [("weak", expression("value < 40"))])),
            flags: [flag(.warning, "weak sourcing")], falsePositives: [], references: [], status: nil, tests: Tests(),
            span: span("strength"))
        return Pack(
            name: "core/hedging", version: "1.0.0", about: "Words that hold back.", lang: "en", license: nil,
            isOn: true,
            uses: [], lexicons: [], rules: [passive, modal, strength], source: file, files: [file], hash: "00")
    }

    static var rulebook: Rulebook {
        Rulebook(
            library: Library(packs: [pack], diagnostics: []), program: Program([pack], lexicons: []), diagnostics: [])
    }

    /// The byte range of a piece of the text.
    static func range(_ piece: String) -> Range<Int> {
        guard let found = text.range(of: piece) else { return 0..<0 }
        let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        return start..<start + piece.utf8.count
    }

    static func mark(
        _ type: String, _ rule: String, _ piece: String, sentence: Int, voice: String = "author", level: Level? = nil,
        captures: [Mark.Capture] = [], attributes: [(name: String, value: Value)] = [], steps: [Derivation.Step] = [],
        outer: Int? = nil
    ) -> Mark {
        Mark(
            type: type, rule: "core/hedging:" + rule, range: range(piece), extent: range(piece), captures: captures,
            attributes: attributes,
            context: Context(zone: .lead, voice: voice, sentence: sentence, paragraph: sentence == 1 ? 1 : 2),
            flag: level.map { Report(level: $0, message: "about “\(piece)”") },
            derivation: Derivation(pattern: 0, steps: steps), outer: outer)
    }

    static func attribution(
        _ source: String, class kind: String, _ content: String, hops: Double, strength: Double, outer: Int? = nil
    ) -> Mark {
        mark(
            "attribution", "attribution", content, sentence: 2,
            captures: [
                .init(name: "source", ranges: [range(source)]), .init(name: "content", ranges: [range(content)]),
            ],
            attributes: [("class", .text(kind)), ("hops", .number(hops)), ("strength", .number(strength))], outer: outer
        )
    }

    static var analysis: Analysis {
        let blocks = [
            Layout.Block(range: range("Karsa signs border deal"), zone: .headline, paragraph: 1),
            Layout.Block(range: range("KARSA (Wire) -"), zone: .dateline, paragraph: 2),
            Layout.Block(
                range: range("Two envoys").lowerBound..<range("Marrow.").upperBound, zone: .lead, paragraph: 2),
            Layout.Block(range: range("The Herald denied it."), zone: .body, paragraph: 3),
        ]
        let sentences = [
            range("Karsa signs border deal"),
            range("Two envoys").lowerBound..<range("Herald. ").upperBound - 1,
            range("“A corridor").lowerBound..<range("Marrow.").upperBound,
        ]
        let steps = [
            Derivation.Step(element: "~be", capture: nil, range: range("were"), tokens: 60..<61, parent: nil),
            Derivation.Step(element: "said to", capture: "cue", range: range("said to"), tokens: 61..<63, parent: nil),
        ]
        let marks = [
            attribution(
                "The Karsa Herald", class: "outlet", "Two envoys were said to have met", hops: 1, strength: 0.6),
            attribution("a senior official", class: "role", "envoys were said", hops: 2, strength: 0.2, outer: 0),
            mark(
                "hedge.report", "report.passive", "said to", sentence: 2, level: .caution,
                captures: [.init(name: "cue", ranges: [range("said to")])],
                attributes: [("weight", .number(0.8))], steps: steps),
            mark("hedge.epistemic", "modal", "may", sentence: 3, voice: "Ilana Marrow", level: .note),
        ]
        let score = Score(
            rule: "core/hedging:strength", scope: .article, by: nil, paragraph: nil, value: 23.4, band: "weak",
            lets: [("all", 9)], flag: Report(level: .warning, message: "weak sourcing"))
        return Analysis(
            article: Article(
                id: "karsa", text: Array(text.utf8), layout: Layout(blocks: blocks), path: "articles/karsa.txt"),
            sentences: sentences, paragraphs: sentences, quotes: [range("“A corridor may open,”")], words: 38,
            findings: Findings(marks: marks, scores: [score]))
    }

    /// A session with the sample loaded once.
    static func session(_ console: FakeConsole) -> ShellSession {
        let session = ShellSession(rulebook: rulebook, console: console, version: "0.1")
        session.workspace.add(analysis)
        return session
    }

    /// What a command writes, or its error.
    static func run(_ line: String, width: Int = 90) -> (output: [String], error: ShellError?) {
        let console = FakeConsole()
        console.width = width
        let outcome = session(console).execute(line)
        if case .failed(let error) = outcome { return (console.output, error) }
        return (console.output, nil)
    }
}
