import Glibc
import Testing

@testable import Language
@testable import train_tagger

struct TrainingTests {
    private let folder: String

    init() {
        var name = Array("/tmp/hearsay-training-XXXXXX".utf8CString)
        folder = mkdtemp(&name).map { String(cString: $0) } ?? "/tmp"
    }

    private static let sentences = [
        "The DT DET the|dog NN NOUN dog|barks VBZ VERB bark|. . PUNCT .",
        "The DT DET the|dogs NNS NOUN dog|bark VBP VERB bark|. . PUNCT .",
        "A DT DET a|cat NN NOUN cat|barked VBD VERB bark|. . PUNCT .",
        "Cats NNS NOUN cat|walk VBP VERB walk|. . PUNCT .",
        "A DT DET a|walk NN NOUN walk|helps VBZ VERB help|. . PUNCT .",
        "The DT DET the|cat NN NOUN cat|walked VBD VERB walk|. . PUNCT .",
    ]

    private func file(_ name: String, _ text: String) throws(Failure) -> String {
        try train_tagger.write(Array(text.utf8), to: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }

    private func treebank() throws(Failure) -> String {
        var text = ""
        for part in 0..<12 {
            text += "# newdoc id = \(part)\n"
            for sentence in Self.sentences {
                for (index, word) in sentence.split(separator: "|").enumerated() {
                    let fields = word.split(separator: " ")
                    text += "\(index + 1)\t\(fields[0])\t\(fields[3])\t\(fields[2])\t\(fields[1])\t_\t0\t_\t_\t_\n"
                }
                text += "\n"
            }
        }
        return try file("treebank.conllu", text)
    }

    /// Both steps of training, to a model's bytes.
    private func model(_ run: Int) throws(Failure) -> [[UInt8]] {
        let story = String(repeating: "The dog barks. A cat walked, and the dogs bark at cats. ", count: 12)
        let articles = try file("articles.txt", story)
        let lexicon = try file("lexicon.csv", "dog,noun,dogs\nbark,verb,barked,barked,barking,barks\n")
        let words = "\(folder)/words\(run)"
        let model = "\(folder)/model\(run)"
        try learnWords([articles], words)
        try train([try treebank(), lexicon, words, model])
        return try [Lines.read(words).joined(separator: [0x0A]), Lines.read(model).joined(separator: [0x0A])].map(
            Array.init)
    }

    @Test func sameTextsGiveTheSameBytes() throws {
        let first = try model(1)
        #expect(first.allSatisfy { $0.count > 100 })
        #expect(try model(2) == first)
    }

    @Test func exponentialIsTheLibrarys() {
        for power in stride(from: Float(-20), through: 0, by: 0.37) {
            #expect(abs(LogLinear.exponential(power) / expf(power) - 1) < 1e-5)
        }
        #expect(LogLinear.exponential(0) == 1)
        #expect(LogLinear.exponential(-200) == 0)
    }

    @Test func whatIsNoTreebankIsNamed() throws {
        let bad = try file("bad.conllu", "1\tThe\n")
        #expect(throws: Failure.self) { try Corpus(paths: [bad]) }
        #expect(throws: Failure.self) { try Corpus(paths: ["\(folder)/none"]) }
        let words = try file("words", "dog\t1\t2\n")
        #expect(throws: Failure.self) { try WordFile.read(words) }
    }

    @Test func classesHoldWordsThatStandInTheSameCompany() {
        // 0 and 1 are followed by 2 or 3; 4 stands for rare words, 5 for the edge.
        let text: [Int32] = [5, 0, 2, 5, 1, 2, 5, 0, 3, 5, 1, 3, 5]
        var classes = WordClasses(Bigrams(text, frequencies: [2, 2, 2, 2]), count: 2)
        while classes.exchange() > 0 {}
        #expect(classes.classes[0] == classes.classes[1])
        #expect(classes.classes[2] == classes.classes[3])
        #expect(classes.classes[0] != classes.classes[2])
    }

    @Test func kindsComeFromALexicon() throws {
        let path = try file("kinds.csv", "dog,noun,dogs\ncat,noun,cats\nquick,adj,quicker,quickest\n")
        let lexicon = try Lexicon(path: path)
        #expect(lexicon.numbers[Array("dogs".utf8)] == lexicon.numbers[Array("cats".utf8)])
        #expect(lexicon.numbers[Array("dog".utf8)] != lexicon.numbers[Array("dogs".utf8)])
        #expect(lexicon.numbers[Array("quicker".utf8)] != nil)
    }

    /// Features with few weights and with many are written apart, and count alike.
    @Test func weightsAreReadAsTheyWereWritten() throws {
        let all = (0...Tag.all.count).map { Double($0 % 60 - 30) / 8 }
        let few = all.enumerated().map { $0.offset % 9 == 0 ? $0.element : 0 }
        let bytes = ModelFile.bytes(
            weights: [(key: 11, weights: all), (key: 1 << 60, weights: few)], tables: WordTables())
        try bytes.withUnsafeBytes { bytes in
            let start = try #require(bytes.baseAddress)
            let model = try #require(TaggerModel(bytes: start, size: bytes.count))
            var scores = InlineArray<128, Int16>(repeating: 1)
            let keys: InlineArray<3, UInt64> = [11, 1 << 60, 5 << 50]
            model.add(keys, to: &scores)
            for tag in 0..<128 {
                let expected = tag < all.count ? [all[tag], few[tag]].map { $0 * ModelFile.scale } : []
                // Weights up to 4 are left out.
                #expect(scores[tag] == 1 + Int16(expected.filter { abs($0) > 4 }.reduce(0, +)))
            }
        }
    }
}
