/// Articles that another program has split into words and sentences and tagged: CoNLL-U, the format of Universal
/// Dependencies.
///
/// `# newdoc` starts an article (a file without is one), `# newpar` a paragraph. The text is put together from the words:
/// a space between two unless MISC says `SpaceAfter=No`, or what `SpacesAfter` and `SpacesBefore` say; an empty line
/// between paragraphs. Multiword tokens are split into their words; empty nodes are left out. An article with a line that
/// is no CoNLL-U is an error in its place, with the line's number, and the next article goes on.
final class CoNLLUFile: RecordSource {
    private let reader: LineReader
    private var builder: Builder?
    /// What is wrong with the article that is being read.
    private var failure: ArticleError?
    private var ordinal = 0
    private var hasEnded = false

    init(_ reader: LineReader) throws(ArticleError) {
        self.reader = reader
        if let name = FileKind.name(of: Array(try reader.peek().prefix(512))) {
            throw TextFile.notText(name, reader.source.path)
        }
        try reader.skipMark()
    }

    func next() -> Result<Article, ArticleError>? {
        guard !hasEnded else { return nil }
        do throws(ArticleError) {
            while let line = try reader.next() {
                if let done = read(line) { return done }
            }
        } catch {
            hasEnded = true
            return .failure(error)
        }
        hasEnded = true
        if let last = finish() { return last }
        guard ordinal == 0 else { return nil }
        return .failure(ArticleError(.noText, path: reader.source.path, "there is no word in the file"))
    }

    /// Takes a line; returns the article that it ends.
    private func read(_ line: LineReader.Line) -> Result<Article, ArticleError>? {
        guard let range = line.range else {
            fail(line.number, "the line is longer than \(Limits.name(reader.limits.article))")
            return nil
        }
        var bytes = reader.buffer[range]
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            fail(line.number, "the line is not UTF-8; convert the file to UTF-8")
            return nil
        }
        if Self.isComment(text, "newdoc") {
            let done = finish()
            builder = Builder()
            builder?.id = Self.value(text)
            return done
        }
        guard failure == nil, !text.isEmpty || builder != nil else { return nil }
        if builder == nil { builder = Builder() }
        do throws(Builder.Broken) {
            try builder?.read(text)
        } catch {
            fail(line.number, error.message)
        }
        if let size = builder?.text.count, size > reader.limits.article {
            fail(
                line.number,
                "the article is larger than \(Limits.name(reader.limits.article)); is a `# newdoc` missing?")
        }
        return nil
    }

    private func fail(_ line: Int, _ message: String) {
        guard failure == nil else { return }
        failure = ArticleError(.notCoNLLU, path: reader.source.path, line: line, id: builder?.id, message)
    }

    /// The article read till now; `nil` where there is nothing of one.
    private func finish() -> Result<Article, ArticleError>? {
        defer {
            builder = nil
            failure = nil
        }
        guard failure != nil || builder?.isEmpty == false || builder?.id != nil else { return nil }
        ordinal += 1
        if var failure {
            failure.id = builder?.id ?? failure.id
            return .failure(failure)
        }
        return builder.map { .success($0.article(defaultID: "\(ordinal)", path: reader.source.path)) }
    }

    /// `# newdoc`, `# newdoc id = a1`
    fileprivate static func isComment(_ line: String, _ key: String) -> Bool {
        guard line.hasPrefix("#") else { return false }
        let words = line.dropFirst().split(separator: " ", maxSplits: 1)
        return words.first.map { $0 == key || $0.hasPrefix(key + "=") } ?? false
    }

    /// What stands behind the comment's `=`.
    private static func value(_ line: String) -> String? {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        let value = line[line.index(after: sign)...].drop { $0 == " " }
        return value.isEmpty ? nil : String(value)
    }
}

/// Puts an article together from the lines of CoNLL-U.
private struct Builder {
    struct Broken: Error {
        var message: String
    }

    var id: String?
    private(set) var text: [UInt8] = []
    private var annotation = Annotation()
    private var sentence = 0
    private var next = 1
    /// The words of the multiword token under way, its surface, and its last word's number.
    private var multiword: (form: String, last: Int, misc: Substring)?
    private var parts: [Annotation.Word] = []
    /// What stands between the last word and the next: given, or a space.
    private var gap: [UInt8] = []
    private var isParagraph = false

    var isEmpty: Bool { annotation.words.isEmpty && parts.isEmpty }

