import Hearsay

/// A rulebook of one pack whose `rules:` (and `lexicons:`) are given as YAML.
func rulebook(_ yaml: String) -> Rulebook {
    let head = """
        pack: test/pack
        version: 1.0.0
        engine: '>=1'
        lang: en
        license: CC0-1.0
        about: For a test.

        """
    let file = SourceFile(path: "pack.yaml", bytes: Array((head + yaml).utf8))
    return .load(files: [PackFile(source: file) { _ in nil }])
}

/// A finding as a test reads it: the type, the words, and what else was asked for.
func marks(_ yaml: String, in text: String) -> [String] {
    let book = rulebook(yaml)
    let analysis = book.analyzer.analyze(text)
    let complaints = book.diagnostics.filter { $0.severity == .error }.map { "\($0.code): \($0.message)" }
    return complaints + analysis.findings.marks.map { "\($0.type) “\(analysis.words($0.range))”" }
}

extension Analysis {
    func words(_ range: Range<Int>) -> String { String(decoding: article.text[range], as: UTF8.self) }

    func capture(_ name: String, of mark: Mark) -> [String] {
        mark.captures.filter { $0.name == name }.flatMap(\.ranges).map(words)
    }
}
