import Glibc
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

    /// Reads CoNLL-U. Words whose tags are not in `Tag`'s table get the usual tag of their Penn tag.
    init(paths: [String]) throws(Failure) {
        for path in paths { try read(path) }
    }

    private mutating func read(_ path: String) throws(Failure) {
        guard let file = fopen(path, "r") else {
            throw Failure("\(path): cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var number = 0
        var sentence: [Word] = []
        while true {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            number += 1
            let bytes = UnsafeRawBufferPointer(start: line, count: length)
            let row = bytes.last == 0x0A ? bytes.dropLast() : bytes[...]
            if row.isEmpty {
                if !sentence.isEmpty { sentences.append(sentence) }
                sentence = []
            } else if row.first != UInt8(ascii: "#") {
                let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
                guard fields.count == 10 else {
                    throw Failure("\(path):\(number): \(fields.count) fields, not 10: no CoNLL-U")
                }
                guard !fields[0].contains(UInt8(ascii: "-")), !fields[0].contains(UInt8(ascii: ".")) else { continue }
                if let word = word(fields) { sentence.append(word) }
            }
        }
        if !sentence.isEmpty { sentences.append(sentence) }
    }

    private func word(_ fields: [Slice<UnsafeRawBufferPointer>]) -> Word? {
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
