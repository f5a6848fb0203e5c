import Articles

extension Reader {
    /// Tokens and sentences as the article's annotation gives them; the blocks are the layout's.
    func given(_ annotation: Annotation, _ text: [UInt8], _ layout: Layout) -> GivenWords {
        var words = GivenWords()
        var block = 0
        for sentence in annotation.sentences where !sentence.isEmpty {
            let first = words.tokens.count
            let isTagged = annotation.words[sentence].contains { $0.universal != nil || $0.penn != nil }
            for word in annotation.words[sentence] {
                let start = words.tokens.count
                words.add(word, text, vocabulary, isTagged: isTagged)
                let range = word.range
                while block < layout.blocks.count, layout.blocks[block].range.upperBound <= range.lowerBound {
                    block += 1
                }
                if block < layout.blocks.count {
                    words.blocks[block] = (words.blocks[block] ?? start..<start).lowerBound..<start + 1
                }
            }
            let own = layout.blocks.isEmpty ? nil : layout.blocks[min(block, layout.blocks.count - 1)]
            words.sentences.append(
                Sentence(
                    tokens: first..<words.tokens.count, paragraph: own?.paragraph ?? 1, zone: own?.zone ?? .body))
        }
        return words
    }
}

/// An annotation in this program's terms.
struct GivenWords {
    var tokens: [Token] = []
    var sentences: [Sentence] = []
    /// Tokens that may be quotation marks.
    var quotes: [Int] = []
    /// By token; `nil` where none was given.
    var lemmas: [[UInt8]?] = []
    /// By block of the layout.
    var blocks: [Int: Range<Int>] = [:]

    mutating func add(_ word: Annotation.Word, _ text: [UInt8], _ vocabulary: Vocabulary, isTagged: Bool) {
        let bytes = Array(word.form.utf8)
        var token = Token(
            start: UInt32(word.range.lowerBound), end: UInt32(word.range.upperBound), form: vocabulary.intern(bytes))
        if isTagged { token.tag = Tag(word) }
        let before = word.range.lowerBound > 0 ? text[word.range.lowerBound - 1] : 0x20
        if before <= 0x20 { token.flags.insert(.spaceBefore) }
        let isMark = word.form.unicodeScalars.allSatisfy {
            !$0.properties.isAlphabetic && $0.properties.numericType == nil
        }
        if isMark, word.universal == nil || word.universal == "PUNCT" || word.universal == "SYM" {
            token.flags.insert(.punctuation)
        }
        if Self.quotes.contains(String(decoding: text[word.range], as: UTF8.self)) { quotes.append(tokens.count) }
        tokens.append(token)
        lemmas.append(word.lemma.map { Array($0.utf8) })
    }

    private static let quotes: Set<String> = [
        "\"", "'", "''", "``", "`", "“", "”", "„", "‟", "‘", "’", "‚", "‛", "«", "»",
    ]
}

extension Tag {
    /// The tag that a word was given: by both its tags, by the Penn tag, or by the universal tag and the features.
    init(_ word: Annotation.Word) {
        let universal = word.universal ?? ""
        let penn = word.penn ?? ""
        let tag =
            Tag(penn: penn, universal: universal) ?? Tag(penn: penn)
            ?? Tag(penn: Self.penn(universal, word), universal: universal) ?? Tag(penn: Self.penn(universal, word))
        self = tag ?? Tag(penn: "FW") ?? .none
    }

    /// The Penn tag that goes with a universal tag and features.
    private static func penn(_ universal: String, _ word: Annotation.Word) -> String {
        let features = Set((word.features ?? "").split(separator: "|").map(String.init))
        let isPlural = features.contains("Number=Plur")
        switch universal {
        case "NOUN": return isPlural ? "NNS" : "NN"
        case "PROPN": return isPlural ? "NNPS" : "NNP"
        case "VERB", "AUX": return verb(features, word)
        case "ADJ": return features.contains("Degree=Cmp") ? "JJR" : features.contains("Degree=Sup") ? "JJS" : "JJ"
        case "ADV": return features.contains("PronType=Int") ? "WRB" : "RB"
        case "PRON":
            if features.contains("PronType=Int") || features.contains("PronType=Rel") { return "WP" }
            return features.contains("Poss=Yes") ? "PRP$" : features.contains("PronType=Dem") ? "DT" : "PRP"
        case "DET": return features.contains("PronType=Int") ? "WDT" : "DT"
        case "ADP", "SCONJ": return "IN"
        case "CCONJ": return "CC"
        case "NUM": return "CD"
        case "INTJ": return "UH"
        case "SYM": return word.form == "$" ? "$" : "SYM"
        case "PART": return word.form.lowercased() == "to" ? "TO" : word.form.hasSuffix("t") ? "RB" : "POS"
        case "PUNCT": return mark(word.form)
        default: return "FW"
        }
    }

    private static func verb(_ features: Set<String>, _ word: Annotation.Word) -> String {
        if features.contains("VerbType=Mod") { return "MD" }
        if features.contains("VerbForm=Ger") || features.contains("Tense=Pres") && features.contains("VerbForm=Part") {
            return "VBG"
        }
        if features.contains("VerbForm=Part") { return "VBN" }
        if features.contains("Tense=Past") { return "VBD" }
        if features.contains("VerbForm=Fin") {
            return features.contains("Person=3") && features.contains("Number=Sing") ? "VBZ" : "VBP"
        }
        return "VB"
    }

    private static func mark(_ form: String) -> String {
        switch form {
        case ".", "!", "?", "…": "."
        case ",": ","
        case "(", "[", "{": "-LRB-"
        case ")", "]", "}": "-RRB-"
        case "“", "``", "«", "„": "``"
        case "”", "''", "\"", "»", "’", "'": "''"
        case "-": "HYPH"
        default: ":"
        }
    }
}
