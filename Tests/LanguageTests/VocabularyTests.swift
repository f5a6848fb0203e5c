import Testing

@testable import Language

struct VocabularyTests {
    @Test func foldsTypographyAndCase() {
        let vocabulary = Vocabulary()
        let a = vocabulary.intern(Array("N’T".utf8))
        #expect(a == vocabulary.intern(Array("N'T".utf8)))
        #expect(vocabulary.spelling(a) == Array("N'T".utf8))
        #expect(vocabulary.folded(a) == Array("n't".utf8))
        #expect(vocabulary.folded(vocabulary.intern(Array("ÉCOLE ΣΩ ПРИ".utf8))) == Array("école σω при".utf8))
        for (raw, folded) in [
            ("„", "\""), ("«", "\""), ("ﬂat", "flat"), ("Ａ", "A"), ("zero\u{200B}width", "zerowidth"),
        ] {
            #expect(vocabulary.spelling(vocabulary.intern(Array(raw.utf8))) == Array(folded.utf8))
        }
    }

    @Test func spellingsAreReadWhereTheyStand() {
        let vocabulary = Vocabulary()
        for word in ["Quiet", "N’T", "ÉCOLE", "a", "incomprehensibilities"] {
            let form = vocabulary.intern(Array(word.utf8))
            let (spelling, folded) = vocabulary.read(form) { spelling, folded in
                (spelling.withUnsafeBufferPointer { Array($0) }, folded.withUnsafeBufferPointer { Array($0) })
            }
            #expect(spelling == vocabulary.spelling(form))
            #expect(folded == vocabulary.folded(form))
        }
    }

    /// Capitals and their neighbours at every place of spellings of every length, eight bytes of which are looked at at once.
    @Test func capitalsAreFoldedAtEveryPlace() {
        let vocabulary = Vocabulary()
        for length in 1...20 {
            for place in 0..<length {
                for byte in "AZ@[az`{09".utf8 {
                    var spelling = [UInt8](repeating: UInt8(ascii: "x"), count: length)
                    spelling[place] = byte
                    let form = vocabulary.intern(spelling)
                    #expect(vocabulary.spelling(form) == spelling)
                    #expect(vocabulary.folded(form) == Folding.lowercased(spelling))
                }
            }
        }
    }

    @Test func formsAreDistinctAndStay() {
        let vocabulary = Vocabulary()
        var ids: Set<FormID> = []
        for index in 0..<20_000 {
            ids.insert(vocabulary.intern(Array("word number \(index * 7919)".utf8)))
            ids.insert(vocabulary.intern(Array("w\(index)".utf8)))
        }
        #expect(ids.count == 40_000)
        #expect(vocabulary.spelling(vocabulary.intern(Array("w77".utf8))) == Array("w77".utf8))
        #expect(
            vocabulary.intern(Array("word number \(55 * 7919)".utf8))
                == vocabulary.intern(Array("word number \(55 * 7919)".utf8)))
    }

    @Test func isEmptiedBetweenDocumentsOnly() {
        let vocabulary = Vocabulary()
        let empty = vocabulary.count
        _ = vocabulary.intern(Array("karsa".utf8))
        vocabulary.trim()
        #expect(vocabulary.generation == 0)
        vocabulary.trim(forms: empty)
        #expect(vocabulary.generation == 1)
        #expect(vocabulary.count == empty)
    }
}
