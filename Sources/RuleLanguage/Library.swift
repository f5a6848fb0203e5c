import Language

/// Packs read together, with what there is to tell their authors.
public struct Library: Sendable {
    public var packs: [Pack]
    public var diagnostics: [Diagnostic]
    /// Words on which some rules keep silent, from `hearsay.yaml`.
    public var exceptions: [RuleException]
    /// Full names of rules that a `hearsay.yaml` switched off, with where it says so.
    public var switchedOff: [String: SourceSpan] = [:]

    public init(packs: [Pack], diagnostics: [Diagnostic], exceptions: [RuleException] = []) {
        self.packs = packs
        self.diagnostics = diagnostics
        self.exceptions = exceptions
    }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Parses and checks packs, resolving what they use of each other. Order does not matter; `packs` come out in the
    /// order they came in. A mistake leaves out the rule or lexicon that it is in, and nothing else.
    ///
    /// - Parameters:
    ///   - files: Pack files (YAML) with a way to read the word lists that stand beside them.
    ///   - tuning: `hearsay.yaml` files, applied in order.
    public static func read(_ files: [PackFile], tuning: [SourceFile] = []) -> Library {
        read(files, tuning: tuning, words: Reader.words(of:))
    }

    static func read(_ files: [PackFile], tuning: [SourceFile] = [], words: @escaping WordSplitter) -> Library {
        LibraryReader(words: words).read(files, tuning: tuning)
    }

    /// Parses one pattern as typed into the shell (`try`), against the packs' lexicons.
    public func pattern(_ source: String) -> Result<Pattern, Diagnostic> {
        pattern(source, words: Reader.words(of:))
    }

    func pattern(_ source: String, words: @escaping WordSplitter) -> Result<Pattern, Diagnostic> {
        let log = Log()
        let text = SourceText(standalone: source, name: "pattern")
        let surroundings = LooseSurroundings(packs: packs, log: log).surroundings(words)
        let pattern = PatternParser.parse(text, in: surroundings, log: log)
        if let pattern { PatternChecks(log: log).check(pattern) }
        if let error = log.diagnostics.first(where: { $0.severity == .error }) { return .failure(error) }
        guard let pattern else {
            return .failure(Diagnostic(.patternEmpty, "the pattern is empty", at: text.span))
        }
        return .success(pattern)
    }
}

extension Library {
    /// Parses one condition as typed into the shell (`flags where …`). Its names are left as they stand.
    public func condition(_ source: String) -> Result<Expression, Diagnostic> {
        let log = Log()
        let text = SourceText(standalone: source, name: "condition")
        if let expression = ExpressionParser.parse(text, types: TypeTable(), log: log) { return .success(expression) }
        let fallback = Diagnostic(.expressionSyntax, "the condition is empty", at: text.span)
        return .failure(log.diagnostics.first { $0.severity == .error } ?? fallback)
    }
}

/// What a pattern that stands in no pack is read against: everything in packs that have been read.
private struct LooseSurroundings {
    let packs: [Pack]
    let log: Log

    func surroundings(_ words: @escaping WordSplitter) -> PatternSurroundings {
        let vocabulary = Vocabulary()
        return PatternSurroundings(
            words: words, folded: { vocabulary.folded(vocabulary.intern($0)) }, lexicon: find,
            isPack: { name in packs.contains { $0.name == name } },
            isSingle: { lexicon($0)?.entries.allSatisfy { $0.tokens.count == 1 } ?? true }, types: types,
            pattern: pattern)
    }

    private func pattern(_ name: String, _ span: SourceSpan) -> Pattern.Node? {
        let found = packs.filter { $0.patterns[name] != nil }
        if found.count == 1 { return found[0].patterns[name] }
        let names = Set(packs.flatMap(\.patterns.keys)).sorted()
        let message =
            found.isEmpty
            ? "no pack has a pattern %\(name)\(Suggestion.hint(name, in: names, prefix: "%"))"
            : "%\(name) is in several packs: \(found.map(\.name).joined(separator: ", "))"
        log.add(.unknownPattern, message, at: span)
        return nil
    }

    private func lexicon(_ reference: LexiconReference) -> Lexicon? {
        packs.lazy.flatMap(\.lexicons).first { $0.reference == reference }
    }

    private func find(_ name: String, _ span: SourceSpan) -> LexiconReference? {
        let all = packs.flatMap { $0.lexicons.map(\.reference) }
        let found = all.filter { $0.name == name || "\($0.pack):\($0.name)" == name }
        if found.count > 1 {
            let choices = found.map { "$\($0.pack):\($0.name)" }.joined(separator: " or ")
            log.add(.ambiguousLexicon, "$\(name) is in several packs; write \(choices)", at: span)
        } else if found.isEmpty {
            let names = name.contains(":") ? all.map { "\($0.pack):\($0.name)" } : all.map(\.name)
            let hint = Suggestion.hint(name, in: names, prefix: "$")
            log.add(.unknownLexicon, "no lexicon $\(name)\(hint)", at: span)
        }
        return found.count == 1 ? found[0] : nil
    }

    private var types: TypeTable {
        var types = TypeTable()
        for rule in packs.flatMap(\.rules) {
            guard case .match(let match) = rule.verb, let type = match.type else { continue }
            let captures = CaptureNames(match.patterns).all
            types.add(type, attributes: match.attributes.map(\.name), captures: captures)
        }
        return types
    }
}

/// A pack's file and its companions.
public struct PackFile: Sendable {
    public var source: SourceFile
    /// Reads a word list named by `file:`, a plain relative path inside the pack's folder; `nil` where there is none.
    public var companion: @Sendable (String) -> SourceFile?

    public init(source: SourceFile, companion: @escaping @Sendable (String) -> SourceFile?) {
        self.source = source
        self.companion = companion
    }
}
