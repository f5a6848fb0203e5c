import Testing

@testable import Articles

@Suite struct FeedTests {
    private let box = Sandbox()

    @Test func rss() throws {
        let path = box.file(
            "a.rss",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
            <channel><title>North Wire</title><language>en-GB</language><link>https://wire.example</link>
            <atom:link href="https://wire.example/feed" rel="self"/>
            <item><title>Talks &amp; tea</title><link>https://wire.example/1</link><guid>w1</guid>
            <pubDate>Tue, 03 Jun 2031 09:00:00 GMT</pubDate><dc:creator>Ilana Marrow</dc:creator>
            <description>Short.</description>
            <content:encoded><![CDATA[<p>The talks in Karsa were &#8220;fine&#8221;.</p><p>So they say.</p><script>x()</script>]]></content:encoded></item>
            <item><title>Only a title</title><guid>w2</guid></item>
            <item><description>No markup here.

            Two paragraphs, though.</description></item>
            </channel></rss>
            """)
        #expect(
            outcomes([path]) == [
                "w1: Talks & tea\n\nThe talks in Karsa were “fine”.\n\nSo they say.", "!no-text w2",
                "3: No markup here.\n\nTwo paragraphs, though.",
            ])
        let article = try #require(articles([path]).first)
        #expect(
            article.metadata
                == Metadata(
                    title: "Talks & tea", outlet: "North Wire", date: "Tue, 03 Jun 2031 09:00:00 GMT",
                    url: "https://wire.example/1", lang: "en-GB", meta: [("byline", "\"Ilana Marrow\"")]))
        #expect(article.layout.blocks.map(\.zone) == [.headline, .lead, .body])
    }

    @Test func atom() throws {
        let path = box.file(
            "a.xml",
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Olen Standard</title>
            <entry><title type="html">&lt;b&gt;Calm&lt;/b&gt; again</title><id>tag:olen,1</id>
            <link rel="enclosure" href="x.mp3"/><link href="https://olen.example/1"/>
            <updated>2031-02-03T00:00:00Z</updated><published>2031-02-02T00:00:00Z</published>
            <author><name>Maud Winter</name></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Olen is <em>calm</em>.</p><p>Again.</p></div></content></entry>
            <entry><id>tag:olen,2</id><source><title>North Wire</title></source>
            <summary type="text">Two &lt; three, it is said.</summary></entry></feed>
            """)
        let found = articles([path])
        #expect(
            found.map { String(decoding: $0.text, as: UTF8.self) } == [
                "Calm again\n\nOlen is calm.\n\nAgain.", "Two < three, it is said.",
            ])
        #expect(found[0].metadata.url == "https://olen.example/1")
        #expect(found[0].metadata.date == "2031-02-02T00:00:00Z")
        #expect(found[0].metadata.outlet == "Olen Standard")
        #expect(found[1].metadata.outlet == "North Wire")
    }

    @Test func otherXMLInAFolderIsLeftOut() {
        _ = box.file("sitemap.xml", "<?xml version=\"1.0\"?><urlset><url/></urlset>")
        _ = box.file("a.txt", "Karsa is quiet.")
        var leftOut: [String] = []
        let count = ArticleStream([box.path], onLeftOut: { leftOut.append($0.reason) }).reduce(0) { count, _ in
            count + 1
        }
        #expect(count == 1)
        #expect(leftOut == ["this is XML but no feed; RSS and Atom are read"])
        #expect(errors(["\(box.path)/sitemap.xml"]).map(\.code) == [.noArticles])
    }

    /// Entities that a document makes up for itself neither grow nor read files.
    @Test func entities() {
        let path = box.file(
            "a.rss",
            """
            <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">
            <!ENTITY file SYSTEM "file:///etc/passwd">]>
            <rss><channel><item><guid>1</guid><description>Karsa &c;&file; is quiet.</description></item></channel></rss>
            """)
        let found = outcomes([path])
        #expect(found.count == 1 && found[0].hasPrefix("1: Karsa"))
        #expect(!found[0].contains("aaa") && !found[0].contains("root"))
    }

    @Test func brokenFeedIsReadAsFarAsItGoes() {
        let path = box.file(
            "a.rss", "<rss><channel><item><guid>1</guid><description>Karsa is quiet.</description></item><item><gu")
        var notices: [String] = []
        let stream = ArticleStream([path], onNotice: { notices.append($0.message) })
        #expect(stream.compactMap { try? $0.get().id }.first == "1")
        #expect(notices.count == 1)
    }

    @Test func emptyFeed() {
        #expect(errors([box.file("a.rss", "<rss><channel/></rss>")]).map(\.code) == [.noArticles])
    }
}
