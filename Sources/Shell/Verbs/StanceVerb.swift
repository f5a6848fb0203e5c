import Hearsay

extension Verb {
    static let stance = Verb(
        name: "stance", summary: "show who stands where on what", usage: "[ARTICLE…] [NAME=VALUE…] [where CONDITION]",
        details: [
            "One line for each holder, position and target, with how often and in which paragraphs, and the first of the "
                + "sentences behind it. Who is quoted holds what stands in the quotation; the rest is the author's.",
            "Conditions read as those of flags do.",
        ],
        examples: [
            Example(line: "stance 2", about: "the stances in article 2"),
            Example(line: "stance voice=author", about: "only where the article itself takes sides"),
        ],
        kinds: [.article, .filter]
    ) { session, invocation throws(ShellError) in
        let filter = try FlagFilter(invocation.words, in: session)
        try session.writeByArticle(filter.articles, none: "no stances") { article in
            session.table(filter.stances(of: article), of: article)
        }
    }
    .listing { session, invocation throws(ShellError) in
        var listing = Listing("article", "who", "stands", "on", "times", "paragraph", "in")
        let filter = try FlagFilter(invocation.words, in: session)
        for article in filter.articles {
            listing.rows += filter.stances(of: article).map { group in
                let sentence = article.analysis.sentence(of: group.marks[0])
                return [
                    Datum(article.number), .text(group.holder), .text(group.position), .text(group.target),
                    Datum(group.marks.count), Datum(group.marks[0].context.paragraph),
                    .text(oneLine(article.analysis.text(sentence))),
                ]
            }
        }
        return listing
    }
}

extension FlagFilter {
    fileprivate func stances(of article: Loaded) -> [StanceGroup] {
        StanceGroup.all(article.marks.filter { $0.isA("stance") && passes($0) }, in: article.analysis)
    }
}

/// Marks in which the same holder takes the same position on the same target.
struct StanceGroup {
    var holder: String
    /// What follows the type's first segment: `oppose` of `stance.oppose`; denied ones say so.
    var position: String
    var target: String
    var marks: [Mark]

    /// In order of appearance.
    static func all(_ marks: [Mark], in analysis: Analysis) -> [StanceGroup] {
        var groups: [StanceGroup] = []
        var index: [String: Int] = [:]
        for mark in marks {
            let target = mark.ranges(of: "target").first.map { oneLine(analysis.text($0)) }
            var position = mark.type.split(separator: ".").dropFirst().joined(separator: ".")
            if mark.context.polarity == "denied" { position = "not " + position }
            let group = StanceGroup(
                holder: mark.text("holder") ?? mark.context.voice, position: position,
                target: target ?? oneLine(analysis.text(mark.range)), marks: [mark])
            let key = [group.holder, group.position, group.target].joined(separator: "\u{0}").lowercased()
            if let known = index[key] {
                groups[known].marks.append(mark)
            } else {
                index[key] = groups.count
                groups.append(group)
            }
        }
        return groups
    }
}

extension ShellSession {
    /// `who  stands  on  times  ¶  in`
    fileprivate func table(_ groups: [StanceGroup], of article: Loaded) -> [StyledText] {
        var table = Table(columns: [
            Table.Column(title: "who", shrinks: true), Table.Column(title: "stands"),
            Table.Column(title: "on", shrinks: true), Table.Column(title: "times", isRight: true),
            Table.Column(title: "¶"), Table.Column(title: "in", shrinks: true),
        ])
        let measure = console.columns(of:)
        let width = max(24, console.width / 3)
        table.rows = groups.map { group in
            var paragraphs: [Int] = []
            for mark in group.marks where paragraphs.last != mark.context.paragraph {
                paragraphs.append(mark.context.paragraph)
            }
            return [
                StyledText(group.holder), StyledText(group.position, .mark(family: "stance")),
                StyledText(group.target), "\(group.marks.count)",
                StyledText(paragraphs.map(String.init).joined(separator: ",")),
                context(of: group.marks[0], in: article.analysis, width: width, measure),
            ]
        }
        return table.lines(console)
    }
}
