/// The articles of files, folders and standard input, one at a time, in the order in which they were named.
///
/// Only what is pulled is read: memory holds one article and one buffer, whatever the number and size of the files.
/// An article that cannot be read is an error in its place, and the rest goes on. A sequence to be gone through once.
///
/// - A **folder** is walked through, as `FolderWalk` says; what is left out is told to `onLeftOut`.
/// - `-` is standard input, and any other name is opened as it is (a pipe too). gzip is known by its first bytes.
/// - PDF, WARC and HTML are known by their first bytes too, whatever the name.
/// - **Text** (`.txt .text`) and **Markdown** (`.md .markdown`) files are one article each, with the path as its id.
/// - **JSON Lines** (`.jsonl .ndjson`) give an article per line, as `Record` says; blank lines are nothing.
/// - **`.json`** is an array of records, one record over several lines, or JSON Lines.
/// - **CoNLL-U** (`.conllu`) gives an article per `# newdoc`, with its words and tags, as `CoNLLUFile` says.
/// - **HTML** (`.html .htm .xhtml`) and **PDF** (`.pdf`) are one article each, as `WebPage` and `PDFFile` say.
/// - **Tables** (`.csv .tsv`) give an article per row, as `TableFile` says; **feeds** (`.rss .atom .xml`) one per entry,
///   as `FeedFile` says; **web archives** (`.warc`) one per page, as `WARCFile` says.
/// - Standard input and files with another ending are JSON where they start with `{` and `"`, or `[` and `{`, white
///   space aside; and plain text otherwise.
public final class ArticleStream: Sequence, IteratorProtocol {
    public typealias Element = Result<Article, ArticleError>

    private var paths: [String].Iterator
    private var folder: FolderWalk?
    private var folderHasFiles = false
    private var records: (any RecordSource)?
    private let limits: Limits
    /// What everything is read as, whatever its name; `nil` where name and content tell.
    private var format: FileFormat?
    private var textField: String?
    private let remarks: Remarks
    /// Whether all that was named are files and folders: what comes next is there and need not be waited for.
    public let isOfFiles: Bool

    /// - Parameters:
    ///   - paths: files, folders and `-`; no patterns (see `Glob`).
    ///   - format: what all of it is, whatever the names are and however they start.
    ///   - textField: the field of records and the column of tables that holds the text.
    ///   - onLeftOut: called for each thing in a folder that is not read, and for kinds of records in an archive.
    ///   - onNotice: called with what is to be known about a whole file.
    public convenience init(
        _ paths: [String], as format: FileFormat? = nil, textField: String? = nil,
        onLeftOut: @escaping (LeftOut) -> Void = { _ in }, onNotice: @escaping (FileNotice) -> Void = { _ in }
    ) {
        self.init(paths, limits: Limits(), onLeftOut: onLeftOut, onNotice: onNotice)
        self.format = format
        self.textField = textField
    }

    /// JSON Lines, whatever the name is and however they start: each line that is no record is an error in its place.
    ///
    /// - Parameter path: a file, or `-`.
    public convenience init(jsonLines path: String) { self.init([path], as: .jsonl) }

    init(
        _ paths: [String], limits: Limits, onLeftOut: @escaping (LeftOut) -> Void = { _ in },
        onNotice: @escaping (FileNotice) -> Void = { _ in }
    ) {
        self.paths = paths.makeIterator()
        isOfFiles = paths.allSatisfy(PathKind.isStored)
        self.limits = limits
        remarks = Remarks(onLeftOut: onLeftOut, onNotice: onNotice)
    }

    public func next() -> Element? {
        while true {
            if let records {
                if let element = records.next() { return element }
                self.records = nil
            }
            if folder != nil {
                if let element = stepThroughFolder() { return element }
            } else if let path = paths.next() {
                if let element = start(path) { return element }
            } else {
                return nil
            }
        }
    }

    private func start(_ path: String) -> Element? {
        do throws(ArticleError) {
            if path != "-", try PathKind.of(path) == .folder {
                folder = FolderWalk(path: path)
                folderHasFiles = false
                return nil
            }
            return try read(path)
        } catch {
            return .failure(error)
        }
    }

