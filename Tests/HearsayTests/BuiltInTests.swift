import CResources
import Foundation
import Hearsay
import Testing

/// What is built into the binary.
@Suite struct BuiltInTests {
    @Test func everyFileOfTheRulesFolderIsBuiltIn() throws {
        var count = 0
        let files = try #require(hearsay_rule_files(&count))
        let embedded = (0..<count).map { String(cString: files[$0].path) }
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Rules").standardizedFileURL
        let onDisk = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(embedded == onDisk.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func theBuiltInPacksHaveNothingToComplainOf() {
        let book = Rulebook.load(RuleSelection(useConfig: false))
        #expect(book.diagnostics.map { $0.rendered() } == [])
    }

    @Test func experimentalRulesRunOnlyWhenAskedForByName() {
        let names = { (selection: RuleSelection) in Set(Rulebook.load(selection).rules.map(\.fullName)) }
        let usual = names(RuleSelection(useConfig: false))
        #expect(usual.contains("core/stance:urge.must"))
        #expect(!usual.contains("core/stance:tone.wide.good"))
        let asked = names(RuleSelection(packs: ["stance:tone.wide.good"], useConfig: false))
        #expect(asked.contains("core/stance:tone.wide.good"))
    }

    @Test func packsThatAreOffRunOnlyWhenAskedFor() {
        let usual = Rulebook.load(RuleSelection(useConfig: false)).program.packs.map(\.name)
        #expect(usual.contains("core/hedging"))
        #expect(!usual.contains("core/weasel"))
        let asked = Rulebook.load(RuleSelection(packs: ["weasel"], useConfig: false)).program.packs.map(\.name)
        #expect(asked.contains("core/weasel"))
        #expect(!asked.contains("core/hedging"))
    }

    @Test func anUnknownPackIsNamedWithThoseThereAre() {
        let book = Rulebook.load(RuleSelection(packs: ["hedgin"], useConfig: false))
        #expect(book.diagnostics.first?.code == "unknown-pack")
        #expect(book.hasErrors)
    }

    @Test func aPackGivenByPathStandsInForTheBuiltInOneOfItsName() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("mine.yaml").path
        let pack = """
            pack: core/weasel
            version: 9.0.0
            engine: '>=1'
            lang: en
            license: CC0-1.0
            about: Mine.
            rules: {only: {match: 'some say', mark: weasel.only}}

            """
        try Data(pack.utf8).write(to: URL(fileURLWithPath: path))
        let book = Rulebook.load(RuleSelection(paths: [path], useConfig: false))
        #expect(book.diagnostics.map { $0.rendered() } == [])
        #expect(book.library.packs.filter { $0.name == "core/weasel" }.map(\.version) == ["9.0.0"])
        #expect(book.rules.contains { $0.fullName == "core/weasel:only" })
    }
}
