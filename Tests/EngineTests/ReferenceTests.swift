import Articles
import Language
import RuleLanguage
import Testing

@testable import Engine

@Suite struct ReferenceTests {
    /// Random packs over random texts give the same marks in the engine and in the slow matcher.
    @Test(arguments: 0..<8) func randomPacksGiveTheSameMarks(batch: Int) throws {
        for seed in batch * 10..<(batch + 1) * 10 {
            var random = RandomPacks(seed: UInt64(seed))
            let lexicons = random.lexicons()
            let rules = random.rules()
            for _ in 0..<2 {
                let text = random.text()
                let (engine, reference) = run(text, rules, lexicons)
                guard engine != reference else { continue }
                let small = shrunk(text) { run($0, rules, lexicons).0 != run($0, rules, lexicons).1 }
                let (got, wanted) = run(small, rules, lexicons)
                Issue.record(
                    "seed \(seed), text “\(small)”: engine \(got), reference \(wanted), rules \(rules.map(\.verb))")
                return
            }
        }
    }

    private func run(_ text: String, _ rules: [Rule], _ lexicons: [Lexicon]) -> (Set<String>, Set<String>) {
        let pack = Pack(
            name: RandomPacks.pack, version: "1.0.0", about: "", lang: nil, license: nil, isOn: true, uses: [],
            lexicons: lexicons, rules: rules, source: RandomPacks.file, files: [], hash: "")
        let bytes = Array(text.utf8)
        let layout = Layout(blocks: [.init(range: 0..<bytes.count, zone: .body, paragraph: 1)])
        let document = Reader().read(bytes, layout: layout)
        let findings = Matcher(Program([pack], lexicons: lexicons)).run(document)
        let engine = findings.marks.map { mark in
            Self.describe(mark.type, mark.range, mark.captures.first { $0.name == "c" }?.ranges.first)
        }
        var reference = Reference(document, lexicons: lexicons)
        reference.run(rules)
        let wanted = reference.made.map { made in
            Self.describe(made.type, document.bytes(made.tokens), made.captures["c"].map(document.bytes))
        }
        return (Set(engine), Set(wanted))
    }

    private static func describe(_ type: String, _ range: Range<Int>, _ capture: Range<Int>?) -> String {
        "\(type) \(range) c \(capture.map { "\($0)" } ?? "-")"
    }

    /// The text with as many words taken out as leave the failure there.
    private func shrunk(_ text: String, while fails: (String) -> Bool) -> String {
        var words = text.split(separator: " ").map(String.init)
        var index = 0
        while index < words.count {
            var fewer = words
            fewer.remove(at: index)
            if fails(fewer.joined(separator: " ")) { words = fewer } else { index += 1 }
        }
        return words.joined(separator: " ")
    }
}

extension Document {
    /// Byte offsets of a token range.
    func bytes(_ tokens: Range<Int>) -> Range<Int> {
        guard !tokens.isEmpty else {
            let at = tokens.lowerBound < self.tokens.count ? Int(self.tokens[tokens.lowerBound].start) : 0
            return at..<at
        }
        return Int(self.tokens[tokens.lowerBound].start)..<Int(self.tokens[tokens.upperBound - 1].end)
    }
}
