import Hearsay

/// W3C Web Annotation (JSON-LD): a page of annotations, each with its place by position (in code points) and by words.
func webAnnotationReport(_ content: ReportContent) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("@context")
    json.beginArray()
    json.string("http://www.w3.org/ns/anno.jsonld")
    json.beginObject()
    json.key("hearsay")
    json.string("urn:hearsay:terms:")
    json.endObject()
    json.endArray()
    json.key("id")
    json.string("urn:sha256:" + SHA256.hex(Array(content.analyses.map(\.article.sha256).joined().utf8)))
    json.key("type")
    json.string("AnnotationPage")
    json.key("generator")
    json.beginObject()
    json.key("id")
    json.string("urn:hearsay:program:\(content.provenance.version)")
    json.key("type")
    json.string("Software")
    json.key("name")
    json.string("hearsay \(content.provenance.version)")
    json.key("hearsay:pack")
    json.beginArray()
    for pack in content.provenance.packs {
        json.beginObject()
        json.key("hearsay:name")
        json.string(pack.name)
        json.key("hearsay:version")
        json.string(pack.version)
        json.key("hearsay:sha256")
        json.string(pack.hash)
        json.endObject()
    }
    json.endArray()
    json.endObject()
    json.key("items")
    json.beginArray()
    for analysis in content.analyses {
        let points = CodePoints(analysis.article.text)
        let hash = analysis.article.sha256
        for (index, flag) in analysis.flagged.enumerated() {
            json.newline()
            json.beginObject()
            json.key("id")
            json.string("urn:sha256:\(hash)#flag-\(index)")
            writeAnnotation(flag, of: analysis, points, hash: hash, to: &json)
            json.endObject()
        }
    }
    json.endArray()
    json.endObject()
    json.endRecord()
    return json.bytes
}

private func writeAnnotation(
    _ flag: Flagged, of analysis: Analysis, _ points: CodePoints, hash: String, to json: inout JSONWriter
) {
    json.key("type")
    json.string("Annotation")
    json.key("motivation")
    json.string("commenting")
    json.key("body")
    json.beginArray()
    writeBody(flag.report.message, purpose: "commenting", to: &json)
    for tag in [flag.mark?.type, flag.report.level.name, flag.rule] {
        if let tag { writeBody(tag, purpose: "tagging", to: &json) }
    }
    json.endArray()
    json.key("target")
    json.beginObject()
    json.key("source")
    json.beginObject()
    json.key("id")
    json.string(analysis.article.metadata.url ?? analysis.article.uri)
    json.key("type")
    json.string("Text")
    json.key("format")
    json.string("text/plain")
    json.key("hearsay:sha256")
    json.string(hash)
    json.endObject()
    // A score is about the article as a whole.
    if flag.mark != nil {
        json.key("selector")
        json.beginArray()
        writeSelectors(flag.range, analysis.article.text, points, to: &json)
        json.endArray()
    }
    json.endObject()
}

private func writeBody(_ value: String, purpose: StaticString, to json: inout JSONWriter) {
    json.beginObject()
    json.key("type")
    json.string("TextualBody")
    json.key("value")
    json.string(value)
    json.key("format")
    json.string("text/plain")
    json.key("purpose")
    json.string("\(purpose)")
    json.endObject()
}

private func writeSelectors(_ range: Range<Int>, _ text: [UInt8], _ points: CodePoints, to json: inout JSONWriter) {
    let place = points.range(of: range)
    json.beginObject()
    json.key("type")
    json.string("TextPositionSelector")
    json.key("start")
    json.number(place.lowerBound)
    json.key("end")
    json.number(place.upperBound)
    json.endObject()
    json.beginObject()
    json.key("type")
    json.string("TextQuoteSelector")
    json.key("exact")
    json.string(text[range])
    json.key("prefix")
    json.string(text[scalarStart(text, max(0, range.lowerBound - 32))..<range.lowerBound])
    json.key("suffix")
    json.string(text[range.upperBound..<scalarStart(text, min(text.count, range.upperBound + 32))])
    json.endObject()
}

/// The first start of a code point at or after this byte.
private func scalarStart(_ text: [UInt8], _ offset: Int) -> Int {
    var offset = offset
    while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
}
