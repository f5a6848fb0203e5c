import Foundation
import Testing

@testable import Hearsay

/// Compiled rules that are kept and found again.
@Suite struct RuleCacheTests {
    private let folder = NSTemporaryDirectory() + "hearsay-cache-\(UUID().uuidString)"

    private func cache(program: String = "one") -> RuleCache { RuleCache(folder: folder + "/kept", program: program) }

    private func kept() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/kept")) ?? []).sorted()
    }

    private func findings(_ book: Rulebook) -> String {
        let text = """
            Ministers said on Monday that the bridge at Ostra would reportedly close. "It is a disgrace," Ada Marrin, the
            mayor, told reporters. Some critics said that officials had apparently been warned.
            """
        let analysis = book.analyzer.worker().analyze(
            Article(id: "a", text: Array(text.utf8), layout: .detect(Array(text.utf8))))
        return analysis.findings.marks.map { "\($0)" }.joined(separator: "\n")
            + analysis.findings.scores.map { "\($0)" }.joined(separator: "\n")
    }

    /// Started by a loader, `/proc/self/exe` is the loader; the segments are still the program's.
    @Test func aProgramIsKnownByItsSegments() {
        let segments = RuleCache.segments()
        #expect(segments == RuleCache.segments())
        #expect(segments != " " + SHA256.hex([]))
    }

    @Test func builtInRulesFoundAgainAreTheSame() throws {
        let selection = RuleSelection(useConfig: false)
        let fresh = Rulebook.load(selection)
        _ = Rulebook.load(selection, cache: cache())
        #expect(kept().count == 1)
        let found = try #require(cache().rulebook(selection, RuleSources(selection)))
        #expect(found.rules.map(\.fullName) == fresh.rules.map(\.fullName))
        #expect(found.library.packs.map(\.hash) == fresh.library.packs.map(\.hash))
        #expect(found.diagnostics.count == fresh.diagnostics.count)
        let words = { (book: Rulebook) in
            book.rules.map { "\($0.about ?? "") \($0.span.start) \($0.tests.hits.map(\.text))" }
        }
        #expect(words(found) == words(fresh))
        #expect(!findings(fresh).isEmpty)
        #expect(findings(found) == findings(fresh))
    }

    @Test func whatIsReadLateIsTheSame() throws {
        let selection = RuleSelection(useConfig: false)
        let fresh = Rulebook.load(selection)
        _ = Rulebook.load(selection, cache: cache())
        let found = try #require(cache().rulebook(selection, RuleSources(selection)))
        #expect(found.ruleCount == fresh.ruleCount)
        #expect(found.rules.count == found.ruleCount)
        for (one, other) in zip(found.library.packs, fresh.library.packs) {
            #expect(one.ruleCount == other.ruleCount)
            #expect("\(one.lexicons.map(\.entries))" == "\(other.lexicons.map(\.entries))")
            #expect(one.patterns.keys.sorted() == other.patterns.keys.sorted())
            for (rule, same) in zip(one.rules, other.rules) {
                #expect(rule.fullName == same.fullName)
                #expect(rule.flags.map(\.level) == same.flags.map(\.level))
                #expect(rule.tests.misses.map(\.text) == same.tests.misses.map(\.text))
                guard case .match(let match) = rule.verb, case .match(let equal) = same.verb else { continue }
                #expect(match.patterns.map(\.source) == equal.patterns.map(\.source))
                #expect(match.unless.map(\.source) == equal.unless.map(\.source))
            }
        }
        let text = Array("The bridge may be closed, officials in Ostra said on Monday.".utf8)
        let article = Article(id: "a", text: text, layout: .detect(text))
        let workers = [fresh, found].map { $0.analyzer.worker() }
        for rule in fresh.rules.map(\.fullName) {
            let reasons = workers.map { "\($0.whyNot(rule, in: article, at: 0..<text.count) as Any)" }
            #expect(reasons[0] == reasons[1])
        }
    }

    @Test func rulesThatSeveralThreadsReadLateAreTheSame() async throws {
        let selection = RuleSelection(useConfig: false)
        let expected = findings(Rulebook.load(selection, cache: cache()))
        for _ in 0..<3 {
            let book = try #require(cache().rulebook(selection, RuleSources(selection)))
            let all = await withTaskGroup(of: String.self) { group in
                for _ in 0..<4 { group.addTask { findings(book) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(all == Array(repeating: expected, count: 4))
        }
    }

    @Test func anotherProgramFindsNothing() {
        let selection = RuleSelection(useConfig: false)
        _ = Rulebook.load(selection, cache: cache())
        #expect(cache(program: "two").rulebook(selection, RuleSources(selection)) == nil)
    }

    private func write(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    private var own: RuleSelection {
        RuleSelection(paths: [folder + "/own.yaml"], useCore: false, useConfig: false)
    }

    private func writePack(word: String = "perhaps") throws {
        try write(
            "own.yaml",
            """
            pack: own
            version: 1.0.0
            about: A pack.
            license: Apache-2.0

            lexicons:
              words:
                file: words.txt

            rules:
              word:
                match: $words \(word)
                mark: word
                flag:
                  level: note
                  say: '{match}'
                tests:
                  hit: ['[soon \(word)]']
            """)
        try write("words.txt", "soon\n")
    }

    @Test func aChangedPackOrWordListIsReadAnew() throws {
        try writePack()
        let book = Rulebook.load(own, cache: cache())
        #expect(book.diagnostics.isEmpty)
        #expect(cache().rulebook(own, RuleSources(own)) != nil)
        try write("words.txt", "soon\nlater\n")
        #expect(cache().rulebook(own, RuleSources(own)) == nil)
        try write("words.txt", "soon\n")
        #expect(cache().rulebook(own, RuleSources(own)) != nil)
        try writePack(word: "maybe")
        #expect(cache().rulebook(own, RuleSources(own)) == nil)
    }

    @Test func rulesWithErrorsAreNotKept() throws {
        try write("own.yaml", "pack: own\nversion: 1.0.0\nrules:\n  word: {match: '(', mark: word}\n")
        #expect(Rulebook.load(own, cache: cache()).hasErrors)
        #expect(kept().isEmpty)
    }

    @Test func aDamagedFileIsAsIfItWasNotThere() throws {
        try writePack()
        _ = Rulebook.load(own, cache: cache())
        let name = try #require(kept().first)
        let path = folder + "/kept/" + name
        let whole = try #require(FileManager.default.contents(atPath: path))
        for damaged in [Data(), whole.prefix(7), whole.prefix(whole.count / 2), whole + [0]] {
            try damaged.write(to: URL(fileURLWithPath: path))
            #expect(cache().rulebook(own, RuleSources(own)) == nil)
        }
        for place in stride(from: 0, to: whole.count, by: 7) {
            var changed = whole
            changed[place] ^= 0x41
            try changed.write(to: URL(fileURLWithPath: path))
            #expect(cache().rulebook(own, RuleSources(own)) == nil)
        }
        #expect(Rulebook.load(own, cache: cache()).rules.count == 1)
        #expect(cache().rulebook(own, RuleSources(own)) != nil)
    }

    @Test func aFolderThatCannotBeWrittenIsNoError() throws {
        try writePack()
        let nowhere = RuleCache(folder: "/dev/null/kept", program: "one")
        #expect(Rulebook.load(own, cache: nowhere).rules.count == 1)
    }

    @Test func theOldestGo() throws {
        for number in 0..<20 {
            try writePack(word: "word\(number)")
            _ = Rulebook.load(own, cache: cache())
        }
        #expect(kept().count == 16)
        #expect(cache().rulebook(own, RuleSources(own)) != nil)
    }
}
