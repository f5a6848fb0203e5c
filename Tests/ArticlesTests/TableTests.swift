import Testing

@testable import Articles

@Suite struct TableTests {
    private let box = Sandbox()

    private func notices(_ path: String, textField: String? = nil) -> [String] {
        var notices: [String] = []
        let stream = ArticleStream([path], textField: textField, onNotice: { notices.append($0.message) })
        while stream.next() != nil {}
        return notices
    }

    @Test func columnsByTheirNames() throws {
        let path = box.file(
            "a.csv",
            "\u{FEFF}id,headline,Body,publisher,published_at,link,language,desk\r\na1,Calm,\"Karsa is quiet, \"\"they\"\" say.\",Wire,2031-01-02,https://karsa.example/a,en,night\r\n"
        )
        let article = try #require(articles([path]).first)
        #expect(article.id == "a1")
        #expect(String(decoding: article.text, as: UTF8.self) == "Karsa is quiet, \"they\" say.")
        let expected = Metadata(
            title: "Calm", outlet: "Wire", date: "2031-01-02", url: "https://karsa.example/a", lang: "en",
            meta: [("desk", "\"night\"")])
        #expect(article.metadata == expected)
        #expect(notices(path).contains("text is taken from “Body”"))
        #expect(notices(path).count == 6)
    }

    @Test func fieldsOverLines() {
        let path = box.file("a.csv", "id,text\n1,\"One.\n\nTwo.\"\n2,Three.\n")
        #expect(outcomes([path]) == ["1: One.\n\nTwo.", "2: Three."])
    }

    @Test(arguments: ["id;text\n1;\"A; b.\"\n", "sep=;\nid;text\n1;\"A; b.\"\n", "id|text\n1|A; b.\n"])
    func separators(table: String) { #expect(outcomes([box.file("a.csv", table)]) == ["1: A; b."]) }

    @Test func tabs() {
        // A quotation mark that does not close in its field is one of the text.
        let path = box.file("a.tsv", "id\ttext\n1\t\"Maybe,\" he said.\n2\t\"So, so.\"\n")
        #expect(outcomes([path]) == ["1: \"Maybe,\" he said.", "2: So, so."])
    }

    @Test func badRowsLoseNothingElse() {
        let path = box.file("a.csv", "id,text\n1,A.\n2\n3,C,c.\n4,\n\n5,E.\n")
        #expect(outcomes([path]) == ["1: A.", "!not-table 3", "!not-table 4", "!no-text 4", "5: E."])
    }

    @Test func openQuotationMark() {
        let path = box.file("a.csv", "id,text\n1,\"A.\n" + String(repeating: "2,B.\n", count: 50))
        let codes = ArticleStream([path], limits: Limits(article: 100, buffer: 64)).map { element -> String in
            switch element {
            case .success(let article): article.id
            case .failure(let error): error.code.rawValue
            }
        }
        #expect(codes.first == "too-large")
        #expect(codes.last == "2")
    }

    @Test func namedColumn() {
        let path = box.file("a.csv", "id,text,note\n1,A.,B.\n")
        let named = ArticleStream([path], textField: "note").map { (try? $0.get())?.text }
        #expect(named == [Array("B.".utf8)])
        let missing = ArticleStream([path], textField: "nope").map { element -> String in
            guard case .failure(let error) = element else { return "" }
            return error.message
        }
        #expect(missing == ["there is no column “nope”; the columns are id, text, note"])
    }

    @Test func wordiestColumn() {
        let long = Array(repeating: "Karsa is quiet.", count: 10).joined(separator: " ")
        let path = box.file("a.csv", "a,b\nx,\(long)\n")
        #expect(outcomes([path]) == ["1: \(long)"])
        #expect(notices(path) == ["text is taken from “b”"])
        #expect(errors([box.file("b.csv", "a,b\nx,y\n")]).map(\.code) == [.noText])
    }

    @Test func spreadsheetsInUTF16() {
        let wide = "id\ttext\r\n1\tŠkoda.\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(outcomes([box.file("a.tsv", [0xFF, 0xFE] + wide)]) == ["1: Škoda."])
    }

    @Test func westernFields() throws {
        let path = box.file("a.csv", Array("text\nCaf".utf8) + [0xE9, 0x20, 0x4B, 0x0A])
        #expect(outcomes([path]) == ["1: Café K"])
        #expect(try #require(articles([path]).first).notices.count == 1)
    }

    @Test func emptyTables() {
        #expect(outcomes([box.file("a.csv", "")]).first?.hasPrefix("!no-text") == true)
        #expect(outcomes([box.file("b.csv", "id,text\n")]).first?.hasPrefix("!no-text") == true)
        #expect(outcomes([box.file("c.csv", [0x50, 0x4B, 3, 4])]).first?.hasPrefix("!not-text") == true)
    }

    // MARK: The same for JSON

    @Test func recordsWithOtherNames() throws {
        let path = box.file(
            "a.jsonl",
            #"{"uuid": "u1", "headline": "Calm", "content": "Karsa is quiet.", "source": "Wire"}"# + "\n"
                + #"{"uuid": "u2", "content": "Olen is \"loud\"."}"#)
        let found = articles([path])
        #expect(found.map(\.id) == ["u1", "u2"])
        #expect(found[1].text == Array("Olen is \"loud\".".utf8))
        #expect(found[0].metadata.title == "Calm")
        #expect(found[0].metadata.outlet == "Wire")
        // What was passed on before still is, but not the text.
        #expect(found[0].metadata.meta.map(\.key) == ["uuid", "headline", "source"])
        #expect(
            notices(path) == [
                "id is taken from “uuid”", "text is taken from “content”", "title is taken from “headline”",
                "outlet is taken from “source”",
            ])
    }

    @Test func ourNamesCountFirst() throws {
        let path = box.file("a.jsonl", #"{"text": "A.", "body": "B.", "title": "T", "headline": "H"}"#)
        let article = try #require(articles([path]).first)
        #expect(article.text == Array("A.".utf8))
        #expect(article.metadata.title == "T")
        #expect(article.metadata.meta.map(\.key) == ["body", "headline"])
        #expect(notices(path).isEmpty)
    }

    @Test func namedField() {
        let path = box.file("a.jsonl", "{\"text\": \"A.\", \"b\": \"B.\"}\n{\"text\": \"C.\"}\n")
        let found = ArticleStream([path], textField: "b").map { element -> String in
            switch element {
            case .success(let article): String(decoding: article.text, as: UTF8.self)
            case .failure(let error): error.message
            }
        }
        #expect(found == ["B.", "the record has no \"b\" that is a string; --text-field names another"])
    }
}
