import Language

/// A log-linear model over the features of `TaggerFeatures`: learned word by word, each weight in steps that grow smaller
/// the more it was moved (AdaGrad), and averaged over all steps and over several runs.
struct LogLinear {
    /// Runs over the corpus in another order, with other features left out at random.
    static let runs = 3
    static let epochs = 8
    /// How far a weight goes at first; from epoch to epoch less.
    static let rate: Float = 0.1
    /// Features seen less often in the corpus are left out.
    static let fewest = 2
    /// Parts of the corpus; the features of a part's words know the dictionary of the other parts only, as it will be
    /// with texts that the dictionary was not made from.
    static let parts = 10
    /// The share of features left out at random at each word, so that no single one is relied on.
    static let dropped = 0.3
    /// The share of words at which the features of several words are left out, so that the others do without them.
    static let alone = 0.2
    /// Probabilities that are wrong by less move nothing.
    static let least: Float = 0.004
    /// The tags and `none`, rounded up to whole registers.
    static let width = 96

    private let corpus: Corpus
    private let model: TaggerModel
    private let sentences: [TrainingSentence]
    /// Row of each feature.
    private var rows: [UInt64: Int32] = [:]
    private var weights: [Float] = []
    /// Each weight's gradients squared and added up.
    private var squares: [Float] = []
    /// Each weight's steps times their numbers, from which the average comes.
    private var moments: [Float] = []
    private var step: Float = 1
    private var scores = [Float](repeating: 0, count: width)
    private var random = Random(state: 42)

    /// - Parameter model: Gives the dictionary and the classes.
    init(corpus: Corpus, model: TaggerModel) {
        self.corpus = corpus
        self.model = model
        sentences = Self.sentences(corpus, model)
    }

    /// The features' averaged weights, by feature, by tag.
    mutating func train(report: (String) -> Void) -> [(key: UInt64, weights: [Double])] {
        count()
        report("\(rows.count) features")
        let fixed = sentences.map { sentence in
            sentence.words.indices.map { Fixed(sentence, $0, rows) }
        }
        var total = [Float](repeating: 0, count: rows.count * Self.width)
        let words = corpus.sentences.reduce(0) { $0 + $1.count }
        for run in 1...Self.runs {
            weights = Array(repeating: 0, count: total.count)
            squares = Array(repeating: 0.001, count: total.count)
            moments = Array(repeating: 0, count: total.count)
            step = 1
            for epoch in 1...Self.epochs {
                let wrong = learn(fixed, rate: Self.rate * (1 - 0.9 * Float(epoch - 1) / Float(Self.epochs)))
                report("run \(run), epoch \(epoch): \(wrong) of \(words) words wrong")
            }
            for index in total.indices { total[index] += weights[index] - moments[index] / step }
        }
        return rows.sorted { $0.key < $1.key }.map { key, row in
            let start = Int(row) * Self.width
            return (key, (start..<start + Tag.all.count + 1).map { Double(total[$0]) / Double(Self.runs) })
        }
    }

