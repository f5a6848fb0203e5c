/// What was learned of words, as a file between the two steps of training: a word a line, behind it the five bytes of
/// its entry as numbers.
enum WordFile {
    static func bytes(_ words: [(word: [UInt8], entry: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (word, entry) in words {
            bytes += word
            for number in entry { bytes += Array("\t\(number)".utf8) }
            bytes.append(0x0A)
        }
        return bytes
    }

    static func read(_ path: String) throws(Failure) -> [(word: [UInt8], entry: [UInt8])] {
        var words: [(word: [UInt8], entry: [UInt8])] = []
        for row in try Lines.read(path) {
            let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
            let entry = fields.dropFirst().compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
            guard fields.count == 6, entry.count == 5 else {
                throw Failure("\(path):\(words.count + 1): expected a word and five numbers up to 255")
            }
            words.append((Array(fields[0]), entry))
        }
        return words
    }
}
