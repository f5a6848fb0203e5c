/// The lemmas of irregular forms.
struct IrregularLemmas: Sendable {
    static let english = IrregularLemmas([IrregularForms.verbs, IrregularForms.nouns, IrregularForms.others])

    /// A lemma in the text of the lists, and the number of the next one of the same form; -1 where there is none.
    private struct Lemma {
        var part: Range<Int>
        var next: Int
    }

    private var lemmas: [Lemma] = []
    /// By form: the number of its first lemma.
    private var first: WordNumbers

    /// - Parameter lists: Lemma first, then its forms: `see:saw,seen`. Lemmas are put in small letters.
    init(_ lists: [StaticString]) {
        var text: [UInt8] = []
        for list in lists {
            list.withUTF8Buffer { unsafe text.append(contentsOf: $0) }
            text.append(0x20)
        }
        let entries = text.parts(of: 0..<text.count) { $0 == 0x20 || $0 == 0x0A }.compactMap { entry in
            text[entry].firstIndex(of: UInt8(ascii: ":")).map { (entry.lowerBound..<$0, $0 + 1..<entry.upperBound) }
        }
        for (lemma, _) in entries {
            for index in lemma where text[index].isCapital { text[index] |= 0x20 }
        }
        first = WordNumbers(of: text)
        for (lemma, forms) in entries {
            for form in text.parts(of: forms, where: { $0 == UInt8(ascii: ",") }) { add(lemma, to: form) }
        }
    }

    private mutating func add(_ lemma: Range<Int>, to form: Range<Int>) {
        let word = first.text[lemma]
        guard !first.text[form].elementsEqual(word) else { return }
        let number = lemmas.count
        var known = -1
        first.set(form) { earlier in
            known = earlier ?? -1
            return earlier ?? number
        }
        while known >= 0 {
            if first.text[lemmas[known].part].elementsEqual(word) { return }
            guard lemmas[known].next >= 0 else {
                lemmas[known].next = number
                break
            }
            known = lemmas[known].next
        }
        lemmas.append(Lemma(part: lemma, next: -1))
    }

    /// The lemmas of a form, in the order of the lists; none where it is no irregular form.
    func of(_ form: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var next = first.number(of: form.span) ?? -1
        while next >= 0 {
            found.append(Array(first.text[lemmas[next].part]))
            next = lemmas[next].next
        }
        return found
    }
}
