import Foundation
import Hearsay

/// SARIF 2.1.0, one run. Columns are counted in code points, and it says so.
func sarifReport(_ content: ReportContent) -> [UInt8] {
    let flags = content.analyses.map(\.flagged)
    let session = content.session.filter { $0.flag != nil }
    let rules = Set(flags.joined().map(\.rule) + session.map(\.rule)).sorted()
    let ruleIndices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    var json = JSONWriter()
    json.beginObject()
    json.key("$schema")
    json.string("https://json.schemastore.org/sarif-2.1.0.json")
    json.key("version")
    json.string("2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    writeTool(content.provenance, rules: rules, to: &json)
    json.key("columnKind")
    json.string("unicodeCodePoints")
    json.key("artifacts")
    json.beginArray()
    for analysis in content.analyses {
        json.newline()
        writeArtifact(analysis.article, to: &json)
    }
    json.endArray()
    json.key("results")
    json.beginArray()
    var seen: [String: Int] = [:]
    for (index, analysis) in content.analyses.enumerated() {
        let positions = Positions(analysis.article.text)
        let fingerprints = analysis.fingerprints
        for flag in flags[index] {
            let fingerprint = fingerprints.of(flag)
            seen[fingerprint, default: 0] += 1
            json.newline()
            json.beginObject()
            json.key("ruleId")
            json.string(flag.rule)
            json.key("ruleIndex")
            json.number(ruleIndices[flag.rule] ?? 0)
            writeResult(flag, in: analysis, artifact: index, positions, to: &json)
            json.key("partialFingerprints")
            json.beginObject()
            json.key("hearsay/v1")
            json.string("\(fingerprint):\(seen[fingerprint] ?? 1)")
            json.endObject()
            json.endObject()
        }
    }
    for score in session {
        guard let flag = score.flag else { continue }
        json.newline()
        json.beginObject()
        json.key("ruleId")
        json.string(score.rule)
        json.key("ruleIndex")
        json.number(ruleIndices[score.rule] ?? 0)
        writeWords(of: flag, to: &json)
        json.key("partialFingerprints")
        json.beginObject()
        json.key("hearsay/v1")
        json.string("\(score.sessionFingerprint):1")
        json.endObject()
        json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endArray()
    json.endObject()
    json.endRecord()
    return json.bytes
}

private func writeWords(of flag: Report, to json: inout JSONWriter) {
    json.key("level")
    // SARIF has one level between a note and an error.
    json.string(flag.level == .caution ? "warning" : flag.level.name)
    json.key("message")
    json.beginObject()
    json.key("text")
    json.string(flag.message)
    json.endObject()
}

private func writeTool(_ provenance: Provenance, rules: [String], to json: inout JSONWriter) {
    json.key("tool")
    json.beginObject()
    json.key("driver")
    json.beginObject()
    json.key("name")
    json.string("hearsay")
    json.key("version")
    json.string(provenance.version)
    json.key("semanticVersion")
    json.string(provenance.version)
    json.key("rules")
    json.beginArray()
    for rule in rules {
        json.newline()
        json.beginObject()
        json.key("id")
        json.string(rule)
        if let about = provenance.rules[rule]?.about {
            json.key("shortDescription")
            json.beginObject()
            json.key("text")
            json.string(about)
            json.endObject()
        }
        json.endObject()
    }
    json.endArray()
    json.endObject()
    json.key("extensions")
    json.beginArray()
    for pack in provenance.packs {
        json.newline()
        json.beginObject()
        json.key("name")
        json.string(pack.name)
        json.key("version")
        json.string(pack.version)
        json.key("properties")
        json.beginObject()
        json.key("sha256")
        json.string(pack.hash)
        json.endObject()
        json.endObject()
    }
    json.endArray()
    json.endObject()
}

private func writeArtifact(_ article: Article, to json: inout JSONWriter) {
    json.beginObject()
    json.key("location")
    json.beginObject()
    json.key("uri")
    json.string(article.uri)
    json.endObject()
    json.key("encoding")
    json.string("UTF-8")
    json.key("hashes")
    json.beginObject()
    json.key("sha-256")
    json.string(article.sha256)
    json.endObject()
    json.endObject()
}

private func writeResult(
    _ flag: Flagged, in analysis: Analysis, artifact: Int, _ positions: Positions, to json: inout JSONWriter
) {
    writeWords(of: flag.report, to: &json)
    json.key("locations")
    json.beginArray()
    json.beginObject()
    json.key("physicalLocation")
    json.beginObject()
    json.key("artifactLocation")
    json.beginObject()
    json.key("uri")
    json.string(analysis.article.uri)
    json.key("index")
    json.number(artifact)
    json.endObject()
    json.key("region")
    let start = positions.lineAndColumn(flag.range.lowerBound)
    let end = positions.lineAndColumn(flag.range.upperBound)
    let points = positions.points.range(of: flag.range)
    json.beginObject()
    json.key("startLine")
    json.number(start.line)
    json.key("startColumn")
    json.number(start.column)
    json.key("endLine")
    json.number(end.line)
    json.key("endColumn")
    json.number(end.column)
    json.key("charOffset")
    json.number(points.lowerBound)
    json.key("charLength")
    json.number(points.count)
    if !flag.range.isEmpty {
        json.key("snippet")
        json.beginObject()
        json.key("text")
        json.string(analysis.article.text[flag.range])
        json.endObject()
    }
    json.endObject()
    json.endObject()
    json.endObject()
    json.endArray()
    json.key("properties")
    json.beginObject()
    json.key("level")
    json.string(flag.report.level.name)
    if let mark = flag.mark {
        json.key("type")
        json.string(mark.type)
        json.key("voice")
        json.string(mark.context.voice)
        json.key("zone")
        json.string(mark.context.zone.name)
    }
    json.endObject()
}

extension Article {
    /// A relative reference for a relative path, a `file:` URI for an absolute one; an article of a stream gets its id
    /// as a fragment.
    var uri: String {
        func encoded(_ text: String, _ allowed: CharacterSet) -> String {
            text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        }
        // A colon in a relative reference's first segment would read as a scheme.
        let pathAllowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":;"))
        guard let path else { return "urn:hearsay:article:" + encoded(id, .urlHostAllowed) }
        let base = (path.hasPrefix("/") ? "file://" : "") + encoded(path, pathAllowed)
        return path == id ? base : base + "#" + encoded(id, .urlFragmentAllowed)
    }
}
