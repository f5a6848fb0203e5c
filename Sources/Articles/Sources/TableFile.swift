/// CSV and TSV: a first line with the columns' names, then an article a row.
///
/// CSV is read as RFC 4180 has it: a field in quotation marks may hold separators and line ends, and `""` in it is one
/// quotation mark. The separator is the one of `,` `;` tab and `|` that stands most often in the first line. In TSV a
/// row is a line, and quotation marks around a field are taken off where they close in it. A row with another number
/// of columns is an error in its place. Columns are known by their names, as `FieldNames` says; the others go into
/// `Metadata.meta` as strings. A row without an id has its place, from 1.
final class TableFile: RecordSource {
    private let reader: LineReader
    private let isTSV: Bool
    private let remarks: Remarks
    private var fields: FieldNames
    private var separator = UInt8(ascii: ",")
    private var columns: [String] = []
    private var roles: [FieldNames.Role: Int] = [:]
    private var ordinal = 0
    private var hasEnded = false

    init(_ reader: LineReader, isTSV: Bool, _ fields: FieldNames, _ remarks: Remarks) throws(ArticleError) {
        self.isTSV = isTSV
        self.fields = fields
        self.remarks = remarks
        self.reader = try Self.decoded(reader)
        try self.reader.skipMark()
        try readHeader()
    }

    /// UTF-16, as spreadsheets write it, is read at once.
    private static func decoded(_ reader: LineReader) throws(ArticleError) -> LineReader {
        let path = reader.source.path
        let start = Array(try reader.peek().prefix(512))
        if let name = FileKind.name(of: start) { throw TextFile.notText(name, path) }
        guard start.contains(0) || start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) else {
            return reader
        }
        guard let bytes = try reader.rest(limit: reader.limits.document) else {
            throw ArticleError(
                .tooLarge, path: path,
                "a table in UTF-16 may have \(Limits.name(reader.limits.document)); save it as UTF-8")
        }
        do {
            return LineReader(
                ByteSource(path: path, bytes: try TextDecoding.decode(bytes).bytes), limits: reader.limits)
        } catch {
            throw TextFile.notText(error.isA, path)
        }
    }

    private func readHeader() throws(ArticleError) {
        let path = reader.source.path
        let start = try reader.peek()
        if start.starts(with: Array("sep=".utf8)), start.count > 4 {
            separator = start[start.startIndex + 4]
            _ = try reader.next()
        } else {
            let line = start.prefix { $0 != 0x0A }
            let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
            let counts = candidates.map { candidate in line.count { $0 == candidate } }
            separator = isTSV ? 0x09 : candidates[counts.indices.max { counts[$0] < counts[$1] } ?? 0]
        }
        guard case .row(let row, _)? = try nextRow(), row.contains(where: { !$0.isEmpty }) else {
            throw ArticleError(.noText, path: path, "the table is empty; its first line names the columns")
        }
        for name in row { columns.append(String(decoding: try text(name, line: 1).bytes, as: UTF8.self)) }
        try findRoles()
    }

    private func findRoles() throws(ArticleError) {
        var ranks: [FieldNames.Role: Int] = [:]
        for (index, column) in columns.enumerated() {
            guard let (role, rank) = FieldNames.role(of: column), rank < ranks[role] ?? .max else { continue }
            ranks[role] = rank
            roles[role] = index
        }
        if let wanted = fields.text {
            guard let index = columns.firstIndex(of: wanted) else {
                throw ArticleError(
                    .noText, path: reader.source.path,
                    "there is no column “\(wanted)”; the columns are \(columns.joined(separator: ", "))")
            }
            roles[.text] = index
        }
        for role in FieldNames.Role.allCases {
            if let index = roles[role] { say(role, index) }
        }
    }

    private func say(_ role: FieldNames.Role, _ column: Int) {
        guard let notice = fields.note(role, from: columns[column]) else { return }
        remarks.onNotice(FileNotice(path: reader.source.path, message: notice))
    }

    func next() -> Result<Article, ArticleError>? {
        guard !hasEnded else { return nil }
        do throws(ArticleError) {
            while let next = try nextRow() {
                switch next {
                case .row(let row, let line):
                    if row.count == 1, row[0].allSatisfy({ $0 <= 0x20 }) { continue }
                    ordinal += 1
                    return .success(try article(row, line: line))
                case .tooLong(let line):
                    ordinal += 1
                    throw ArticleError(
                        .tooLarge, path: reader.source.path, line: line,
                        "the row is longer than \(Limits.name(reader.limits.article)); is a quotation mark not closed?")
                }
            }
            hasEnded = true
            guard ordinal == 0 else { return nil }
            return .failure(ArticleError(.noText, path: reader.source.path, "the table holds no row"))
        } catch {
            // What is wrong with a row has its line; what is wrong with the file ends it.
            if error.line == nil { hasEnded = true }
            return .failure(error)
        }
    }

    private func article(_ row: [[UInt8]], line: Int) throws(ArticleError) -> Article {
        let path = reader.source.path
        guard row.count == columns.count else {
            throw ArticleError(
                .notTable, path: path, line: line,
                "the row has \(row.count) columns and the first line \(columns.count); put fields with separators in quotation marks"
            )
        }
        if roles[.text] == nil { try findText(row, line: line) }
        var article = Article(id: "\(ordinal)", text: [], layout: Layout(blocks: []), path: path)
        for (index, field) in row.enumerated() where index != roles[.text] && !field.isEmpty {
            let value = String(decoding: try text(field, line: line).bytes, as: UTF8.self)
            switch index {
            case roles[.id]: article.id = value
            case roles[.title]: article.metadata.title = value
            case roles[.outlet]: article.metadata.outlet = value
            case roles[.date]: article.metadata.date = value
            case roles[.url]: article.metadata.url = value
            case roles[.lang]: article.metadata.lang = value
            default: article.metadata.meta.append((columns[index], JSON.quoted(value)))
            }
        }
        let body = try text(row[roles[.text] ?? 0], line: line)
        article.text = body.bytes
        article.notices = body.notices
        article.layout = .detect(body.bytes, title: article.metadata.title)
        guard !article.layout.blocks.isEmpty else {
            throw ArticleError(.noText, path: path, line: line, id: article.id, "the row's text is empty")
        }
        return article
    }

    /// Takes the column with the most words for the text, once for the whole table.
    private func findText(_ row: [[UInt8]], line: Int) throws(ArticleError) {
        let words = row.map { $0.span.words.count }
        guard let most = words.indices.max(by: { words[$0] < words[$1] }), words[most] >= FieldNames.fewestWords else {
            throw ArticleError(
                .noText, path: reader.source.path, line: line,
                "no column is named as texts are; say which it is with --text-field NAME: \(columns.joined(separator: ", "))"
            )
        }
        roles[.text] = most
        say(.text, most)
    }

    private func text(_ field: [UInt8], line: Int) throws(ArticleError) -> TextDecoding.Text {
        if field.span.isUTF8 { return TextDecoding.Text(bytes: field) }
        do {
            return try TextDecoding.decode(field)
        } catch {
            throw ArticleError(.notText, path: reader.source.path, line: line, "a field is no text but \(error.isA)")
        }
    }

    // MARK: Rows

    private enum Row {
        case row([[UInt8]], line: Int)
        case tooLong(line: Int)
    }

    private func nextRow() throws(ArticleError) -> Row? {
        guard let first = try reader.next() else { return nil }
        var parser = RowParser(separator: separator, isOneLine: isTSV)
        var line = first
        var size = 0
        while true {
            guard let range = line.range else { return .tooLong(line: first.number) }
            let bytes = reader.buffer
            let end =
                range.upperBound > range.lowerBound && bytes[range.upperBound - 1] == 0x0D
                ? range.upperBound - 1 : range.upperBound
            parser.read(bytes.span.extracting(range.lowerBound..<end))
            size += range.count + 1
            guard parser.isOpen else { return .row(parser.fields, line: first.number) }
            guard size <= reader.limits.article else { return .tooLong(line: first.number) }
            guard let next = try reader.next() else { return .row(parser.closed(), line: first.number) }
            line = next
        }
    }
}