    /// The features of the corpus's words.
    private static func sentences(_ corpus: Corpus, _ model: TaggerModel) -> [TrainingSentence] {
        let all = TagCounts(corpus.sentences.indices, of: corpus)
        var sentences = [TrainingSentence](repeating: TrainingSentence([]), count: corpus.sentences.count)
        for part in 0..<parts {
            let members = corpus.sentences.indices.filter { corpus.documents[$0] % parts == part }
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

    /// Gives the features that the corpus has often enough their rows.
    private mutating func count() {
        var counts: [UInt64: Int32] = [:]
        for (sentence, words) in zip(sentences, corpus.sentences) {
            for index in words.indices where sentence.words[index].only == .none {
                let last = index > 0 ? words[index - 1].tag : .none
                let last2 = index > 1 ? words[index - 2].tag : .none
                for keys in [
                    sentence.near(index), sentence.several(index), sentence.nearTags(index, last),
                    sentence.severalTags(index, last, last2),
                ] {
                    for key in keys { counts[key, default: 0] += 1 }
                }
            }
        }
        for key in counts.filter({ $0.value >= Self.fewest }).keys.sorted() { rows[key] = Int32(rows.count) }
    }

    /// Goes through the corpus once, in a new order; how many words got a wrong tag on the way.
    private mutating func learn(_ fixed: [[Fixed]], rate: Float) -> Int {
        var order = Array(sentences.indices)
        for index in order.indices.dropFirst().reversed() {
            order.swapAt(index, Int(random.next() % UInt64(index + 1)))
        }
        var wrong = 0
        for index in order {
            var last = Tag.none
            var last2 = Tag.none
            for (place, word) in corpus.sentences[index].enumerated() {
                var tag = sentences[index].words[place].only
                if tag == .none {
                    let active = self.active(fixed[index][place], sentences[index], place, last, last2)
                    tag = learn(active, model.choices(of: sentences[index].words[place]), word.tag, rate)
                    step += 1
                }
                if tag != word.tag { wrong += 1 }
                last2 = last
                last = tag
            }
        }
        return wrong
    }

    /// The rows of a word's features, those left out that chance leaves out.
    private mutating func active(
        _ fixed: Fixed, _ sentence: TrainingSentence, _ index: Int, _ last: Tag, _ last2: Tag
    ) -> [Int32] {
        var active: [Int32] = []
        let isAlone = random.chance() < Self.alone
        for row in fixed.near where random.chance() >= Self.dropped { active.append(row) }
        for key in sentence.nearTags(index, last) {
            if let row = rows[key], random.chance() >= Self.dropped { active.append(row) }
        }
        if isAlone { return active }
        for row in fixed.several where random.chance() >= Self.dropped { active.append(row) }
        for key in sentence.severalTags(index, last, last2) {
            if let row = rows[key], random.chance() >= Self.dropped { active.append(row) }
        }
        return active
    }

    /// Tells a word's tag, and moves the weights towards the right one.
    private mutating func learn(_ active: [Int32], _ choices: [Tag], _ right: Tag, _ rate: Float) -> Tag {
        score(active)
        var best = choices[0]
        for tag in choices.dropFirst() where scores[Int(tag.rawValue)] > scores[Int(best.rawValue)] { best = tag }
        let highest = scores[Int(best.rawValue)]
        let chances = choices.map { Self.exponential(scores[Int($0.rawValue)] - highest) }
        let sum = chances.reduce(0, +)
        let moves = zip(choices, chances).compactMap { tag, chance -> (tag: Int, gradient: Float)? in
            let gradient = (tag == right ? 1 : 0) - chance / sum
            return abs(gradient) < Self.least ? nil : (Int(tag.rawValue), gradient)
        }
        for row in active {
            let start = Int(row) * Self.width
            for (tag, gradient) in moves {
                squares[start + tag] += gradient * gradient
                let move = rate * gradient / squares[start + tag].squareRoot()
                weights[start + tag] += move
                moments[start + tag] += move * step
            }
        }
        return best
    }

    private mutating func score(_ active: [Int32]) {
        for tag in scores.indices { scores[tag] = 0 }
        weights.withUnsafeBufferPointer { weights in
            scores.withUnsafeMutableBufferPointer { scores in
                // A row is one of `rows`, each of which has `width` weights.
                for row in active {
                    let start = Int(row) * Self.width
                    for tag in 0..<Self.width { unsafe scores[tag] += weights[start + tag] }
                }
            }
        }
    }

    /// e to a power that is not above 0: the same bits on every machine, as the library's does not promise.
    static func exponential(_ power: Float) -> Float {
        guard power > -80 else { return 0 }
        let halvings = (Double(power) * 1.442_695_040_888_963_4).rounded()
        let rest = Double(power) - halvings * 0.693_147_180_559_945_3
        var sum = 1.0
        for divisor in stride(from: 9.0, through: 1, by: -1) { sum = 1 + rest * sum / divisor }
        return Float(Double(sign: .plus, exponent: Int(halvings), significand: sum))
    }
}

/// The rows of a word's features that do not depend on tags: of itself and its neighbours alone, and of several words.
private struct Fixed {
    var near: [Int32] = []
    var several: [Int32] = []

    init(_ sentence: TrainingSentence, _ index: Int, _ rows: [UInt64: Int32]) {
        guard sentence.words[index].only == .none else { return }
        near = sentence.near(index).compactMap { rows[$0] }
        several = sentence.several(index).compactMap { rows[$0] }
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

    /// The features of a word, and those of its neighbours each by itself.
    func near(_ index: Int) -> [UInt64] {
        var own = InlineArray<29, UInt64>(repeating: 0)
        TaggerFeatures.own(words[index], place: style | (index == 0 ? 1 : 0), into: &own)
        var before = InlineArray<7, UInt64>(repeating: 0)
        TaggerFeatures.before(word(index - 1), into: &before)
        var after = InlineArray<8, UInt64>(repeating: 0)
        TaggerFeatures.after(word(index + 1), into: &after)
        return own.indices.map { own[$0] } + before.indices.map { before[$0] } + after.indices.map { after[$0] }
    }

    /// Those of the word and the tag before.
    func nearTags(_ index: Int, _ last: Tag) -> [UInt64] {
        var keys = InlineArray<6, UInt64>(repeating: 0)
        TaggerFeatures.history(words[index], last, into: &keys)
        return keys.indices.map { keys[$0] }
    }

    /// Those of several words.
    func several(_ index: Int) -> [UInt64] {
        var keys = InlineArray<28, UInt64>(repeating: 0)
        TaggerFeatures.words(
            words[index], word(index - 1), word(index - 2), word(index + 1), word(index + 2), into: &keys)
        return keys.indices.map { keys[$0] }
    }

    /// Those of several words and of the tags before.
    func severalTags(_ index: Int, _ last: Tag, _ last2: Tag) -> [UInt64] {
        var keys = InlineArray<10, UInt64>(repeating: 0)
        TaggerFeatures.mixed(words[index], word(index - 1), word(index + 1), last, last2, into: &keys)
        return keys.indices.map { keys[$0] }
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
