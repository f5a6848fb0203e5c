import Language

/// What is counted rather than learned: the tags of known words, and how lemmas come from forms.
struct WordTables {
    /// Words seen less often are not in the dictionary.
    static let fewest = 3
    /// Words seen as often have no other tags than the dictionary's.
    static let certain = 20
    /// Tags with a smaller share of a word's occurrences are left out.
    static let leastShare = 0.003

    typealias Item = (key: UInt64, entry: [UInt8])

    private(set) var dictionary: [Item] = []
    private(set) var lemmas: [Item] = []
    private(set) var classes: [Item] = []

    /// Tables without a word.
    init() {}

    /// - Parameter words: what `News` has learned of words.
    init(corpus: Corpus, lexicon: Lexicon, words: [(word: [UInt8], entry: [UInt8])]) {
        let counts = TagCounts(corpus.sentences.indices, of: corpus)
        for (word, tags) in counts.tags {
            guard let entry = Self.entry(tags) else { continue }
            let isCertain = tags.values.reduce(0, +) >= Self.certain
            dictionary.append((TaggerModel.wordKey(word), [UInt8(entry.count) | (isCertain ? 0x80 : 0)] + entry))
        }
        dictionary.sort { $0.key < $1.key }
        lemmas = Self.lemmaRules(corpus)
        var entries = lexicon.numbers.mapValues { [0, 0, 0, 0, 0, $0] }
        for (word, entry) in words { entries[word] = entry + [lexicon.numbers[word] ?? 0] }
        classes = entries.map { (TaggerModel.wordKey($0.key), $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// A word's tags, the most frequent first; `nil` where it was seen too seldom.
    static func entry(_ counts: [Tag: Int]) -> [UInt8]? {
        let total = counts.values.reduce(0, +)
        guard total >= fewest else { return nil }
        return counts.filter { $0.value > 0 && Double($0.value) >= leastShare * Double(total) }
            .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .prefix(TaggerModel.mostChoices).map(\.key.rawValue)
    }

    /// Rules by tag and ending, the longest ending deciding; one that its shorter ending would give anyway is left out.
    private static func lemmaRules(_ corpus: Corpus) -> [Item] {
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

/// How often each word has each tag.
struct TagCounts {
    /// By spelling with digits alike.
    private(set) var tags: [[UInt8]: [Tag: Int]] = [:]

    init(_ sentences: some Sequence<Int>, of corpus: Corpus) {
        for sentence in sentences {
            for word in corpus.sentences[sentence] {
                tags[WordFeatures.plain(word.spelling), default: [:]][word.tag, default: 0] += 1
            }
        }
    }

    /// The tags of a word as the dictionary would have them without another part of the corpus.
    func entry(_ spelling: [UInt8], without part: TagCounts) -> [UInt8] {
        let plain = WordFeatures.plain(spelling)
        guard var counts = tags[plain] else { return [] }
        for (tag, count) in part.tags[plain] ?? [:] { counts[tag, default: 0] -= count }
        return WordTables.entry(counts) ?? []
    }
}
