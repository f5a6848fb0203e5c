import Foundation
import Hearsay
import Testing

/// Articles that another program has tokenised and tagged.
@Suite struct CoNLLUInputTests {
    private func articles(_ text: String, name: String = "a.conllu") throws -> [Result<Article, ArticleError>] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent(name).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return Array(ArticleStream([path]))
    }

    private func row(_ number: String, _ form: String, _ rest: String = "_\t_\t_", misc: String = "_") -> String {
        "\(number)\t\(form)\t\(rest)\t_\t_\t_\t_\t\(misc)\n"
    }

    private func words(_ document: Document) -> [String] {
        document.tokens.map { String(decoding: document.text[Int($0.start)..<Int($0.end)], as: UTF8.self) }
    }

    @Test func wordsTagsAndLemmasAreTaken() throws {
        let text =
            "# newdoc id = k1\n# newpar\n# text = Dogs ran.\n" + row("1", "Dogs", "hound\tNOUN\tNNS")
            + row("2", "ran", "run\tVERB\tVBD", misc: "SpaceAfter=No") + row("3", ".", ".\tPUNCT\t.") + "\n# newpar\n"
            + row("1", "Cats", "cat\tPROPN\tNNP") + "\n"
        let article = try #require(try articles(text).first).get()
        #expect(article.id == "k1")
        #expect(String(decoding: article.text, as: UTF8.self) == "Dogs ran.\n\nCats")
        let document = Reader().read(article)
        #expect(words(document) == ["Dogs", "ran", ".", "Cats"])
        #expect(document.sentences.map(\.tokens) == [0..<3, 3..<4])
        #expect(document.sentences.map(\.paragraph) == [1, 2])
        document.tagAll()
        #expect(document.tokens.map(\.tag.penn) == ["NNS", "VBD", ".", "NNP"])
        #expect(String(decoding: document.lemma(of: 0), as: UTF8.self) == "hound")
    }

    @Test func universalTagsAloneDo() throws {
        let features =
            "# newdoc\n1\tThey\tthey\tPRON\t_\tCase=Nom\t2\tnsubj\t_\t_\n"
            + "2\tsaid\tsay\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n\n"
        let document = Reader().read(try #require(try articles(features).first).get())
        #expect(document.tokens.map(\.tag.penn) == ["PRP", "VBD"])
    }

    @Test func wordsWithoutTagsGetOurs() throws {
        let document = Reader().read(try #require(try articles(row("1", "They") + row("2", "left") + "\n").first).get())
        document.tagAll()
        #expect(document.tokens.map(\.tag.penn) == ["PRP", "VBD"])
    }

    @Test func multiwordTokensAndEmptyNodes() throws {
        let text =
            row("1-2", "don't", misc: "SpaceAfter=No") + row("1", "do") + row("2", "n't") + row("2.1", "go")
            + row("3", "!")
            + row("4-5", "du") + row("4", "de") + row("5", "le") + "\n"
        let article = try #require(try articles(text).first).get()
        #expect(String(decoding: article.text, as: UTF8.self) == "don't! du")
        let document = Reader().read(article)
        #expect(words(document) == ["do", "n't", "!", "d", "u"])
        #expect(
            document.tokens.map { String(decoding: document.vocabulary.folded($0.form), as: UTF8.self) }.suffix(2) == [
                "de", "le",
            ])
    }

    @Test func aBadLineIsAnErrorInItsPlaceAndLosesNothingElse() throws {
        let text =
            "# newdoc id = a\n" + row("1", "One") + "\n# newdoc id = b\n" + row("1", "Two") + "2\tbroken\n\n"
            + "# newdoc id = c\n" + row("1", "Three") + "\n# newdoc id = d\n" + row("2", "Four") + "\n"
        let results = try articles(text)
        try #require(results.count == 4)
        #expect(try results[0].get().id == "a")
        #expect(try results[2].get().id == "c")
        func error(_ result: Result<Article, ArticleError>) -> ArticleError? {
            if case .failure(let error) = result { return error }
            return nil
        }
        #expect(error(results[1])?.line == 6)
        #expect(error(results[1])?.id == "b")
        #expect(error(results[1])?.code == .notCoNLLU)
        #expect(error(results[3])?.line == 12)
    }

    @Test func nothingInAFileIsSaid() throws {
        guard case .failure(let error)? = try articles("# only a comment\n").first else {
            Issue.record("no error")
            return
        }
        #expect(error.code == .noText)
    }

    @Test(arguments: [
        "Ana Reyes didn’t go.  She left at 5 p.m. on Monday.\nIt rained.",
        "A headline without an end\n\nBy Ilana Farrow\n\nOSTRA, Karsa — “We can't,” she said.\n\n“No one can,” he\tadded.",
        " Two sentences. In one line…", "It cost $5m (or so); wasn't that cheap?",
    ])
    func whatWeWriteWeReadAgain(text: String) throws {
        let article = Article(id: "x", plainText: text)
        let reader = Reader()
        let first = reader.read(article)
        let rows = CoNLLU.write(first, id: "x")
        let again = try #require(try articles(String(decoding: rows, as: UTF8.self)).first).get()
        #expect(String(decoding: again.text, as: UTF8.self) == text)
        let second = Reader().read(again)
        #expect(second.tokens.map(\.start) == first.tokens.map(\.start))
        #expect(second.tokens.map(\.end) == first.tokens.map(\.end))
        #expect(second.tokens.map(\.tag) == first.tokens.map(\.tag))
        #expect(second.tokens.map(\.flags) == first.tokens.map(\.flags))
        #expect(second.sentences == first.sentences)
        #expect(second.marks == first.marks)
        #expect(CoNLLU.write(second, id: "x") == rows)
    }

    @Test func theRulesRunOverIt() throws {
        let article = Article(id: "x", plainText: "Ilana Farrow reportedly left.")
        let rows = CoNLLU.write(Reader().read(article), id: "x")
        let again = try #require(try articles(String(decoding: rows, as: UTF8.self)).first).get()
        let worker = Rulebook.load(RuleSelection(useConfig: false)).analyzer.worker()
        let marks = worker.analyze(again).findings.marks.filter { $0.flag != nil }
        #expect(marks.map(\.type) == ["hedge.report"])
        #expect(marks.map(\.range) == [13..<23])
    }
}
