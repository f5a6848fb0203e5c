import Language

/// A word of a treebank: its spellings, its tag, its lemma.
struct Word {
    var spelling: [UInt8]
    var folded: [UInt8]
    var tag: Tag
    /// In small letters.
    var lemma: [UInt8]
}

/// Sentences with the tags that people gave them.
struct Corpus {
    private(set) var sentences: [[Word]] = []
    /// The number of the document that each sentence belongs to.
    private(set) var documents: [Int] = []
    private var document = 0

    /// Reads CoNLL-U. Words whose tags are not in `Tag`'s table get the usual tag of their Penn tag.
    init(paths: [String]) throws(Failure) {
        for path in paths { try read(path) }
    }

    private mutating func read(_ path: String) throws(Failure) {
        var sentence: [Word] = []
        for (number, row) in try Lines.read(path).enumerated() {
            if row.isEmpty {
                add(sentence)
                sentence = []
            } else if row.starts(with: "# newdoc".utf8) {
                document += 1
            } else if row.first != UInt8(ascii: "#") {
                let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
                guard fields.count == 10 else {
                    throw Failure("\(path):\(number + 1): \(fields.count) fields, not 10: no CoNLL-U")
                }
                guard !fields[0].contains(UInt8(ascii: "-")), !fields[0].contains(UInt8(ascii: ".")) else { continue }
                if let word = word(fields) { sentence.append(word) }
            }
        }
        add(sentence)
        document += 1
    }

    private mutating func add(_ sentence: [Word]) {
        guard !sentence.isEmpty else { return }
        sentences.append(sentence)
        documents.append(document)
    }

    private func word(_ fields: [ArraySlice<UInt8>]) -> Word? {
        let penn = String(decoding: fields[4], as: UTF8.self)
        let universal = String(decoding: fields[3], as: UTF8.self)
        guard let tag = Tag(penn: penn, universal: universal) ?? Tag(penn: penn) else { return nil }
        let spelling = Folding.typographic(Array(fields[1]))
        return Word(
            spelling: spelling, folded: Folding.lowercased(spelling), tag: tag,
            lemma: Folding.lowercased(Folding.typographic(Array(fields[2]))))
    }
}

/// What stops the program, for people.
struct Failure: Error {
    var message: String
    init(_ message: String) { self.message = message }
}
