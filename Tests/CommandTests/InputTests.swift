import Foundation
import Testing

/// What the commands make of files of many kinds.
@Suite struct InputTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try FileManager.default.createDirectory(
            at: scratch.folder.appendingPathComponent("news"), withIntermediateDirectories: true)
        try scratch.write("news/a.txt", "He murmuredly left.")
        try scratch.write(
            "news/b.html",
            "<html><nav><a href=x>Home</a></nav><h1>Calm again</h1><p>Karsa is quiet, she said murmuredly.</p></html>")
        try scratch.write("news/c.csv", "id,body\nc1,They murmuredly agreed.\nc2\n")
        try scratch.write(
            "news/d.rss",
            "<rss><channel><item><guid>d1</guid><description>So, murmuredly.</description></item></channel></rss>")
        try scratch.write(
            "news/e.warc",
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: e1\r\nContent-Type: text/plain\r\nContent-Length: 19\r\n\r\nShe murmuredly left\r\n\r\n"
        )
        try scratch.write("news/f.docx", "PK\u{3}\u{4}")
        try scratch.write("news/g.xml", "<urlset/>")
        try scratch.write("news/h.txt", "He murmuredly left.\n")
    }

    private func ids(_ result: Hearsay.Result) throws -> [String] {
        try result.lines.map { line in
            let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let error = (record["error"] as? [String: Any])?["code"] as? String
            return "\(record["id"] ?? "")\(error.map { " !\($0)" } ?? "") \((record["marks"] as? [Any])?.count ?? 0)"
        }
    }

    @Test func annotateAFolder() throws {
        let result = try scratch.run("annotate", "news")
        #expect(result.status == 4)
        #expect(
            try ids(result) == [
                "news/a.txt 1", "news/b.html 1", "c1 1", "3 !not-table 0", "d1 1", "e1 1", "news/h.txt 1",
            ])
        #expect(result.err.contains("news/f.docx: left out: a ZIP archive"))
        #expect(result.err.contains("news/g.xml: left out: this is XML but no feed"))
        #expect(result.err.contains("news/c.csv: text is taken from “body”"))
        #expect(result.err.contains("1 article has the text of an earlier one; the first is “news/h.txt”"))
    }

    @Test func checkTakesAnArticleOnce() throws {
        let result = try scratch.run("check", "news/a.txt", "news/a.txt", "news/h.txt")
        #expect(result.lines.count == 2)
        #expect(result.err.contains("news/a.txt: left out: it is named twice"))
        #expect(result.err.contains("news/h.txt: it has the same text as news/a.txt"))
    }

    @Test func formatAndFieldOfStandardInput() throws {
        let table = "n,notes\n1,Gone murmuredly.\n"
        #expect(try ids(try scratch.run("annotate", "--from", "csv", "--text-field", "notes", input: table)) == ["1 1"])
        #expect(
            try ids(try scratch.run("annotate", "-", "--from", "html", input: "<p>Gone murmuredly, gone.</p>")) == [
                "- 1"
            ])
        let missing = try scratch.run("check", "-", "--from", "csv", "--text-field", "x", input: table)
        #expect(missing.status == 4)
        #expect(missing.err.contains("there is no column “x”; the columns are n, notes"))
    }

    @Test func quietSaysNothingOfFields() throws {
        let result = try scratch.run("annotate", "news/c.csv", "--quiet")
        #expect(!result.err.contains("is taken from"))
    }

    /// A file's name must not give the terminal commands.
    @Test func namesAreShownPlain() throws {
        try scratch.write("news/x\u{1B}[31m.bin", "x")
        #expect(try scratch.run("check", "news").err.contains("news/x\u{FFFD}[31m.bin: left out"))
    }

    @Test func theShellLoadsAFolderOnce() throws {
        let result = try Hearsay.run(
            ["-c", "load news/a.txt news/h.txt\nload news/a.txt\nload news/c.csv --text-field body", "--no-config"],
            in: scratch.folder)
        #expect(result.err.contains("news/h.txt: it has the same text as 1"))
        #expect(result.err.contains("news/a.txt: loaded already, as 1"))
        #expect(result.lines.count { $0.contains("words") } == 3)
    }
}