    mutating func read(_ line: String) throws(Broken) {
        if line.isEmpty { return try endSentence() }
        if line.hasPrefix("#") {
            if CoNLLUFile.isComment(line, "newpar") { isParagraph = true }
            return
        }
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 10 else {
            throw Broken(message: "a word has ten columns divided by tabs, and here are \(fields.count)")
        }
        if fields[0].contains(".") { return }
        if let dash = fields[0].firstIndex(of: "-") {
            guard let first = Int(fields[0][..<dash]), let last = Int(fields[0][fields[0].index(after: dash)...]),
                first == next, last >= first, last - first < 100, multiword == nil
            else { throw unexpected(fields[0]) }
            multiword = (String(fields[1]), last, fields[9])
            return
        }
        guard Int(fields[0]) == next, !fields[1].isEmpty else { throw unexpected(fields[0]) }
        next += 1
        let word = Annotation.Word(
            range: 0..<0, form: String(fields[1]), lemma: Self.given(fields[2], unless: fields[1]),
            universal: Self.given(fields[3]), penn: Self.given(fields[4]), features: Self.given(fields[5]))
        guard let multiword else { return add([word], surface: word.form, misc: fields[9]) }
        parts.append(word)
        if next > multiword.last { endMultiword() }
    }

    private func unexpected(_ number: Substring) -> Broken {
        Broken(message: "the words of a sentence are numbered from 1; \(next) was expected and not “\(number)”")
    }

    /// `_` is nothing given, but for the word `_` itself.
    private static func given(_ field: Substring, unless form: Substring = "") -> String? {
        field == "_" && form != "_" || field.isEmpty ? nil : String(field)
    }

    private mutating func endMultiword() {
        guard let whole = multiword else { return }
        add(parts, surface: whole.form, misc: whole.misc)
        multiword = nil
        parts = []
    }

    private mutating func endSentence() throws(Broken) {
        defer { next = 1 }
        if let multiword {
            throw Broken(message: "the sentence ends before word \(multiword.last) of “\(multiword.form)”")
        }
        guard sentence < annotation.words.count else { return }
        annotation.sentences.append(sentence..<annotation.words.count)
        sentence = annotation.words.count
    }

    /// Appends words that stand for one piece of the text.
    private mutating func add(_ words: [Annotation.Word], surface: String, misc: Substring) {
        let values = misc.split(separator: "|")
        let before = values.first { $0.hasPrefix("SpacesBefore=") }.map { Self.unescaped($0.dropFirst(13)) }
        if isParagraph, !text.isEmpty, !gap.contains(0x0A) {
            while gap.last == 0x20 { gap.removeLast() }
            gap += [0x0A, 0x0A]
        }
        isParagraph = false
        text += gap + (before ?? [])
        let start = text.count
        text += surface.utf8
        place(words, start)
        if let after = values.first(where: { $0.hasPrefix("SpacesAfter=") }) {
            gap = Self.unescaped(after.dropFirst(12))
        } else {
            gap = values.contains("SpaceAfter=No") ? [] : [0x20]
        }
    }

    /// Gives each word its share of the text from `start` on: by its own length where the words make up the text, else
    /// the first takes what the others leave, a character each. Words for which nothing is left are dropped.
    private mutating func place(_ words: [Annotation.Word], _ start: Int) {
        let whole = text[start...]
        let isExact = whole.elementsEqual(words.lazy.flatMap(\.form.utf8))
        let characters = whole.indices.filter { text[$0] & 0xC0 != 0x80 }
        var at = start
        for (number, var word) in words.prefix(max(1, characters.count)).enumerated() {
            let left = min(words.count, max(1, characters.count)) - number - 1
            let end =
                isExact ? at + word.form.utf8.count : left == 0 ? text.count : characters[characters.count - left]
            word.range = at..<end
            annotation.words.append(word)
            at = end
        }
    }

    /// `\s\n`: white space as `SpacesAfter` writes it.
    private static func unescaped(_ value: Substring) -> [UInt8] {
        var out: [UInt8] = []
        var isEscape = false
        for byte in value.utf8 {
            if isEscape {
                switch byte {
                case UInt8(ascii: "s"): out.append(0x20)
                case UInt8(ascii: "t"): out.append(0x09)
                case UInt8(ascii: "n"): out.append(0x0A)
                case UInt8(ascii: "r"): out.append(0x0D)
                default: break
                }
                isEscape = false
            } else {
                isEscape = byte == UInt8(ascii: "\\")
            }
        }
        return out
    }

    func article(defaultID: String, path: String) -> Article {
        var last = self
        if last.multiword != nil { last.endMultiword() }
        try? last.endSentence()
        last.text += last.gap.contains(0x0A) ? last.gap : []
        return Article(
            id: id ?? defaultID, text: last.text, layout: .detect(last.text), path: path, annotation: last.annotation)
    }
}
