/// A file that holds records, one article each.
protocol RecordSource {
    func next() -> Result<Article, ArticleError>?
}

/// What the start of a file says about JSON in it.
struct JSONStart {
    /// Whether it is JSON beyond doubt: `{` and `"`, or `[` and `{`, white space between them aside.
    let isCertain: Bool
    /// Whether it is one document, not JSON Lines: an array, or an object of which the first line is not the whole.
    let isDocument: Bool

    init(_ start: ArraySlice<UInt8>) {
        let start = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
        let signs = start.lazy.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(2).map {
            Character(Unicode.Scalar($0))
        }
        isCertain = signs.elementsEqual("{\"") || signs.elementsEqual("[{")
        if signs.first == "{" {
            let line = start.drop { $0 <= 0x20 }.prefix { $0 != 0x0A }
            let isWholeFile = line.endIndex == start.endIndex
            isDocument =
                !isWholeFile && (try? JSON.members(of: Array(line).span)) == nil && !Self.nextLineStarts(start, line)
        } else {
            isDocument = signs.first == "["
        }
    }

    /// Whether the line after a broken one starts a record of its own, so that the file is JSON Lines all the same.
    private static func nextLineStarts(_ start: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) -> Bool {
        start[line.endIndex...].first { $0 > 0x20 } == UInt8(ascii: "{")
    }
}

/// JSON Lines: a record per line.
final class JSONLines: RecordSource {
    private let reader: LineReader
    private var fields: FieldNames
    private let remarks: Remarks
    private var hasEnded = false

    /// - Throws: where the file is no text at all, so that not each of its lines is an error.
    init(_ reader: LineReader, _ fields: FieldNames, _ remarks: Remarks) throws(ArticleError) {
        self.reader = reader
        self.fields = fields
        self.remarks = remarks
        let start = Array(try reader.peek().prefix(512))
        if let name = FileKind.name(of: start) { throw TextFile.notText(name, reader.source.path) }
        if start.contains(0) || start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
            throw TextFile.notText("binary data or UTF-16; JSON Lines are UTF-8", reader.source.path)
        }
        try reader.skipMark()
    }

    func next() -> Result<Article, ArticleError>? {
        guard !hasEnded else { return nil }
        do throws(ArticleError) {
            while let line = try reader.next() {
                if let element = try article(line) { return .success(element) }
            }
            hasEnded = true
            return nil
        } catch {
            // What is wrong with a line has its number; what is wrong with the file ends it.
            if error.line == nil { hasEnded = true }
            return .failure(error)
        }
    }

    private func article(_ line: LineReader.Line) throws(ArticleError) -> Article? {
        let path = reader.source.path
        guard let range = line.range else {
            throw ArticleError(
                .tooLarge, path: path, line: line.number,
                "the line is longer than \(Limits.name(reader.limits.article)); is it one article?")
        }
        let bytes = reader.buffer
        let text = bytes.span.extracting(range)
        guard !text.trimmed(0..<text.count).isEmpty else { return nil }
        return try Record.article(
            text, path: path, line: line.number, defaultID: String(line.number), fields: &fields, remarks)
    }
}

/// One JSON document: a record, or an array of them. A record without an id has its place, from 1.
final class JSONDocument: RecordSource {
    private let path: String
    private let text: [UInt8]
    private var fields: FieldNames
    private let remarks: Remarks
    private var elements: ArraySlice<Range<Int>>
    private var ordinal = 0
    private var line = 1
    private var countedTo = 0

    init(_ reader: LineReader, _ fields: FieldNames, _ remarks: Remarks) throws(ArticleError) {
        path = reader.source.path
        self.fields = fields
        self.remarks = remarks
        try reader.skipMark()
        guard let text = try reader.rest(limit: reader.limits.document) else {
            throw ArticleError(
                .tooLarge, path: path,
                "the file is larger than \(Limits.name(reader.limits.document)); write the records as JSON Lines, one a line"
            )
        }
        self.text = text
        if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
            do {
                elements = try JSON.elements(of: text.span)[...]
            } catch {
                throw Record.broken(error, text.span, path: path, line: 1, id: path)
            }
        } else {
            elements = [0..<text.count]
        }
    }

    func next() -> Result<Article, ArticleError>? {
        guard let range = elements.popFirst() else { return nil }
        ordinal += 1
        let text = text
        line += text[countedTo..<range.lowerBound].count { $0 == 0x0A }
        countedTo = range.lowerBound
        do throws(ArticleError) {
            return .success(
                try Record.article(
                    text.span.extracting(range), path: path, line: line, defaultID: String(ordinal), fields: &fields,
                    remarks))
        } catch {
            return .failure(error)
        }
    }
}
