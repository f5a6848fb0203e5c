import Articles
import Testing

@testable import Language

/// A reader that seeks words reads as every reader does, and knows where they are.
struct SeekingTests {
    private static let words = [
        "said", "Cannot", "the", "may", "naïve", "new", "mr", "bank's", "under", "incomprehensibilities", ",", "ÉCOLE",
    ].flatMap { Reader.words(of: $0).map(\.spelling) }

    /// What texts are put together from: what the tokenizer, the sentences and the quotations decide by, in all cases.
    private static let pieces =
        """
        said Said SAID saids cannot CANNOT cant the The a A I i may May 5 2,000 3.5 Monday two Two Mr. mr MR Gen. gen Inc. \
        no. No. No e.g. a.m. A.M. p.m U.S. Yahoo! yahoo YAHOO non- co- un- - -- — – . ... … ! ? ?! , ; : ( ) [ ] " “ ” ‘ ’ ' \
        's ’s n't n’t bank bank's Bank’s banks' naïve Naïve NAÏVE école École ÉCOLE under Under underwriting \
        incomprehensibilities Incomprehensibilities Counterrevolutionaries harbour Harbour HARBOUR hArbour Oz oz. x X. b) \
        1. • @nobody who@where.org www.where.org ﬁeld ＡＢ k new New #tag % $5m 10km Ph.D. St. sen. her
        """.split(separator: " ").map(String.init) + ["\n", "\n\n", "\u{A0}"]

    private func text(_ random: inout SplitMix) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...120, using: &random) {
            text += Self.pieces.randomElement(using: &random) ?? ""
            if Int.random(in: 0..<5, using: &random) > 0 { text += " " }
        }
        return text
    }

    @Test func readsAsEveryReaderDoes() {
        let seeking = Reader(seeking: Self.words)
        let full = Reader()
        let sought = Set(Self.words.map(Folding.lowercased))
        for seed in 0..<1500 {
            var random = SplitMix(state: UInt64(seed))
            let string = text(&random)
            let (found, wanted) = (read(string, with: seeking), read(string, with: full))
            let places = wanted.tokens.indices.filter { index in
                sought.contains(full.vocabulary.folded(wanted.tokens[index].form))
            }
            let isSame =
                found.tokens.map(\.start) == wanted.tokens.map(\.start)
                && found.tokens.map(\.end) == wanted.tokens.map(\.end)
                && found.tokens.map(\.flags) == wanted.tokens.map(\.flags)
                && found.sentences == wanted.sentences && found.paragraphs == wanted.paragraphs
                && found.quotations == wanted.quotations && found.words == wanted.words && found.sought == places
            #expect(isSame, "seed \(seed), text “\(string)”")
            let forms = found.tokens.indices.filter { index in
                guard let form = found.form(of: index) else { return true }
                return seeking.vocabulary.spelling(form) != full.vocabulary.spelling(wanted.tokens[index].form)
            }
            #expect(forms.isEmpty, "seed \(seed), tokens \(forms) of “\(string)”")
            guard isSame, forms.isEmpty else { return }
        }
    }

    /// Most words of a text are in nobody's table.
    @Test func otherWordsShareForms() {
        let reader = Reader(seeking: Self.words)
        let before = reader.vocabulary.count
        let document = read("Lanterns lined quays while HARBOUR gulls cried and nobody said anything.", with: reader)
        #expect(document.tokens[0].form != document.tokens[1].form)
        #expect(document.tokens[1].form == document.tokens[2].form)
        #expect(document.tokens[0].form != document.tokens[4].form)
        #expect(document.sought.map { document.string($0..<$0 + 1) } == ["said"])
        #expect(reader.vocabulary.count < before + 10)
    }

    /// A table that was emptied between two texts knows what is sought again.
    @Test func knowsThemAfterTheVocabularyWasEmptied() {
        let reader = Reader(seeking: Self.words)
        #expect(read("It said so.", with: reader).sought == [1])
        reader.vocabulary.trim(forms: 0, bytes: 0)
        #expect(read("She SAID so.", with: reader).sought == [1])
    }
}

/// A small fast generator with a seed (SplitMix64, Steele, Lea and Flood 2014), so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
