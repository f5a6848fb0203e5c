import Hearsay

/// What the page's templates are filled with.
///
/// The names in nested dictionaries differ from level to level: mustache looks a missing one up further out.
struct HTMLPage {
    private let content: ReportContent
    private let articles: [HTMLArticle]
    private let index: HTMLIndex

    init(_ content: ReportContent) {
        self.content = content
        articles = content.analyses.enumerated().map { HTMLArticle($1, number: $0 + 1) }
        index = HTMLIndex(articles)
    }

    var model: [String: Any] {
        let single = articles.count == 1 ? articles[0].analysis.title : "\(articles.count) articles"
        let scores = HTMLScores(content.provenance.rules)
        return [
            "version": Markup(content.provenance.version), "pageTitle": Markup("\(single) – hearsay"),
            "articleCount": articles.count, "hasSeveral": articles.count > 1,
            "hasMany": articles.count > 3,
            "hasFlags": !index.families.isEmpty, "families": families, "levels": levels, "voices": voices,
            "hasStatements": !index.classes.isEmpty, "sourceClasses": classes, "sourceNames": sources,
            "overview": articles.count > 1 ? [HTMLOverview(articles, index, content.provenance.rules).model] : [],
            "hasSession": !content.session.isEmpty, "sessionScores": content.session.map(scores.row),
            "articles": articles.map { article($0, scores) },
            "hasPacks": !content.provenance.packs.isEmpty,
            "packs": content.provenance.packs.map {
                ["packName": Markup($0.name), "packVersion": Markup($0.version), "packHash": Markup($0.hash)]
            },
        ]
    }

    private var families: [[String: Any]] {
        index.families.enumerated().map {
            ["family": Markup($1.name), "familyId": $0, "slot": $1.slot, "total": $1.total]
        }
    }

    private var levels: [[String: Any]] {
        index.levels.map {
            ["levelName": Markup($0.level.name), "levelRank": $0.level.rawValue, "levelTotal": $0.total]
        }
    }

    private var voices: [[String: Any]] {
        index.voices.enumerated().map {
            ["voice": Markup($1.name), "voiceId": $0, "voiceTotal": $1.total, "isAuthor": $1.name == "author"]
        }
    }

    private var classes: [[String: Any]] {
        index.classes.map { ["className": Markup($0.name), "classTotal": $0.total] }
    }

    private var sources: [[String: Any]] {
        index.sources.enumerated().map {
            ["sourceName": Markup($1.name), "sourceId": $0, "sourceTotal": $1.total]
        }
    }

    private func article(_ article: HTMLArticle, _ scores: HTMLScores) -> [String: Any] {
        let analysis = article.analysis
        let metadata = analysis.article.metadata
        let isWhole = { (score: Score) in score.scope == .article && score.by == nil }
        let whole = analysis.findings.scores.filter(isWhole)
        let more = analysis.findings.scores.filter { !isWhole($0) }
        let text = HTMLText(article, index, content.provenance.rules)
        let sources = HTMLSources(article, index)
        let stances = text.stances
        return [
            "number": article.number, "title": Markup(analysis.title), "file": Markup(analysis.article.label),
            "outlet": Markup(metadata.outlet ?? ""), "date": Markup(metadata.date ?? ""),
            "url": Markup(metadata.url ?? ""), "lang": Markup(metadata.lang ?? "en"), "words": analysis.words,
            "sentenceCount": analysis.sentences.count, "flagCount": article.flags.count,
            "statementCount": article.attributions.count, "sha256": Markup(analysis.article.sha256),
            "notices": analysis.article.notices.map { ["notice": Markup($0)] },
            "hasScores": !whole.isEmpty, "scores": whole.map(scores.row),
            "hasMoreScores": !more.isEmpty, "moreScores": more.map(scores.row),
            "hasLanes": !article.flags.isEmpty, "lanes": text.lanes, "paragraphs": text.paragraphs,
            "hasTree": !article.attributions.isEmpty, "tree": sources.tree, "sourceRows": sources.rows,
            "hasStances": !stances.isEmpty, "stances": stances,
        ]
    }
}
