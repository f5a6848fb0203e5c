import Hearsay

/// Writes articles' findings in the schema `hearsay/1`, one record after the other into one buffer.
public struct RecordWriter: Sendable {
    /// How much of the findings a record holds, and how it is laid out.
    public struct Style: Sendable {
        /// Silent marks too, not only flagged ones.
        public var allMarks: Bool
        /// A line for every mark, attribution and score, for people and version control.
        public var isSpread: Bool
        /// What reports say beyond the stream: the article's hash and the flags' fingerprints.
        public var isReport: Bool

        public init(allMarks: Bool = false, isSpread: Bool = false, isReport: Bool = false) {
            self.allMarks = allMarks
            self.isSpread = isSpread
            self.isReport = isReport
        }
    }

    public var json = JSONWriter()
    public var style: Style
    /// What the last mark was, and how that is written: mostly it is the same again.
    private var head: (type: String, rule: String, json: [UInt8]) = ("", "", [])
    /// What is said at the end of each record about the program and the packs.
    var made: Provenance?

    public init(_ style: Style = Style()) { self.style = style }

    /// One article, without a line end.
    ///
    /// - Parameter parts: What the article adds to the scores over the session, where that is asked for.
    public mutating func write(_ analysis: Analysis, parts: [SessionCounts]? = nil) {
        let article = analysis.article
        let points = CodePoints(article.text)
        json.beginObject()
        json.key("schema")
        json.string("hearsay/1")
        json.key("id")
        json.string(article.id)
        write(article.metadata)
        json.key("words")
        json.number(analysis.words)
        json.key("sentences")
        json.number(analysis.sentences.count)
        let fingerprints = style.isReport ? analysis.fingerprints : nil
        writeMarks(analysis, points, fingerprints)
        writeAttributions(analysis, points)
        json.key("scores")
        writeScores(analysis.findings.scores, fingerprints?.scores)
        if let parts { writeParts(parts) }
        if style.isReport {
            json.key("sha256")
            json.string(article.sha256)
        }
        if let made {
            json.key("made")
            json.write(made)
        }
        json.endObject()
    }

    /// The scores over a session, without a line end.
    public mutating func write(session scores: [Score]) {
        json.beginObject()
        json.key("schema")
        json.string("hearsay/1")
        json.key("session")
        writeScores(scores, style.isReport ? scores.map(\.sessionFingerprint) : nil)
        if let made {
            json.key("made")
            json.write(made)
        }
        json.endObject()
    }

    /// What stands in the place of an article that could not be read or analysed.
    public mutating func writeError(id: String, code: String, message: String) {
        json.beginObject()
        json.key("schema")
        json.string("hearsay/1")
        json.key("id")
        json.string(id)
        json.key("error")
        json.beginObject()
        json.key("code")
        json.string(code)
        json.key("message")
        json.string(message)
        json.endObject()
        json.endObject()
    }

    private mutating func write(_ metadata: Metadata) {
        json.key("title")
        json.string(metadata.title)
        json.key("outlet")
        json.string(metadata.outlet)
        json.key("date")
        json.string(metadata.date)
        if let url = metadata.url {
            json.key("url")
            json.string(url)
        }
        if let lang = metadata.lang {
            json.key("lang")
            json.string(lang)
        }
        guard !metadata.meta.isEmpty else { return }
        json.key("meta")
        json.beginObject()
        for (key, value) in metadata.meta {
            json.key(key)
            json.raw(value)
        }
        json.endObject()
    }

    private mutating func beginItem() {
        if style.isSpread { json.newline() }
        json.beginObject()
    }

    private mutating func writeMarks(_ analysis: Analysis, _ points: CodePoints, _ fingerprints: Fingerprints?) {
        json.key("marks")
        json.beginArray()
        var id = 0
        for (index, mark) in analysis.findings.marks.enumerated() where style.allMarks || mark.flag != nil {
            beginItem()
            json.key("id")
            json.number(id)
            id += 1
            write(mark, of: analysis.article, points)
            if let flag = mark.flag {
                write(flag)
                if let fingerprints {
                    json.key("fingerprint")
                    json.string(fingerprints.marks[index])
                }
            } else {
                json.key("flag")
                json.null()
            }
            json.endObject()
        }
        json.endArray()
    }

    private mutating func write(_ mark: Mark, of article: Article, _ points: CodePoints) {
        writeHead(mark)
        writeSpan(mark.range, of: article, points)
        json.key("sentence")
        json.number(mark.context.sentence)
        json.key("paragraph")
        json.number(mark.context.paragraph)
        json.key("zone")
        json.string(mark.context.zone.name)
        json.key("voice")
        json.string(mark.context.voice)
        if mark.isPlain { return json.members(Self.plain) }
        json.key("depth")
        json.number(mark.context.depth)
        json.key("polarity")
        json.string(mark.context.polarity)
        json.key("certainty")
        json.string(mark.context.certainty)
        json.key("with")
        json.beginObject()
        for (name, value) in mark.attributes {
            json.key(name)
            switch value {
            case .number(let number): json.number(number)
            case .text(let text): json.string(text)
            }
        }
        json.endObject()
        json.key("captures")
        json.beginObject()
        for capture in mark.captures {
            let ranges = capture.ranges.filter { !$0.isEmpty }
            if ranges.isEmpty { continue }
            json.key(capture.name)
            if ranges.count == 1 { json.pair(points.range(of: ranges[0])) } else { write(ranges, points) }
        }
        json.endObject()
    }

