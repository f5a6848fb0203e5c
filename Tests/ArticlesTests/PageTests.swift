import Foundation
import Testing

@testable import Articles

/// Pages of our own in thirteen layouts, each beside the text that it was made from: its headline, what stands under it,
/// its byline, its paragraphs, headings and captions.
@Suite struct PageTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Pages")
    static let names = [
        "agency", "amp", "blog", "broadcaster", "daily", "government", "local", "magazine", "paywall", "preformatted",
        "saved", "tables", "tabloid",
    ]

    private static func article(_ name: String) throws -> Article {
        try #require(articles([folder.appendingPathComponent(name + ".html").path]).first)
    }

    private static func words(_ text: String) -> [Substring: Int] {
        text.split { !$0.isLetter && !$0.isNumber }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Each page, not only their mean.
    @Test(arguments: names) func wordsOfThePage(name: String) throws {
        let made = try String(contentsOf: Self.folder.appendingPathComponent(name + ".txt"), encoding: .utf8)
        let expected = Self.words(made)
        let found = Self.words(String(decoding: try Self.article(name).text, as: UTF8.self))
        let common = expected.reduce(0) { $0 + min($1.value, found[$1.key] ?? 0) }
        let both = expected.values.reduce(0, +) + found.values.reduce(0, +)
        let f1 = 2 * Double(common) / Double(both)
        #expect(f1 >= 0.95, "word F1 of \(name): \(f1)")
    }

    @Test func everyPageIsTested() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.names.flatMap { [$0 + ".html", $0 + ".txt"] }))
    }

    @Test(
        arguments: [
            ("agency", "Grain deal near, two negotiators say", "North Wire", "2031-08-07", nil),
            (
                "amp", "Court halts sale of state forest to unnamed buyer", "Fernhill Post", "2031-05-05T10:00:00Z",
                "Ben Aske"
            ),
            (
                "blog", "Ferry Line to Olen Island Will Close in Autumn", "Tide & Timber", "2031-06-17T09:12:00+00:00",
                "Jonas Vek"
            ),
            (
                "daily", "Minister quits over secret talks with border militia", "The Morning Courier",
                "2031-03-12T19:40:00Z", "Sara Quill, Dorian Pace"
            ),
            ("government", "Ministry sets out rules for river crossings", "Ministry of Waters", "2031-05-20", nil),
            ("local", "Council may sell library to pay for pool roof", "Mirrow Mercury", "2031-04-11", "Peter Lorn"),
            (
                "magazine", "The Town That Forgot Its Own Flood", "Long River Review", "2031-02-20T06:00:00-05:00",
                "Hanne Iversen"
            ),
            (
                "saved", "Café bombing: police “no longer sure” of first suspect", "The Olen Standard", nil,
                "Maud Winter"
            ),
            ("tables", "Dam engineers warned of cracks, memo shows", "The Valley Ledger", nil, "Karl Benning"),
        ] as [(String, String, String, String?, String?)])
    func whatThePageSaysOfItself(_ page: (String, String, String, String?, String?)) throws {
        let metadata = try Self.article(page.0).metadata
        #expect(metadata.title == page.1)
        #expect(metadata.outlet == page.2)
        #expect(metadata.date == page.3)
        #expect(metadata.meta.first { $0.key == "byline" }?.json == page.4.map { "\"\($0)\"" })
    }

    @Test func zones() throws {
        #expect(
            try Self.article("daily").layout.blocks.map(\.zone).prefix(6)
                == [.headline, .deck, .byline, .caption, .lead, .body])
        #expect(try Self.article("agency").layout.blocks.map(\.zone).prefix(4) == [.headline, .dateline, .lead, .body])
        #expect(try Self.article("agency").layout.blocks.last?.zone == .byline)
    }

    @Test func addressAndLanguage() throws {
        #expect(try Self.article("saved").metadata.url == "https://standard.example/world/cafe-lindqvist")
        #expect(try Self.article("blog").metadata.url == "https://tide.example/2031/06/ferry-line-closes/")
        #expect(try Self.article("blog").metadata.lang == "en-GB")
    }

    // MARK: Encodings

    private let box = Sandbox()

    private func page(_ head: String, _ text: [UInt8]) -> [UInt8] {
        Array("<!doctype html><html><head>\(head)<title>x</title></head><body><p>Karsa is quiet, they say. ".utf8)
            + text
            + Array("</p></body></html>".utf8)
    }

    @Test(
        arguments: [
            ("<meta charset=windows-1251>", [0xCA, 0xE0, 0xF0, 0xF1, 0xE0], "Карса"),
            (
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">",
                [0x93, 0x4E, 0x6F, 0x94], "“No”"
            ),
            ("<meta charset='shift_jis'>", [0x83, 0x4A, 0x83, 0x8B], "カル"),
            ("<meta charset=\"iso-8859-1\">", Array("Škoda".utf8), "Škoda"),
            ("", Array("Škoda".utf8), "Škoda"),
            ("", [0x93, 0x4E, 0x6F, 0x94], "“No”"),
        ] as [(String, [UInt8], String)])
    func charset(head: String, bytes: [UInt8], text: String) throws {
        let path = box.file("a.html", page(head, bytes))
        #expect(String(decoding: try #require(articles([path]).first).text, as: UTF8.self).hasSuffix(text))
    }

    @Test func unknownCharsetIsSaid() throws {
        let path = box.file("a.html", page("<meta charset=x-karsa>", [0x93, 0x4E, 0x6F, 0x94]))
        #expect(try #require(articles([path]).first).notices.first?.contains("x-karsa") == true)
    }

    // MARK: What may go wrong

    @Test func pageWithoutAnArticle() {
        let path = box.file("a.html", "<html><body><nav><a href=x>Home</a></nav></body></html>")
        #expect(errors([path]).map(\.code) == [.noText])
        #expect(errors([box.file("b.html", "")]).map(\.code) == [.noText])
    }

    @Test func htmlIsKnownByItsStart() {
        let html = "\n<!DOCTYPE HTML><p>Karsa is quiet, they say.</p>"
        #expect(outcomes([box.file("a", html)]).first?.hasSuffix(": Karsa is quiet, they say.") == true)
        #expect(outcomes([box.file("b.txt", html)]).first?.hasSuffix(": Karsa is quiet, they say.") == true)
    }

    @Test func scriptsAndEntitiesAreNoText() {
        let path = box.file(
            "a.html",
            """
            <!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><body><p>Karsa &x; is quiet&hellip;
            <script>document.write("<p>loud</p>")</script> they&nbsp;say &lt;b&gt;.</p>
            """)
        #expect(outcomes([path]).first?.hasSuffix(": Karsa &x; is quiet… they\u{A0}say <b>.") == true)
    }

    @Test func deepNestingIsSaid() throws {
        let deep = "<p>Karsa is quiet, they say.</p>" + String(repeating: "<div>", count: 5000) + "Loud."
        let article = try #require(articles([box.file("a.html", deep)]).first)
        #expect(String(decoding: article.text, as: UTF8.self).hasPrefix("Karsa is quiet"))
        #expect(article.notices.contains { $0.contains("nested too deeply") })
    }

    @Test func largePageIsRefused() {
        let path = box.file("a.html", "<p>" + String(repeating: "Karsa is quiet. ", count: 100))
        var limits = Limits()
        limits.page = 1000
        #expect(
            ArticleStream([path], limits: limits).map { element -> ArticleError.Code? in
                guard case .failure(let error) = element else { return nil }
                return error.code
            } == [.tooLarge])
    }

    @Test func quotationMarksThatTheBrowserAdds() {
        let path = box.file("a.html", "<p>He said <q>maybe</q> and left.</p>")
        #expect(outcomes([path]).first?.hasSuffix(": He said “maybe” and left.") == true)
    }

    @Test func linesOfOneParagraph() {
        let path = box.file("a.html", "<p>Karsa is<br>quiet, they say.<br><br>Olen is loud, they say.</p>")
        #expect(outcomes([path]).first?.hasSuffix(": Karsa is quiet, they say.\n\nOlen is loud, they say.") == true)
    }

    /// The folder that a browser saves beside a page belongs to it.
    @Test func savedFolderIsLeftOut() {
        _ = box.file("Story.html", "<p>Karsa is quiet, they say.</p>")
        _ = box.file("Story_files/frame.html", "<p>Buy this.</p>")
        _ = box.file("Other_files/b.txt", "Olen.")
        var leftOut: [String] = []
        let count = ArticleStream([box.path], onLeftOut: { leftOut.append($0.reason) }).reduce(0) { count, _ in
            count + 1
        }
        #expect(count == 2)
        #expect(leftOut.count == 1 && leftOut[0].hasPrefix("belongs to the page"))
    }
}
