/// Works out one lexicon: its entries, its set algebra, its word list.
struct LexiconBuilder {
    let table: LexiconTable
    let draft: LexiconTable.Draft
    let reference: LexiconReference

    private var log: Log { table.log }

    func build() -> Lexicon? {
        var isExact = false
        let errors = log.errors
        guard var entries = definition(isExact: &isExact) else { return nil }
        for change in draft.changes { apply(change, to: &entries, isExact: isExact) }
        if entries.isEmpty, log.errors == errors {
            log.add(.emptyLexicon, "$\(reference.name) holds nothing", at: draft.entry.key.span)
        }
        bound(entries.count, at: draft.entry.key.span)
        return Lexicon(reference: reference, entries: entries, span: draft.entry.key.span)
    }

    private func definition(isExact: inout Bool) -> [Lexicon.Entry]? {
        let value = draft.entry.value
        guard case .mapping = value.kind else { return patterns(value) }
        let keys = ["is", "file", "case", "as", "+", "-"]
        guard let fields = Fields(value, "a lexicon", keys: keys, log: log) else { return nil }
        var entries: [Lexicon.Entry] = []
        switch (fields["is"], fields["file"]) {
        case (let base?, nil):
            entries = patterns(base)
            for key in ["case", "as"] where fields[key] != nil {
                log.add(.misplacedKey, "`\(key)` goes with `file`", at: fields.keySpan(key))
            }
        case (nil, _?):
            isExact = fields.choice("case", [("exact", true)]) ?? false
            entries = WordList(table: table, draft: draft).read(fields, isExact: isExact, expand: entriesOf)
        case (nil, nil): fields.missing("is", "a lexicon")
        case (_?, _?): log.add(.misplacedKey, "`is` and `file` exclude each other", at: fields.keySpan("file"))
        }
        apply(fields, to: &entries, isExact: isExact)
        return entries
    }

    /// `+` and `-`.
    private func apply(_ fields: Fields, to entries: inout [Lexicon.Entry], isExact: Bool) {
        if let added = fields["+"] {
            var seen = Set(entries)
            for entry in patterns(added, isExact: isExact) where seen.insert(entry).inserted { entries.append(entry) }
        }
        guard let removed = fields["-"] else { return }
        for text in Values.frees(removed, "an entry", log: log) {
            var out = Set(entriesOf(text))
            // What is removed from a list of exact case is written as its entries are.
            if isExact { out.formUnion(out.map { exact($0, as: text) }) }
            let before = entries.count
            entries.removeAll { out.contains($0) }
            if entries.count == before, !out.isEmpty {
                log.add(
                    .removesNothing, "\(text.string) is not in the lexicon, so there is nothing to remove",
                    at: text.span)
            }
        }
    }

    private func patterns(_ node: YAMLNode, isExact: Bool = false) -> [Lexicon.Entry] {
        var all: [Lexicon.Entry] = []
        var seen: Set<Lexicon.Entry> = []
        for text in Values.frees(node, "an entry", log: log) {
            var isNew = false
            let entries = entriesOf(text)
            for entry in isExact ? entries.map({ exact($0, as: text) }) : entries where seen.insert(entry).inserted {
                all.append(entry)
                isNew = true
            }
            if !isNew, !entries.isEmpty {
                log.add(.duplicateEntry, "\(text.string) is in the list already", at: text.span)
            }
            if all.count > LexiconTable.maximumEntries { break }
        }
        return all
    }

    /// The entry in exact case, where it is nothing but words written out in `text`.
    private func exact(_ entry: Lexicon.Entry, as text: SourceText) -> Lexicon.Entry {
        let surroundings = table.surroundings(draft.pack)
        let words = surroundings.words(text.string)
        guard words.count == entry.tokens.count else { return entry }
        var tokens: [TokenTest] = []
        for (word, token) in zip(words, entry.tokens) {
            guard token == TokenTest(word: .literal(surroundings.folded(word.spelling))) else { return entry }
            tokens.append(TokenTest(word: .exact(word.spelling)))
        }
        return Lexicon.Entry(tokens: tokens)
    }

