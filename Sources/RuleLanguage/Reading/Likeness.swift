/// `like: RULE`: a rule takes from another, which stands above it in the same pack, the keys that it does not write
/// itself, so that what a group of rules has in common stands once.
enum Likeness {
    /// What can be taken over. Patterns, documentation and tests are a rule's own.
    static let keys = ["where", "span", "nest", "extend", "with", "flag", "status"]

    /// The rules with what they take over written out. Where no such rule stands above, `like` stays for the reader of
    /// rules to complain of.
    static func unfold(_ rules: [YAMLEntry]) -> [YAMLEntry] {
        var done: [String: [YAMLEntry]] = [:]
        return rules.map { rule in
            guard case .mapping(var entries) = rule.value.kind else { return rule }
            if let like = entries.firstIndex(where: { $0.name == "like" }),
                case .scalar(let name, _) = entries[like].value.kind, let model = done[name.string]
            {
                entries.remove(at: like)
                entries += model.filter { entry in
                    keys.contains(entry.name) && !entries.contains { $0.name == entry.name }
                }
            }
            done[rule.name] = entries
            var rule = rule
            rule.value.kind = .mapping(entries)
            return rule
        }
    }

    /// Logs a `like` that names no rule above.
    static func complain(_ fields: Fields, of rule: YAMLEntry, in pack: PackDraft, log: Log) {
        guard let name = fields.text("like") else { return }
        let above = pack.rules.map(\.name).prefix { $0 != rule.name }
        let hint = Suggestion.hint(name.string, in: above.sorted())
        log.add(.unknownRule, "no rule \(name.string) stands above this one in the pack\(hint)", at: name.span)
    }
}
