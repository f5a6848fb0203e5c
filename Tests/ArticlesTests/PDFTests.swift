import Foundation
import Glibc
import Testing

@testable import Articles

@Suite struct PDFTests {
    private let box = Sandbox()
    private let start = "%PDF-1.4\nnot much of one\n"

    /// What a stand-in for pdftotext makes of a file.
    private func result(_ script: String, seconds: Int = 20, limit: Int = 1 << 20) -> Result<Article, ArticleError>? {
        let program = box.file("stand-in", "#!/bin/sh\n\(script)\n")
        chmod(program, 0o755)
        var limits = Limits(article: limit)
        limits.pdfProgram = program
        limits.seconds = seconds
        return ArticleStream([box.file("a.pdf", start)], limits: limits).next()
    }

    private func code(_ result: Result<Article, ArticleError>?) -> ArticleError.Code? {
        guard case .failure(let error) = result else { return nil }
        return error.code
    }

    @Test func textOfTheProgram() throws {
        let article = try #require(try result("head -c 5 >/dev/null; printf 'Karsa is quiet, they say.\\n'")?.get())
        #expect(article.text == Array("Karsa is quiet, they say.\n".utf8))
        #expect(article.notices.count == 1)
    }

    @Test func itGetsTheFile() throws {
        #expect(try #require(try result("tail -n 1")?.get()).text == Array("not much of one\n".utf8))
    }

    @Test func whatMayGoWrong() {
        #expect(code(result("exit 3")) == .damaged)
        #expect(code(result("printf ' '")) == .noText)
        #expect(code(result("yes", limit: 1000)) == .tooLarge)
        #expect(code(result("exec sleep 60", seconds: 1)) == .tooLarge)
        #expect(code(result("printf '\\377\\376'")) == .damaged)
    }

    @Test func withoutTheProgram() {
        var limits = Limits()
        limits.pdfProgram = "\(box.path)/none"
        let result = ArticleStream([box.file("a.pdf", start)], limits: limits).next()
        #expect(code(result) == .noReader)
        guard case .failure(let error) = result else { return }
        #expect(error.message.contains("poppler-utils"))
    }

    @Test func edgesOfPages() {
        let pages = "Karsa Post 1\n\nOne.\nTwo.\n\n1\n\u{0C}Karsa Post 2\n\nThree.\nFour.\n\n2\n\u{0C}"
        #expect(
            String(decoding: PDFFile.paged(Array(pages.utf8)), as: UTF8.self).split(separator: "\n") == [
                "One.", "Two.", "Three.", "Four.",
            ])
        let alone = "Calm\n\nOne.\nTwo.\n"
        #expect(PDFFile.paged(Array(alone.utf8)) == Array(alone.utf8))
    }

    private static let isInstalled = ["/usr/bin", "/usr/local/bin"].contains { access($0 + "/pdftotext", X_OK) == 0 }

    /// A PDF of one page with one line, written by hand.
    @Test(.enabled(if: isInstalled)) func pdf() throws {
        let stream = "BT /F1 12 Tf 72 720 Td (Karsa is quiet, they say.) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length \(stream.utf8.count)>>stream\n\(stream)\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
        var pdf = "%PDF-1.4\n"
        var places: [Int] = []
        for (number, object) in objects.enumerated() {
            places.append(pdf.utf8.count)
            pdf += "\(number + 1) 0 obj\(object)endobj\n"
        }
        let table = pdf.utf8.count
        pdf += "xref\n0 6\n0000000000 65535 f \n"
        for place in places { pdf += String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n" }
        pdf += "trailer<</Size 6/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n"
        let text = try #require(articles([box.file("b", pdf)]).first).text
        #expect(String(decoding: text, as: UTF8.self).hasPrefix("Karsa is quiet, they say."))
    }
}