    private func entriesOf(_ text: SourceText) -> [Lexicon.Entry] {
        guard let pattern = PatternParser.parse(text, in: table.surroundings(draft.pack), log: log) else { return [] }
        do {
            let sequences = try EntryExpansion(table: table, log: log).sequences(pattern.root)
            if sequences.contains(where: \.isEmpty) {
                log.add(.matchesNothing, "everything in this entry may be missing", at: pattern.root.span)
            }
            return sequences.filter { !$0.isEmpty }.map { Lexicon.Entry(tokens: $0) }
        } catch {
            return []
        }
    }

    private func bound(_ count: Int, at span: SourceSpan) {
        guard count > LexiconTable.maximumEntries else { return }
        log.add(.lexiconTooLarge, "a lexicon has at most \(LexiconTable.maximumEntries) entries", at: span)
    }
}

/// Turns a finite pattern into the token sequences that it stands for.
struct EntryExpansion {
    static let maximumSequences = 2000
    static let maximumLength = 24

    let table: LexiconTable
    let log: Log

    func sequences(_ node: Pattern.Node) throws -> [[TokenTest]] {
        switch node.kind {
        case .token(let test): return [[test]]
        case .lexicon(let reference, let tag): return try entries(of: reference, tag: tag, at: node.span)
        case .sequence(let nodes):
            return try nodes.reduce([[]]) { try product($0, try sequences($1), at: node.span) }
        case .alternatives(let nodes): return unique(try nodes.flatMap { try sequences($0) })
        case .repeated(let inner, let min, let max?): return try repeated(inner, min...max, at: node.span)
        case .repeated: throw fail("`*`, `+` and `{2,}` have no end, and an entry must have one", node.span)
        case .any, .not: throw fail("an entry is made of words; any token cannot stand in one", node.span)
        case .gap: throw fail("an entry has no gaps; write a rule for this", node.span)
        case .mark: throw fail("an entry is made of words, not of marks; write a rule for this", node.span)
        case .sentenceStart, .sentenceEnd: throw fail("an entry knows no sentence's edge", node.span)
        case .capture(let name, _): throw fail("an entry has no captures; leave @\(name) out", node.span)
        }
    }

    private func entries(of reference: LexiconReference, tag: TagTest?, at span: SourceSpan) throws -> [[TokenTest]] {
        let entries = table.lexicon(reference)?.entries.map(\.tokens) ?? []
        guard let tag else { return entries }
        return entries.filter { $0.count == 1 && ($0[0].tag == nil || $0[0].tag == tag) }.map {
            [TokenTest(word: $0[0].word, tag: tag)]
        }
    }

    private func repeated(_ inner: Pattern.Node, _ times: ClosedRange<Int>, at span: SourceSpan) throws -> [[TokenTest]]
    {
        let once = try sequences(inner)
        var power: [[TokenTest]] = [[]]
        var all: [[TokenTest]] = times.contains(0) ? [[]] : []
        for count in 1...max(1, times.upperBound) {
            power = try product(power, once, at: span)
            if times.contains(count) { all += power }
            if all.count > Self.maximumSequences { throw tooLarge(span) }
        }
        return unique(all)
    }

    private func product(_ a: [[TokenTest]], _ b: [[TokenTest]], at span: SourceSpan) throws -> [[TokenTest]] {
        // Two long lists side by side multiply; one long list beside a word does not.
        let size = a.count.multipliedReportingOverflow(by: b.count)
        guard !size.overflow, size.partialValue <= max(Self.maximumSequences, a.count, b.count) else {
            throw tooLarge(span)
        }
        let all = a.flatMap { left in b.map { left + $0 } }
        if all.contains(where: { $0.count > Self.maximumLength }) {
            throw fail("an entry has at most \(Self.maximumLength) tokens", span)
        }
        return all
    }

    private func unique(_ sequences: [[TokenTest]]) -> [[TokenTest]] {
        var seen: Set<[TokenTest]> = []
        return sequences.filter { seen.insert($0).inserted }
    }

    private func tooLarge(_ span: SourceSpan) -> Reported {
        log.add(.lexiconTooLarge, "this entry stands for more than \(Self.maximumSequences) phrases", at: span)
        return Reported()
    }

    private func fail(_ message: String, _ span: SourceSpan) -> Reported {
        log.add(.notFinite, message, at: span)
        return Reported()
    }
}
