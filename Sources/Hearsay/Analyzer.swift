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
    /// For those who may ask anything of a text.
    private(set) lazy var reader = Reader()
    private(set) lazy var matcher = Matcher(program, keeping: kept)
    /// For findings alone.
    private let finder: Finder

    private let program: Program
    private let kept: KeptMarks
    let isExplaining: Bool

    /// So many words are most of a text's: to seek them is no quicker than to read all.
    private static let manyWords = 2000

    /// Who makes an article's findings, with the least that the rules ask of a text.
    private enum Finder {
        /// As for everything else.
        case all
        /// Rules that ask for words and other rules' marks.
        case words(Reader, Matcher)
        /// Rules that look for phrases and do no more.
        case phrases(Reader, PhraseMatcher)
    }

    init(_ program: Program, keeping kept: KeptMarks, isExplaining: Bool) {
        self.program = program
        self.kept = kept
        self.isExplaining = isExplaining
        if !isExplaining, let matcher = PhraseMatcher(program, keeping: kept) {
            finder = .phrases(Reader(seeking: matcher.words), matcher)
        } else if let words = program.words, words.count < Self.manyWords {
            finder = .words(Reader(seeking: words), Matcher(program, keeping: kept))
        } else {
            finder = .all
        }
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

    private func find(_ article: Article) -> (document: Document, findings: Findings) {
        switch finder {
        case .all: return read(article)
        case .words(let reader, let matcher):
            let document = reader.read(article)
            return (
                document,
                matcher.run(document, id: article.id, metadata: article.metadata, isExplaining: isExplaining)
            )
        case .phrases(let reader, let matcher):
            let document = reader.read(article)
            return (document, matcher.run(document))
        }
    }

    public func analyze(_ article: Article) -> Analysis {
        let (document, findings) = find(article)
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
