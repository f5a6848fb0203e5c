/// What a file is read as.
public enum FileFormat: String, Sendable, CaseIterable {
    case text, markdown, html, jsonl, json, csv, tsv, conllu, warc, feed, pdf

    static let endings =
        ".txt .text .md .markdown .html .htm .xhtml .jsonl .ndjson .json .csv .tsv .conllu .warc .wet .rss .atom .xml .pdf"

    /// What the name's ending says, `.gz` after it aside; `nil` where what is in the file has to tell.
    init?(path: String) {
        // The most common by itself: to fold the ending takes twenty times as long.
        if path.hasSuffix(".txt") {
            self = .text
            return
        }
        switch FileFormat.ending(of: path) {
        case ".txt", ".text": self = .text
        case ".md", ".markdown": self = .markdown
        case ".html", ".htm", ".xhtml": self = .html
        case ".jsonl", ".ndjson": self = .jsonl
        case ".json": self = .json
        case ".csv": self = .csv
        case ".tsv", ".tab": self = .tsv
        case ".conllu": self = .conllu
        case ".warc", ".wet": self = .warc
        case ".rss", ".atom", ".rdf", ".xml": self = .feed
        case ".pdf": self = .pdf
        default: return nil
        }
    }

    /// What the first bytes say beyond doubt, whatever the name is.
    init?(start: ArraySlice<UInt8>) {
        // What starts with a letter is none of them, but for one.
        if let first = start.first, first.isUppercase || first.isLowercase, first != UInt8(ascii: "W") { return nil }
        let start = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
        if start.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if start.starts(with: Array("WARC/1.".utf8)) {
            self = .warc
        } else {
            let start = start.drop { $0 <= 0x20 }
            guard start.first == UInt8(ascii: "<") else { return nil }
            let head = start.prefix(1024).map(\.lowercased)
            if head.starts(with: Array("<!doctype html".utf8)) || head.starts(with: Array("<html".utf8)) {
                self = .html
            } else if head.starts(with: Array("<?xml".utf8)) || head.starts(with: Array("<rss".utf8))
                || head.starts(with: Array("<feed".utf8))
            {
                self = head.firstRange(of: Array("<html".utf8)) == nil ? .feed : .html
            } else {
                return nil
            }
        }
    }

    /// In small letters, with its full stop; empty where there is none.
    static func ending(of path: String) -> String {
        var name = path.utf8[...]
        while name.last == UInt8(ascii: "/") { name.removeLast() }
        if let slash = name.lastIndex(of: UInt8(ascii: "/")) { name = name[name.index(after: slash)...] }
        if name.suffix(3).elementsEqual(".gz".utf8, by: { $0.lowercased == $1 }) { name = name.dropLast(3) }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return String(decoding: name[dot...], as: UTF8.self).lowercased()
    }
}
