import Articles
import Language

/// What is learned from text that nobody has tagged: the classes of words, and how often they are written with a
/// capital.
struct News {
    /// Words seen less often have no class.
    private static let fewest = 8
    /// Few to many; the first two below 256.
    private static let classCounts = [48, 255, 640]
    private static let rounds = 6
    /// Words seen less often inside sentences have no casing.
    private static let fewestInside = 5

    /// All words in the text's order by number, a sentence's edge as -1.
    private var text: [Int32] = []
    private var words: [[UInt8]] = []
    private var numbers: [[UInt8]: Int32] = [:]
    private var frequencies: [Int] = []
    private var casings: [[UInt8]: (small: Int, capital: Int)] = [:]

    /// Entries of the model's classes by word: three classes in four bytes, and the casing.
    static func learn(paths: [String], report: (String) -> Void) throws(Failure) -> [(word: [UInt8], entry: [UInt8])] {
        var news = News()
        try news.read(paths)
        report("\(news.text.count) words of text")
        var entries: [[UInt8]: [UInt8]] = [:]
        for (word, casing) in news.casings {
            guard casing.small + casing.capital >= fewestInside else { continue }
            entries[word] = [0, 0, 0, 0, step(casing.small, casing.capital)]
        }
        news.classes(report) { entries[$0] = $1 + [entries[$0]?.last ?? 0] }
        return entries.map { ($0.key, $0.value) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
    }

    private mutating func read(_ paths: [String]) throws(Failure) {
        let reader = Reader()
        var known: [FormID: Int32] = [:]
        var generation = reader.vocabulary.generation
        for result in ArticleStream(paths) {
            let article: Article
            switch result {
            case .success(let read): article = read
            case .failure(let error): throw Failure("\(error)")
            }
            let document = reader.read(article)
            if generation != reader.vocabulary.generation {
                known.removeAll()
                generation = reader.vocabulary.generation
            }
            for sentence in document.sentences {
                text.append(-1)
                for index in sentence.tokens {
                    let form = document.tokens[index].form
                    let number = known[form] ?? self.number(of: reader.vocabulary.spelling(form))
                    known[form] = number
                    text.append(number)
                    frequencies[Int(number)] += 1
                }
                count(document, sentence.tokens.dropFirst())
            }
        }
    }

    private mutating func number(of spelling: [UInt8]) -> Int32 {
        let plain = WordFeatures.plain(spelling)
        if let number = numbers[plain] { return number }
        let number = Int32(words.count)
        numbers[plain] = number
        words.append(plain)
        frequencies.append(0)
        return number
    }

    /// Counts how words inside a sentence are written; those behind an opening quotation mark may start one.
    private mutating func count(_ document: Document, _ range: Range<Int>) {
        for index in range where !document.tokens[index - 1].flags.contains(.quotationMark) {
            let first = document.text[Int(document.tokens[index].start)]
            guard (first | 0x20) &- 0x61 < 26 else { continue }
            let word = WordFeatures.plain(document.vocabulary.folded(document.tokens[index].form))
            if first >= 0x61 {
                casings[word, default: (0, 0)].small += 1
            } else {
                casings[word, default: (0, 0)].capital += 1
            }
        }
    }

    /// How often a word is small, in six steps, and how sure that is, in three.
    private static func step(_ small: Int, _ capital: Int) -> UInt8 {
        let all = small + capital
        let share = Double(small) / Double(all)
        let step = [0.03, 0.2, 0.5, 0.8, 0.97].count { share >= $0 }
        return UInt8(1 + step + (all < 20 ? 0 : all < 200 ? 6 : 12))
    }

    private func classes(_ report: (String) -> Void, _ tell: ([UInt8], [UInt8]) -> Void) {
        let order = words.indices.filter { frequencies[$0] >= Self.fewest }.sorted {
            frequencies[$0] != frequencies[$1]
                ? frequencies[$0] > frequencies[$1] : words[$0].lexicographicallyPrecedes(words[$1])
        }
        var ranks = [Int32](repeating: Int32(order.count), count: words.count)
        for (rank, word) in order.enumerated() { ranks[word] = Int32(rank) }
        let edge = Int32(order.count + 1)
        let bigrams = Bigrams(text.map { $0 < 0 ? edge : ranks[Int($0)] }, frequencies: order.map { frequencies[$0] })
        let classes = Self.classCounts.map { count in
            var classes = WordClasses(bigrams, count: count)
            for round in 1...Self.rounds {
                report("\(count) classes, round \(round): \(classes.exchange()) of \(order.count) words moved")
            }
            return classes.classes
        }
        for (rank, word) in order.enumerated() {
            let numbers = classes.map { $0[rank] + 1 }
            tell(words[word], [UInt8(numbers[0]), UInt8(numbers[1]), UInt8(numbers[2] & 255), UInt8(numbers[2] >> 8)])
        }
    }
}
