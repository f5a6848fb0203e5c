import Language

/// An averaged perceptron over the features of `ContextFeatures`.
struct Perceptron {
    static let epochs = 8
    /// Features seen less often in the corpus are left out.
    static let fewest = 2
    private static let tags = Tag.all.count + 1

    private let corpus: Corpus
    private let model: TaggerModel
    /// Row of each feature.
    private(set) var rows: [UInt64: Int32] = [:]
    private var weights: [Int32] = []
    /// Each weight's updates times the step they were made in, from which the average comes.
    private var moments: [Int64] = []
    private var step: Int64 = 1
    private var scores = [Int32](repeating: 0, count: tags)

    /// - Parameter model: Gives the dictionary.
    init(corpus: Corpus, model: TaggerModel) {
        self.corpus = corpus
        self.model = model
    }

    /// The features' averaged weights, by feature, by tag.
    mutating func train(report: (String) -> Void) -> [(key: UInt64, weights: [Double])] {
        let sentences = corpus.sentences.map { $0.map { model.features($0.spelling, $0.folded) } }
        count(sentences)
        report("\(rows.count) features")
        weights = Array(repeating: 0, count: rows.count * Self.tags)
        moments = Array(repeating: 0, count: rows.count * Self.tags)
        let fixed = sentences.map { sentence in
            let style = Self.style(sentence)
            return sentence.indices.flatMap { index in Self.fixed(sentence, index, style).map { rows[$0] ?? -1 } }
        }
        var order = Array(sentences.indices)
        var random: UInt64 = 42
        for epoch in 1...Self.epochs {
            for index in order.indices.dropFirst().reversed() {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                order.swapAt(index, Int((random >> 33) % UInt64(index + 1)))
            }
            var wrong = 0
            for index in order { wrong += learn(sentences[index], fixed[index], corpus.sentences[index]) }
            report("epoch \(epoch): \(wrong) of \(sentences.reduce(0) { $0 + $1.count }) words wrong")
        }
        return rows.sorted { $0.key < $1.key }.map { key, row in
            let start = Int(row) * Self.tags
            return (key, (start..<start + Self.tags).map { Double(weights[$0]) - Double(moments[$0]) / Double(step) })
        }
    }

    private mutating func count(_ sentences: [[WordFeatures]]) {
        var counts: [UInt64: Int32] = [:]
        for (features, words) in zip(sentences, corpus.sentences) {
            let style = Self.style(features)
            for index in features.indices where features[index].only == .none {
                for key in Self.fixed(features, index, style) { counts[key, default: 0] += 1 }
                let last = index > 0 ? words[index - 1].tag : .none
                let last2 = index > 1 ? words[index - 2].tag : .none
                for key in Self.history(features, index, last, last2) { counts[key, default: 0] += 1 }
            }
        }
        for key in counts.filter({ $0.value >= Self.fewest }).keys.sorted() { rows[key] = Int32(rows.count) }
    }

    private mutating func learn(_ features: [WordFeatures], _ fixed: [Int32], _ words: [Word]) -> Int {
        var wrong = 0
        var last = Tag.none
        var last2 = Tag.none
        for index in features.indices {
            var tag = features[index].only
            if tag == .none {
                var active = fixed[index * ContextFeatures.fixedCount..<(index + 1) * ContextFeatures.fixedCount].filter
                {
                    $0 >= 0
                }
                for key in Self.history(features, index, last, last2) {
                    if let row = rows[key] { active.append(row) }
                }
                tag = best(active, features[index])
                if tag != words[index].tag { update(active, right: words[index].tag, wrong: tag) }
                step += 1
            }
            if tag != words[index].tag { wrong += 1 }
            last2 = last
            last = tag
        }
        return wrong
    }

    private mutating func best(_ active: [Int32], _ word: WordFeatures) -> Tag {
        for tag in scores.indices { scores[tag] = 0 }
        let count = Self.tags
        weights.withUnsafeBufferPointer { weights in
            scores.withUnsafeMutableBufferPointer { scores in
                for row in active {
                    let start = Int(row) * count
                    for tag in 0..<count { unsafe scores[tag] &+= weights[start + tag] }
                }
            }
        }
        let choices = model.choices(of: word)
        var best = choices[0]
        for tag in choices.dropFirst() where scores[Int(tag.rawValue)] > scores[Int(best.rawValue)] { best = tag }
        return best
    }

    private mutating func update(_ active: [Int32], right: Tag, wrong: Tag) {
        for row in active {
            let start = Int(row) * Self.tags
            weights[start + Int(right.rawValue)] += 1
            moments[start + Int(right.rawValue)] += step
            weights[start + Int(wrong.rawValue)] -= 1
            moments[start + Int(wrong.rawValue)] -= step
        }
    }

    private static func style(_ words: [WordFeatures]) -> UInt32 {
        ContextFeatures.style(capitals: words.count { $0.isCapitalised }, small: words.count { $0.isSmall })
    }

    private static func fixed(_ words: [WordFeatures], _ index: Int, _ style: UInt32) -> [UInt64] {
        var keys = InlineArray<33, UInt64>(repeating: 0)
        ContextFeatures.fixed(
            words[index], at(words, index - 1), at(words, index - 2), at(words, index + 1), at(words, index + 2),
            style: style, into: &keys)
        return keys.indices.map { keys[$0] }
    }

    private static func history(_ words: [WordFeatures], _ index: Int, _ last: Tag, _ last2: Tag) -> [UInt64] {
        var keys = InlineArray<9, UInt64>(repeating: 0)
        ContextFeatures.history(words[index], at(words, index - 1), at(words, index + 1), last, last2, into: &keys)
        return keys.indices.map { keys[$0] }
    }

    private static func at(_ words: [WordFeatures], _ index: Int) -> WordFeatures {
        words.indices.contains(index) ? words[index] : WordFeatures()
    }
}
