import Foundation
import Testing

@testable import Hearsay
@testable import Reports

@Suite struct HTMLTests {
    @Test func showsTextMarksSourcesAndScores() throws {
        let page = try text("html", [Sample.rich])
        #expect(
            page.contains(
                "🌉 Karsa: the envoy was <mark class=\"k0\" data-m=\"1-1\" data-st=\"\">said to</mark>"
                    + "<a class=\"ref k0\" id=\"r1-1\" href=\"#n1-1\" aria-label=\"note 1, hedge\">1</a> be ill."))
        #expect(
            page.contains("<span id=\"s1-0\" class=\"src c-outlet\" data-s=\"1\" data-st=\"s1-0\">The Herald</span>"))
        #expect(page.contains("Sourcing 33"))
        #expect(page.contains("<li>all = 3 <code>count(&lt;attribution&gt;)</code></li>"))
        #expect(page.contains("<li>value = 33.33 <code>100 * worth / all</code></li>"))
        #expect(page.contains("<span class=\"step here\" title=\"&lt; 40\">weak</span>"))
        #expect(page.contains("<dt>~say to @cue</dt><dd>said to</dd>"))
        #expect(page.contains("<dt>unless</dt><dd>none of 2 matched</dd><dt>where</dt><dd>voice = author</dd>"))
        #expect(page.contains("<p class=\"rule\">desk/test:said desk.yaml:7</p>"))
        #expect(page.contains("hedge.report · voice author · zone body · depth 0"))
        #expect(page.contains("desk/test 1.2.0 <code>abab"))
        #expect(page.contains("hearsay 9.8.7"))
        #expect(page.contains(Sample.rich.article.sha256))
        #expect(!page.contains("{{"))
    }

    @Test func aRelayedSourceStandsBelowTheOneThatRelaysIt() throws {
        let page = try text("html", [Sample.rich])
        let tree = page[try #require(page.firstRange(of: "<ul class=\"tree\">")).lowerBound...]
        let outlet = try #require(tree.firstRange(of: ">Karsa Herald</a>"))
        let inner = try #require(tree.firstRange(of: ">an official</a>"))
        #expect(tree[outlet.upperBound..<inner.lowerBound].contains("<ul><li>"))
        #expect(tree.contains("1 statement, 1 quoted, hop 2"))
    }

    @Test func severalArticlesAreCompared() throws {
        let page = try text("html", [Sample.rich, Sample.hostile])
        #expect(page.contains("<h2 id=\"overview\">2 articles compared</h2>"))
        #expect(page.contains("<a href=\"#a2\">&lt;img src=x onerror=alert(1)&gt;</a>"))
        #expect(page.contains("33.33 <span class=\"band\">weak</span>"))
        #expect(!page.contains("class=\"scatter\""))
        #expect(try !text("html", [Sample.rich]).contains("id=\"overview\""))
    }

    @Test func twoScoresMakeAScatter() throws {
        var first = Sample.rich
        first.findings.scores += [
            Score(
                rule: "desk/test:slant", scope: .article, by: nil, paragraph: nil, value: 8, band: "plain", lets: [],
                flag: nil)
        ]
        var second = first
        second.findings.scores[1].value = 0
        let page = try text("html", [first, second])
        #expect(page.contains("by test sourcing (to the right) and test slant (upwards)"))
        // Of axes to 40 and 8, in a frame of 620 by 300 at 56, 16.
        #expect(page.contains("<circle cx=\"572.67\" cy=\"16\" r=\"10\">"))
        #expect(page.contains("<circle cx=\"572.67\" cy=\"316\" r=\"10\">"))
        // An article without the score is in the table alone.
        second.findings.scores = []
        #expect(try text("html", [first, second]).components(separatedBy: "class=\"dot\"").count == 2)
    }

    @Test(arguments: [(47.5, 60.0, 20.0), (0, 0.01, 0.0025), (100, 100, 25), (0.3, 0.3, 0.1), (7, 8, 2)])
    func axesEndOnRoundNumbers(_ most: Double, _ end: Double, _ step: Double) {
        let axis = HTMLAxis(most: most)
        #expect(abs(axis.end - end) < 1e-9 && abs(axis.step - step) < 1e-9, "\(axis)")
        #expect(axis.share(axis.end * 2) == 1 && axis.share(-1) == 0)
    }

    @Test func levelsCountWhatIsAbove() throws {
        let page = try text("html", [Sample.rich])
        #expect(page.contains("note and above (2)"))
        #expect(page.contains("caution and above (1)"))
        #expect(page.contains("error and above (0)"))
    }

    @Test func marksThatOverlapShowTheShortest() throws {
        var sample = Sample(text: "It was widely said to be ill.\n")
        sample.marks = [
            sample.mark("widely said to", type: "stance.x"), sample.mark("said", type: "hedge.report"),
        ]
        let page = try text("html", [sample.analysis])
        #expect(page.contains("<mark class=\"k2\" data-m=\"1-1\" data-st=\"\">widely </mark>"))
        #expect(page.contains("<mark class=\"k0\" data-m=\"1-2 1-1\" data-st=\"\">said</mark>"))
        #expect(page.contains("the article’s own (2)"))
        // A stance is in its table, with the sentence and the note.
        #expect(page.contains("<th scope=\"row\">the article itself</th>"))
        #expect(page.contains("href=\"#n1-1\" aria-label=\"note 1\">1</a></td>"))
    }

    @Test func isMadeOfNothingFromTheArticle() throws {
        let page = try text("html", [Sample.hostile, Sample.rich])
        // The page's own script, and no other.
        #expect(page.components(separatedBy: "<script").count == 2)
        for tag in ["<img", "<i>", "<b>", "<!--", "\u{1B}", "\u{301}>"] { #expect(!page.contains(scalars: tag)) }
        #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
        for place in ["src=\"", "href=\"http", "url(", "@import"] { #expect(!page.contains(place)) }
        #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    }

    @Test(arguments: [
        ("a", "a"), ("<a href='x'>\"&", "&lt;a href=&#39;x&#39;&gt;&quot;&amp;"), ("\"\u{301}", "&quot;\u{301}"),
        ("a\u{7}\u{85}\u{7F}b\n\t", "a\u{FFFD}\u{FFFD}\u{FFFD}b\n\t"), ("£é\u{A0}🐟", "£é\u{A0}🐟"), ("", ""),
    ])
    func textIsEscaped(_ text: String, _ html: String) {
        #expect(Markup(text).html.unicodeScalars.elementsEqual(html.unicodeScalars))
        #expect(Markup(text).isNull == text.isEmpty)
    }
}

@Suite struct TemplateTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-" + UUID().uuidString)

    private func template(_ files: [String: String]) throws -> ReportTemplate {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
        }
        let isPage = files.count == 1 && files["page.mustache"] != nil
        return try ReportTemplate(path: isPage ? folder.appendingPathComponent("page.mustache").path : folder.path)
    }

    private func complaint(_ files: [String: String]) -> String {
        do {
            _ = try template(files)
            return "none"
        } catch {
            return "\(error)".replacing(folder.path + "/", with: "")
        }
    }

    @Test func aFileStandsInPlaceOfThePage() throws {
        let own = try template([
            "page.mustache": "{{#articles}}{{title}}: {{{title}}}, {{&title}} {{words}}{{/articles}}"
        ])
        let escaped = "&lt;img src=x onerror=alert(1)&gt;"
        #expect(
            try text("html", [Sample.hostile], template: own)
                == "\(escaped): \(escaped), \(escaped) \(Sample.hostile.words)")
    }

    @Test func aFolderReplacesWhatItHas() throws {
        let own = try template([
            "note.mustache": "<li>{{> mine}}</li>", "mine.mustache": "MINE {{message}}",
            "page.css": "p { color: red }\r\n", "readme.txt": "{{nothing}}",
        ])
        let page = try text("html", [Sample.rich], template: own)
        #expect(page.contains("<li>MINE “said to”: nobody.</li>"))
        #expect(page.contains("<style>p { color: red }\n</style>"))
        #expect(page.contains("<h3>Who told whom</h3>"))
    }

    @Test func whatIsWrongIsSaidWithItsPlace() {
        func complaint(_ page: String) -> String { self.complaint(["page.mustache": page]) }
        #expect(
            complaint("a\n{{#articles}}\n{{tilte}}{{/articles}}").hasPrefix(
                "page.mustache:3: there is no value “tilte”"))
        #expect(complaint("{{> nowhere}}").hasPrefix("page.mustache:1: there is no template “nowhere”"))
        #expect(complaint("x\n{{#articles}}\n").contains("a section is not closed"))
        #expect(complaint("{{#articles}}{{/article}}").hasPrefix("page.mustache:1"))
        #expect(complaint("{{! a comment }}{{#articles}}{{uppercased(title)}}{{/articles}}") == "none")
        #expect(throws: ReportTemplate.Unusable.self) { try ReportTemplate(path: "/nowhere/at-all") }
    }

    /// Names that a template may use are those that the built-in ones use; so these must use all there are.
    @Test func everyValueIsUsedByTheBuiltInTemplates() {
        var names = Set<String>()
        func collect(_ value: Any) {
            if let list = value as? [Any] { for item in list { collect(item) } }
            guard let object = value as? [String: Any] else { return }
            for (name, inner) in object {
                names.insert(name)
                collect(inner)
            }
        }
        var content = ReportContent(
            [Sample.rich, Sample.hostile], session: SessionTests.scores, provenance: Sample.provenance)
        content.analyses[0].article.notices = ["Windows-1252 was guessed."]
        collect(HTMLPage(content).model)
        #expect(names.subtracting(TemplateNames.known) == [])
    }

    @Test func theBuiltInFilesAreAllOfThem() throws {
        let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = top.appendingPathComponent("Sources/CReport").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let templates = names.filter { $0.hasSuffix(".mustache") || $0.hasPrefix("page.") }
        #expect(templates == ReportTemplate.builtInFiles.map(\.name))
    }
}

extension String {
    /// Whether these scalars are in it, whatever combines with them.
    fileprivate func contains(scalars wanted: String) -> Bool {
        let bytes = Array(utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: wanted.utf8) }
    }
}
