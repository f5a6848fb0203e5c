/// Gives words tags: an averaged perceptron that goes through a sentence from left to right, with a dictionary of the
/// tags that known words have.
///
/// Belongs to a vocabulary, whose forms' features it keeps.
package final class Tagger {
    private let model: TaggerModel
    private var features: [WordFeatures] = []
    private var isKnown: [Bool] = []
    private var generation = 0
    private let outside = WordFeatures()

    package init(model: TaggerModel) { self.model = model }

    /// Fills in the tags of the words in `range`, a sentence.
    func tag(_ tokens: inout [Token], _ range: Range<Int>, _ vocabulary: Vocabulary) {
        prepare(tokens, range, vocabulary)
        let style = ContextFeatures.style(
            capitals: range.count { features[Int(tokens[$0].form)].isCapitalised },
            small: range.count { features[Int(tokens[$0].form)].isSmall })
        var last = Tag.none
        var last2 = Tag.none
        var fixed = InlineArray<33, UInt64>(repeating: 0)
        var history = InlineArray<9, UInt64>(repeating: 0)
        for index in range {
            let word = features[Int(tokens[index].form)]
            var tag = word.only
            if tag == .none {
                let before = index > range.lowerBound ? features[Int(tokens[index - 1].form)] : outside
                let before2 = index > range.lowerBound + 1 ? features[Int(tokens[index - 2].form)] : outside
                let after = index + 1 < range.upperBound ? features[Int(tokens[index + 1].form)] : outside
                let after2 = index + 2 < range.upperBound ? features[Int(tokens[index + 2].form)] : outside
                ContextFeatures.fixed(word, before, before2, after, after2, style: style, into: &fixed)
                ContextFeatures.history(word, before, after, last, last2, into: &history)
                tag = best(fixed, history, word)
            }
            tokens[index].tag = tag
            last2 = last
            last = tag
        }
    }

    /// Works out the features of forms that are new.
    private func prepare(_ tokens: [Token], _ range: Range<Int>, _ vocabulary: Vocabulary) {
        if generation != vocabulary.generation {
            features.removeAll()
            isKnown.removeAll()
            generation = vocabulary.generation
        }
        if features.count < vocabulary.count {
            features.append(contentsOf: repeatElement(outside, count: vocabulary.count - features.count))
            isKnown.append(contentsOf: repeatElement(false, count: vocabulary.count - isKnown.count))
        }
        for index in range {
            let form = Int(tokens[index].form)
            if isKnown[form] { continue }
            isKnown[form] = true
            features[form] = model.features(
                vocabulary.spelling(tokens[index].form), vocabulary.folded(tokens[index].form))
        }
    }

    private func best(
        _ fixed: borrowing InlineArray<33, UInt64>, _ history: borrowing InlineArray<9, UInt64>, _ word: WordFeatures
    ) -> Tag {
        var scores = InlineArray<128, Int32>(repeating: 0)
        model.add(fixed, to: &scores)
        model.add(history, to: &scores)
        var best = 0
        if word.choices >= 0 {
            let start = Int(word.choices)
            best = Int(model.byte(start + 1))
            for offset in 1..<Int(model.byte(start) & 0x7F) {
                let tag = Int(model.byte(start + 1 + offset))
                if scores[tag & 127] > scores[best & 127] { best = tag }
            }
        } else {
            best = 1
            for tag in 2...Tag.all.count where scores[tag & 127] > scores[best] { best = tag }
        }
        return Tag(rawValue: UInt8(truncatingIfNeeded: best))
    }
}

extension TaggerModel {
    /// The most tags that the dictionary gives a word.
    package static let mostChoices = 8

    /// Adds the features' weights to the tags' scores.
    ///
    /// First all slots are read, then all entries: reads that do not wait for each other go on side by side.
    @inline(__always)
    package func add<let count: Int>(
        _ keys: borrowing InlineArray<count, UInt64>, to scores: inout InlineArray<128, Int32>
    ) {
        var slots = InlineArray<count, UInt64>(repeating: 0)
        for index in 0..<count { slots[index] = home(keys[index], in: weights) }
        for index in 0..<count where slots[index] != 0 {
            guard let start = find(keys[index], in: weights, from: slots[index]) else { continue }
            var at = start &+ 1
            let end = at &+ Int(byte(start)) &* 2
            while at < end {
                scores[Int(byte(at) & 127)] &+= Int32(Int8(bitPattern: byte(at &+ 1)))
                at &+= 2
            }
        }
    }

    /// A word's features with what the dictionary says of it.
    package func features(_ spelling: [UInt8], _ folded: [UInt8]) -> WordFeatures {
        var features = WordFeatures(spelling: spelling, folded: folded)
        guard let at = find(Self.dictionaryKey(spelling), in: dictionary) else {
            if spelling != folded, let lower = find(Self.dictionaryKey(folded), in: dictionary) {
                features.ambiguity = ambiguity(at: lower) ^ 0x5555_5555
            }
            return features
        }
        features.ambiguity = ambiguity(at: at)
        // The upper bit: seen so often that other tags than these are out of the question.
        if byte(at) & 0x80 != 0 {
            if byte(at) & 0x7F == 1 {
                features.only = Tag(rawValue: byte(at + 1))
            } else {
                features.choices = Int32(at)
            }
        }
        return features
    }

    private func ambiguity(at: Int) -> UInt32 {
        let tags = (0..<Int(byte(at) & 0x7F)).map { byte(at + 1 + $0) }
        return WordFeatures.hash(tags.prefix(4), 77)
    }

    package static func dictionaryKey(_ spelling: [UInt8]) -> UInt64 {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in spelling { key = (key ^ UInt64(byte.isDigit ? 0x30 : byte)) &* 0x100_0000_01B3 }
        key = (key ^ key >> 32) &* 0xD6E8_FEB8_6659_FD93
        return key ^ key >> 32
    }
}

extension TaggerModel {
    /// The tags that a word can have.
    package func choices(of word: WordFeatures) -> [Tag] {
        guard word.choices >= 0 else { return Tag.all }
        let start = Int(word.choices)
        return (1...Int(byte(start) & 0x7F)).map { Tag(rawValue: byte(start + $0)) }
    }
}
