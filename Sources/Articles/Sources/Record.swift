/// Makes an article of a JSON object: `{"id": …, "text": …}` and, if they are there, `title outlet date url lang`.
///
/// A number given for one of these is taken as it is written; `null` counts as not given. Whatever else the object
/// holds, and a known key with any other kind of value, is passed on as raw JSON in `Metadata.meta`. Of two members
/// with one key the later counts. An empty `text` is an article without a word.
enum Record {
    /// - Parameters:
    ///   - defaultID: the article's id where the object has none.
    ///   - line: where it starts, for errors.
    static func article(
        _ json: Span<UInt8>, path: String, line: Int, defaultID: String
    ) throws(ArticleError) -> Article {
        guard json.isUTF8 else {
            throw ArticleError(
                .notUTF8, path: path, line: line, id: defaultID, "the record is not UTF-8; convert the file to UTF-8")
        }
        let members: [JSON.Member]
        do {
            members = try JSON.members(of: json)
        } catch {
            throw broken(error, json, path: path, line: line, id: defaultID)
        }
        var reader = MemberReader()
        for member in members { reader.read(member, in: json) }
        let id = reader.id ?? defaultID
        guard let text = reader.text else {
            throw ArticleError(
                .noText, path: path, line: line, id: id,
                "the record has no \"text\" that is a string; each record needs {\"id\": …, \"text\": …}")
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
    var id: String?
    var text: [UInt8]?
    var metadata = Metadata()
    var hadHalfPairs = false

    mutating func read(_ member: JSON.Member, in json: Span<UInt8>) {
        let key = String(decoding: JSON.string(json, member.key).bytes, as: UTF8.self)
        if key == "text" {
            text = json[member.value.lowerBound] == UInt8(ascii: "\"") ? unquoted(member.value, in: json) : nil
            return
        }
        let known: WritableKeyPath<MemberReader, String?>? =
            switch key {
            case "id": \.id
            case "title": \.metadata.title
            case "outlet": \.metadata.outlet
            case "date": \.metadata.date
            case "url": \.metadata.url
            case "lang": \.metadata.lang
            default: nil
            }
        if let known {
            switch json[member.value.lowerBound] {
            case UInt8(ascii: "\""):
                self[keyPath: known] = String(decoding: unquoted(member.value, in: json), as: UTF8.self)
                return
            case UInt8(ascii: "n"):
                self[keyPath: known] = nil
                return
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                self[keyPath: known] = raw(member.value, in: json)
                return
            default: break
            }
        }
        metadata.meta.removeAll { $0.key == key }
        metadata.meta.append((key, raw(member.value, in: json)))
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
