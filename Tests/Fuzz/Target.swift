import Articles
import Glibc
import Language
import RuleLanguage

/// A part of the program that takes bytes from strangers.
struct Target: Sendable {
    var seeds: [String]
    var run: @Sendable ([UInt8]) -> Void

    static let all = [
        "language": Target(seeds: Seeds.articles + Seeds.sentences, run: readText),
        "articles": Target(seeds: Seeds.articles + Seeds.records) {
            read($0, as: ["txt", "md", "jsonl", "json", "bin"])
        },
        "pages": Target(seeds: Seeds.pages) { read($0, as: ["html", "rss"]) },
        "archives": Target(seeds: Seeds.archives + Seeds.tables) { read($0, as: ["warc", "csv", "tsv"]) },
        "patterns": Target(seeds: Seeds.patterns, run: readPattern),
        "expressions": Target(seeds: Seeds.expressions, run: readExpression),
        "packs": Target(seeds: Seeds.packs, run: readPack),
    ]

    /// Tokens lie in order in the text, sentences cover them, marks lie inside; and a reader that has met all the words
    /// reads the same text as one that meets them first.
    private static func readText(_ text: [UInt8]) {
        let layout = Layout.detect(text)
        let reader = Reader()
        let first = reader.read(text, layout: layout)
        check(first)
        let again = reader.read(text, layout: layout)
        precondition(first.tokens == again.tokens, "tokens depend on the words met before")
        precondition(first.sentences == again.sentences && first.marks == again.marks)
        precondition(first.phrases.allSatisfy { $0.tokens.upperBound <= first.tokens.count })
        _ = CoNLLU.write(first)
    }

    private static func check(_ document: Document) {
        var end: UInt32 = 0
        for token in document.tokens {
            precondition(token.start >= end && token.end > token.start, "tokens overlap")
            end = token.end
            let bytes = document.text[Int(token.start)..<Int(token.end)]
            let isASCII = bytes.allSatisfy { $0 < 0x80 }
            precondition(!isASCII || document.vocabulary.spelling(token.form).elementsEqual(bytes), "another's form")
        }
        precondition(Int(end) <= document.text.count)
        var next = 0
        for sentence in document.sentences {
            precondition(sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty, "a gap between sentences")
            next = sentence.tokens.upperBound
        }
        precondition(next == document.tokens.count)
        for (mark, after) in zip(document.marks, document.marks.dropFirst()) {
            precondition(mark.tokens.upperBound <= document.tokens.count)
            precondition(mark.tokens.lowerBound <= after.tokens.lowerBound, "marks out of order")
        }
    }

    /// The bytes as a file of each kind.
    private static func read(_ bytes: [UInt8], as endings: [String]) {
        for ending in endings {
            let path = "/tmp/hearsay-fuzz-\(getpid()).\(ending)"
            guard let file = fopen(path, "w") else { return }
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
            for case .success(let article) in ArticleStream([path]) {
                precondition(String(validating: article.text, as: UTF8.self) != nil, "an article that is not UTF-8")
                var end = 0
                for block in article.layout.blocks {
                    precondition(block.range.lowerBound >= end && block.range.upperBound <= article.text.count)
                    end = block.range.upperBound
                }
                _ = CodePoints(article.text).range(of: 0..<article.text.count)
            }
            unlink(path)
        }
    }

    private static func readPattern(_ bytes: [UInt8]) {
        _ = Library(packs: [], diagnostics: []).pattern(String(decoding: bytes, as: UTF8.self))
    }

    private static func readExpression(_ bytes: [UInt8]) {
        let quoted = String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: " ")
            .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        readPack(
            Array(
                """
                pack: desk/fuzz
                version: 1.0.0
                rules:
                  a: {match: 'said@cue', where: '\(quoted)', with: {n: '\(quoted)'}}
                  b: {tally: {over: article, let: {x: '\(quoted)'}, value: '\(quoted)'}}
                """.utf8))
    }

    private static func readPack(_ bytes: [UInt8]) {
        let library = Library.read([PackFile(source: SourceFile(path: "fuzz.yaml", bytes: bytes)) { _ in nil }])
        for diagnostic in library.diagnostics {
            guard let span = diagnostic.span else { continue }
            precondition(span.start <= span.end && span.end <= bytes.count, "a diagnostic outside the file")
            _ = span.file.position(of: span.start)
        }
    }
}
