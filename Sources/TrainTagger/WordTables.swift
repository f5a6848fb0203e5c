import Language

/// What is counted rather than learned: the tags of known words, and how lemmas come from forms.
struct WordTables {
    /// Words seen less often are not in the dictionary.
    static let fewest = 3
    /// Words seen as often have no other tags than the dictionary's.
    static let certain = 20
    /// Tags with a smaller share of a word's occurrences are left out.
    static let leastShare = 0.003

    private(set) var dictionary: [(key: UInt64, entry: [UInt8])] = []
    private(set) var lemmas: [(key: UInt64, entry: [UInt8])] = []

    init(corpus: Corpus) {
        var tags: [[UInt8]: [Tag: Int]] = [:]
        for word in corpus.sentences.joined() {
            let plain = word.spelling.map { (0x30...0x39).contains($0) ? 0x30 : $0 }
            tags[plain, default: [:]][word.tag, default: 0] += 1
        }
        for (word, counts) in tags {
            let total = counts.values.reduce(0, +)
            guard total >= Self.fewest else { continue }
            let kept = counts.filter { Double($0.value) >= Self.leastShare * Double(total) }
                .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
                .prefix(TaggerModel.mostChoices).map(\.key.rawValue)
            let isCertain = total >= Self.certain
            dictionary.append((TaggerModel.dictionaryKey(word), [UInt8(kept.count) | (isCertain ? 0x80 : 0)] + kept))
        }
        dictionary.sort { $0.key < $1.key }
        lemmas = Self.lemmaRules(corpus)
    }

    /// Rules by tag and ending, the longest ending deciding; one that its shorter ending would give anyway is left out.
    private static func lemmaRules(_ corpus: Corpus) -> [(key: UInt64, entry: [UInt8])] {
        var counts: [LemmaEnding: [[UInt8]: Int]] = [:]
        for word in corpus.sentences.joined() {
            let rule = LemmaEnding.rule(from: word.folded, to: word.lemma)
            for ending in LemmaEnding.all(of: word.folded, word.tag) {
                counts[ending, default: [:]][rule, default: 0] += 1
            }
        }
        var best: [LemmaEnding: [UInt8]] = [:]
        for (ending, rules) in counts {
            let total = rules.values.reduce(0, +)
            // A whole word must have been seen twice, an ending in three places, to be a rule.
            guard total >= (ending.isWhole ? 1 : 2) || ending.bytes.isEmpty else { continue }
            best[ending] =
                rules.max {
                    ($0.value, $1.key.count, $1.key.description) < ($1.value, $0.key.count, $0.key.description)
                }?.key
        }
        return best.filter { ending, rule in
            var shorter = ending.shorter
            while let next = shorter {
                if let known = best[next] { return known != rule }
                shorter = next.shorter
            }
            return true
        }.map { ($0.key.hash, $0.value) }.sorted { $0.0 < $1.0 }
    }
}
