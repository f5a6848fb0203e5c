import Foundation
import Testing

@testable import Hearsay
@testable import RuleLanguage

/// `rules schema` holds for every shipped pack, and knows the keys that the reader knows.
@Suite struct PackSchemaTests {
    private let schema: [String: Any]

    init() throws {
        schema = try #require(JSONSerialization.jsonObject(with: Data(PackSchema.json.utf8)) as? [String: Any])
    }

    private func errors(_ yaml: String) throws -> [String] {
        let (node, diagnostics) = YAMLReader.read(SourceFile(path: "pack.yaml", bytes: Array(yaml.utf8)))
        #expect(diagnostics.map(\.message) == [])
        return try SchemaChecker(root: schema).errors(plain(#require(node)), schema, at: "$")
    }

    /// The value as an editor's YAML reader has it, as far as it matters here.
    private func plain(_ node: YAMLNode) -> Any {
        switch node.kind {
        case .scalar(let text, let isPlain):
            if isPlain, let number = Double(text.string) { return number }
            return text.string
        case .sequence(let items): return items.map(plain)
        case .mapping(let entries):
            return Dictionary(entries.map { ($0.name, plain($0.value)) }) { first, _ in first }
        case .refused: return NSNull()
        }
    }

    @Test(arguments: RuleSources.builtIn.map(\.source.path))
    func shippedPacksAreValid(path: String) throws {
        let file = try #require(RuleSources.builtIn.first { $0.source.path == path })
        #expect(try errors(String(decoding: file.source.bytes, as: UTF8.self)) == [])
    }

    @Test func theTemplateIsValid() throws { #expect(try errors(PackTemplate.text(name: "desk/new")) == []) }

    @Test(arguments: [
        "pack: desk/a", "pack: Desk\nversion: 1.0.0", "pack: a\nversion: 1", "pack: a\nversion: 1.0.0\nrulez: {}",
        "pack: a\nversion: 1.0.0\nrules: {a: {match: x, flag: {level: warn, say: a}}}",
        "pack: a\nversion: 1.0.0\nrules: {a: {match: x, unles: b}}",
        "pack: a\nversion: 1.0.0\nrules: {a: {match: x, tests: {hit: {txt: b}}}}",
        "pack: a\nversion: 1.0.0\nrules: {a: {tally: {over: country, value: 1}}}",
        "pack: a\nversion: 1.0.0\nlexicons: {a: {is: x, plus: y}}",
    ])
    func mistakesAreFound(yaml: String) throws { #expect(try !errors(yaml).isEmpty) }

    @Test func theKeysAreTheReaders() throws {
        let types = try #require(schema["$defs"] as? [String: [String: Any]])
        func keys(_ schema: [String: Any]) -> [String] {
            ((schema["properties"] as? [String: Any]) ?? [:]).keys.sorted()
        }
        #expect(keys(schema) == PackDraft.keys.sorted())
        #expect(keys(types["rule"] ?? [:]) == (RuleReader.matchKeys + RuleReader.commonKeys).sorted())
        #expect(keys(types["reach"] ?? [:]) == ReachReader.keys.sorted())
        #expect(keys(types["tally"] ?? [:]) == TallyReader.keys.sorted())
    }
}
