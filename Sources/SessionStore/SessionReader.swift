import Foundation
import GRDB
import Hearsay

/// Reads what a session was made of; findings are made again by the rules.
enum SessionReader {
    static func read(_ database: Database) throws -> StoredSession {
        let articles = try Row.fetchAll(database, sql: "SELECT * FROM article ORDER BY id").map(article)
        let packs = try Row.fetchAll(database, sql: "SELECT name, version, hash FROM pack ORDER BY name").map {
            StoredSession.Pack(name: $0["name"], version: $0["version"], hash: $0["hash"])
        }
        return StoredSession(articles: articles, packs: packs)
    }

    private static func article(_ row: Row) throws -> Article {
        let text = Array((row["text"] as String).utf8)
        let name: String = row["name"]
        func decoded<T: Decodable>(_ column: String, _: T.Type) throws -> T {
            do {
                return try JSONDecoder().decode(T.self, from: Data((row[column] as String).utf8))
            } catch {
                throw SessionStoreError(message: "article “\(name)”: column \(column) is damaged")
            }
        }
        let stored = try decoded("layout", StoredLayout.self)
        guard let layout = stored.layout(of: text) else {
            throw SessionStoreError(message: "article “\(name)”: its layout does not fit its text")
        }
        let meta = try decoded("meta", [[String]].self)
        return Article(
            id: name, text: text, layout: layout,
            metadata: Metadata(
                title: row["title"], outlet: row["outlet"], date: row["date"], url: row["url"], lang: row["lang"],
                meta: meta.filter { $0.count == 2 }.map { ($0[0], $0[1]) }),
            path: row["path"], notices: try decoded("notices", [String].self))
    }
}

extension StoredLayout {
    /// The layout with byte offsets; `nil` where an offset lies outside the text.
    func layout(of text: [UInt8]) -> Layout? {
        // Where each code point starts, and the text's end.
        let bytes = text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count]
        func range(_ start: Int, _ end: Int) -> Range<Int>? {
            guard start >= 0, start <= end, end < bytes.count else { return nil }
            return bytes[start]..<bytes[end]
        }
        var layout = Layout(blocks: [])
        var last = 0
        for block in blocks {
            guard let range = range(block.start, block.end), let zone = Zone(name: block.zone), block.paragraph > 0,
                range.lowerBound >= last
            else { return nil }
            last = range.upperBound
            layout.blocks.append(Layout.Block(range: range, zone: zone, paragraph: block.paragraph))
        }
        for pair in hidden {
            guard pair.count == 2, let range = range(pair[0], pair[1]) else { return nil }
            layout.hidden.append(range)
        }
        return layout
    }
}
