/// What a file's name says about what is in it.
enum FileFormat {
    case text, markdown, jsonLines, json, conllu
    /// No ending that is known here: what is in it tells.
    case unknown

    static let endings = ".txt .text .md .markdown .jsonl .ndjson .json .conllu"

    init(path: String) {
        var name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        name = name.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        let ending = name.lastIndex(of: ".").map { name[$0...] } ?? ""
        switch ending {
        case ".txt", ".text": self = .text
        case ".md", ".markdown": self = .markdown
        case ".jsonl", ".ndjson": self = .jsonLines
        case ".json": self = .json
        case ".conllu": self = .conllu
        default: self = .unknown
        }
    }
}
