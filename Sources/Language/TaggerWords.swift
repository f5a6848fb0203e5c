/// What the tagger keeps of word forms, worked out once a form: their features, the tags that they may have with the
/// scores that the word by itself gives them, and what they add to the scores of their neighbours.
///
/// Form 0 stands for what is outside of the sentence, form n + 1 is the vocabulary's form n.
struct TaggerWords {
    /// What is looked at at every word; small, so that many are at hand.
    struct Word {
        var firstCandidate: Int32 = 0
        /// Where its rows start; -1 where it has none.
        var rows: Int32 = -1
        var candidateCount: UInt8 = 0
        /// The tag of a word that has only one.
        var only = Tag.none
        var isKnown = false
        var isCapitalised = false
        var isSmall = false

        var row: Int { Int(rows) }
    }

    struct Candidate {
        var score: Int16
        var tag: Tag
    }

    /// The most tags that are told apart in a word: of one that the dictionary lacks, the best by the word itself.
    static let mostCandidates = 16
    static let width = TaggerModel.width
    /// Words that have rows at a time, each with some 200 bytes.
    static let mostWithRows = 1 << 16

    private let model: TaggerModel
    private let mostWithRows: Int
    private(set) var words: [Word] = []
    private(set) var features: [WordFeatures] = []
    /// The tags that forms may have, one form's behind the other's.
    private(set) var candidates: [Candidate] = []
    /// What words add to the scores of the word after and of the word before them, halved: two rows of `width` a word.
    private(set) var rows: [Int8] = []

    init(model: TaggerModel, mostWithRows: Int = mostWithRows) {
        self.model = model
        self.mostWithRows = mostWithRows
        reset()
    }

    /// Forgets all forms.
    mutating func reset() {
        words = [Word(isKnown: true)]
        features = [WordFeatures()]
        candidates.removeAll()
        rows.removeAll()
    }

    /// Makes sure that a sentence's words are known and have rows.
    mutating func prepare(_ tokens: Span<Token>, _ vocabulary: Vocabulary) {
        let missing = vocabulary.count + 1 - words.count
        if missing > 0 {
            words.append(contentsOf: repeatElement(Word(), count: missing))
            features.append(contentsOf: repeatElement(WordFeatures(), count: missing))
        }
        if rows.count / (2 * Self.width) + tokens.count >= mostWithRows { dropRows() }
        if words[0].rows < 0 { addRows(of: 0) }
        for index in tokens.indices {
            let form = Int(tokens[index].form) + 1
            if words[form].rows >= 0 { continue }
            if !words[form].isKnown { add(form, vocabulary) }
            addRows(of: form)
        }
    }

    private mutating func add(_ form: Int, _ vocabulary: Vocabulary) {
        let id = FormID(form - 1)
        let own = model.features(vocabulary.spelling(id), vocabulary.folded(id))
        features[form] = own
        words[form].isKnown = true
        words[form].only = own.only
        words[form].isCapitalised = own.isCapitalised
        words[form].isSmall = own.isSmall
        if own.only == .none { addCandidates(of: form) }
    }

    /// Those with the highest scores, the highest first, of equal ones the lower tag.
    private mutating func addCandidates(of form: Int) {
        var keys = InlineArray<29, UInt64>(repeating: 0)
        TaggerFeatures.own(features[form], place: 0, into: &keys)
        var scores = InlineArray<128, Int16>(repeating: 0)
        model.add(keys, to: &scores)
        var best = InlineArray<16, Candidate>(repeating: Candidate(score: 0, tag: .none))
        var count = 0
        model.eachChoice(of: features[form]) { tag in
            let score = scores[tag.index]
            var place = count
            if count == Self.mostCandidates {
                guard score > best[count - 1].score else { return }
                place -= 1
            } else {
                count += 1
            }
            while place > 0, best[place - 1].score < score {
                best[place] = best[place - 1]
                place -= 1
            }
            best[place] = Candidate(score: score, tag: tag)
        }
        words[form].firstCandidate = Int32(candidates.count)
        words[form].candidateCount = UInt8(count)
        for index in 0..<count { candidates.append(best[index]) }
    }

    private mutating func dropRows() {
        rows.removeAll(keepingCapacity: true)
        for form in words.indices { words[form].rows = -1 }
    }

    private mutating func addRows(of form: Int) {
        words[form].rows = Int32(rows.count)
        var scores = InlineArray<128, Int16>(repeating: 0)
        var before = InlineArray<7, UInt64>(repeating: 0)
        TaggerFeatures.before(features[form], into: &before)
        model.add(before, to: &scores)
        addRow(scores)
        scores = InlineArray<128, Int16>(repeating: 0)
        var after = InlineArray<8, UInt64>(repeating: 0)
        TaggerFeatures.after(features[form], into: &after)
        model.add(after, to: &scores)
        addRow(scores)
    }

    /// Through spans: to ask a borrowed array for an element copies all of it.
    private mutating func addRow(_ scores: borrowing InlineArray<128, Int16>) {
        let start = rows.count
        rows.append(contentsOf: repeatElement(0, count: Self.width))
        let scores = scores.span
        var rows = rows.mutableSpan
        for tag in 0..<Self.width { rows[start + tag] = Int8(clamping: scores[tag] >> 1) }
    }

    /// What the words on both sides, whose rows these are, add to a tag's score.
    @inline(__always)
    func score(_ tag: Tag, _ before: Int, _ after: Int) -> Int32 {
        (Int32(rows[before + tag.index]) + Int32(rows[after + tag.index])) << 1
    }
}
