@_exported import Articles
@_exported import Engine
@_exported import Language
@_exported import RuleLanguage

/// What the program makes of one article: the article, where its sentences and paragraphs are, and the findings.
public struct Analysis: Sendable {
    public var article: Article
    /// Byte ranges, in order; sentence i + 1 of the findings' context.
    public var sentences: [Range<Int>]
    /// Byte ranges of the paragraphs, in order; paragraph i + 1 of the findings' context.
    public var paragraphs: [Range<Int>]
    /// Byte ranges of quotations, with their marks.
    public var quotes: [Range<Int>]
    /// Words: tokens that are not punctuation.
    public var words: Int
    public var findings: Findings
}

/// Rules, ready to be run over articles. Immutable and shared; each thread runs its own `Worker`.
public struct Analyzer: Sendable {
    public let program: Program

    public init(program: Program) { self.program = program }

    /// A new worker, for one thread.
    ///
    /// - Parameters:
    ///   - isExplaining: Whether derivations are worked out, for `why` and reports that show them.
    ///   - onlyFlagged: Whether the findings hold only flagged marks and attributions, for those who ask for no others.
    public func worker(isExplaining: Bool = true, onlyFlagged: Bool = false) -> Worker {
        let kept = onlyFlagged ? KeptMarks.flagged(and: [Attribution.type]) : .all
        return Worker(program, keeping: kept, isExplaining: isExplaining)
    }

    /// The scores over several articles that were analysed with these rules.
    public func sessionScores(of analyses: [Analysis]) -> [Score] {
        guard program.hasSessionTallies else { return [] }
        var scores = SessionScores(program)
        for analysis in analyses { scores.add(analysis.findings.sessionPart) }
        return scores.scores()
    }

    /// Analyses one piece of text, laid out as a text file is.
    public func analyze(_ text: String) -> Analysis {
        let bytes = Array(text.utf8)
        let layout = Layout.detect(bytes)
        return worker().analyze(Article(id: "1", text: bytes, layout: layout))
    }
}

/// One thread's reader and matcher, reused from article to article.
public final class Worker {
    let reader = Reader()
    let matcher: Matcher

    let isExplaining: Bool

    init(_ program: Program, keeping kept: KeptMarks, isExplaining: Bool) {
        matcher = Matcher(program, keeping: kept)
        self.isExplaining = isExplaining
    }

    /// Why a rule made no mark at a place of an article, or that it did; slow, for a person who asks.
    ///
    /// - Parameters:
    ///   - rule: A full name.
    ///   - place: Byte offsets into the article's text.
    /// - Returns: `nil` where no such rule runs, or it is a tally.
    public func whyNot(_ rule: String, in article: Article, at place: Range<Int>) -> WhyNot? {
        matcher.whyNot(rule, in: reader.read(article), metadata: article.metadata, at: place)
    }

    /// What each rule costs over an article.
    public func measure(_ article: Article) -> RuleCosts {
        matcher.measure(reader.read(article), metadata: article.metadata)
    }

    /// What running over an article exercises of a rule.
    func exercise(_ rule: String, by article: Article) -> Exercise {
        matcher.exercise(rule, by: reader.read(article), metadata: article.metadata)
    }

    public func analyze(_ article: Article) -> Analysis {
        let (document, findings) = read(article)
        func bytes(_ tokens: Range<Int>) -> Range<Int> {
            guard !tokens.isEmpty else { return 0..<0 }
            return Int(document.tokens[tokens.lowerBound].start)..<Int(document.tokens[tokens.upperBound - 1].end)
        }
        return Analysis(
            article: article, sentences: document.sentences.map { bytes($0.tokens) },
            paragraphs: document.paragraphs.map(bytes),
            quotes: document.quotations.filter { $0.kind == .quote }.map { bytes($0.tokens) }, words: document.words,
            findings: findings)
    }
}