    private func stepThroughFolder() -> Element? {
        switch folder?.next() {
        case .file(let path):
            folderHasFiles = true
            do throws(ArticleError) {
                return try read(path)
            } catch {
                guard error.code == .noArticles else { return .failure(error) }
                // XML of another kind, which stands in folders of pages.
                remarks.onLeftOut(LeftOut(path: path, reason: error.message))
                return nil
            }
        case .leftOut(let leftOut):
            remarks.onLeftOut(leftOut)
            return nil
        case .failed(let error):
            folderHasFiles = true
            return .failure(error)
        case nil:
            let path = folder?.path ?? ""
            folder = nil
            guard !folderHasFiles else { return nil }
            return .failure(
                ArticleError(
                    .noArticles, path: path, "the folder holds no articles; their names end in \(FileFormat.endings)"))
        }
    }

    /// Reads a file that is one article; for one that holds records, sets `records` and returns `nil`.
    private func read(_ path: String) throws(ArticleError) -> Element? {
        let reader = LineReader(
            try ByteSource(path: path, firstRead: Swift.min(LineReader.smallFile, limits.buffer)), limits: limits)
        let fields = FieldNames(text: textField)
        // The reader's buffer must not be held while it reads on, or all of it is copied.
        let kind = if let format { format } else { Self.format(path, try reader.peek()) }
        switch kind {
        case .text: return .success(try TextFile.article(reader, isMarkdown: false))
        case .markdown: return .success(try TextFile.article(reader, isMarkdown: true))
        case .html: return .success(try TextFile.page(reader))
        case .pdf: return .success(try PDFFile.article(reader))
        case .jsonl: records = try JSONLines(reader, fields, remarks)
        case .csv: records = try TableFile(reader, isTSV: false, fields, remarks)
        case .tsv: records = try TableFile(reader, isTSV: true, fields, remarks)
        case .conllu: records = try CoNLLUFile(reader)
        case .warc: records = WARCFile(reader, remarks)
        case .feed: records = try FeedFile(reader, remarks)
        case .json:
            records =
                try JSONStart(reader.peek()).isDocument
                ? JSONDocument(reader, fields, remarks) : JSONLines(reader, fields, remarks)
        }
        return nil
    }

    /// What a file is: by its first bytes where they leave no doubt, then by its name, then by what JSON starts with.
    private static func format(_ path: String, _ start: ArraySlice<UInt8>) -> FileFormat {
        let named = FileFormat(path: path)
        if named != .markdown, named != .feed, let certain = FileFormat(start: start), certain != .feed || named == nil
        {
            return certain
        }
        return named ?? (JSONStart(start).isCertain ? .json : .text)
    }
}

/// Files of which each is one article.
enum TextFile {
    static func article(_ reader: LineReader, isMarkdown: Bool) throws(ArticleError) -> Article {
        let path = reader.source.path
        if let name = FileKind.name(of: Array(try reader.peek().prefix(512))) { throw notText(name, path) }
        guard let bytes = try reader.rest(limit: reader.limits.article) else {
            throw ArticleError(
                .tooLarge, path: path,
                "the file is larger than \(Limits.name(reader.limits.article)), which no article is; many articles go into JSON Lines"
            )
        }
        let text: TextDecoding.Text
        do {
            text = try TextDecoding.decode(bytes)
        } catch {
            throw notText(error.isA, path)
        }
        var article = Article(id: path, text: text.bytes, layout: Layout(blocks: []), path: path, notices: text.notices)
        if isMarkdown {
            (article.layout, article.metadata) = Markdown.read(text.bytes)
        } else {
            article.layout = .detect(text.bytes)
        }
        guard !article.layout.blocks.isEmpty else {
            throw ArticleError(
                .noText, path: path, bytes.isEmpty ? "the file is empty" : "there is no word in the file")
        }
        return article
    }

    /// A web page.
    static func page(_ reader: LineReader) throws(ArticleError) -> Article {
        let path = reader.source.path
        guard let bytes = try reader.rest(limit: reader.limits.page) else {
            throw ArticleError(
                .tooLarge, path: path,
                "the page is larger than \(Limits.name(reader.limits.page)), which no article's is")
        }
        let text: TextDecoding.Text
        do {
            text = try TextDecoding.decode(bytes, declared: DeclaredEncoding.named(in: bytes))
        } catch {
            throw notText(error.isA, path)
        }
        let page = WebPage(text.bytes)
        guard page.holdsArticle else {
            throw ArticleError(
                .noText, path: path, bytes.isEmpty ? "the file is empty" : "no article was found in the page")
        }
        return Article(
            id: path, text: page.text, layout: page.layout, metadata: page.metadata, path: path,
            notices: text.notices + page.notices)
    }

    static func notText(_ name: String, _ path: String) -> ArticleError {
        ArticleError(.notText, path: path, "this is no text but \(name)")
    }
}
