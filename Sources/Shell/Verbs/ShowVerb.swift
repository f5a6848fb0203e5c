import Hearsay

extension Verb {
    static let show = Verb(
        name: "show", summary: "read an article with its flags, or see a flag in its place", usage: "[ARTICLE|FLAG]",
        details: [
            "What was flagged is coloured; the flags' numbers stand in the margin of the line in which they start."
        ],
        examples: [
            Example(line: "show 2", about: "article 2, in the pager"),
            Example(line: "show f2", about: "the paragraph that flag 2 stands in"),
        ],
        kinds: [.article, .flag]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count <= 1 else { throw invocation.usageError("show one thing at a time") }
        if let word = invocation.texts.first, case .flag(let number)? = Reference(word) {
            return try session.show(flag: number)
        }
        let console = session.console
        let chosen = try session.chosen(invocation.texts)
        let article = invocation.words.isEmpty ? try session.workspace.onlyArticle() : chosen[0]
        console.page(ArticleView(loaded: article, width: console.width, measure: console.columns).lines())
    }
}
