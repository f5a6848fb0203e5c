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
    ///   - kept: Which marks the findings hold.
    ///   - isExplaining: Whether the marks' derivations hold steps, for `why`.
    public func run(
        _ document: Document, id: String? = nil, metadata: Metadata = Metadata(), keeping kept: KeptMarks = .all,
        isExplaining: Bool = true
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
                    sentence: text.sentence(of: mark.tokens.lowerBound), language: mark))
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
            RuleRun.workOut(matching.rest.value.late, of: mark, matching.match, text: text)
        }
    }
}

/// Of overlapping marks of one family one is kept: the longer, then the deeper type, then by the rule's name.
enum Overlap {
    /// Marks of rules, in any order; the losers are marked as dropped.
    static func resolve(_ marks: [WorkMark], program: Program) {
        // What overlaps nothing stays without being weighed against anything: nearly all marks.
        let inOrder = marks.filter { !$0.isDropped }.map { mark in
            (UInt64(program.families[mark.type]) << 32 | UInt64(mark.span.lowerBound), mark)
        }.sorted { $0.0 < $1.0 }
        var first = 0
        while first < inOrder.count {
            var next = first + 1
            var end = inOrder[first].1.span.upperBound
            while next < inOrder.count, inOrder[next].0 >> 32 == inOrder[first].0 >> 32,
                inOrder[next].1.span.lowerBound < end
            {
                end = max(end, inOrder[next].1.span.upperBound)
                next += 1
            }
            if next - first > 1 { settle(inOrder[first..<next].map(\.1), until: end, program: program) }
            first = next
        }
    }

    /// - Parameters:
    ///   - cluster: Marks of one family, by start, none of which is apart from all others.
    ///   - end: Where the furthest of them ends.
    private static func settle(_ cluster: [WorkMark], until end: Int, program: Program) {
        func rank(_ mark: WorkMark) -> (Int, Int, Int, Int) {
            (-mark.span.count, -program.depths[mark.type], program.ruleRanks[mark.rule], mark.span.lowerBound)
        }
        let least = cluster[0].span.lowerBound
        var taken = [Bool](repeating: false, count: end - least)
        for (_, mark) in cluster.map({ (rank($0), $0) }).sorted(by: { $0.0 < $1.0 }) {
            if mark.span.contains(where: { taken[$0 - least] }) {
                mark.isDropped = true
            } else {
                for token in mark.span { taken[token - least] = true }
            }
        }
    }
}
