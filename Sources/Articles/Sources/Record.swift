/// Makes an article of a JSON object: `{"id": …, "text": …}` and, if they are there, `title outlet date url lang`.
///
/// A number given for one of these is taken as it is written; `null` counts as not given. Whatever else the object
/// holds, and a known key with any other kind of value, is passed on as raw JSON in `Metadata.meta`. Of two members
/// with one key the later counts. An empty `text` is an article without a word. What is not there under our name is
/// looked for under others (see `FieldNames`), and is then passed on as well, but for the text.
enum Record {
    /// - Parameters:
    ///   - defaultID: the article's id where the object has none.
    ///   - line: where it starts, for errors.
    ///   - fields: under which names the file's records hold what; what is found out goes there, and to `onNotice`.
    static func article(
        _ json: Span<UInt8>, path: String, line: Int, defaultID: @autoclosure () -> String, fields: inout FieldNames,
        _ remarks: Remarks
    ) throws(ArticleError) -> Article {
        guard json.isUTF8 else {
            throw ArticleError(
                .notUTF8, path: path, line: line, id: defaultID(), "the record is not UTF-8; convert the file to UTF-8")
        }
        let members: [JSON.Member]
        do {
            members = try JSON.members(of: json)
        } catch {
            throw broken(error, json, path: path, line: line, id: defaultID())
        }
        var reader = MemberReader(textKey: fields.text ?? "text")
        for member in members { reader.read(member, in: json) }
        for (role, field) in reader.lookElsewhere(&fields) {
            if let notice = fields.note(role, from: field) {
                remarks.onNotice(FileNotice(path: path, message: notice))
            }
        }
        let id = reader.id ?? defaultID()
        guard let text = reader.text else {
            throw ArticleError(
                .noText, path: path, line: line, id: id,
                fields.text.map { "the record has no \"\($0)\" that is a string; --text-field names another" }
                    ?? "the record has no \"text\" that is a string; each record needs {\"id\": …, \"text\": …}, or --text-field NAME"
            )
        }
        return Article(
            id: id, text: text, layout: .detect(text, title: reader.metadata.title), metadata: reader.metadata,
            path: path,
            notices: reader.hadHalfPairs ? ["Halves of surrogate pairs were replaced by U+FFFD."] : [])
    }

    static func broken(
        _ error: JSON.Broken, _ json: Span<UInt8>, path: String, line: Int, id: String
    ) -> ArticleError {
        // Where the JSON runs over several lines, the place is told by line and column of the file.
        var column = 1
        var row = line
        for index in 0..<min(error.offset, json.count) {
            if json[index] == 0x0A {
                row += 1
                column = 1
            } else if json[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
        return ArticleError(
            .notJSON, path: path, line: row, id: id,
            "this is no JSON: \(error.expected) was expected at column \(column)")
    }
}

/// Collects what the members of one object say.
private struct MemberReader {
    let textKey: String
    var id: String?
    var text: [UInt8]?
    var metadata = Metadata()
    var hadHalfPairs = false

    init(textKey: String) { self.textKey = textKey }

    /// Looks for what is not there under our names under others; returns what was taken from where.
    mutating func lookElsewhere(_ fields: inout FieldNames) -> [(FieldNames.Role, String)] {
        // By role.
        var best = [(rank: Int, index: Int)?](repeating: nil, count: FieldNames.Role.allCases.count)
        let textRole = FieldNames.Role.text.rawValue
        for (index, member) in metadata.meta.enumerated() where member.json.utf8.first == UInt8(ascii: "\"") {
            guard let (role, rank) = fields.role(ofField: member.key), rank > 0, self[role] == nil,
                rank < best[role.rawValue]?.rank ?? .max, member.json.utf8.count > 2
            else { continue }
            best[role.rawValue] = (rank, index)
        }
        if textKey != "text" { best[textRole] = nil }
        if text == nil, textKey == "text", best[textRole] == nil, let index = wordiest() { best[textRole] = (0, index) }
        var names: [(FieldNames.Role, String)] = []
        for role in FieldNames.Role.allCases {
            guard let index = best[role.rawValue]?.index else { continue }
            names.append((role, metadata.meta[index].key))
            take(role, Array(metadata.meta[index].json.utf8))
        }
        if let index = best[textRole]?.index { metadata.meta.remove(at: index) }
        return names
    }

    private subscript(role: FieldNames.Role) -> String? {
        switch role {
        case .id: id
        case .text: text == nil ? nil : ""
        case .title: metadata.title
        case .outlet: metadata.outlet
        case .date: metadata.date
        case .url: metadata.url
        case .lang: metadata.lang
        }
    }

    private mutating func take(_ role: FieldNames.Role, _ json: [UInt8]) {
        let bytes = unquoted(0..<json.count, in: json.span)
        if role == .text { text = bytes } else { set(role, String(decoding: bytes, as: UTF8.self)) }
    }

    /// The string with the most words, enough of them to be a text.
    private func wordiest() -> Int? {
        let words = metadata.meta.indices.map { index in
            let json = Array(metadata.meta[index].json.utf8)
            return (index, json.first == UInt8(ascii: "\"") ? json.span.words.count : 0)
        }
        return words.filter { $0.1 >= FieldNames.fewestWords }.max { $0.1 < $1.1 }?.0
    }

    mutating func read(_ member: JSON.Member, in json: Span<UInt8>) {
        let key = JSON.text(json, member.key)
        if key == textKey {
            text = json[member.value.lowerBound] == UInt8(ascii: "\"") ? unquoted(member.value, in: json) : nil
            return
        }
        if let role = FieldNames.Role.own(key) {
            switch json[member.value.lowerBound] {
            case UInt8(ascii: "\""): return set(role, string(member.value, in: json))
            case UInt8(ascii: "n"): return set(role, nil)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return set(role, raw(member.value, in: json))
            default: break
            }
        }
        if let earlier = metadata.meta.firstIndex(where: { $0.key == key }) { metadata.meta.remove(at: earlier) }
        metadata.meta.append((key, raw(member.value, in: json)))
    }

    private mutating func set(_ role: FieldNames.Role, _ value: String?) {
        switch role {
        case .id: id = value
        case .title: metadata.title = value
        case .outlet: metadata.outlet = value
        case .date: metadata.date = value
        case .url: metadata.url = value
        case .lang: metadata.lang = value
        case .text: break
        }
    }

    /// What a string says; most say what is written.
    private mutating func string(_ value: Range<Int>, in json: Span<UInt8>) -> String {
        let inside = value.lowerBound + 1..<value.upperBound - 1
        if json.extracting(inside).stringStop(from: 0) == inside.count { return raw(inside, in: json) }
        return String(decoding: unquoted(value, in: json), as: UTF8.self)
    }

    private mutating func unquoted(_ value: Range<Int>, in json: Span<UInt8>) -> [UInt8] {
        let (bytes, hadHalfPairs) = JSON.string(json, value.lowerBound + 1..<value.upperBound - 1)
        if hadHalfPairs { self.hadHalfPairs = true }
        return bytes
    }

    private func raw(_ value: Range<Int>, in json: Span<UInt8>) -> String {
        json.extracting(value).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
