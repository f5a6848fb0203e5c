/// The articles in a web archive (WARC), one record at a time.
///
/// Read are answers to HTTP requests and `resource` records that are HTML or plain text, and `conversion` records of
/// plain text, as WET files hold them. An article goes by its address. What holds none (other kinds of files, answers
/// that are no success, repeats, pages without an article) is counted and told at the end. A record that is damaged is
/// an error in its place, and so is a damaged gzip member; reading goes on with the next.
final class WARCFile: RecordSource {
    private let reader: LineReader
    private let remarks: Remarks
    /// What was left out: how many, and the first one's address.
    private var leftOut: [String: (count: Int, first: String)] = [:]
    private var ordinal = 0
    private var hasEnded = false

    private static let fewestWords = 25
    private static let mostReasons = 50
    private static let mostHeaderLines = 200

    init(_ reader: LineReader, _ remarks: Remarks) {
        self.reader = reader
        self.remarks = remarks
    }

    func next() -> Result<Article, ArticleError>? {
        while !hasEnded {
            do throws(ArticleError) {
                if let header = try nextHeader() {
                    if let result = try article(header) { return result }
                } else if reader.source.endsInGarbage {
                    hasEnded = try !reader.recover()
                    return .failure(damaged("bytes that are no gzip stand after a record"))
                } else {
                    hasEnded = true
                }
            } catch {
                // Only gzip has places to go on from.
                hasEnded = error.code != .damaged || (try? reader.recover()) != true
                if hasEnded { tellLeftOut() }
                return .failure(error)
            }
        }
        tellLeftOut()
        guard ordinal == 0 else { return nil }
        ordinal = 1
        return .failure(ArticleError(.damaged, path: reader.source.path, "there is no WARC record in the file"))
    }