    private mutating func writeHead(_ mark: Mark) {
        if mark.rule != head.rule || mark.type != head.type {
            var writer = JSONWriter()
            writer.key("type")
            writer.string(mark.type)
            writer.key("rule")
            writer.string(mark.rule)
            head = (mark.type, mark.rule, writer.bytes)
        }
        json.members(head.json)
    }

    /// What stands behind the voice of a mark that `isPlain`.
    private static let plain: StaticString =
        #""depth":0,"polarity":"affirmed","certainty":"certain","with":{},"captures":{}"#

    private mutating func write(_ flag: Report) {
        json.key("flag")
        json.beginObject()
        json.key("level")
        json.string(flag.level.name)
        json.key("message")
        json.string(flag.message)
        json.endObject()
    }

    private mutating func writeSpan(_ range: Range<Int>, of article: Article, _ points: CodePoints) {
        let out = points.range(of: range)
        json.key("start")
        json.number(out.lowerBound)
        json.key("end")
        json.number(out.upperBound)
        json.key("text")
        json.string(article.text[range])
    }

    private mutating func write(_ ranges: [Range<Int>], _ points: CodePoints) {
        json.beginArray()
        for range in ranges { json.pair(points.range(of: range)) }
        json.endArray()
    }

    private mutating func writeAttributions(_ analysis: Analysis, _ points: CodePoints) {
        json.key("attributions")
        json.beginArray()
        for (id, attribution) in analysis.attributions.enumerated() {
            beginItem()
            json.key("id")
            json.number(id)
            json.key("source")
            if let source = attribution.source {
                json.beginObject()
                writeSpan(source.range, of: analysis.article, points)
                json.key("class")
                json.string(source.kind)
                json.key("name")
                json.string(source.name)
                json.endObject()
            } else {
                json.null()
            }
            json.key("cue")
            write(attribution.cue, points)
            json.key("content")
            write(attribution.content, points)
            json.key("mode")
            json.string(attribution.mode.rawValue)
            json.key("hops")
            json.number(attribution.hops)
            json.key("via")
            if let via = attribution.via { json.number(via) } else { json.null() }
            json.key("strength")
            json.number(attribution.strength)
            json.key("rule")
            json.string(attribution.rule)
            json.endObject()
        }
        json.endArray()
    }

    private mutating func writeParts(_ parts: [SessionCounts]) {
        json.key("parts")
        json.beginArray()
        for part in parts {
            beginItem()
            json.key("id")
            json.string(part.id)
            json.key("by")
            json.string(part.by)
            json.key("counts")
            json.beginArray()
            for count in part.counts { write(count) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }

    private mutating func write(_ count: SessionCounts.Count) {
        json.beginObject()
        json.key("marks")
        json.number(count.marks)
        json.key("numbers")
        json.number(count.numbers)
        json.key("sum")
        json.number(count.sum)
        json.key("least")
        json.number(count.least)
        json.key("most")
        json.number(count.most)
        json.key("values")
        json.beginArray()
        for value in count.values { json.number(value) }
        json.endArray()
        json.key("texts")
        json.beginArray()
        for text in count.texts { json.string(text) }
        json.endArray()
        json.endObject()
    }

    mutating func writeScores(_ scores: [Score], _ fingerprints: [String]?) {
        json.beginArray()
        for (index, score) in scores.enumerated() {
            beginItem()
            json.key("id")
            json.string(score.rule)
            json.key("over")
            json.string(score.scope.rawValue)
            json.key("by")
            json.string(score.by)
            if let paragraph = score.paragraph {
                json.key("paragraph")
                json.number(paragraph)
            }
            json.key("value")
            json.number(score.value)
            json.key("band")
            json.string(score.band)
            json.key("let")
            json.beginObject()
            for (name, value) in score.lets {
                json.key(name)
                json.number(value)
            }
            json.endObject()
            if let flag = score.flag {
                write(flag)
                if let fingerprints {
                    json.key("fingerprint")
                    json.string(fingerprints[index])
                }
            }
            json.endObject()
        }
        json.endArray()
    }
}

extension Mark {
    /// Whether nothing encloses, changes or describes it.
    fileprivate var isPlain: Bool {
        context.depth == 0 && attributes.isEmpty && captures.isEmpty && context.polarity == "affirmed"
            && context.certainty == "certain"
    }
}
