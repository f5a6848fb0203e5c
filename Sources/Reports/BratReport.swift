import Hearsay

/// brat standoff: a `.txt` and a `.ann` for each article, the types' configuration, and what it was made with.
func bratReport(_ content: ReportContent) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    var names = Set<String>()
    var types = Set<String>()
    for analysis in content.analyses {
        let stem = fileStem(analysis.article, taken: &names)
        let annotations = BratAnnotations(analysis)
        types.formUnion(annotations.types)
        files.append((stem + ".txt", analysis.article.text))
        files.append((stem + ".ann", annotations.finish()))
    }
    files.append(("annotation.conf", configuration(types)))
    files.append(("provenance.json", provenance(content)))
    return files
}

/// A plain file name made from the article's: no folders, nothing hidden, each only once.
private func fileStem(_ article: Article, taken: inout Set<String>) -> String {
    var base = article.label
    for ending in [".txt", ".md"] where base.lowercased().hasSuffix(ending) { base.removeLast(ending.count) }
    var stem = ""
    for byte in base.utf8 {
        let isKept = isWordByte(byte) || byte == 0x2D || (byte == 0x2E && !stem.isEmpty)
        stem.unicodeScalars.append(isKept ? Unicode.Scalar(byte) : "_")
    }
    if stem.isEmpty { stem = "article" }
    stem = String(stem.suffix(120))
    var candidate = stem
    var number = 1
    // File systems that ignore case would put two articles into one file.
    while !taken.insert(candidate.lowercased()).inserted {
        number += 1
        candidate = "\(stem)-\(number)"
    }
    return candidate
}

private func isWordByte(_ byte: UInt8) -> Bool {
    byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
}

private func configuration(_ types: Set<String>) -> [UInt8] {
    let entities = types.union(["source", "content"]).sorted().joined(separator: "\n")
    return Array(
        """
        [entities]
        \(entities)
        [relations]
        from\tArg1:content, Arg2:source
        [events]
        attribution\tsource?:source, content*:content
        [attributes]
        level\tArg:<ENTITY>, Value:note|caution|warning|error

        """.utf8)
}

private func provenance(_ content: ReportContent) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("made")
    json.write(content.provenance)
    json.key("articles")
    json.beginArray()
    for analysis in content.analyses {
        json.newline()
        json.beginObject()
        json.key("id")
        json.string(analysis.article.id)
        json.key("sha256")
        json.string(analysis.article.sha256)
        json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endRecord()
    return json.bytes
}

/// The lines of one `.ann` file.
private struct BratAnnotations {
    private let text: [UInt8]
    private let points: CodePoints
    private var lines = ""
    private var spans = 0
    private var attributes = 0
    private var notes = 0
    private var events = 0
    private var relations = 0
    private(set) var types = Set<String>()

    init(_ analysis: Analysis) {
        text = analysis.article.text
        points = CodePoints(text)
        for flag in analysis.flagged {
            guard let mark = flag.mark else { continue }
            let type = String(decoding: mark.type.utf8.map { isWordByte($0) ? $0 : 0x2D }, as: UTF8.self)
            types.insert(type)
            guard let id = add(type, [flag.range]) else { continue }
            attributes += 1
            lines += "A\(attributes)\tlevel \(id) \(flag.report.level.name)\n"
            notes += 1
            lines += "#\(notes)\tAnnotatorNotes \(id)\t\(oneLine(flag.report.message)) [\(flag.rule)]\n"
        }
        for attribution in analysis.attributions { add(attribution) }
    }

    func finish() -> [UInt8] { Array(lines.utf8) }

    /// An event on its cue; where it has none, a relation between content and source.
    private mutating func add(_ attribution: Attribution) {
        let source = attribution.source.flatMap { add("source", [$0.range]) }
        let content = add("content", attribution.content)
        if let cue = add("attribution", attribution.cue) {
            events += 1
            lines += "E\(events)\tattribution:\(cue)"
            if let source { lines += " source:\(source)" }
            if let content { lines += " content:\(content)" }
            lines += "\n"
        } else if let source, let content {
            relations += 1
            lines += "R\(relations)\tfrom Arg1:\(content) Arg2:\(source)\n"
        }
    }

    /// A text-bound annotation, discontinuous where it crosses lines, as brat wants it. `nil` where nothing is left.
    private mutating func add(_ type: String, _ ranges: [Range<Int>]) -> String? {
        let pieces = ranges.flatMap { range in
            text[range].split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { $0.startIndex..<$0.endIndex }
        }
        if pieces.isEmpty { return nil }
        spans += 1
        let places = pieces.map { piece in
            let place = points.range(of: piece)
            return "\(place.lowerBound) \(place.upperBound)"
        }
        let words = pieces.map { String(decoding: text[$0], as: UTF8.self) }.joined(separator: " ")
        lines += "T\(spans)\t\(type) \(places.joined(separator: ";"))\t\(words)\n"
        return "T\(spans)"
    }
}
