import Language

/// Tells, for simple cases, whether one part of a pattern takes all that another would.
enum Shadow {
    /// Whether `earlier` matches whatever `later` matches; with `asPrefix`, whether it matches a beginning of it.
    static func covers(_ earlier: Pattern.Node, _ later: Pattern.Node, asPrefix: Bool) -> Bool {
        let a = elements(earlier)
        let b = elements(later)
        guard a.count == b.count || (asPrefix && a.count < b.count) else { return false }
        return zip(a, b).allSatisfy { element($0, covers: $1) }
    }

    private static func elements(_ node: Pattern.Node) -> [Pattern.Node] {
        if case .sequence(let nodes) = node.kind { return nodes.flatMap { elements($0) } }
        return [node]
    }

    private static func element(_ a: Pattern.Node, covers b: Pattern.Node) -> Bool {
        switch (a.kind, b.kind) {
        case (.token(let a), .token(let b)): token(a, covers: b)
        case (.lexicon(let a, let aTag), .lexicon(let b, let bTag)): a == b && (aTag == nil || aTag == bTag)
        case (.any, .any), (.sentenceStart, .sentenceStart), (.sentenceEnd, .sentenceEnd): true
        case (.mark(let a), .mark(let b)):
            a.attributes.isEmpty && (a.type == b.type || b.type.hasPrefix(a.type + "."))
        case (.capture(let a, let inner), .capture(let b, let other)): a == b && covers(inner, other, asPrefix: false)
        case (.not(let a), .not(let b)): element(a, covers: b) && element(b, covers: a)
        case (.gap(let aMin, let aMax, let aQuotes), .gap(let bMin, let bMax, let bQuotes)):
            aMin == bMin && aMax == bMax && aQuotes == bQuotes
        case (.repeated(let a, let aMin, let aMax), .repeated(let b, let bMin, let bMax)):
            aMin == bMin && aMax == bMax && covers(a, b, asPrefix: false)
        case (.alternatives(let a), .alternatives(let b)):
            a.count == b.count && zip(a, b).allSatisfy { covers($0, $1, asPrefix: false) }
        default: false
        }
    }

    static func token(_ a: TokenTest, covers b: TokenTest) -> Bool {
        guard a.tag == nil || a.tag == b.tag else { return false }
        guard let aWord = a.word else { return true }
        guard let bWord = b.word else { return false }
        if aWord == bWord { return true }
        switch (aWord, bWord) {
        case (.prefix(let a), .literal(let b)), (.prefix(let a), .prefix(let b)): return b.starts(with: a)
        case (.suffix(let a), .literal(let b)), (.suffix(let a), .suffix(let b)): return b.suffix(a.count) == a[...]
        case (.lemma(let a), .literal(let b)): return Lemmatizer.lemmas(of: b).contains(a)
        default: return false
        }
    }
}
