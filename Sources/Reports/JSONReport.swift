import Hearsay

/// One document: what it was made with, then the articles.
func jsonReport(_ content: ReportContent) -> [UInt8] {
    var writer = RecordWriter(RecordWriter.Style(allMarks: content.allMarks, isSpread: true, isReport: true))
    writer.json.beginObject()
    writer.json.key("schema")
    writer.json.string("hearsay/1")
    writer.json.key("made")
    writer.json.write(content.provenance)
    writer.json.key("articles")
    writer.json.beginArray()
    for analysis in content.analyses {
        writer.json.newline()
        writer.write(analysis)
    }
    writer.json.endArray()
    if !content.session.isEmpty {
        writer.json.key("session")
        writer.writeScores(content.session, content.session.map(\.sessionFingerprint))
    }
    writer.json.endObject()
    writer.json.endRecord()
    return writer.json.bytes
}

/// An article a line, as `annotate` writes them, with the hash and what it was made with in each; where there are
/// scores over the session, they are the last line.
func jsonLinesReport(_ content: ReportContent) -> [UInt8] {
    var writer = RecordWriter(RecordWriter.Style(allMarks: content.allMarks, isReport: true))
    writer.made = content.provenance
    for analysis in content.analyses {
        writer.write(analysis)
        writer.json.endRecord()
    }
    if !content.session.isEmpty {
        writer.write(session: content.session)
        writer.json.endRecord()
    }
    return writer.json.bytes
}