/// Splits a row into its fields, line by line.
struct RowParser {
    let separator: UInt8
    let isOneLine: Bool
    private(set) var fields: [[UInt8]] = []
    private var field: [UInt8] = []
    /// Whether a quotation mark is open, so that the row goes on in the next line.
    private(set) var isOpen = false

    init(separator: UInt8, isOneLine: Bool) {
        self.separator = separator
        self.isOneLine = isOneLine
    }

    /// - Parameter line: without its end.
    mutating func read(_ line: Span<UInt8>) {
        var index = 0
        if isOpen {
            field.append(0x0A)
            index = readQuoted(line, from: 0)
            if isOpen { return }
        }
        while true {
            if field.isEmpty, index < line.count, line[index] == UInt8(ascii: "\""), !isOneLine || closes(line, index) {
                index = readQuoted(line, from: index + 1)
                if isOpen { return }
            }
            while index < line.count, line[index] != separator {
                field.append(line[index])
                index += 1
            }
            fields.append(field)
            field = []
            guard index < line.count else { return }
            index += 1
        }
    }

    /// Reads up to the closing quotation mark; returns the place after it.
    private mutating func readQuoted(_ line: Span<UInt8>, from start: Int) -> Int {
        var index = start
        isOpen = true
        while index < line.count {
            if line[index] == UInt8(ascii: "\"") {
                if index + 1 < line.count, line[index + 1] == UInt8(ascii: "\"") {
                    index += 1
                } else {
                    isOpen = false
                    return index + 1
                }
            }
            field.append(line[index])
            index += 1
        }
        return index
    }

    /// Whether a field that starts with a quotation mark ends with one too.
    private func closes(_ line: Span<UInt8>, _ start: Int) -> Bool {
        var end = start + 1
        while end < line.count, line[end] != separator { end += 1 }
        return end - start >= 2 && line[end - 1] == UInt8(ascii: "\"")
    }

    /// The fields of a row that ends with the file.
    consuming func closed() -> [[UInt8]] { fields + [field] }
}
