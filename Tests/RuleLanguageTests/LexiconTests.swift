import Testing

@testable import RuleLanguage

@Suite struct LexiconTests {
    /// A library of one pack with these lexicons, each used.
    private func library(_ lexicons: String, lists: [String: String] = [:], tuning: String? = nil) -> Library {
        read(pack("lexicons:\n  " + lexicons.replacing("\n", with: "\n  ")), lists: lists, tuning: tuning)
    }

    @Test func algebra() {
        let library = library(
            "say: [~say, ~tell, 'point* out']\nloud: {is: $say, '+': [~shout, ~say], '-': ~tell}\nall: [$loud, mum]")
        #expect(summaries(library) == [])
        #expect(library.entries("loud") == ["~say", "point* out", "~shout"])
        #expect(library.entries("all") == ["~say", "point* out", "~shout", "mum"])
    }

    @Test func entriesAreWrittenOut() {
        let library = library(
            "a: ['(the|a) so-called? (very){1,2} thing', '=May:propn']\nb: ['$a indeed']\nc: [$a:noun]")
        #expect(
            library.entries("a")
                == [
                    "the so - called very thing", "the so - called very very thing", "the very thing",
                    "the very very thing",
                    "a so - called very thing", "a so - called very very thing", "a very thing", "a very very thing",
                    "=May:uPROPN",
                ].sorted { order($0) < order($1) })
        #expect(library.entries("b")?.count == 9)
        #expect(library.entries("b")?.last == "=May:uPROPN indeed")
    }

    /// Optional parts are left out first, as they are written out: none, one, two.
    private func order(_ entry: String) -> Int {
        let first = entry.hasPrefix("the") ? 0 : entry.hasPrefix("a ") ? 10 : 20
        return first + (entry.contains("called") ? 5 : 0) + (entry.contains("very very") ? 1 : 0)
    }

    @Test func orderDoesNotMatter() {
        let library = library("b: {is: $a, '+': y}\na: [x]")
        #expect(library.entries("b") == ["x", "y"])
    }

    @Test func circles() {
        let library = library("a: {is: $b}\nb: [$c, x]\nc: {is: $a}\nd: [y]")
        #expect(library.packs.first?.lexicons.map(\.reference.name) == ["d"])
        let circle = library.diagnostics.first { $0.code == "circular-lexicon" }
        #expect(circle?.message.contains("$a → $b → $c → $a") == true)
    }

    @Test func aBrokenLexiconTakesItsUsersAlong() {
        let library = read(pack("lexicons: {a: ['(x'], b: [y]}\nrules:\n  r: {match: $a}\n  s: {match: $b}"))
        #expect(library.packs.first?.rules.map(\.name) == ["s"])
        #expect(summaries(library) == ["3:17 error pattern-syntax", "5:14 error broken-lexicon"])
        #expect(library.diagnostics.last?.rule == "desk/test:r")
    }

    @Test func names() {
        let one = pack("lexicons: {a: [x], b: [x]}", name: "desk/one")
        let two = pack("lexicons: {a: [y], c: [y]}", name: "desk/two")
        func codes(_ pattern: String, own: String = "") -> [String] {
            read(pack("use: [desk/one, desk/two]\n\(own)rules: {r: {match: '\(pattern)'}}"), one, two).diagnostics.map(
                \.code)
        }
        #expect(codes("$b $c") == [])
        #expect(codes("$a") == ["ambiguous-lexicon"])
        #expect(codes("$desk/two:a") == [])
        #expect(codes("$a", own: "lexicons: {a: [z]}\n") == [])
        #expect(codes("$desk/three:a") == ["unknown-pack"])
        let notUsed = read(pack("rules: {r: {match: $b}}"), one)
        #expect(notUsed.diagnostics.first?.message.contains("use: [desk/one]") == true)
    }

    @Test func wordLists() {
        let list = "# papers\nThe Wire\n\n  Karsa Herald   # a daily\nthe wire\n"
        #expect(
            library("p: {file: p.txt, case: exact}", lists: ["p.txt": list]).entries("p") == [
                "=The =Wire", "=Karsa =Herald", "=the =wire",
            ])
        let folded = library("p: {file: p.txt}", lists: ["p.txt": list])
        #expect(folded.entries("p") == ["the wire", "karsa herald"])
        #expect(summaries(folded) == ["5:1 warning duplicate-entry"])
        #expect(folded.diagnostics.first?.span?.file.path == "p.txt")
        let patterns = library("p: {file: lists/p.txt, as: patterns}", lists: ["lists/p.txt": "~say so\n(a|b"])
        #expect(summaries(patterns) == ["2:1 error pattern-syntax"])
        #expect(
            library("p: {file: p.txt, '+': ~say, '-': the wire}", lists: ["p.txt": list]).entries("p") == [
                "karsa herald", "~say",
            ])
    }

    @Test(arguments: ["../p.txt", "/etc/passwd", "a/../../p.txt", "./p.txt", "a//p.txt", "..\\p.txt"])
    func pathsStayInside(_ path: String) {
        #expect(summaries(library("p: {file: '\(path)'}", lists: [path: "a"])) == ["4:14 error path-leaves-pack"])
    }

    @Test func tuning() {
        let tuning = "tune:\n  desk/test:$p: {'+': [Karsa Post, ~say], '-': [Wire]}\n"
        let list = "The Wire\nWire\n"
        let library = library("p: {file: p.txt, case: exact}\nq: {is: $p}", lists: ["p.txt": list], tuning: tuning)
        #expect(summaries(library) == [])
        #expect(library.entries("p") == ["=The =Wire", "=Karsa =Post", "~say"])
        #expect(library.entries("q") == ["=The =Wire", "=Karsa =Post", "~say"])
    }

    @Test(arguments: [
        ("a: ['x ... y']", "4:10 error not-finite"), ("a: ['x .']", "4:10 error not-finite"),
        ("a: [x+]", "4:7 error not-finite"), ("a: ['x@y']", "4:8 error not-finite"),
        ("a: [<quote>]", "4:7 error not-finite"),
        ("a: ['x?']", "4:8 error matches-nothing"), ("a: [x, x]", "4:10 warning duplicate-entry"),
        ("a: {is: x, '-': y}", "4:19 warning removes-nothing"), ("a: {is: x, '-': x}", "4:3 error empty-lexicon"),
        ("a: {is: x, file: p}", "4:14 error misplaced-key"), ("a: {is: x, case: exact}", "4:14 error misplaced-key"),
        ("a: {'+': x}", "4:6 error missing-key"), ("a: {file: p}", "4:13 error missing-file"),
        ("a: {of: x}", "4:7 error unknown-key"), ("A: [x]", "4:3 error bad-name"),
        (
            "a: ['(a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h)']",
            "4:8 error lexicon-too-large"
        ),
        ("a: ['(x y z){10}']", "4:8 error not-finite"),
    ])
    func mistakes(_ lexicon: String, _ expected: String) {
        #expect(summaries(library(lexicon)).contains(expected), "\(summaries(library(lexicon)))")
    }

    @Test func unusedOnlyWhereAPackHasRules() {
        #expect(
            summaries(read(pack("lexicons: {a: [x], b: [$a]}\nrules: {r: {match: y}}"))) == [
                "3:20 warning unused-lexicon"
            ])
        #expect(summaries(read(pack("lexicons: {a: [x]}"))) == [])
    }

    @Test func bounds() {
        var lexicons = "a0: ['(a|b|c|d|e|f|g|h|i|j)']"
        for i in 1...7 { lexicons += "\na\(i): ['$a\(i - 1) (a|b|c|d|e|f|g|h|i|j)']" }
        let found = library(lexicons).diagnostics.map(\.code)
        #expect(found.contains("lexicon-too-large"))
        let list = (0...LexiconTable.maximumEntries).map { "w\($0)" }.joined(separator: "\n")
        #expect(
            library("p: {file: p.txt}", lists: ["p.txt": list]).diagnostics.map(\.code).contains("lexicon-too-large"))
    }
}
