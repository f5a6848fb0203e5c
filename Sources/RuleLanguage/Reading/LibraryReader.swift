import Language

/// Reads packs together: heads first, then the types that rules make, lexicons, rules, tuning.
final class LibraryReader {
    private let log = Log()
    private let words: WordSplitter
    private let vocabulary = Vocabulary()
    private var packs: [PackDraft] = []
    private var types = TypeTable()

    init(words: @escaping WordSplitter) { self.words = words }

    func read(_ files: [PackFile], tuning: [SourceFile]) -> Library {
        for (index, file) in files.enumerated() {
            guard let pack = PackDraft(file, index: index, log: log) else { continue }
            if let other = packs.first(where: { $0.name == pack.name }) {
                let message = "a pack \(pack.name) was read before (\(other.file.source.path)); this one is left out"
                log.add(.duplicatePack, message, at: SourceSpan(file: file.source, start: 0, end: 0))
            } else {
                packs.append(pack)
            }
        }
        checkUses()
        for pack in packs {
            let named = TypeTable.captures(inPatterns: pack.patterns)
            for rule in pack.rules { types.add(rule, named: named) }
        }
        let table = LexiconTable(packs, log: log) { [unowned self] pack in self.surroundings(pack) }
        lexicons = table
        let tunings = tuning.map { file in
            let (configuration, diagnostics) = Configuration.read(file)
            for diagnostic in diagnostics { log.add(diagnostic) }
            return configuration
        }
        let tuner = Tuner(packs: packs, log: log)
        for configuration in tunings { tuner.tuneLexicons(configuration, in: table) }
        var built = packs.map { pack($0, table) }
        var off: [String: SourceSpan] = [:]
        for configuration in tunings { off.merge(tuner.tuneRules(configuration, in: &built)) { $1 } }
        let exceptions = tunings.flatMap { tuner.exceptions($0, in: built, self.surroundings(nil)) }
        for pack in packs { table.checkUse(in: pack) }
        var library = Library(packs: built, diagnostics: sorted(files, tuning), exceptions: exceptions)
        library.switchedOff = off
        return library
    }

    private var lexicons: LexiconTable?

    /// What patterns of a pack are read against; without a pack, those of no pack in particular.
    func surroundings(_ pack: PackDraft?) -> PatternSurroundings {
        PatternSurroundings(
            words: words,
            folded: { [vocabulary] spelling in vocabulary.folded(vocabulary.intern(spelling)) },
            lexicon: { [weak self] name, span in self?.lexicons?.find(name, in: pack, at: span) },
            isPack: { [weak self] name in self?.lexicons?.isPack(name) ?? false },
            isSingle: { [weak self] reference in self?.lexicons?.isSingle(reference) ?? true },
            types: types,
            pattern: { [log] name, span in
                log.add(.unknownPattern, "named patterns belong to a pack, and %\(name) stands in none", at: span)
                return nil
            })
    }

    private func checkUses() {
        let names = packs.map(\.name)
        for pack in packs {
            for use in pack.uses where !names.contains(use.string) {
                let hint = Suggestion.hint(use.string, in: names)
                log.add(.unknownPack, "no pack \(use.string)\(hint)", at: use.span)
            }
        }
    }

    private func pack(_ draft: PackDraft, _ table: LexiconTable) -> Pack {
        let lexicons = table.lexicons(of: draft)
        let patterns = NamedPatterns(draft, surroundings: surroundings(draft), log: log)
        var surroundings = surroundings(draft)
        surroundings.pattern = { patterns.find($0, at: $1) }
        let reader = RuleReader(pack: draft, surroundings: surroundings, log: log)
        let rules = draft.rules.compactMap { reader.read($0) }
        patterns.checkUse()
        let files = draft.companions.sorted { $0.key < $1.key }
        return Pack(
            name: draft.name, version: draft.version, about: draft.about, lang: draft.lang, license: draft.license,
            isOn: draft.isOn, uses: draft.uses.map(\.string), lexicons: lexicons,
            patterns: patterns.nodes, rules: rules,
            source: draft.file.source, files: files.map(\.value), hash: hash(draft.file.source, files))
    }