    private func tellLeftOut() {
        for (reason, (count, first)) in leftOut.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            let what = count == 1 ? "1 record" : "\(count) records"
            remarks.onLeftOut(
                LeftOut(
                    path: reader.source.path, reason: "\(what), \(reason)\(first.isEmpty ? "" : ", first \(first)")"))
        }
        leftOut = [:]
    }

    private func damaged(_ message: String, _ header: Header? = nil) -> ArticleError {
        ArticleError(
            .damaged, path: reader.source.path, id: header?.address ?? "record \(ordinal)",
            "record \(ordinal): \(message); reading goes on with the next record")
    }

    // MARK: Records

    private struct Header {
        var fields: [String: String] = [:]
        var length: Int? { fields["content-length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
        var type: String { fields["warc-type"]?.lowercased() ?? "" }
        var address: String? {
            fields["warc-target-uri"].map {
                String($0.hasPrefix("<") && $0.hasSuffix(">") ? $0.dropFirst().dropLast() : $0[...])
            }
        }
        var mediaType: String { fields["content-type"]?.prefix { $0 != ";" && $0 != " " }.lowercased() ?? "" }
    }

    /// Reads up to the end of the next header; `nil` where no record follows.
    private func nextHeader() throws(ArticleError) -> Header? {
        guard try passToFirstLine() else { return nil }
        ordinal += 1
        var header = Header()
        for _ in 0..<Self.mostHeaderLines {
            guard let line = try reader.next() else { break }
            guard let range = line.range, range.count <= 1 << 16 else { continue }
            let bytes = reader.buffer[range]
            guard bytes.contains(where: { $0 > 0x20 }) else { break }
            guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { continue }
            var value = Words()
            value.append(bytes[(colon + 1)...])
            header.fields[String(decoding: bytes[..<colon], as: UTF8.self).lowercased()] =
                String(decoding: value.finished, as: UTF8.self)
        }
        return header
    }

    /// Passes what stands before a record, up to and with its line `WARC/1.0`.
    private func passToFirstLine() throws(ArticleError) -> Bool {
        while let line = try reader.next() {
            guard let range = line.range else { continue }
            if reader.buffer[range].starts(with: Array("WARC/1.".utf8)) { return true }
        }
        return false
    }

    private func article(_ header: Header) throws(ArticleError) -> Result<Article, ArticleError>? {
        guard let length = header.length else { return .failure(damaged("it has no Content-Length", header)) }
        guard ["response", "resource", "conversion"].contains(header.type) else {
            try reader.skip(length)
            if header.type == "revisit" { leave("repeats of earlier answers", header) }
            if header.type == "continuation" { leave("pieces of longer records", header) }
            return nil
        }
        let limit = reader.limits.page
        guard length <= limit + 1 << 16 else {
            try reader.skip(length)
            leave("larger than \(Limits.name(limit))", header)
            return nil
        }
        let block = try reader.take(length)
        guard block.count == length else {
            hasEnded = true
            tellLeftOut()
            return .failure(
                ArticleError(
                    .damaged, path: reader.source.path, id: header.address,
                    "record \(ordinal): the archive ends in the middle of it; get a whole copy"))
        }
        do {
            return try read(block, header).map { .success($0) }
        } catch {
            leave(error.reason, header)
            return nil
        }
    }

    private func leave(_ reason: String, _ header: Header) {
        let reason = leftOut[reason] != nil || leftOut.count < Self.mostReasons ? reason : "of other kinds"
        leftOut[reason, default: (0, header.address ?? "")].count += 1
    }

    // MARK: Articles

    private func read(_ block: [UInt8], _ header: Header) throws(HTTPAnswer.Unreadable) -> Article? {
        var mediaType = header.mediaType
        var charset = DeclaredEncoding.value(
            of: "charset", in: Array((header.fields["content-type"] ?? "").lowercased().utf8)[...])
        var body = block
        if header.type == "response" {
            guard mediaType == "application/http" || block.starts(with: Array("HTTP/".utf8)) else {
                throw HTTPAnswer.Unreadable(reason: "no HTTP answers")
            }
            let answer = try HTTPAnswer(block, limit: reader.limits.page)
            guard (200..<300).contains(answer.status) else {
                throw HTTPAnswer.Unreadable(reason: "answers that are no success (\(answer.status))")
            }
            (mediaType, charset, body) = (answer.mediaType ?? "", answer.charset, answer.body)
        }
        switch mediaType {
        case "text/html", "application/xhtml+xml": return try page(body, charset, header)
        case "" where FileFormat(start: body[...]) == .html: return try page(body, charset, header)
        case "text/plain": return try text(body, charset, header)
        default:
            throw HTTPAnswer.Unreadable(reason: "no page but \(mediaType.isEmpty ? "of no known kind" : mediaType)")
        }
    }

    private func page(_ body: [UInt8], _ charset: String?, _ header: Header) throws(HTTPAnswer.Unreadable) -> Article {
        let text = try decoded(body, charset ?? DeclaredEncoding.named(in: body))
        let page = WebPage(text.bytes)
        guard page.text.span.words.count >= Self.fewestWords, page.holdsArticle else {
            throw HTTPAnswer.Unreadable(reason: "pages without an article")
        }
        var article = Article(
            id: id(header), text: page.text, layout: page.layout, metadata: page.metadata,
            path: reader.source.path, notices: text.notices + page.notices)
        article.metadata.url = header.address ?? page.metadata.url
        noteCapture(header, &article)
        return article
    }

    private func text(_ body: [UInt8], _ charset: String?, _ header: Header) throws(HTTPAnswer.Unreadable) -> Article {
        let text = try decoded(body, charset)
        var article = Article(
            id: id(header), text: text.bytes, layout: .detect(text.bytes),
            metadata: Metadata(url: header.address), path: reader.source.path, notices: text.notices)
        guard !article.layout.blocks.isEmpty else { throw HTTPAnswer.Unreadable(reason: "texts without a word") }
        noteCapture(header, &article)
        return article
    }

    private func decoded(_ body: [UInt8], _ charset: String?) throws(HTTPAnswer.Unreadable) -> TextDecoding.Text {
        do {
            return try TextDecoding.decode(body, declared: charset)
        } catch {
            throw HTTPAnswer.Unreadable(reason: "no text")
        }
    }

    private func id(_ header: Header) -> String {
        header.address ?? header.fields["warc-record-id"] ?? "record \(ordinal)"
    }

    /// When the page was fetched, which need not be when it was published.
    private func noteCapture(_ header: Header, _ article: inout Article) {
        if let date = header.fields["warc-date"] { article.metadata.meta.append(("captured", JSON.quoted(date))) }
    }
}
