/// Gives words tags: an averaged perceptron that goes through a sentence from left to right, with a dictionary of the
/// tags that known words have.
///
/// What depends on a form only is worked out once a form: its features, the tags that it may have with the scores that
/// the word by itself gives them, and for known words what they add to the scores of their neighbours. Belongs to a
/// vocabulary.
package final class Tagger {
    private let model: TaggerModel
    private var forms: [Form] = []
    /// The tags that forms may have, one form's behind the other's.
    private var candidates: [Candidate] = []
    /// What known words add to the scores of the word after and of the word before them: two rows of `Rows.width` a word.
    private var rows: [Int16] = []
    private var generation = 0
    private var scores = InlineArray<128, Int32>(repeating: 0)

    private struct Form {
        var features = WordFeatures()
        var firstCandidate: Int32 = 0
        var candidateCount: Int32 = 0
        /// Number of its rows; -1 where it has none.
        var rows: Int32 = -1
        var isKnown = false
    }

    private struct Candidate {
        var score: Int32
        var tag: UInt8
    }

    /// The most tags that are told apart in a word that the dictionary lacks: the best by the word itself.
    private static let mostCandidates = 16
    private static let width = 96
    /// A lead that what is not looked at yet hardly ever turns: on EWT (development part), with it or without, the same
    /// accuracy to less than a tenth of a percent.
    private static let enough: Int32 = 500

    package init(model: TaggerModel) {
        self.model = model
        reset()
    }

    /// Form 0 stands for what is outside of the sentence, form n + 1 is the vocabulary's form n.
    private func reset() {
        forms = [Form()]
        forms[0].isKnown = true
        candidates.removeAll()
        rows.removeAll()
        addRows(of: 0)
    }

    /// Fills in the tags of the words in `range`, a sentence.
    func tag(_ tokens: inout [Token], _ range: Range<Int>, _ vocabulary: Vocabulary) {
        prepare(tokens, range, vocabulary)
        let style = TaggerFeatures.place(
            isFirst: false,
            capitals: range.count { forms[Int(tokens[$0].form) + 1].features.isCapitalised },
            small: range.count { forms[Int(tokens[$0].form) + 1].features.isSmall })
        var last = Tag.none
        var last2 = Tag.none
        for index in range {
            let word = Int(tokens[index].form) + 1
            var tag = forms[word].features.only
            if tag == .none {
                let place = style | (index == range.lowerBound ? 1 : 0)
                let before = index > range.lowerBound ? Int(tokens[index - 1].form) + 1 : 0
                let before2 = index > range.lowerBound + 1 ? Int(tokens[index - 2].form) + 1 : 0
                let after = index + 1 < range.upperBound ? Int(tokens[index + 1].form) + 1 : 0
                let after2 = index + 2 < range.upperBound ? Int(tokens[index + 2].form) + 1 : 0
                tag = best(word, place, before, before2, after, after2, last, last2)
            }
            tokens[index].tag = tag
            last2 = last
            last = tag
        }
    }

    private func best(
        _ word: Int, _ place: UInt32, _ before: Int, _ before2: Int, _ after: Int, _ after2: Int, _ last: Tag,
        _ last2: Tag
    ) -> Tag {
        forms.withUnsafeBufferPointer { forms in
            // The indices are those of forms that `prepare` has made.
            let own = unsafe forms[word]
            start(own, place)
            addNeighbour(unsafe forms[before], own, isBefore: true)
            addNeighbour(unsafe forms[after], own, isBefore: false)
            var near = InlineArray<8, UInt64>(repeating: 0)
            unsafe TaggerFeatures.near(
                own.features, forms[before].features, forms[after].features, last, last2, into: &near)
            model.add(near, to: &scores)
            let (first, lead) = winner(own)
            if lead >= Self.enough { return first }
            var rest = InlineArray<36, UInt64>(repeating: 0)
            unsafe TaggerFeatures.rest(
                own.features, forms[before].features, forms[before2].features, forms[after].features,
                forms[after2].features, last, last2, into: &rest)
            model.add(rest, to: &scores)
            return winner(own).tag
        }
    }

    /// Sets the scores that the word by itself gives its candidates. Those of other tags stay what they were: nobody
    /// reads them.
    private func start(_ form: Form, _ place: UInt32) {
        if place != 0 {
            for candidate in slice(form) { scores[Int(candidate.tag & 127)] = 0 }
            var keys = InlineArray<29, UInt64>(repeating: 0)
            TaggerFeatures.own(form.features, place: place, into: &keys)
            model.add(keys, to: &scores)
        } else {
            for candidate in slice(form) { scores[Int(candidate.tag & 127)] = candidate.score }
        }
    }

    private func slice(_ form: Form) -> ArraySlice<Candidate> {
        candidates[Int(form.firstCandidate)..<Int(form.firstCandidate + form.candidateCount)]
    }

    /// Adds what a neighbour by itself says to the scores: of its rows, or worked out here where it has none.
    private func addNeighbour(_ form: Form, _ own: Form, isBefore: Bool) {
        if form.rows >= 0 {
            let row = (Int(form.rows) * 2 + (isBefore ? 0 : 1)) * Self.width
            for candidate in slice(own) {
                scores[Int(candidate.tag & 127)] &+= Int32(rows[row + Int(candidate.tag)])
            }
        } else if isBefore {
            var keys = InlineArray<7, UInt64>(repeating: 0)
            TaggerFeatures.before(form.features, into: &keys)
            model.add(keys, to: &scores)
        } else {
            var keys = InlineArray<8, UInt64>(repeating: 0)
            TaggerFeatures.after(form.features, into: &keys)
            model.add(keys, to: &scores)
        }
    }

    /// The candidate with the highest score, of equal ones the first, and by how much it leads.
    private func winner(_ form: Form) -> (tag: Tag, lead: Int32) {
        var best: UInt8 = 0
        var score = Int32.min / 2
        var second = score
        for candidate in slice(form) {
            let own = scores[Int(candidate.tag & 127)]
            if own > score {
                best = candidate.tag
                second = score
                score = own
            } else if own > second {
                second = own
            }
        }
        return (Tag(rawValue: best), score - second)
    }
}

