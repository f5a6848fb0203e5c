import Foundation
import Testing

@testable import Hearsay
@testable import Reports

@Suite struct FormatTests {
    @Test func everyFormatIsDeterministicAndNamed() throws {
        let content = ReportContent([Sample.rich, Sample.hostile], provenance: Sample.provenance)
        for format in ReportFormat.all {
            #expect(ReportFormat.named(format.name)?.name == format.name)
            let (one, two) = (try format.render(content), try format.render(content))
            switch (one, two) {
            case (.file(let a), .file(let b)): #expect(a == b && !a.isEmpty)
            case (.folder(let a), .folder(let b)):
                #expect(a.map(\.name) == b.map(\.name))
                #expect(a.map(\.bytes) == b.map(\.bytes))
            default: Issue.record("\(format.name) changes its kind")
            }
            #expect(throws: Never.self) {
                try format.render(ReportContent([], provenance: Provenance(packs: [])))
            }
        }
        #expect(ReportFormat.forFile("a/b.HTML")?.name == "html")
        #expect(ReportFormat.forFile("a.b/c") == nil)
    }

    @Test func textIsALineAFlag() throws {
        #expect(
            try text("text", [Sample.rich], isListing: true) == """
                a1:1:24: caution: “said to”: nobody. [desk/test:said]
                a1:2:23: note: relayed [desk/test:quote]
                a1:1:1: warning: Sourcing 33 of 100. [desk/test:sourcing]

                """)
    }

    @Test func aTextReportSaysWhatItWasMadeWith() throws {
        let lines = try text("text", [Sample.rich]).split(separator: "\n")
        #expect(
            lines.dropFirst(3) == [
                "# a1: SHA-256 \(Sample.rich.article.sha256)", "# made with hearsay 9.8.7",
                "# desk/test 1.2.0: SHA-256 \(String(repeating: "ab", count: 32))",
            ])
    }

    @Test func textHoldsNoTerminalCommands() throws {
        let out = try text("text", [Sample.hostile])
        #expect(out.hasPrefix("in/<b> [2J.txt#../../etc/passwd:1:1: caution: =1+1 [desk/test:said]\n"))
        #expect(!out.contains("\u{1B}"))
    }

    @Test func csvIsQuotedAndNoFormula() throws {
        let lines = try text("csv", [Sample.hostile]).components(separatedBy: "\r\n")
        #expect(lines.count == 4 && lines[3].isEmpty)
        #expect(lines[0].hasPrefix("article,file,line,column,start,end,level,rule,type,text,message,zone"))
        #expect(lines[1].contains(#","'=cmd|'/c calc'!A1,""x""","'=1+1",body,"#))
        #expect(lines[1].hasSuffix("hearsay 9.8.7; desk/test 1.2.0 (abababababab)"))
        let columns = lines[0].split(separator: ",").count
        #expect(lines[2].split(separator: ",", omittingEmptySubsequences: false).count == columns)
    }

    @Test(arguments: ReportContent.Table.allCases)
    func everyTableHasItsColumnsInEachRow(_ table: ReportContent.Table) throws {
        let lines = try text("csv", [Sample.rich], table: table).split(separator: "\r\n")
        let rows = [ReportContent.Table.flags: 3, .attributions: 2, .scores: 1, .articles: 1]
        #expect(lines.count - 1 == rows[table])
        for line in lines.dropFirst() { #expect(fields(String(line)) == fields(String(lines[0]))) }
    }

    /// How many fields a CSV line has.
    private func fields(_ line: String) -> Int {
        var quoted = false
        return line.reduce(1) { count, character in
            if character == "\"" { quoted.toggle() }
            return count + (character == "," && !quoted ? 1 : 0)
        }
    }

    @Test func markdownEscapes() throws {
        let out = try text("md", [Sample.hostile])
        #expect(out.contains("## \\<img src=x onerror=alert(1)\\>"))
        #expect(out.contains(#"| =cmd\|'/c calc'\!A1,"x" | =1+1 |"#))
        let rich = try text("md", [Sample.rich])
        #expect(rich.contains("| desk/test:sourcing | article | 33.33 | weak | all = 3, worth = 1 |"))
        #expect(rich.contains("| Karsa Herald | outlet | 1 | 1 | 1 | 0.6 |"))
        #expect(rich.contains("- desk/test 1.2.0, SHA-256 `abab"))
    }

    @Test func sarif() throws {
        let log = try object(text("sarif", [Sample.rich]))
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.map { $0["level"] as? String } == ["warning", "note", "warning"])
        let location = try #require((results[1]["locations"] as? [[String: Any]])?.first)
        let physical = try #require(location["physicalLocation"] as? [String: Any])
        let region = try #require(physical["region"] as? [String: Any])
        #expect(region["startLine"] as? Int == 2)
        #expect(region["startColumn"] as? Int == 23)
        #expect(region["endColumn"] as? Int == 39)
        #expect(region["charOffset"] as? Int == 61)
        let prints = results.compactMap { ($0["partialFingerprints"] as? [String: String])?["hearsay/v1"] }
        #expect(Set(prints).count == 3)
        let artifacts = try #require(run["artifacts"] as? [[String: Any]])
        #expect((artifacts[0]["hashes"] as? [String: String])?["sha-256"]?.count == 64)
    }

    @Test func addresses() {
        var article = Sample(text: "x").analysis.article
        #expect(article.uri == "urn:hearsay:article:a1")
        article.path = "news/a b:ü.txt"
        article.id = "news/a b:ü.txt"
        #expect(article.uri == "news/a%20b%3A%C3%BC.txt")
        article.path = "/tmp/s.jsonl"
        #expect(article.uri == "file:///tmp/s.jsonl#news/a%20b:%C3%BC.txt")
    }

    @Test func webAnnotation() throws {
        let page = try object(text("webanno", [Sample.rich]))
        #expect(page["type"] as? String == "AnnotationPage")
        let items = try #require(page["items"] as? [[String: Any]])
        #expect(items.count == 3)
        let target = try #require(items[0]["target"] as? [String: Any])
        let selectors = try #require(target["selector"] as? [[String: Any]])
        #expect(selectors[0]["start"] as? Int == 23)
        #expect(selectors[1]["exact"] as? String == "said to")
        #expect(selectors[1]["prefix"] as? String == "🌉 Karsa: the envoy was ")
        #expect((items[2]["target"] as? [String: Any])?["selector"] == nil)
    }

    @Test func brat() throws {
        let content = ReportContent([Sample.rich, Sample.hostile, Sample.rich], provenance: Sample.provenance)
        guard case .folder(let files)? = try ReportFormat.named("brat")?.render(content) else {
            Issue.record("no folder")
            return
        }
        let names = files.map(\.name)
        #expect(names.filter { $0.hasSuffix(".ann") } == ["a1.ann", "in__b___2J.txt_.._.._etc_passwd.ann", "a1-2.ann"])
        #expect(names.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") })
        #expect(
            String(decoding: files[1].bytes, as: UTF8.self) == """
                T1\thedge-report 23 30\tsaid to
                A1\tlevel T1 caution
                #1\tAnnotatorNotes T1\t“said to”: nobody. [desk/test:said]
                T2\tattribution-quote 61 77\tan official said
                A2\tlevel T2 note
                #2\tAnnotatorNotes T2\trelayed [desk/test:quote]
                T3\tsource 39 49\tThe Herald
                T4\tcontent 61 88\tan official said “no, 🐟 no”
                T5\tattribution 50 55\twrote
                E1\tattribution:T5 source:T3 content:T4
                T6\tsource 61 72\tan official
                T7\tcontent 79 83;83 87\tno,  🐟 no
                T8\tattribution 73 79\tsaid “
                E2\tattribution:T8 source:T6 content:T7

                """)
    }

    @Test func bratCutsAtLineEnds() throws {
        var sample = Sample(text: "said\nto")
        sample.marks = [sample.mark("said\nto")]
        let content = ReportContent([sample.analysis], provenance: Sample.provenance)
        guard case .folder(let files)? = try ReportFormat.named("brat")?.render(content) else { return }
        #expect(String(decoding: files[1].bytes, as: UTF8.self).hasPrefix("T1\thedge-report 0 4;5 7\tsaid to\n"))
    }
}
