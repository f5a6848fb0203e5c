import Foundation
import Testing

@Suite struct ReportTests {
    @Test func templatesAreCopiedAndUsed() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        #expect(try scratch.run("report", "--copy-template", "desk").status == 0)
        #expect(try scratch.read("desk/page.mustache").hasPrefix("<!DOCTYPE html>"))
        let plain = try scratch.run("report", "a.txt", "--format", "html")
        #expect(try scratch.run("report", "a.txt", "--format", "html", "--template", "desk").out == plain.out)
        try scratch.write("desk/note.mustache", "<li>OURS {{message}}</li>")
        let ours = try scratch.run("report", "a.txt", "--format", "html", "--template", "desk")
        #expect(ours.out.contains("<li>OURS “murmuredly” is a murmur.</li>"))
        try scratch.write("mine.mustache", "{{#articles}}{{titel}}{{/articles}}")
        let wrong = try scratch.run("report", "a.txt", "--format", "html", "--template", "mine.mustache")
        #expect(wrong.status == 4)
        #expect(wrong.err.contains("mine.mustache:1: there is no value “titel”"))
        #expect(try scratch.run("report", "a.txt", "--format", "md", "--template", "desk").status == 2)
        #expect(try scratch.run("report", "--format", "md").status == 2)
    }

    @Test func aReportSaysWhatRan() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "He murmuredly stayed.\n")
        let report = try scratch.run("report", "a.txt", "--format", "text")
        #expect(report.lines[0] == "a.txt:1:4: warning: “murmuredly” is a murmur. [desk/test:murmur]")
        #expect(report.lines.contains { $0.hasPrefix("# a.txt: SHA-256 ") })
        #expect(report.lines.contains { $0.hasPrefix("# desk/test 1.0.0: SHA-256 ") })
        // A pack that is there and does not run has no part in it.
        let other = Scratch.pack.replacing("desk/test", with: "desk/other").replacing(
            "about: A test.", with: "about: A test.\ndefault: off")
        try scratch.write("other.yaml", other)
        let rules = [
            "--no-core", "--no-config", "--packs", "desk/test", "--rules", "pack.yaml", "--rules", "other.yaml",
        ]
        let chosen = try Hearsay.run(["report", "a.txt", "--format", "json"] + rules, in: scratch.folder)
        #expect(chosen.out.contains("desk/test") && !chosen.out.contains("desk/other"))
    }
}
