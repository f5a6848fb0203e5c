/// English lemmas by form, from regular endings and a table of irregular forms.
public enum Lemmatizer {
    /// Every lemma that a form can be an inflection of, itself among them (`saw`: saw, see; `leaves`: leave, leaf, …).
    ///
    /// Among them are stems that are no words (`string`: `stre`): the result answers whether a form can belong to a
    /// given lemma, not which lemmas there are.
    /// - Parameter folded: A form's bytes, typographic variants and case folded.
    public static func lemmas(of folded: [UInt8]) -> [[UInt8]] {
        var lemmas = [folded]
        func add(_ lemma: [UInt8]) {
            if !lemma.isEmpty, !lemmas.contains(lemma) { lemmas.append(lemma) }
        }
        for lemma in IrregularLemmas.english.of(folded) { add(lemma) }
        guard folded.count > 2, !uninflected.contains(folded) else { return lemmas }
        for stem in stems(of: folded) { add(stem) }
        return lemmas
    }

    // MARK: Regular endings

    private static func stems(of word: [UInt8]) -> [[UInt8]] {
        switch word[word.count - 1] {
        case UInt8(ascii: "s"): withoutS(word)
        case UInt8(ascii: "d") where word.hasSuffix("ed"): withoutEnding(word, 2)
        case UInt8(ascii: "g") where word.hasSuffix("ing"): withoutEnding(word, 3)
        case UInt8(ascii: "r") where word.hasSuffix("er"): comparables(withoutEnding(word, 2))
        case UInt8(ascii: "t") where word.hasSuffix("est"): comparables(withoutEnding(word, 3))
        default: []
        }
    }

    /// `says`, `watches`, `studies`.
    private static func withoutS(_ word: [UInt8]) -> [[UInt8]] {
        let before = word[word.count - 2]
        guard before != UInt8(ascii: "s"), before != UInt8(ascii: "u"), before != UInt8(ascii: "'") else { return [] }
        if before == UInt8(ascii: "i"), word.count < 5 { return [] }
        var stems = [Array(word.dropLast())]
        if word.hasSuffix("ies"), word.count > 4 { stems.append(word.dropLast(3) + [UInt8(ascii: "y")]) }
        if word.hasSuffix("es"), word.count > 3 {
            let stem = Array(word.dropLast(2))
            if ["s", "x", "z", "ch", "sh", "o"].contains(where: stem.hasSuffix) {
                stems.append(stem)
                if stem.hasSuffix("ss") || stem.hasSuffix("zz") { stems.append(Array(stem.dropLast())) }
            }
        }
        return stems
    }

    /// The stems of a form with `-ed`, `-ing`, `-er` or `-est`: as it stands, with `e`, with one consonant less, with
    /// `y` for `i`.
    private static func withoutEnding(_ word: [UInt8], _ length: Int) -> [[UInt8]] {
        let stem = Array(word.dropLast(length))
        guard let last = stem.last, stem.contains(where: isVowel) else { return [] }
        guard stem.count > 2 || stem.count == 2 && isVowel(stem[0]) else { return [] }
        var stems = [stem, stem + [UInt8(ascii: "e")]]
        if last == UInt8(ascii: "i") { stems.append(stem.dropLast() + [UInt8(ascii: "y")]) }
        if stem.count > 2, stem[stem.count - 2] == last, !isVowel(last) { stems.append(Array(stem.dropLast())) }
        return stems
    }

    private static func comparables(_ stems: [[UInt8]]) -> [[UInt8]] { stems.filter(comparable.contains) }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }

    // MARK: Tables

    private static let comparable = Set(IrregularForms.comparable.utf8Words)

    /// Words that look inflected and are not.
    private static let uninflected: Set<[UInt8]> = {
        let words: StaticString = """
            his its this thus us as is was has yes news perhaps always besides during whereas less series species \
            something anything nothing everything need indeed hundred evening morning ceiling sibling
            """
        return Set(words.utf8Words)
    }()
}

extension Array where Element == UInt8 {
    func hasSuffix(_ suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { unsafe count >= $0.count && self.suffix($0.count).elementsEqual($0) }
    }
}
