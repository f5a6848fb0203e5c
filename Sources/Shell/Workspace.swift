import Hearsay
import SessionStore

/// A loaded article with its findings, numbered.
struct Loaded {
    /// From 1, never given twice.
    let number: Int
    let analysis: Analysis
    /// Indices of the flagged marks; flag number `firstFlag + i` is `flagged[i]`.
    let flagged: [Int]
    let firstFlag: Int
    /// Score number `firstScore + i` is the findings' score i.
    let firstScore: Int
    /// What the flags are known by, in their order.
    let keys: [FlagKey]
    /// Another one for every analysis.
    let stamp: Int

    var article: Article { analysis.article }
    var marks: [Mark] { analysis.findings.marks }
    var scores: [Score] { analysis.findings.scores }

    /// What the article is called in lists: its title, its headline, or how it begins.
    var headline: String {
        if let title = article.metadata.title, !title.isEmpty { return oneLine(title) }
        let block = article.layout.blocks.first { $0.zone == .headline } ?? article.layout.blocks.first
        let text = block.map { oneLine(analysis.text($0.range)) } ?? ""
        return text.isEmpty ? article.id : text
    }

    /// The numbered flags, in order.
    var flags: [(number: Int, mark: Mark)] {
        flagged.enumerated().map { (firstFlag + $0.offset, marks[$0.element]) }
    }
}

/// The articles of a session. Numbers of articles, flags and scores count on over the session.
struct Workspace {
    private(set) var articles: [Loaded] = []
    private var nextArticle = 1
    private var nextFlag = 1
    private var nextScore = 1
    private var nextStamp = 1

    /// - Parameter number: The article's, where it has one already; greater than those before it.
    mutating func add(_ analysis: Analysis, number: Int? = nil) {
        let marks = analysis.findings.marks
        let flagged = marks.indices.filter { marks[$0].flag != nil }
        let number = max(number ?? nextArticle, nextArticle)
        let loaded = Loaded(
            number: number, analysis: analysis, flagged: flagged, firstFlag: nextFlag, firstScore: nextScore,
            keys: Loaded.keys(analysis, flagged: flagged), stamp: nextStamp)
        articles.append(loaded)
        nextStamp += 1
        nextArticle = number + 1
        nextFlag += flagged.count
        nextScore += analysis.findings.scores.count
    }

    /// Puts new findings in the place of the old, article by article. Articles keep their numbers; flags and scores are
    /// counted anew.
    mutating func replace(with analyses: [Analysis]) {
        let numbers = articles.map(\.number)
        let (next, stamp) = (nextArticle, nextStamp)
        self = Workspace()
        nextStamp = stamp
        for (number, analysis) in zip(numbers, analyses) { add(analysis, number: number) }
        nextArticle = next
    }

    /// The number that the next article gets.
    var nextNumber: Int { nextArticle }

    /// What is loaded, for telling what comes again.
    var seen: SeenArticles {
        var seen = SeenArticles()
        for loaded in articles { _ = seen.note(loaded.article, as: loaded.number) }
        return seen
    }

    mutating func remove(_ number: Int) { articles.removeAll { $0.number == number } }

    /// The flag of that number, with its article.
    func flag(_ number: Int) throws(ShellError) -> (article: Loaded, mark: Int) {
        for article in articles where number >= article.firstFlag && number - article.firstFlag < article.flagged.count
        {
            return (article, article.flagged[number - article.firstFlag])
        }
        throw missing("f", number, numbers: articles.map { ($0.firstFlag, $0.flagged.count) }, "flag", "flags")
    }

    /// The score of that number, with its article.
    func score(_ number: Int) throws(ShellError) -> (article: Loaded, score: Score) {
        for article in articles where number >= article.firstScore && number - article.firstScore < article.scores.count
        {
            return (article, article.scores[number - article.firstScore])
        }
        throw missing("s", number, numbers: articles.map { ($0.firstScore, $0.scores.count) }, "score", "scores")
    }

    /// The score over the session of that number, from 1.
    func total(_ number: Int, _ totals: [Score]) throws(ShellError) -> Score {
        guard totals.indices.contains(number - 1) else {
            throw missing("t", number, numbers: [(1, totals.count)], "score over the session", "scores")
        }
        return totals[number - 1]
    }

    private func missing(
        _ letter: String, _ number: Int, numbers: [(first: Int, count: Int)], _ noun: String, _ verb: String
    ) -> ShellError {
        let filled = numbers.filter { $0.count > 0 }
        guard let first = filled.first, let last = filled.last else {
            return ShellError("there is no \(letter)\(number): nothing loaded has a \(noun)")
        }
        let range = "\(letter)\(first.first) to \(letter)\(last.first + last.count - 1)"
        return ShellError("there is no \(letter)\(number); there are \(range) (\(verb) lists them)")
    }

    /// The article that a word names: its number, its id, or the start of its id, file name or headline.
    func article(_ word: String) throws(ShellError) -> Loaded {
        if let number = Int(word), let article = articles.first(where: { $0.number == number }) { return article }
        if let article = articles.first(where: { $0.article.id == word }) { return article }
        let found = word.isEmpty ? [] : articles.filter { matches($0, word.lowercased()) }
        if found.count == 1 { return found[0] }
        if found.count > 1 {
            throw ShellError("“\(word)” can be article \(list(found.map { "\($0.number)" }, "or"))")
        }
        guard !articles.isEmpty else { throw .nothingLoaded }
        throw ShellError("there is no article “\(word)”; articles lists those that are loaded")
    }

    /// The only article, or an error that asks which.
    func onlyArticle() throws(ShellError) -> Loaded {
        guard let first = articles.first, let last = articles.last else {
            throw ShellError("no article is loaded; load FILE… loads some")
        }
        guard articles.count == 1 else { throw ShellError("which article? \(first.number) to \(last.number)") }
        return first
    }

    private func matches(_ loaded: Loaded, _ start: String) -> Bool {
        let file = loaded.article.path?.split(separator: "/").last.map { $0.lowercased() }
        return loaded.article.id.lowercased().hasPrefix(start) || file?.hasPrefix(start) == true
            || loaded.headline.lowercased().hasPrefix(start)
    }
}
