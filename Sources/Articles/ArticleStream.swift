/// The articles of files, folders and standard input, one at a time, in the order in which they were named.
///
/// Only what is pulled is read: memory holds one article and one buffer, whatever the number and size of the files.
/// An article that cannot be read is an error in its place, and the rest goes on. A sequence to be gone through once.
///
/// - A **folder** is walked through, as `FolderWalk` says; what is left out is told to `onLeftOut`.
/// - `-` is standard input, and any other name is opened as it is (a pipe too). gzip is known by its first bytes.
/// - **Text** (`.txt .text`) and **Markdown** (`.md .markdown`) files are one article each, with the path as its id.
/// - **JSON Lines** (`.jsonl .ndjson`) give an article per line, as `Record` says; blank lines are nothing.
/// - **`.json`** is an array of records, one record over several lines, or JSON Lines.
/// - **CoNLL-U** (`.conllu`) gives an article per `# newdoc`, with its words and tags, as `CoNLLUFile` says.
/// - Standard input and files with another ending are JSON where they start with `{` and `"`, or `[` and `{`, white
///   space aside; and plain text otherwise.
public final class ArticleStream: Sequence, IteratorProtocol {
    public typealias Element = Result<Article, ArticleError>

    private var paths: [String].Iterator
    private var folder: FolderWalk?
    private var folderHasFiles = false
    private var records: (any RecordSource)?
    private let onLeftOut: (LeftOut) -> Void
    private let limits: Limits
    /// What everything is read as, whatever its name; `nil` where name and content tell.
    private var format: FileFormat?

    /// - Parameters:
    ///   - paths: files, folders and `-`; no patterns (see `Glob`).
    ///   - onLeftOut: called for each thing in a folder that is not read.
    public convenience init(_ paths: [String], onLeftOut: @escaping (LeftOut) -> Void = { _ in }) {
        self.init(paths, limits: Limits(), onLeftOut: onLeftOut)
    }

    /// JSON Lines, whatever the name is and however they start: each line that is no record is an error in its place.
    ///
    /// - Parameter path: a file, or `-`.
    public convenience init(jsonLines path: String) {
        self.init([path], limits: Limits())
        format = .jsonLines
    }

    /// CoNLL-U, whatever the names are.
    ///
    /// - Parameter paths: files, folders and `-`.
    public convenience init(conllu paths: [String], onLeftOut: @escaping (LeftOut) -> Void = { _ in }) {
        self.init(paths, limits: Limits(), onLeftOut: onLeftOut)
        format = .conllu
    }

    init(_ paths: [String], limits: Limits, onLeftOut: @escaping (LeftOut) -> Void = { _ in }) {
        self.paths = paths.makeIterator()
        self.limits = limits
        self.onLeftOut = onLeftOut
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
                return .failure(error)
            }
        case .leftOut(let leftOut):
            onLeftOut(leftOut)
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
        let reader = LineReader(try ByteSource(path: path), limits: limits)
        let start = try reader.peek()
        switch format ?? FileFormat(path: path) {
        case .text: return .success(try TextFile.article(reader, isMarkdown: false))
        case .markdown: return .success(try TextFile.article(reader, isMarkdown: true))
        case .jsonLines: records = try JSONLines(reader)
        case .conllu: records = try CoNLLUFile(reader)
        case .json: records = try JSONStart(start).isDocument ? JSONDocument(reader) : JSONLines(reader)
        case .unknown:
            let json = JSONStart(start)
            guard json.isCertain else { return .success(try TextFile.article(reader, isMarkdown: false)) }
            records = try json.isDocument ? JSONDocument(reader) : JSONLines(reader)
        }
        return nil
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

    static func notText(_ name: String, _ path: String) -> ArticleError {
        ArticleError(.notText, path: path, "this is no text but \(name)")
    }
}
