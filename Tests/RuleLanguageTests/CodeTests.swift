import Testing

@testable import RuleLanguage

/// Every code's example in the reference makes that code appear.
@Suite struct CodeTests {
    private static let other = pack(
        "rules:\n  loaded: {match: one, flag: {level: note, say: x}}\n  silent: {match: two}", name: "desk/other")
    private static let shared = "lexicons: {shared: [one]}"

    private func library(of example: DiagnosticCode.Example) -> Library {
        func library(_ first: String, tuning: String? = nil) -> Library {
            let files = [Self.other, pack(Self.shared, name: "desk/one"), pack(Self.shared, name: "desk/two"), first]
            let packs = files.enumerated().map { index, text in
                PackFile(source: SourceFile(path: "\(index).yaml", bytes: Array(text.utf8))) { _ in nil }
            }
            let tunings = tuning.map { [SourceFile(path: "hearsay.yaml", bytes: Array($0.utf8))] } ?? []
            return Library.read(packs, tuning: tunings, words: { splitWords($0) })
        }
        switch example.kind {
        case .body: return library(pack(example.text, name: "desk/example"))
        case .pack: return library(example.text)
        case .tuning: return library(pack("about: nothing", name: "desk/example"), tuning: example.text)
        }
    }

    /// The engine finds circles, in rules that by themselves are in order.
    @Test(arguments: DiagnosticCode.allCases.filter { $0 != .circle })
    func exampleShowsTheCode(_ code: DiagnosticCode) throws {
        guard let example = code.example else { return }
        let found = library(of: example).diagnostics
        #expect(found.contains { $0.code == code.rawValue && $0.severity == code.severity }, "\(found.map(\.code))")
    }

    @Test func codesThatHaveNoShortExample() {
        let without = DiagnosticCode.allCases.filter { $0.example == nil }
        #expect(without == [.fileTooLarge, .notUTF8, .nestingTooDeep, .patternTooDeep, .expressionTooDeep, .noRules])
    }

    @Test func aCircleIsInOrderUntilRulesAre() throws {
        let example = try #require(DiagnosticCode.circle.example)
        #expect(library(of: example).diagnostics.isEmpty)
    }

    @Test func codesAreKebabCase() {
        for code in DiagnosticCode.allCases {
            #expect(code.rawValue.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D || $0.isDigit })
            #expect(!code.explanation.isEmpty)
        }
    }
}
