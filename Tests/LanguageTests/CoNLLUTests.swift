import Testing

@testable import Language

struct CoNLLUTests {
    private func rows(_ text: String) -> [String] {
        String(decoding: CoNLLU.write(read(text), id: "a1"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func wordsAndRanges() {
        let rows = rows("Vela’s boats don't sink, $5m.")
        #expect(
            rows.prefix(4) == [
                "# newdoc id = a1", "# newpar", "# sent_id = 1", "# text = Vela’s boats don't sink, $5m.",
            ])
        let words = rows.dropFirst(4).map { $0.split(separator: "\t") }
        #expect(words.allSatisfy { $0.count == 10 })
        #expect(
            words.map { "\($0[0]) \($0[1])" } == [
                "1-2 Vela’s", "1 Vela", "2 ’s", "3 boats", "4-5 don't", "4 do", "5 n't", "6 sink", "7 ,", "8 $", "9 5",
                "10 m", "11 .",
            ])
        #expect(
            words.map { "\($0[2]) \($0[3]) \($0[4])" }.prefix(4) == [
                "_ _ _", "Vela PROPN NNP", "'s PART POS", "boat NOUN NNS",
            ])
        #expect(
            words.map { $0[9] } == [
                "_", "_", "_", "_", "_", "_", "_", "SpaceAfter=No", "_", "SpaceAfter=No",
                "SpaceAfter=No", "SpaceAfter=No", "_",
            ])
    }

    @Test func namesStandInMisc() {
        let document = read("Ana Reyes’s boat")
        let bytes = CoNLLU.write(document, names: [(0..<2, "person")])
        let misc = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t")[9]
        }
        #expect(misc == ["Name=B-person", "_", "Name=I-person", "_", "_"])
    }

    @Test func paragraphsAndNothing() {
        #expect(rows("One.\n\nTwo.").filter { $0 == "# newpar" }.count == 2)
        #expect(CoNLLU.write(read("")).isEmpty)
    }
}
