import RuleLanguage

extension Library {
    /// The lexicons that a rule's patterns name, in the order in which they do, each once.
    public func lexicons(of rule: Rule) -> [Lexicon] {
        guard case .match(let match) = rule.verb else { return [] }
        var references: [LexiconReference] = []
        func visit(_ node: Pattern.Node) {
            switch node.kind {
            case .lexicon(let reference, _): if !references.contains(reference) { references.append(reference) }
            case .not(let inner), .capture(_, let inner), .repeated(let inner, _, _): visit(inner)
            case .sequence(let nodes), .alternatives(let nodes): nodes.forEach(visit)
            default: break
            }
        }
        for pattern in match.patterns + match.unless + (match.reach?.until ?? []) { visit(pattern.root) }
        let all = packs.flatMap(\.lexicons)
        return references.compactMap { reference in all.first { $0.reference == reference } }
    }
}

extension Lexicon.Entry {
    /// The entry as it would stand in a pattern.
    public var written: String { tokens.map(\.written).joined(separator: " ") }
}

extension TokenTest {
    fileprivate var written: String {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        let word =
            switch word {
            case nil: ""
            case .literal(let bytes)?: text(bytes)
            case .exact(let bytes)?: "=" + text(bytes)
            case .lemma(let bytes)?: "~" + text(bytes)
            case .prefix(let bytes)?: text(bytes) + "*"
            case .suffix(let bytes)?: "*" + text(bytes)
            case .regex(let source)?: "/\(source)/"
            }
        switch tag {
        case nil: return word
        case .universal(let name)?: return word + ":" + name.lowercased()
        case .penn(let name)?: return word + ":" + name
        case .pennPrefix(let name)?: return word + ":" + name + "*"
        }
    }
}
