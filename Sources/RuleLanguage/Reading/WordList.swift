/// Reads a lexicon's `file:`: one phrase or pattern a line, `#` comments.
struct WordList {
    static let maximumBytes = 16 << 20

    let table: LexiconTable
    let draft: LexiconTable.Draft

    private var log: Log { table.log }

    func read(_ fields: Fields, isExact: Bool, expand: (SourceText) -> [Lexicon.Entry]) -> [Lexicon.Entry] {
        guard let path = fields.text("file") else { return [] }
        let arePatterns = fields.choice("as", [("patterns", true)]) ?? false
        if arePatterns, isExact {
            let message = "`case: exact` is about words; in patterns, exact case is `=Reuters`"
            log.add(.misplacedKey, message, at: fields.keySpan("case"))
        }
        guard let file = open(path) else { return [] }
        var entries: [Lexicon.Entry] = []
        var seen: Set<Lexicon.Entry> = []
        for line in lines(of: file) {
            let found = arePatterns ? expand(line) : phrase(line, isExact: isExact)
            let new = found.filter { seen.insert($0).inserted }
            if new.isEmpty, !found.isEmpty {
                log.add(.duplicateEntry, "\(line.string) is in the list already", at: line.span)
            }
            entries += new
            if entries.count > LexiconTable.maximumEntries { break }
        }
        return entries
    }

    private func open(_ path: SourceText) -> SourceFile? {
        let name = path.string
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isInside = parts.allSatisfy { !$0.isEmpty && $0 != ".." && $0 != "." }
        guard isInside, !name.contains("\\"), !name.contains("\0") else {
            let message = "a word list stands in its pack's folder and is named from there, as in outlets.txt"
            log.add(.pathLeavesPack, message, at: path.span)
            return nil
        }
        guard let file = draft.pack.companion(name) else {
            log.add(.missingFile, "no file \(name) beside the pack", at: path.span)
            return nil
        }
        guard file.bytes.count <= Self.maximumBytes else {
            log.add(.fileTooLarge, "\(name) is larger than \(Self.maximumBytes >> 20) MiB", at: path.span)
            return nil
        }
        if let bad = YAMLReader.firstInvalidByte(file.bytes) {
            let span = SourceSpan(file: file, start: bad, end: bad + 1)
            log.add(.notUTF8, "the file is not UTF-8 here; save it as UTF-8", at: span)
            return nil
        }
        return file
    }

    /// What stands on the lines, without comments and white space around it.
    private func lines(of file: SourceFile) -> [SourceText] {
        var lines: [SourceText] = []
        var start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < file.bytes.count {
            let lineEnd = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
            var first = start
            var last = lineEnd
            for i in start..<lineEnd where file.bytes[i] == UInt8(ascii: "#") {
                if i == start || file.bytes[i - 1].isSpace {
                    last = i
                    break
                }
            }
            while first < last, file.bytes[first].isSpace { first += 1 }
            while last > first, file.bytes[last - 1].isSpace { last -= 1 }
            if first < last {
                let bytes = Array(file.bytes[first..<last])
                lines.append(SourceText(verbatim: bytes, file: file, base: first, whole: first..<last))
            }
            start = lineEnd + 1
        }
        return lines
    }

    private func phrase(_ line: SourceText, isExact: Bool) -> [Lexicon.Entry] {
        let surroundings = table.surroundings(draft.pack)
        let words = surroundings.words(line.string)
        if words.isEmpty {
            log.add(.noToken, "the tokenizer makes no token of this, so it can match nothing", at: line.span)
            return []
        }
        let tokens = words.map { word in
            TokenTest(word: isExact ? .exact(word.spelling) : .literal(surroundings.folded(word.spelling)))
        }
        return [Lexicon.Entry(tokens: tokens)]
    }
}
