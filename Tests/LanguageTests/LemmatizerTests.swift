import Testing

@testable import Language

struct LemmatizerTests {
    private func has(_ lemma: String, _ form: String) -> Bool {
        Lemmatizer.lemmas(of: Array(form.utf8)).contains(Array(lemma.utf8))
    }

    @Test(arguments: [
        ("say", "say says said saying"), ("be", "be is are was were been being am 's 're 'm"),
        ("have", "have has had having 've 'd 's"), ("do", "do does did done doing"), ("go", "go goes went gone going"),
        ("tell", "tell tells told telling"), ("think", "think thinks thought thinking"), ("see", "saw see seen"),
        ("saw", "saw sawn sawed"), ("leave", "leaves left leaving"), ("leaf", "leaf leaves"),
        ("stop", "stopped stopping"),
        ("study", "studies studied studying"), ("watch", "watches watched"), ("deny", "denies denied denying"),
        ("lie", "lies lied lying"), ("use", "uses used using"), ("agree", "agrees agreed agreeing"),
        ("man", "men"), ("child", "children"), ("person", "people"), ("crisis", "crises"), ("spokesman", "spokesmen"),
        ("good", "better best"), ("big", "bigger biggest"), ("early", "earlier earliest"), ("not", "n't not"),
        ("can", "ca can"), ("will", "wo 'll will"), ("claim", "claims claimed claiming"), ("focus", "focuses focused"),
        ("admit", "admitted admitting"), ("bus", "buses"), ("party", "parties"), ("a", "a an"),
    ])
    func inflections(lemma: String, forms: String) {
        for form in forms.split(separator: " ") { #expect(has(lemma, String(form)), "\(form)") }
    }

    @Test(arguments: [
        ("report", "reporter"), ("hi", "his"), ("new", "news"), ("it", "its"), ("th", "thing"), ("numb", "number"),
        ("teach", "teacher"), ("thi", "this"),
    ])
    func noInflections(lemma: String, form: String) {
        #expect(!has(lemma, form))
    }

    @Test func irregularFormsHaveTheirLemmasInOrderAndOnce() {
        let lemmas = IrregularLemmas([
            "see:saw,seen saw:saw,sawn\nLie:lay,lain lay:laid,lay", "see:saw lie:lay, rest x:",
        ])
        let words = { (form: String) in lemmas.of(Array(form.utf8)).map { String(decoding: $0, as: UTF8.self) } }
        #expect(words("saw") == ["see"])
        #expect(words("lay") == ["lie"])
        #expect(words("sawn") == ["saw"])
        #expect(words("rest").isEmpty && words("see").isEmpty && words("").isEmpty)
        let both = IrregularLemmas(["leave:left,leaves leaf:leaves leave:leaves"])
        #expect(both.of(Array("leaves".utf8)) == [Array("leave".utf8), Array("leaf".utf8)])
    }

    @Test func thousandsOfWordsKeepTheirNumbers() {
        let words = (0..<5000).map { "word\($0 * 7)" }
        let text = Array(words.joined(separator: " ").utf8)
        var numbers = WordNumbers(of: text)
        let parts = text.parts(of: 0..<text.count) { $0 == 0x20 }
        for (index, part) in parts.enumerated() { numbers.set(part) { _ in index } }
        for (index, part) in parts.enumerated() where index % 2 == 0 { numbers.set(part) { ($0 ?? 0) + 9000 } }
        for (index, word) in words.enumerated() {
            let word = Array(word.utf8)
            let number = numbers.number(of: word.span)
            #expect(number == index + (index % 2 == 0 ? 9000 : 0))
        }
        let other = Array("word1".utf8)
        let none = numbers.number(of: other.span)
        #expect(none == nil)
    }

    @Test func wordsAreAddedOneByOneAndHadBackAsTheyWere() {
        var made = WordNumbers()
        let words = (0..<100).map { Array("word\($0 * 7)".utf8) } + [[]]
        for (index, word) in words.enumerated() { made.add(word, index - 1) }
        for numbers in [made, WordNumbers(text: made.text, entries: made.entries, slots: made.slots)] {
            for (index, word) in words.enumerated() {
                let number = numbers.number(of: word.span)
                #expect(number == index - 1)
            }
            let word = Array("word".utf8)
            let none = [numbers, WordNumbers()].compactMap { $0.number(of: word.span) }
            #expect(none.isEmpty)
        }
    }
}
