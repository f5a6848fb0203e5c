import Language
import RuleLanguage

/// The types whose marks may leave the sentence that they start in: quotations, paragraphs, and what rules make of them.
///
/// What follows another type's mark in a pattern lies in the same sentence, so that it can serve as an anchor.
struct Crossing {
    private(set) var types: Set<Int>
    private let table: TypeTable

    init(_ rules: [Rule], types table: TypeTable) {
        self.table = table
        types = Set([.quote, .scareQuote, .paragraph].map { table.id(of: $0) })
        var isChanged = true
        while isChanged {
            isChanged = false
            for case .match(let match) in rules.map(\.verb) {
                guard let type = match.type.flatMap({ table.id(of: $0) }), !types.contains(type), mayCross(match)
                else { continue }
                types.insert(type)
                isChanged = true
            }
        }
    }

    private func mayCross(_ match: Match) -> Bool {
        if let span = match.span, match.extend.contains(where: { $0.capture == span }) { return true }
        return match.patterns.contains { crosses($0.root, only: match.span, isInside: match.span == nil) }
    }

    /// Whether a part of a pattern may leave its sentence, inside the capture that is the mark's span.
    private func crosses(_ node: Pattern.Node, only span: String?, isInside: Bool) -> Bool {
        switch node.kind {
        case .mark(let test): isInside && !table.subtypes(of: test.type).isDisjoint(with: types)
        case .gap(_, _, let quotes): isInside && quotes
        case .sentenceEnd: isInside
        case .capture(let name, let inner): crosses(inner, only: span, isInside: isInside || name == span)
        case .repeated(let inner, _, _): crosses(inner, only: span, isInside: isInside)
        case .sequence(let nodes), .alternatives(let nodes):
            nodes.contains { crosses($0, only: span, isInside: isInside) }
        case .token, .lexicon, .any, .not, .sentenceStart: false
        }
    }
}