// MARK: Once a form

extension Tagger {
    /// Works out what is kept of forms that are new.
    private func prepare(_ tokens: [Token], _ range: Range<Int>, _ vocabulary: Vocabulary) {
        if generation != vocabulary.generation {
            reset()
            generation = vocabulary.generation
        }
        if forms.count <= vocabulary.count {
            forms.append(contentsOf: repeatElement(Form(), count: vocabulary.count + 1 - forms.count))
        }
        for index in range {
            let form = Int(tokens[index].form) + 1
            if forms[form].isKnown { continue }
            forms[form].isKnown = true
            forms[form].features = model.features(
                vocabulary.spelling(tokens[index].form), vocabulary.folded(tokens[index].form))
            if forms[form].features.isListed { addRows(of: form) }
            if forms[form].features.only == .none { addCandidates(of: form) }
        }
    }

    private func addCandidates(of form: Int) {
        var keys = InlineArray<29, UInt64>(repeating: 0)
        TaggerFeatures.own(forms[form].features, place: 0, into: &keys)
        var scores = InlineArray<128, Int32>(repeating: 0)
        model.add(keys, to: &scores)
        let first = candidates.count
        let choices = model.choices(of: forms[form].features)
        for tag in choices {
            let candidate = Candidate(score: scores[Int(tag.rawValue & 127)], tag: tag.rawValue)
            if choices.count > Self.mostCandidates {
                insert(candidate, from: first)
            } else {
                candidates.append(candidate)
            }
        }
        forms[form].firstCandidate = Int32(first)
        forms[form].candidateCount = Int32(candidates.count - first)
    }

    /// Puts a candidate among those from an index on, in the order of their tags; where there are too many, the one
    /// with the lowest score goes, of equal ones the last.
    private func insert(_ candidate: Candidate, from first: Int) {
        var place = candidates.count
        while place > first, candidates[place - 1].tag > candidate.tag { place -= 1 }
        candidates.insert(candidate, at: place)
        guard candidates.count - first > Self.mostCandidates else { return }
        var worst = first
        for index in first..<candidates.count where candidates[index].score <= candidates[worst].score { worst = index }
        candidates.remove(at: worst)
    }

    private func addRows(of form: Int) {
        forms[form].rows = Int32(rows.count / (2 * Self.width))
        var before = InlineArray<7, UInt64>(repeating: 0)
        TaggerFeatures.before(forms[form].features, into: &before)
        addRow { model.add(before, to: &$0) }
        var after = InlineArray<8, UInt64>(repeating: 0)
        TaggerFeatures.after(forms[form].features, into: &after)
        addRow { model.add(after, to: &$0) }
    }

    private func addRow(_ fill: (inout InlineArray<128, Int32>) -> Void) {
        var scores = InlineArray<128, Int32>(repeating: 0)
        fill(&scores)
        for tag in 0..<Self.width { rows.append(Int16(truncatingIfNeeded: scores[tag])) }
    }
}
