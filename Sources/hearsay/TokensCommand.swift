import ArgumentParser
import Hearsay
import Reports

struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Show what the language layer reads.",
        discussion: """
            Examples:
              hearsay tokens story.txt
              echo 'He didn’t say.' | hearsay tokens -
              hearsay tokens news/ --format conllu >news.conllu
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, conllu, json }

    @Argument(help: "Files, folders or patterns; - for standard input.", completion: .file())
    var paths: [String]

    @Option(name: .shortAndLong, help: ArgumentHelp("table, conllu or json (an article a line).", valueName: "format"))
    var format: Format = .table

    @OptionGroup(title: "Common options")
    var common: CommonOptions

    func run() throws {
        Standard.expectClosedPipes()
        let source = ArticleSource(paths, from: common.inputFormat)
        let rulebook = loadNames()
        let worker = rulebook.analyzer.worker()
        var hasFailed = false
        do {
            while let input = source.next() {
                switch input {
                case .success(let article):
                    try Standard.write(written(article, worker))
                case .failure(let failure):
                    hasFailed = true
                    Standard.complain(failure.description)
                }
            }
        } catch is Standard.Closed {
            return
        }
        if rulebook.hasErrors { throw ExitCode(Status.rules.rawValue) }
        if hasFailed { throw ExitCode(Status.input.rawValue) }
    }

    /// The packs that say what names are the names of: `core/names`, or what the options ask for.
    private func loadNames() -> Rulebook {
        var options = common
        if options.packs == nil, options.rulePaths.isEmpty { options.packs = "names" }
        return options.loadRules()
    }

    private func written(_ article: Article, _ worker: Worker) -> [UInt8] {
        guard format == .conllu else {
            let document = worker.read(article).document
            return format == .table ? TokenTable(document, article.id).bytes : tokensInJSON(document, article.id)
        }
        let (document, findings) = worker.read(article)
        document.tagAll()
        let names = NameClasses(findings, in: document).properNames(in: document)
        return CoNLLU.write(document, id: article.id, names: names.map { ($0.tokens, $0.kind.rawValue) })
    }
}

/// A line a sentence with where it stands, then a line a token.
private struct TokenTable {
    private(set) var bytes: [UInt8] = []

    init(_ document: Document, _ id: String) {
        let points = CodePoints(document.text)
        var lines = ["# \(id)"]
        for (index, sentence) in document.sentences.enumerated() {
            lines.append("\nsentence \(index + 1), paragraph \(sentence.paragraph), \(sentence.zone.name)")
            for token in sentence.tokens {
                let range = document.bytes(of: token)
                let place = points.range(of: range)
                let words = String(decoding: document.text[range], as: UTF8.self)
                let marks = document.marks.filter { $0.tokens.contains(token) && !$0.kind.isUnit }
                let names = marks.map { $0.tokens.lowerBound == token ? $0.kind.name : "·" + $0.kind.name }
                let columns = [
                    padded("\(token)", 6), padded("\(place.lowerBound)-\(place.upperBound)", 13), padded(words, 18),
                    names.joined(separator: " "),
                ]
                lines.append(trimmed(columns.joined(separator: " ")))
            }
        }
        bytes = Array((lines.joined(separator: "\n") + "\n\n").utf8)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}

/// `{"id", "sentences": [{"start", "end", "paragraph", "zone", "tokens": [{"start", "end", "text"}]}], "marks": […]}`
private func tokensInJSON(_ document: Document, _ id: String) -> [UInt8] {
    let points = CodePoints(document.text)
    var json = JSONWriter()
    func place(_ range: Range<Int>) {
        let place = points.range(of: range)
        json.key("start")
        json.number(place.lowerBound)
        json.key("end")
        json.number(place.upperBound)
    }
    json.beginObject()
    json.key("id")
    json.string(id)
    json.key("sentences")
    json.beginArray()
    for sentence in document.sentences {
        json.beginObject()
        place(document.bytes(of: sentence.tokens))
        json.key("paragraph")
        json.number(sentence.paragraph)
        json.key("zone")
        json.string(sentence.zone.name)
        json.key("tokens")
        json.beginArray()
        for token in sentence.tokens {
            json.beginObject()
            place(document.bytes(of: token))
            json.key("text")
            json.string(document.text[document.bytes(of: token)])
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
    json.endArray()
    json.key("marks")
    json.beginArray()
    for mark in document.marks where mark.kind != .sentence {
        json.beginObject()
        json.key("type")
        json.string(mark.kind.name)
        place(document.bytes(of: mark.tokens))
        json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endRecord()
    return json.bytes
}

extension LanguageMark.Kind {
    /// Whether it is a stretch of layout and not something in the text.
    fileprivate var isUnit: Bool {
        switch self {
        case .sentence, .paragraph, .headline, .deck, .byline, .dateline, .caption: true
        default: false
        }
    }
}

extension Document {
    fileprivate func bytes(of token: Int) -> Range<Int> { Int(tokens[token].start)..<Int(tokens[token].end) }

    fileprivate func bytes(of range: Range<Int>) -> Range<Int> {
        range.isEmpty ? 0..<0 : bytes(of: range.lowerBound).lowerBound..<bytes(of: range.upperBound - 1).upperBound
    }
}
