import Testing

@testable import RuleLanguage

/// Broken packs of every kind: reading never crashes or hangs, and points into the file.
@Suite struct MutationTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let seed = #"""
        pack: desk/seed
        version: 1.0.0
        use: [desk/seed]
        lexicons:
          say: [~say, 'point* out', "t\u00e9l\u00e9"]
          loud: {is: $say, '+': [~shout], '-': [~say]}
        rules:
          a.b:
            match:
              - '~be (:adv)? ((said|thought) to)@cue !x{1,2} <quote words>=2>@q'
              - |-
                ^ it...2-5 /[a-z]+/:verb@cue
                $loud "don't"@q $
            where: zone in (lead, body) and not (depth > 0 or cue = 'x')
            with: {n: 'first(outer.n, 0) + 1', t: '{cue}: {q.words|1}'}
            flag: [{where: voice = author, level: note, say: '“{match}” {{ {n}'}]
            tests: {hit: ['He [cue: said] it.'], context: [{text: '<quote>a</quote>', quoted: yes}]}
          c: {match: no, reach: {over: [a], until: [but], set: {polarity: denied}}}
          d: {tally: {over: article, let: {x: 'sum(<a.b>, n)'}, value: x / 2, bands: {low: value < 3}}}
        """#
    private static let pieces = [
        "'", "\"", "[", "]", "{", "}", ": ", ":", " #", "*", "&", "!", "|", ">", "(", ")", "<", "$", "@", "~", "=", "/",
        "\\", "...", "..", "{1,3}", "\n", "\n  ", "\t",
        "\u{FEFF}", "é", "日", "\u{0}", "\r\n", "- ", "? ", "%", "---\n", "null", "$say", "@cue", "<quote>", "and",
        "1e999", "99999999999999999999", "''", "\\x4",
    ]

    @Test(arguments: 0..<24)
    func mutants(_ round: Int) {
        var random = Generator(state: UInt64(round) &* 7919)
        let seed = Array(Self.seed.utf8)
        for _ in 0..<15 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &random)))
                case 1 where place < bytes.count: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 2:
                    let other = Int.random(in: 0..<seed.count, using: &random)
                    bytes.insert(contentsOf: seed[other..<min(seed.count, other + 20)], at: place)
                default:
                    bytes.insert(contentsOf: Array((Self.pieces.randomElement(using: &random) ?? "").utf8), at: place)
                }
            }
            check(bytes)
        }
    }

    @Test func everyBeginning() {
        let seed = Array(Self.seed.utf8)
        for end in stride(from: 0, to: seed.count, by: 7) { check(Array(seed[..<end])) }
    }

    @Test(arguments: 0..<20)
    func patterns(_ round: Int) {
        var random = Generator(state: UInt64(round) &* 104_729)
        for _ in 0..<60 {
            let count = Int.random(in: 1...12, using: &random)
            let pattern = (0..<count).map { _ in (Self.pieces + ["a", "b ", " "]).randomElement(using: &random) ?? "" }
                .joined()
            let library = Library(packs: [], diagnostics: [])
            if case .failure(let diagnostic) = library.pattern(pattern, words: { splitWords($0) }) {
                check(diagnostic)
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        let source = SourceFile(path: "mutant.yaml", bytes: bytes)
        let library = Library.read([PackFile(source: source) { _ in nil }], words: { splitWords($0) })
        for diagnostic in library.diagnostics { check(diagnostic) }
    }

    private func check(_ diagnostic: Diagnostic) {
        guard let span = diagnostic.span else { return }
        #expect(span.start >= 0 && span.start <= span.end && span.end <= span.file.bytes.count)
        #expect(!diagnostic.message.isEmpty && DiagnosticCode(rawValue: diagnostic.code) != nil)
        #expect(!diagnostic.rendered(color: false).isEmpty)
    }
}
