/// The lexicons of all packs: finds them by name, and works each out when it is first asked for.
final class LexiconTable {
    static let maximumEntries = 100_000
    static let maximumTotal = 1_000_000

    private enum State {
        case waiting
        case working
        case done(Lexicon?)
    }

    struct Draft {
        var pack: PackDraft
        var entry: YAMLEntry
        /// Changes by `hearsay.yaml`, in order.
        var changes: [Fields] = []
    }

    let log: Log
    let surroundings: (PackDraft) -> PatternSurroundings
    private let packs: [String: PackDraft]
    private var drafts: [LexiconReference: Draft] = [:]
    private var states: [LexiconReference: State] = [:]
    private var path: [LexiconReference] = []
    private var used: Set<LexiconReference> = []
    private var singles: [LexiconReference: Bool] = [:]
    private var total = 0

    init(_ packs: [PackDraft], log: Log, surroundings: @escaping (PackDraft) -> PatternSurroundings) {
        self.log = log
        self.surroundings = surroundings
        self.packs = Dictionary(packs.map { ($0.name, $0) }) { first, _ in first }
        for pack in packs {
            for entry in pack.lexicons {
                guard Names.isDotted(entry.name) else {
                    let message = "a lexicon's name is small letters, digits, `-` and `_`, with dots: say.loaded"
                    log.add(.badName, message, at: entry.key.span)
                    continue
                }
                drafts[LexiconReference(pack: pack.name, name: entry.name)] = Draft(pack: pack, entry: entry)
            }
        }
    }

    func isPack(_ name: String) -> Bool { packs[name] != nil }

    func change(_ reference: LexiconReference, by fields: Fields) -> Bool {
        guard drafts[reference] != nil else { return false }
        drafts[reference]?.changes.append(fields)
        return true
    }

    // MARK: - Names

    /// The lexicon that a name means in a pack, worked out; logs what is wrong and gives `nil`.
    func find(_ name: String, in pack: PackDraft?, at span: SourceSpan) -> LexiconReference? {
        guard let reference = resolve(name, in: pack, at: span) else { return nil }
        used.insert(reference)
        guard lexicon(reference, askedAt: span) == nil else { return reference }
        let (line, file) =
            drafts[reference].map { draft in
                (draft.entry.key.file.position(of: draft.entry.key.whole.lowerBound).line, draft.entry.key.file.path)
            } ?? (1, reference.pack)
        log.add(.brokenLexicon, "$\(name) is left out because of an error in it (\(file):\(line))", at: span)
        return nil
    }

    private func resolve(_ name: String, in pack: PackDraft?, at span: SourceSpan) -> LexiconReference? {
        if let colon = name.firstIndex(of: ":") {
            return resolveFull(String(name[..<colon]), String(name[name.index(after: colon)...]), at: span)
        }
        if let pack, drafts[LexiconReference(pack: pack.name, name: name)] != nil {
            return LexiconReference(pack: pack.name, name: name)
        }
        let reachable = pack.map { $0.uses.map(\.string) } ?? packs.keys.sorted()
        let found = reachable.filter { drafts[LexiconReference(pack: $0, name: name)] != nil }
        if found.count > 1 {
            let choices = found.map { "$\($0):\(name)" }.joined(separator: " or ")
            log.add(.ambiguousLexicon, "$\(name) is in several packs; write \(choices)", at: span)
            return nil
        }
        if let only = found.first { return LexiconReference(pack: only, name: name) }
        log.add(.unknownLexicon, "no lexicon $\(name)\(hint(name, in: pack, reachable))", at: span)
        return nil
    }

    private func resolveFull(_ packName: String, _ name: String, at span: SourceSpan) -> LexiconReference? {
        let reference = LexiconReference(pack: packName, name: name)
        if drafts[reference] != nil { return reference }
        guard packs[packName] != nil else {
            let hint = Suggestion.hint(packName, in: packs.keys.sorted())
            log.add(.unknownPack, "no pack \(packName)\(hint)", at: span)
            return nil
        }
        let names = drafts.keys.filter { $0.pack == packName }.map(\.name).sorted()
        let hint = Suggestion.hint(name, in: names, prefix: "$\(packName):")
        log.add(.unknownLexicon, "no lexicon $\(packName):\(name)\(hint)", at: span)
        return nil
    }

    private func hint(_ name: String, in pack: PackDraft?, _ reachable: [String]) -> String {
        let near = reachable + (pack.map { [$0.name] } ?? [])
        let names = drafts.keys.filter { near.contains($0.pack) }.map(\.name).sorted()
        let elsewhere = drafts.keys.filter { $0.name == name }.map(\.pack).sorted()
        if let other = elsewhere.first { return "; \(other) has one: `use: [\(other)]`, or $\(other):\(name)" }
        return Suggestion.hint(name, in: names, prefix: "$")
    }

    // MARK: - Working out

    /// The lexicon, `nil` where it is in error (which has been logged).
    func lexicon(_ reference: LexiconReference, askedAt span: SourceSpan? = nil) -> Lexicon? {
        switch states[reference] ?? .waiting {
        case .done(let lexicon): return lexicon
        case .working:
            let loop = path.drop { $0 != reference } + [reference]
            let shown = loop.map { "$\($0.name)" }.joined(separator: " → ")
            log.add(.circularLexicon, "a lexicon cannot be made of itself: \(shown)", at: span)
            return nil
        case .waiting: break
        }
        guard let draft = drafts[reference] else { return nil }
        states[reference] = .working
        path.append(reference)
        let rule = log.rule
        log.rule = nil
        let builder = LexiconBuilder(table: self, draft: draft, reference: reference)
        var lexicon: Lexicon?
        let isClean = log.isClean { lexicon = builder.build() }
        total += lexicon?.entries.count ?? 0
        if total > Self.maximumTotal {
            let message = "all lexicons together have more than \(Self.maximumTotal) entries"
            log.add(.lexiconTooLarge, message, at: draft.entry.key.span)
            lexicon = nil
        }
        log.rule = rule
        path.removeLast()
        let result = isClean ? lexicon : nil
        states[reference] = .done(result)
        return result
    }

    func isSingle(_ reference: LexiconReference) -> Bool {
        if let known = singles[reference] { return known }
        let result = lexicon(reference)?.entries.allSatisfy { $0.tokens.count == 1 } ?? true
        singles[reference] = result
        return result
    }

    /// The lexicons of a pack, in the order of its file.
    func lexicons(of pack: PackDraft) -> [Lexicon] {
        pack.lexicons.compactMap { lexicon(LexiconReference(pack: pack.name, name: $0.name)) }
    }

    /// Logs lexicons of a pack that nothing uses. A pack of lexicons alone is made for others.
    func checkUse(in pack: PackDraft) {
        guard !pack.rules.isEmpty else { return }
        for entry in pack.lexicons where !used.contains(LexiconReference(pack: pack.name, name: entry.name)) {
            guard Names.isDotted(entry.name) else { continue }
            log.add(.unusedLexicon, "nothing uses $\(entry.name)", at: entry.key.span)
        }
    }
}
