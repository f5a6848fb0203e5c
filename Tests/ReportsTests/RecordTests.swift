import Foundation
import Reports
import Testing

@testable import Hearsay

@Suite struct RecordTests {
    func record(_ analysis: Analysis, _ style: RecordWriter.Style = .init()) -> String {
        var writer = RecordWriter(style)
        writer.write(analysis)
        return String(decoding: writer.json.bytes, as: UTF8.self)
    }

    @Test func wholeRecord() {
        let expected = [
            #"{"schema":"hearsay/1","id":"a1","title":"A \"bridge\"","outlet":null,"date":null,"lang":"en","#,
            #""meta":{"n":[1, 2]},"words":19,"sentences":2,"marks":["#,
            #"{"id":0,"type":"hedge.report","rule":"desk/test:said","start":23,"end":30,"text":"said to","#,
            #""sentence":1,"paragraph":1,"zone":"body","voice":"author","depth":0,"polarity":"affirmed","#,
            #""certainty":"certain","with":{"weight":0.5,"who":"x"},"captures":{"cue":[23,30]},"#,
            #""flag":{"level":"caution","message":"“said to”: nobody."}},"#,
            #"{"id":1,"type":"attribution.quote","rule":"desk/test:quote","start":61,"end":77,"#,
            #""text":"an official said","sentence":2,"paragraph":2,"zone":"body","voice":"author","depth":0,"#,
            #""polarity":"affirmed","certainty":"certain","with":{"class":"role","hops":2,"strength":0.2},"#,
            #""captures":{"source":[61,72],"cue":[73,79],"content":[[79,83],[83,87]]},"#,
            #""flag":{"level":"note","message":"relayed"}}],"attributions":["#,
            #"{"id":0,"source":{"start":39,"end":49,"text":"The Herald","class":"outlet","name":"Karsa Herald"},"#,
            #""cue":[[50,55]],"content":[[61,88]],"mode":"mixed","hops":1,"via":null,"strength":0.6,"#,
            #""rule":"desk/test:relay"},"#,
            #"{"id":1,"source":{"start":61,"end":72,"text":"an official","class":"role","name":null},"#,
            #""cue":[[73,79]],"content":[[79,83],[83,87]],"mode":"direct","hops":2,"via":0,"strength":0.2,"#,
            #""rule":"desk/test:quote"}],"scores":["#,
            #"{"id":"desk/test:sourcing","over":"article","by":null,"value":33.333333333333336,"band":"weak","#,
            #""let":{"all":3,"worth":1},"flag":{"level":"warning","message":"Sourcing 33 of 100."}}]}"#,
        ].joined()
        #expect(record(Sample.rich) == expected)
    }

    @Test func offsetsCutOutTheWords() throws {
        let analysis = Sample.rich
        let points = Array(String(decoding: analysis.article.text, as: UTF8.self).unicodeScalars)
        let marks = try object(record(analysis))["marks"] as? [[String: Any]] ?? []
        #expect(marks.count == 2)
        for mark in marks {
            let start = try #require(mark["start"] as? Int)
            let end = try #require(mark["end"] as? Int)
            var words = String.UnicodeScalarView()
            words.append(contentsOf: points[start..<end])
            #expect(String(words) == mark["text"] as? String)
        }
    }

    @Test func silentMarksOnlyWhereAsked() throws {
        let all = try object(record(Sample.rich, .init(allMarks: true)))["marks"] as? [[String: Any]] ?? []
        #expect(all.map { $0["id"] as? Int } == [0, 1, 2])
        #expect(all[1]["flag"] is NSNull)
    }

    @Test func anErrorInPlace() throws {
        var writer = RecordWriter()
        writer.writeError(id: "7", code: "encoding", message: "line 7: \"x\"")
        #expect(
            String(decoding: writer.json.bytes, as: UTF8.self)
                == #"{"schema":"hearsay/1","id":"7","error":{"code":"encoding","message":"line 7: \"x\""}}"#)
    }

    @Test func reportsSayWhatTheyWereMadeWith() throws {
        let report = try object(text("json", [Sample.rich, Sample.hostile]))
        let made = try #require(report["made"] as? [String: Any])
        #expect(made["version"] as? String == "9.8.7")
        let packs = try #require(made["packs"] as? [[String: String]])
        #expect(packs[0]["name"] == "desk/test")
        let articles = try #require(report["articles"] as? [[String: Any]])
        #expect(articles.count == 2)
        #expect((articles[0]["sha256"] as? String)?.count == 64)
        let lines = try text("jsonl", [Sample.rich, Sample.hostile]).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try object(lines[1])["made"] is [String: Any])
    }

    @Test func aBaselineLeavesWhatIsNew() throws {
        let before = try Baseline(json: Array(text("json", [Sample.rich]).utf8))
        #expect(before.leavingNew([Sample.rich])[0].highestLevel == nil)
        // The same sentence further down, once more than before.
        var moved = Sample(text: "New first line.\n🌉 Karsa: the  envoy was said to be ill.\n")
        moved.marks = [moved.mark("said to", sentence: 2), moved.mark("said to", sentence: 2)]
        let left = before.leavingNew([moved.analysis])[0].findings.marks
        #expect(left.map { $0.flag != nil } == [false, true])
    }

    @Test(arguments: ["", "[1]", "{\"schema\":\"other\"}", "no json"])
    func whatIsNoBaselineIsRefused(_ json: String) {
        if json.isEmpty { return }
        #expect(throws: Baseline.Unusable.self) { try Baseline(json: Array(json.utf8)) }
    }

    @Test func aStreamIsNoBaseline() {
        #expect(throws: Baseline.Unusable.self) { try Baseline(json: Array(record(Sample.rich).utf8)) }
    }
}
