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
}
