import Glibc

/// The text of a PDF, as poppler's `pdftotext` gives it.
///
/// The program is looked for in `PATH`, gets the file on its standard input and nothing else of ours, and is stopped
/// after `Limits.seconds` or where it writes more than an article may have. Lines at the top and bottom of pages that
/// come back on other pages, or are a number alone, are left out.
enum PDFFile {
    static func article(_ reader: LineReader) throws(ArticleError) -> Article {
        let path = reader.source.path
        let text = try paged(convert(reader))
        var article = Article(id: path, text: text, layout: .detect(text), path: path)
        guard !article.layout.blocks.isEmpty else {
            throw ArticleError(
                .noText, path: path, "there is no text in the PDF; pictures of text need character recognition first")
        }
        article.notices.append("The text was taken from a PDF; lines may be out of order.")
        return article
    }

    private static func convert(_ reader: LineReader) throws(ArticleError) -> [UInt8] {
        let path = reader.source.path
        guard let bytes = try reader.rest(limit: reader.limits.document) else {
            throw ArticleError(.tooLarge, path: path, "the PDF is larger than \(Limits.name(reader.limits.document))")
        }
        // A file without a name, so that the program can go back and forth in it.
        guard let stream = tmpfile() else { throw ByteSource.failure(path, errno) }
        defer { fclose(stream) }
        guard fwrite(bytes, 1, bytes.count, stream) == bytes.count, fflush(stream) == 0 else {
            throw ByteSource.failure(path, errno)
        }
        let file = fileno(stream)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        lseek(file, 0, SEEK_SET)
        let program = reader.limits.pdfProgram
        let arguments = [program, "-q", "-enc", "UTF-8", "-", "-"]
        guard let child = ChildProcess(arguments, input: file) else {
            throw ArticleError(
                .noReader, path: path,
                "reading a PDF needs pdftotext, which is not installed; on Debian: apt install poppler-utils")
        }
        switch child.output(limit: reader.limits.article, seconds: reader.limits.seconds) {
        case .success(let text) where text.span.isUTF8: return text
        case .success: throw ArticleError(.damaged, path: path, "pdftotext gave no UTF-8")
        case .failure(.notFound):
            throw ArticleError(
                .noReader, path: path,
                "reading a PDF needs pdftotext, which is not installed; on Debian: apt install poppler-utils")
        case .failure(.tooLarge):
            throw ArticleError(
                .tooLarge, path: path, "the PDF's text is larger than \(Limits.name(reader.limits.article))")
        case .failure(.tooSlow):
            throw ArticleError(
                .tooLarge, path: path, "pdftotext took more than \(reader.limits.seconds) seconds and was stopped")
        case .failure(.failed(let status)):
            throw ArticleError(
                .damaged, path: path, "pdftotext cannot read the PDF (exit code \(status)); it is damaged or locked")
        }
    }

    /// The text without what stands at the edge of pages: numbers, and lines that other pages have too.
    static func paged(_ text: [UInt8]) -> [UInt8] {
        let pages = text.split(separator: 0x0C).map { page in
            page.split(separator: 0x0A, omittingEmptySubsequences: false)
        }
        func edges(_ page: [ArraySlice<UInt8>]) -> [Int] {
            let filled = page.indices.filter { page[$0].contains { $0 > 0x20 } }
            return filled.count > 2 ? [filled[0], filled[filled.count - 1]] : []
        }
        var counts: [[UInt8]: Int] = [:]
        for page in pages { for index in edges(page) { counts[plain(page[index]), default: 0] += 1 } }
        var whole: [UInt8] = []
        for page in pages {
            var kept = page
            for index in edges(page).reversed() where pages.count > 1 {
                let line = plain(page[index])
                if counts[line, default: 0] > 1 || line.isEmpty { kept.remove(at: index) }
            }
            whole += Array(kept.joined(separator: [0x0A]))
            if whole.last ?? 0x0A != 0x0A { whole.append(0x0A) }
        }
        return whole
    }

    /// A line without digits and white space: page numbers differ where the rest is the same.
    private static func plain(_ line: ArraySlice<UInt8>) -> [UInt8] { line.filter { $0 > 0x20 && !$0.isDigit } }
}
