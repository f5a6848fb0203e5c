import Language

/// An averaged perceptron over the features of `TaggerFeatures`.
struct Perceptron {
    static let epochs = 12
    /// Features seen less often in the corpus are left out.
    static let fewest = 2
    /// Parts of the corpus; the features of a part's words know the dictionary of the other parts only, as it will be
    /// with texts that the dictionary was not made from.
    static let parts = 10
    /// The share of features left out at random at each word, so that no single one is relied on.
    static let dropped = 0.2
    private static let tags = Tag.all.count + 1

    private let corpus: Corpus
    private let model: TaggerModel
    /// Row of each feature.
    private var rows: [UInt64: Int32] = [:]
    private var weights: [Int32] = []
    /// Each weight's updates times the step they were made in, from which the average comes.
    private var moments: [Int64] = []
    private var step: Int64 = 1
    private var scores = [Int32](repeating: 0, count: tags)
    private var random = Random(state: 42)

    /// - Parameter model: Gives the dictionary and the classes.
    init(corpus: Corpus, model: TaggerModel) {
        self.corpus = corpus
        self.model = model
    }

    /// The features' averaged weights, by feature, by tag.
    mutating func train(report: (String) -> Void) -> [(key: UInt64, weights: [Double])] {
        let sentences = self.sentences()
        count(sentences)
        report("\(rows.count) features")
        weights = Array(repeating: 0, count: rows.count * Self.tags)
        moments = Array(repeating: 0, count: rows.count * Self.tags)
        let fixed = sentences.map { sentence in
            sentence.words.indices.map { index in
                sentence.words[index].only == .none ? sentence.fixed(index).compactMap { rows[$0] } : []
            }
        }
        var order = Array(sentences.indices)
        let words = sentences.reduce(0) { $0 + $1.words.count }
        for epoch in 1...Self.epochs {
            for index in order.indices.dropFirst().reversed() {
                order.swapAt(index, Int(random.next() % UInt64(index + 1)))
            }
            var wrong = 0
            for index in order { wrong += learn(sentences[index], fixed[index], corpus.sentences[index]) }
            report("epoch \(epoch): \(wrong) of \(words) words wrong")
        }
        return rows.sorted { $0.key < $1.key }.map { key, row in
            let start = Int(row) * Self.tags
            return (key, (start..<start + Self.tags).map { Double(weights[$0]) - Double(moments[$0]) / Double(step) })
        }
    }

    /// The features of the corpus's words.
    private func sentences() -> [TrainingSentence] {
        let all = TagCounts(corpus.sentences.indices, of: corpus)
        var sentences = [TrainingSentence](repeating: TrainingSentence([]), count: corpus.sentences.count)
        for part in 0..<Self.parts {
            let members = corpus.sentences.indices.filter { corpus.documents[$0] % Self.parts == part }
            let own = TagCounts(members, of: corpus)
            for index in members {
                let words = corpus.sentences[index].map { word in
                    var features = model.features(word.spelling, word.folded)
                    features.setAmbiguity(
                        all.entry(word.spelling, without: own),
                        folded: word.spelling == word.folded ? [] : all.entry(word.folded, without: own))
                    return features
                }
                sentences[index] = TrainingSentence(words)
            }
        }
        return sentences
    }

    private mutating func count(_ sentences: [TrainingSentence]) {
        var counts: [UInt64: Int32] = [:]
        for (sentence, words) in zip(sentences, corpus.sentences) {
            for index in words.indices where sentence.words[index].only == .none {
                for key in sentence.fixed(index) { counts[key, default: 0] += 1 }
                let last = index > 0 ? words[index - 1].tag : .none
                let last2 = index > 1 ? words[index - 2].tag : .none
                for key in sentence.history(index, last, last2) { counts[key, default: 0] += 1 }
            }
        }
        for key in counts.filter({ $0.value >= Self.fewest }).keys.sorted() { rows[key] = Int32(rows.count) }
    }

    private mutating func learn(_ sentence: TrainingSentence, _ fixed: [[Int32]], _ words: [Word]) -> Int {
        var wrong = 0
        var last = Tag.none
        var last2 = Tag.none
        var active: [Int32] = []
        for index in words.indices {
            var tag = sentence.words[index].only
            if tag == .none {
                active.removeAll(keepingCapacity: true)
                for row in fixed[index] where random.chance() >= Self.dropped { active.append(row) }
                for key in sentence.history(index, last, last2) {
                    if let row = rows[key], random.chance() >= Self.dropped { active.append(row) }
                }
                tag = best(active, sentence.words[index])
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
                // A row is one of `rows`, each of which has as many weights as there are tags.
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
}

/// A sentence's words as the tagger sees them.
struct TrainingSentence {
    let words: [WordFeatures]
    private let style: UInt32

    init(_ words: [WordFeatures]) {
        self.words = words
        style = TaggerFeatures.place(
            isFirst: false, capitals: words.count { $0.isCapitalised }, small: words.count { $0.isSmall })
    }

    /// The features that do not depend on tags given before.
    func fixed(_ index: Int) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(64)
        var own = InlineArray<29, UInt64>(repeating: 0)
        TaggerFeatures.own(words[index], place: style | (index == 0 ? 1 : 0), into: &own)
        for index in own.indices { keys.append(own[index]) }
        var before = InlineArray<7, UInt64>(repeating: 0)
        TaggerFeatures.before(word(index - 1), into: &before)
        for index in before.indices { keys.append(before[index]) }
        var after = InlineArray<8, UInt64>(repeating: 0)
        TaggerFeatures.after(word(index + 1), into: &after)
        for index in after.indices { keys.append(after[index]) }
        let others = tagged(index, .none, .none)
        // By the numbers of the features, of which 60 and 65 are the near ones: what is left out at random goes by it.
        for range in [8..<18, 0..<1, 18..<22, 1..<2, 22..<34] { keys += others[range] }
        return keys
    }

    /// Those that do.
    func history(_ index: Int, _ last: Tag, _ last2: Tag) -> [UInt64] {
        let all = tagged(index, last, last2)
        return Array(all[2..<8] + all[34...])
    }

    private func tagged(_ index: Int, _ last: Tag, _ last2: Tag) -> [UInt64] {
        var near = InlineArray<8, UInt64>(repeating: 0)
        TaggerFeatures.near(words[index], word(index - 1), word(index + 1), last, last2, into: &near)
        var rest = InlineArray<36, UInt64>(repeating: 0)
        TaggerFeatures.rest(
            words[index], word(index - 1), word(index - 2), word(index + 1), word(index + 2), last, last2, into: &rest)
        return near.indices.map { near[$0] } + rest.indices.map { rest[$0] }
    }

    private func word(_ index: Int) -> WordFeatures { words.indices.contains(index) ? words[index] : WordFeatures() }
}

/// The same numbers every time.
struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    /// From 0 to below 1.
    mutating func chance() -> Double { Double(next()) / Double(1 << 31) }
}
