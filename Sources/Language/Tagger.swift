/// Gives words tags: a log-linear model that goes through a sentence from left to right, with a dictionary of the tags
/// that known words have.
///
/// Most words are settled by what depends on them and the tag before, on the word before, and on the word after;
/// each of these is added up once and kept. Only where that leaves it open are words looked at together. Belongs to a
/// vocabulary.
package final class Tagger {
    private var decoder: Decoder

    package convenience init(model: TaggerModel) {
        self.init(TaggerWords(model: model), model)
    }

    init(_ words: TaggerWords, _ model: TaggerModel) {
        decoder = Decoder(words, model)
    }

    /// Fills in the tags of the words in `range`, a sentence.
    func tag(_ tokens: inout [Token], _ range: Range<Int>, _ vocabulary: Vocabulary) {
        var span = tokens.mutableSpan
        decoder.tag(&span, range, vocabulary)
    }
}

private struct Decoder: ~Copyable {
    private let model: TaggerModel
    private var words: TaggerWords
    private var states = TaggerStates()
    private var generation = 0

    /// A lead that words looked at together hardly ever turn: on EWT (development part) three tags in 10,000 are wrong
    /// for it. At 32 a tag is e times as likely as the next.
    private static let enough: Int32 = 96

    init(_ words: consuming TaggerWords, _ model: TaggerModel) {
        self.model = model
        self.words = words
    }

    mutating func tag(_ tokens: inout MutableSpan<Token>, _ range: Range<Int>, _ vocabulary: Vocabulary) {
        if generation != vocabulary.generation {
            words.reset()
            states.reset()
            generation = vocabulary.generation
        }
        words.prepare(tokens.span.extracting(range), vocabulary)
        var capitals = 0
        var small = 0
        for index in range {
            let word = words.words[Int(tokens[index].form) + 1]
            capitals += word.isCapitalised ? 1 : 0
            small += word.isSmall ? 1 : 0
        }
        let style = TaggerFeatures.place(isFirst: false, capitals: capitals, small: small)
        var before2 = 0
        var before = 0
        var last2 = Tag.none
        var last = Tag.none
        var word = Int(tokens[range.lowerBound].form) + 1
        for index in range {
            let after = index + 1 < range.upperBound ? Int(tokens[index + 1].form) + 1 : 0
            var tag = words.words[word].only
            if tag == .none {
                let place = style | (index == range.lowerBound ? 1 : 0)
                let after2 = index + 2 < range.upperBound ? Int(tokens[index + 2].form) + 1 : 0
                let company = Company(
                    word: word, before: before, before2: before2, after: after, after2: after2, last: last, last2: last2
                )
                tag = best(company, place)
            }
            tokens[index].tag = tag
            last2 = last
            last = tag
            before2 = before
            before = word
            word = after
        }
    }

    /// A word with the forms around it and the tags before it, `last` the nearer.
    private struct Company {
        var word, before, before2, after, after2: Int
        var last, last2: Tag
    }

    private mutating func best(_ company: Company, _ place: UInt32) -> Tag {
        let key = TaggerStates.key(company.word, place, company.last)
        if states[states.place(of: key)].key != key { states.put(state(company, place, key)) }
        let slot = states.place(of: key)
        let before = words.words[company.before].row
        let after = words.words[company.after].row + TaggerWords.width
        var choice = Choice()
        for index in 0..<states[slot].count {
            let tag = states[slot].tags[index]
            choice.offer(tag, Int32(states[slot].scores[index]) + words.score(tag, before, after))
        }
        if choice.lead >= Self.enough { return choice.tag }
        return best(company, states[slot], before, after)
    }

    /// What a word and the tag before it add up to.
    private func state(_ company: Company, _ place: UInt32, _ key: UInt64) -> TaggerStates.State {
        let word = words.words[company.word]
        let first = Int(word.firstCandidate)
        var scores = InlineArray<128, Int16>(repeating: 0)
        if place == 0 {
            for index in first..<first + Int(word.candidateCount) {
                scores[words.candidates[index].tag.index] = words.candidates[index].score
            }
        } else {
            var own = InlineArray<29, UInt64>(repeating: 0)
            TaggerFeatures.own(words.features[company.word], place: place, into: &own)
            model.add(own, to: &scores)
        }
        var history = InlineArray<6, UInt64>(repeating: 0)
        TaggerFeatures.history(words.features[company.word], company.last, into: &history)
        model.add(history, to: &scores)
        var state = TaggerStates.State(
            key: key, count: Int(word.candidateCount), tags: .init(repeating: .none), scores: .init(repeating: 0))
        for index in 0..<Int(word.candidateCount) {
            let tag = words.candidates[first + index].tag
            state.tags[index] = tag
            state.scores[index] = scores[tag.index]
        }
        return state
    }

    /// The tag with everything looked at.
    @inline(never)
    private func best(_ company: Company, _ state: TaggerStates.State, _ before: Int, _ after: Int) -> Tag {
        var scores = InlineArray<128, Int16>(repeating: 0)
        let word = words.features[company.word]
        var keys = InlineArray<28, UInt64>(repeating: 0)
        TaggerFeatures.words(
            word, words.features[company.before], words.features[company.before2], words.features[company.after],
            words.features[company.after2], into: &keys)
        model.add(keys, to: &scores)
        var mixed = InlineArray<10, UInt64>(repeating: 0)
        TaggerFeatures.mixed(
            word, words.features[company.before], words.features[company.after], company.last, company.last2,
            into: &mixed)
        model.add(mixed, to: &scores)
        var choice = Choice()
        for index in 0..<state.count {
            let tag = state.tags[index]
            let near = Int32(state.scores[index]) + words.score(tag, before, after)
            choice.offer(tag, Int32(scores[tag.index]) + near)
        }
        return choice.tag
    }
}

/// The tag with the highest score, of equal ones the first offered.
private struct Choice {
    var tag = Tag.none
    private var score = Int32.min / 2
    private var second = Int32.min / 2

    /// By how much it leads; a lot where there is no other.
    var lead: Int32 { score - second }

    @inline(__always)
    mutating func offer(_ tag: Tag, _ score: Int32) {
        if score > self.score {
            second = self.score
            self.score = score
            self.tag = tag
        } else if score > second {
            second = score
        }
    }
}

extension Tag {
    /// Its place among 128 scores.
    var index: Int { Int(rawValue & 127) }
}
