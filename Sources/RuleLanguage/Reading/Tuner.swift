/// Applies what `hearsay.yaml` says to packs.
struct Tuner {
    let packs: [PackDraft]
    let log: Log

    /// `core/words:$outlet: {'+': [Karsa Herald], '-': [Wire]}`
    func tuneLexicons(_ configuration: Configuration, in table: LexiconTable) {
        for entry in configuration.tune {
            guard let (pack, name) = target(entry), name.hasPrefix("$") else { continue }
            guard let fields = Fields(entry.value, "a tuned lexicon", keys: ["+", "-"], log: log) else { continue }
            let reference = LexiconReference(pack: pack.name, name: String(name.dropFirst()))
            if !table.change(reference, by: fields) {
                let hint = Suggestion.hint(reference.name, in: pack.lexicons.map(\.name), prefix: "\(pack.name):$")
                log.add(.unknownLexicon, "no lexicon \(entry.name)\(hint)", at: entry.key.span)
            }
        }
    }

    /// `core/stance:loaded: {level: note}`, `{off: true}`
    ///
    /// - Returns: Full names of the rules that are switched off, with where it says so.
    func tuneRules(_ configuration: Configuration, in packs: inout [Pack]) -> [String: SourceSpan] {
        var off: [String: SourceSpan] = [:]
        for entry in configuration.tune {
            guard let (draft, name) = knownTarget(entry), !name.hasPrefix("$") else { continue }
            guard let fields = Fields(entry.value, "a tuned rule", keys: ["level", "off"], log: log) else { continue }
            if fields.entries.isEmpty {
                log.add(.nothingToTune, "say what to change: level or off", at: entry.key.span)
            }
            guard let pack = packs.firstIndex(where: { $0.name == draft.name }) else { continue }
            guard let rule = packs[pack].rules.firstIndex(where: { $0.name == name }) else {
                logUnknown(name, of: draft, at: entry.key.span)
                continue
            }
            if let level = fields.choice("level", Level.allCases.map { ($0.name, $0) }) {
                if packs[pack].rules[rule].flags.isEmpty {
                    log.add(
                        .nothingToTune, "\(entry.name) flags nothing, so it has no level", at: fields.keySpan("level"))
                }
                for i in packs[pack].rules[rule].flags.indices { packs[pack].rules[rule].flags[i].level = level }
            }
            if fields.choice("off", [("true", true), ("false", false)]) == true {
                off[packs[pack].rules.remove(at: rule).fullName] = entry.key.span
            }
        }
        return off
    }

    /// `{rules: [core/stance:loaded], match: 'war on terror', why: 'house style 4.2'}`
    func exceptions(_ configuration: Configuration, in packs: [Pack], _ surroundings: PatternSurroundings)
        -> [RuleException]
    {
        configuration.except.compactMap { node in
            let keys = ["rules", "match", "why"]
            guard let fields = Fields(node, "an exception", keys: keys, log: log) else { return nil }
            for key in ["rules", "match"] where fields[key] == nil { fields.missing(key, "an exception") }
            var exception = RuleException(patterns: [], rules: [], why: fields.string("why"))
            let isClean = log.isClean {
                exception.rules = fields.texts("rules").filter { isKnown($0, in: packs) }.map(\.string)
                let reader = MatchReader(surroundings: surroundings, log: log, name: "")
                exception.patterns = fields["match"].map { reader.patterns($0, isList: true) } ?? []
            }
            return isClean && !exception.patterns.isEmpty && !exception.rules.isEmpty ? exception : nil
        }
    }

    // MARK: - Names

    private func target(_ entry: YAMLEntry) -> (PackDraft, String)? {
        guard let colon = entry.name.firstIndex(of: ":") else { return nil }
        let name = String(entry.name[entry.name.index(after: colon)...])
        return packs.first { $0.name == entry.name[..<colon] }.map { ($0, name) }
    }

    private func knownTarget(_ entry: YAMLEntry) -> (PackDraft, String)? {
        if let target = target(entry) { return target }
        let pack = String(entry.name.prefix { $0 != ":" })
        if entry.name.contains(":") {
            let hint = Suggestion.hint(pack, in: packs.map(\.name))
            log.add(.unknownPack, "no pack \(pack)\(hint)", at: entry.key.span)
        } else {
            let message = "what is tuned has a full name: a rule core/stance:loaded, a lexicon core/words:$outlet"
            log.add(.badName, message, at: entry.key.span)
        }
        return nil
    }

    private func isKnown(_ text: SourceText, in built: [Pack]) -> Bool {
        if built.contains(where: { pack in pack.rules.contains { $0.fullName == text.string } }) { return true }
        if packs.contains(where: { pack in pack.rules.contains { "\(pack.name):\($0.name)" == text.string } }) {
            // It is left out or switched off: there is nothing to keep silent.
            return true
        }
        let names = built.flatMap { $0.rules.map(\.fullName) }
        log.add(.unknownRule, "no rule \(text.string)\(Suggestion.hint(text.string, in: names))", at: text.span)
        return false
    }

    private func logUnknown(_ name: String, of pack: PackDraft, at span: SourceSpan) {
        // A rule that is in error has been talked about already.
        guard !pack.rules.contains(where: { $0.name == name }) else { return }
        let hint = Suggestion.hint(name, in: pack.rules.map(\.name), prefix: "\(pack.name):")
        log.add(.unknownRule, "no rule \(pack.name):\(name)\(hint)", at: span)
    }
}
