import Testing

@testable import RuleLanguage

/// Words of patterns are split by the tokenizer that splits articles.
@Suite struct TokenizerTests {
    private func tree(_ pattern: String) throws -> String {
        describe(try Library(packs: [], diagnostics: []).pattern(pattern).get().root)
    }

    @Test func wordsAreSplitAndFolded() throws {
        #expect(try tree("don't") == "[do n't]")
        #expect(try tree("don’t Say") == "[[do n't] say]")
        #expect(try tree("so-called") == "[so - called]")
        #expect(try tree("“") == "\"")
        #expect(try tree("=Karsa =O’Neill") == "[=Karsa =O'Neill]")
        #expect(try tree("~Say ANONYM* *EDLY") == "[~say anonym* *edly]")
    }

    @Test func lexiconsOfFilesToo() {
        let text = pack("lexicons: {p: {file: p.txt, case: exact}}")
        let list = SourceFile(path: "p.txt", bytes: Array("Karsa’s Post\n".utf8))
        let source = SourceFile(path: "first.yaml", bytes: Array(text.utf8))
        let library = Library.read([PackFile(source: source) { _ in list }])
        #expect(library.entries("p") == ["=Karsa ='s =Post"])
    }
}
