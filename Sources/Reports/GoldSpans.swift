import Foundation
import Hearsay

/// An article with spans that people marked in it.
public struct GoldArticle: Sendable {
    public struct Span: Sendable, Hashable {
        public var type: String
        /// Byte offsets.
        public var range: Range<Int>
    }

    public var article: Article
    public var spans: [Span]
}

/// Reads gold spans: brat's standoff files, and JSON Lines.
public enum GoldReader {
    /// Reads what paths name: `.ann` files with their `.txt` beside them, folders of these, and JSON Lines files with
    /// `{"text": …, "marks": [{"type", "start", "end"}]}`, offsets in code points.
    ///
    /// - Throws: An `ArticleError` or `Unreadable` that names file and line.
    public static func read(_ paths: [String]) throws -> [GoldArticle] {
        var articles: [GoldArticle] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Unreadable(description: "\(path): no such file or folder")
            }
            if isFolder.boolValue {
                let below = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".ann") }
                guard !below.isEmpty else { throw Unreadable(description: "\(path): a folder without .ann files") }
                for name in below.sorted() { articles.append(try brat(path + "/" + name)) }
            } else if path.hasSuffix(".ann") {
                articles.append(try brat(path))
            } else {
                articles += try jsonLines(path)
            }
        }
        return articles
    }

    /// Why gold cannot be read.
    public struct Unreadable: Error, CustomStringConvertible {
        public let description: String
    }

    private static func brat(_ path: String) throws -> GoldArticle {
        let textPath = String(path.dropLast(".ann".count)) + ".txt"
        let files = FileManager.default
        guard let text = files.contents(atPath: textPath), let lines = files.contents(atPath: path) else {
            throw Unreadable(description: "\(textPath): the text of \(path) cannot be read")
        }
        let bytes = Array(text)
        let starts = codePointStarts(bytes)
        var spans: [GoldArticle.Span] = []
        let all = String(decoding: lines, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in all.enumerated() where line.hasPrefix("T") {
            // T1<tab>hedge-report 3 13;20 25<tab>words
            let fields = line.split(separator: "\t")
            let words = fields.count > 1 ? fields[1].split(whereSeparator: { $0 == " " || $0 == ";" }) : []
            guard words.count >= 3, let first = Int(words[1]), let last = Int(words[words.count - 1]),
                first <= last, starts.indices.contains(first), starts.indices.contains(last)
            else { throw Unreadable(description: "\(path):\(number + 1): not a span of \(textPath)") }
            spans.append(
                .init(type: String(words[0]).replacing("-", with: "."), range: starts[first]..<starts[last]))
        }
        let article = Article(id: textPath, text: bytes, layout: .detect(bytes), path: textPath)
        return GoldArticle(article: article, spans: spans)
    }

    private static func jsonLines(_ path: String) throws -> [GoldArticle] {
        var articles: [GoldArticle] = []
        let stream = ArticleStream(jsonLines: path)
        while let next = stream.next() {
            let article = try next.get()
            guard let marks = article.metadata.meta.first(where: { $0.key == "marks" }),
                let items = try? JSONSerialization.jsonObject(with: Data(marks.json.utf8)) as? [[String: Any]]
            else { throw Unreadable(description: "\(path): the record \(article.id) has no list `marks`") }
            let starts = codePointStarts(article.text)
            let spans = try items.map { item -> GoldArticle.Span in
                guard let type = item["type"] as? String, let start = item["start"] as? Int,
                    let end = item["end"] as? Int, start <= end, starts.indices.contains(start),
                    starts.indices.contains(end)
                else {
                    throw Unreadable(
                        description:
                            "\(path): a mark of the record \(article.id) has no type, start and end in its text")
                }
                return .init(type: type, range: starts[start]..<starts[end])
            }
            articles.append(GoldArticle(article: article, spans: spans))
        }
        return articles
    }

    /// Byte offsets of the code points, and of the end.
    private static func codePointStarts(_ bytes: [UInt8]) -> [Int] {
        bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
}
