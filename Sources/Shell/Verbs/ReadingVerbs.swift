import Hearsay
import SessionStore

/// Where somebody is reading.
struct ReadingPosition {
    /// The article's number.
    var article: Int
    /// Byte offset.
    var offset: Int
    /// `nil` at a place without one.
    var flag: FlagKey?
}

extension Verb {
    static let goto = Verb(
        name: "goto", summary: "go to a flag, an article or a sentence", usage: "FLAG|ARTICLE|ARTICLE:SENTENCE",
        details: [
            "Shows the paragraph. next and prev go on from there, and accept, reject and note are about the flag."
        ],
        examples: [
            Example(line: "goto f2", about: "flag 2 in its paragraph"),
            Example(line: "goto 1:3", about: "the third sentence of article 1"),
        ],
        kinds: [.flag, .article]
    ) { session, invocation throws(ShellError) in
        guard invocation.words.count == 1, let word = invocation.texts.first else {
            throw invocation.usageError("go where?")
        }
        if case .flag(let number)? = Reference(word) { return try session.show(flag: number) }
        if word.contains(":") {
            let place = try session.place(word)
            return try session.show(place.article, offset: place.range.lowerBound)
        }
        let article = try session.workspace.article(word)
        try session.show(article, offset: 0)
    }

    static let next = Verb(
        name: "next", summary: "go to the next flag", usage: "[TYPE…] [NAME=VALUE…] [where CONDITION]",
        details: ["Over the ends of articles; narrowed as flags narrows them."],
        examples: [
            Example(line: "next", about: "the next flag in its paragraph"),
            Example(line: "next hedge voice=author", about: "the author's next hedge"),
        ],
        kinds: [.type, .filter]
    ) { session, invocation throws(ShellError) in try session.step(invocation, isForward: true) }

    static let prev = Verb(
        name: "prev", summary: "go back to the flag before", usage: "[TYPE…] [NAME=VALUE…] [where CONDITION]",
        examples: [Example(line: "prev decision=none", about: "the one before that is not decided")],
        kinds: [.type, .filter]
    ) { session, invocation throws(ShellError) in try session.step(invocation, isForward: false) }
}

extension ShellSession {
    /// Shows a flag in its paragraph, with what it says and what was decided, and reads on from there.
    func show(flag number: Int) throws(ShellError) {
        let (article, index) = try workspace.flag(number)
        let mark = article.marks[index]
        let key = article.keys[number - article.firstFlag]
        position = ReadingPosition(article: article.number, offset: mark.range.lowerBound, flag: key)
        let view = ArticleView(loaded: article, width: console.width, measure: console.columns)
        try write([heading(article)] + view.lines(paragraph: mark.context.paragraph))
        guard let flag = mark.flag else { return }
        let text = StyledText(oneLine(article.analysis.text(mark.range)), mark.role)
        try write(["  f\(number)  " + text + "  " + StyledText("\(flag.level.name): \(flag.message)")])
        try write(remarkLines(article.number, key))
    }

    private func remarkLines(_ article: Int, _ key: FlagKey) -> [StyledText] {
        var lines: [StyledText] = []
        if let review = remarks.review(article, key) {
            let reason = review.reason.map { ": " + $0 } ?? ""
            lines.append(StyledText("  \(review.decision.rawValue)ed\(reason)", .bold))
        }
        return lines + remarks.notes(article, key).map { StyledText("  note: \($0.text)", .bold) }
    }

    /// Shows the paragraph at an offset.
    fileprivate func show(_ article: Loaded, offset: Int) throws(ShellError) {
        position = ReadingPosition(article: article.number, offset: offset, flag: nil)
        let block = article.article.layout.blocks.first { $0.range.upperBound > offset }
        let view = ArticleView(loaded: article, width: console.width, measure: console.columns)
        try write([heading(article)] + view.lines(paragraph: block?.paragraph ?? 1))
        try write(remarks.notes(article.number, nil).map { StyledText("  note: \($0.text)", .bold) })
    }

    fileprivate func step(_ invocation: Invocation, isForward: Bool) throws(ShellError) {
        let filter = try FlagFilter(invocation.words, in: self)
        guard filter.isAboutAll else {
            throw invocation.usageError("\(invocation.verb.name) goes through all articles")
        }
        var before: Int?
        var after: Int?
        for article in workspace.articles {
            for (number, mark) in article.flags where filter.passes(mark, decision: decision(number, of: article)) {
                switch side(of: article, mark, article.keys[number - article.firstFlag]) {
                case -1: before = number
                case 1: after = after ?? number
                default: continue
                }
            }
        }
        guard let number = isForward ? after : before else {
            let isEmpty = before == nil && after == nil
            return console.note(
                isEmpty ? "no such flag" : isForward ? "that was the last one" : "that was the first one")
        }
        try show(flag: number)
    }

    /// Where a flag stands from the place that is being read: -1 before it, 1 behind it, 0 there.
    private func side(of article: Loaded, _ mark: Mark, _ key: FlagKey) -> Int {
        guard let position else { return 1 }
        guard let here = workspace.articles.firstIndex(where: { $0.number == position.article }),
            let there = workspace.articles.firstIndex(where: { $0.number == article.number })
        else { return 1 }
        if here != there { return there < here ? -1 : 1 }
        guard let flag = position.flag else { return mark.range.lowerBound < position.offset ? -1 : 1 }
        if flag == key { return 0 }
        if mark.range.lowerBound != position.offset { return mark.range.lowerBound < position.offset ? -1 : 1 }
        // Several flags start there: their order decides.
        guard let own = article.keys.firstIndex(of: flag), let other = article.keys.firstIndex(of: key) else {
            return 1
        }
        return other < own ? -1 : 1
    }
}
