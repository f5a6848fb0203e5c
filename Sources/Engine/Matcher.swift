import Articles
import Language
import RuleLanguage

/// Runs a program over documents: one a thread, used with one reader.
public final class Matcher {
    public let program: Program
    private let forms: FormTable

    public init(_ program: Program) {
        self.program = program
        forms = FormTable(program)
    }

    /// Runs all rules over a document.
    ///
    /// - Parameters:
    ///   - id: The article's, for tallies that tell articles apart.
    ///   - isExplaining: Whether the marks' derivations hold steps, for `why`.
    public func run(
        _ document: Document, id: String? = nil, metadata: Metadata = Metadata(), isExplaining: Bool = true
    ) -> Findings {
        Output(applied(to: document, id: id, metadata: metadata), isExplaining: isExplaining).findings()
    }

    /// The text with the marks that all rules made of it, those that lost by overlap among them.
    ///
    /// - Parameter run: Runs the rule of an index.
    func applied(
        to document: Document, id: String? = nil, metadata: Metadata,
        run: (Int, MatchText, HitIndex, inout PatternMatcher) -> Void = { rule, text, hits, matcher in
            RuleRun(rule, text: text, hits: hits).run(&matcher)
        }
    ) -> MatchText {
        forms.update(from: document)
        let text = MatchText(document, id: id, metadata: metadata, program: program, table: forms)
        addLanguageMarks(to: text)
        let hits = HitIndex(text)
        let open = program.gates.open(hits)
        var matcher = PatternMatcher(text)
        for step in program.steps {
            switch step {
            case .rules(let indices):
                for index in indices where open[index] { run(index, text, hits, &matcher) }
            case .nesting: nest(text)
            }
        }
        Overlap.resolve(text.store.marks.filter { $0.rule >= 0 }, program: program)
        return text
    }

    private func addLanguageMarks(to text: MatchText) {
        let document = text.document
        let phrases = program.asksForPhrases ? document.phrases : []
        let shallow = program.asksForMoreThanQuotations ? document.marks : document.quotations
        for mark in shallow + phrases where program.kindBits >> mark.kind.rawValue & 1 != 0 {
            text.store.add(
                WorkMark(
                    type: program.types.id(of: mark.kind), rule: -1, span: mark.tokens, extent: mark.tokens,
                    sentence: text.sentence(of: mark.tokens.lowerBound), captures: [], attributes: [], pattern: 0,
                    path: [], language: mark))
        }
    }

    /// Settles overlaps among nesting marks, finds what lies in what, and works out what depends on it.
    private func nest(_ text: MatchText) {
        Overlap.resolve(
            text.store.marks.filter { $0.matching?.nest != nil }, program: program)
        let nesting = Nesting(text)
        text.nesting = nesting
        for mark in nesting.marks {
            RuleRun.settleOuter(of: mark, text: text)
            guard let matching = mark.matching else { continue }
            RuleRun.workOut(mark, matching, text: text) { matching.deferred[$0] }
        }
    }
}

/// Of overlapping marks of one family one is kept: the longer, then the deeper type, then by the rule's name.
enum Overlap {
    /// Marks of rules; the losers are marked as dropped.
    static func resolve(_ marks: [WorkMark], program: Program) {
        var families: [Int: [WorkMark]] = [:]
        for mark in marks where !mark.isDropped { families[program.families[mark.type], default: []].append(mark) }
        for family in families.values where family.count > 1 { settle(family, program: program) }
    }

    private static func settle(_ family: [WorkMark], program: Program) {
        func rank(_ mark: WorkMark) -> (Int, Int, Int, Int) {
            (-mark.span.count, -program.depths[mark.type], program.ruleRanks[mark.rule], mark.span.lowerBound)
        }
        let least = family.reduce(Int.max) { min($0, $1.span.lowerBound) }
        let end = family.reduce(0) { max($0, $1.span.upperBound) }
        var taken = [Bool](repeating: false, count: max(0, end - least))
        for (_, mark) in family.map({ (rank($0), $0) }).sorted(by: { $0.0 < $1.0 }) {
            if mark.span.contains(where: { taken[$0 - least] }) {
                mark.isDropped = true
            } else {
                for token in mark.span { taken[token - least] = true }
            }
        }
    }
}
