import Hearsay

extension Verb {
    static let show = Verb(
        name: "show", summary: "read an article with its flags, or see a flag in its place", usage: "[ARTICLE|FLAG]",
        details: [
            "What was flagged is coloured; the flags' numbers stand in the margin of the line in which they start."
        ],
        examples: [
            Example(line: "show 2", about: "article 2, in the pager"),
            Example(line: "show f7", about: "the paragraph that flag 7 stands in"),
        ],
        kinds: [.article, .flag]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count <= 1 else { throw invocation.usageError("show one thing at a time") }
        let console = session.console
        guard let word = invocation.texts.first else {
            let article = try session.workspace.onlyArticle()
            return console.page(ArticleView(loaded: article, width: console.width, measure: console.columns).lines())
        }
        guard case .flag(let number)? = Reference(word) else {
            let article = try session.workspace.article(word)
            return console.page(ArticleView(loaded: article, width: console.width, measure: console.columns).lines())
        }
        let (article, index) = try session.workspace.flag(number)
        let mark = article.marks[index]
        let view = ArticleView(loaded: article, width: console.width, measure: console.columns)
        try session.write([session.heading(article)] + view.lines(paragraph: mark.context.paragraph))
        guard let flag = mark.flag else { return }
        let text = StyledText(oneLine(article.analysis.text(mark.range)), mark.role)
        try session.write(["  f\(number)  " + text + "  " + StyledText("\(flag.level.name): \(flag.message)")])
    }
}