    /// Of a pack that is one file, that file's; else of the list of all files' hashes, as `sha256sum` prints it.
    private func hash(_ source: SourceFile, _ files: [(key: String, value: SourceFile)]) -> String {
        let own = SHA256.hex(source.bytes)
        guard !files.isEmpty else { return own }
        let lines = ["\(own)  pack\n"] + files.map { "\(SHA256.hex($0.value.bytes))  \($0.key)\n" }
        return SHA256.hex(Array(lines.joined().utf8))
    }

    /// By file in the order given, then by place.
    private func sorted(_ files: [PackFile], _ tuning: [SourceFile]) -> [Diagnostic] {
        var order: [ObjectIdentifier: Int] = [:]
        let companions = packs.flatMap { pack in pack.companions.sorted { $0.key < $1.key }.map(\.value) }
        for file in files.map(\.source) + companions + tuning {
            order[ObjectIdentifier(file)] = order[ObjectIdentifier(file)] ?? order.count
        }
        func key(_ diagnostic: Diagnostic) -> (Int, Int) {
            guard let span = diagnostic.span else { return (-1, 0) }
            return (order[ObjectIdentifier(span.file)] ?? order.count, span.start)
        }
        return log.diagnostics.enumerated().sorted { a, b in
            let (left, right) = (key(a.element), key(b.element))
            return left == right ? a.offset < b.offset : left < right
        }.map(\.element)
    }
}

extension TypeTable {
    /// Records what a rule will make, before it is read: other rules, of any pack, may ask for it.
    ///
    /// - Parameter named: The captures of the pack's named patterns, by name.
    mutating func add(_ rule: YAMLEntry, named: [String: Set<String>]) {
        guard case .mapping(let entries) = rule.value.kind, entries.contains(where: { $0.name == "match" }) else {
            return
        }
        var type: String? = entries.contains { $0.name == "reach" } ? nil : rule.name
        var attributes: [String] = []
        var captures: Set<String> = []
        for entry in entries {
            switch (entry.name, entry.value.kind) {
            case ("mark", .scalar(let text, _)): type = text.string
            case ("with", .mapping(let pairs)): attributes = pairs.map(\.name)
            case ("reach", .mapping(let fields)): addReach(fields)
            case ("match", .scalar(let text, _)): captures.formUnion(Self.captures(in: text, named))
            case ("match", .sequence(let nodes)):
                for case .scalar(let text, _) in nodes.map(\.kind) {
                    captures.formUnion(Self.captures(in: text, named))
                }
            default: break
            }
        }
        if let type { add(type, attributes: attributes, captures: captures) }
    }

    private mutating func addReach(_ fields: [YAMLEntry]) {
        guard let over = fields.first(where: { $0.name == "over" })?.value,
            case .mapping(let values)? = fields.first(where: { $0.name == "set" })?.value.kind
        else { return }
        let types: [YAMLNode]
        if case .sequence(let nodes) = over.kind { types = nodes } else { types = [over] }
        for case .scalar(let type, _) in types.map(\.kind) {
            for value in values where ContextValues.reached[value.name] == nil { give(value.name, to: type.string) }
        }
    }

    /// The captures of a pack's named patterns, by name; one may use those above it.
    static func captures(inPatterns entries: [YAMLEntry]) -> [String: Set<String>] {
        var named: [String: Set<String>] = [:]
        for entry in entries {
            guard case .scalar(let text, _) = entry.value.kind else { continue }
            named[entry.name] = captures(in: text, named)
        }
        return named
    }

    private static func captures(in text: SourceText, _ named: [String: Set<String>]) -> Set<String> {
        var names: Set<String> = []
        var cursor = Cursor(text)
        while !cursor.isAtEnd {
            if cursor.eat("\\") {
                cursor.advance()
            } else if cursor.eat("@") {
                names.insert(cursor.take { $0.isNameByte })
            } else if cursor.eat("%") {
                names.formUnion(
                    named[cursor.take { $0.isNameByte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }] ?? [])
            } else {
                cursor.advance()
            }
        }
        return names
    }
}
