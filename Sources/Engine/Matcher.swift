import Articles
import Language
import RuleLanguage

/// Runs a program over documents: one a thread, used with one reader.
public final class Matcher {
    public let program: Program
    private let forms: FormTable
    /// By type: whether its marks are held though they are not flagged; `nil` where all are.
    private let kept: [Bool]?

    /// - Parameter kept: Which marks findings hold.
    public init(_ program: Program, keeping kept: KeptMarks = .all) {
        self.program = program
        self.kept = kept.types(in: program)
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
        Output(applied(to: document, id: id, metadata: metadata), keeping: kept, isExplaining: isExplaining)
            .findings()
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
        Overlap.resolve(text)
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
                    sentence: text.sentence(of: mark.tokens.lowerBound), language: text.keep(mark)))
        }
    }

    /// Settles overlaps among nesting marks, finds what lies in what, and works out what depends on it.
    private func nest(_ text: MatchText) {
        Overlap.resolve(text, types: text.store.nestingTypes) { $0.matching?.nest != nil }
        let nesting = Nesting(text)
        text.nesting = nesting
        for mark in nesting.marks {
            RuleRun.settleOuter(of: mark, text: text)
            guard let matching = mark.matching else { continue }
            RuleRun.workOut(matching.rest.value.late, of: mark, matching.match, text: text)
        }
    }
}
