import Testing

@testable import RuleLanguage

struct SuggestionTests {
    @Test(arguments: [
        ("chekc", "check"), ("anotate", "annotate"), ("rule", "rules"), ("repotr", "report"), ("xyzzy", nil), ("", nil),
    ])
    func nearestWord(_ word: String, _ expected: String?) {
        #expect(Suggestion.nearest(word, in: ["check", "annotate", "rules", "report", "run"]) == expected)
    }
}
