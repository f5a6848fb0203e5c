import Language

/// What a lexicon says that words can be: which parts of speech, in which inflections.
///
/// A line is a lemma, a part of speech and the inflected forms, by commas; alternatives are divided by `/`.
struct Lexicon {
    /// Numbers from 1 by word; words with the same number can be the same.
    private(set) var numbers: [[UInt8]: UInt8] = [:]

    init(path: String) throws(Failure) {
        var kinds: [[UInt8]: Set<String>] = [:]
        for row in try Lines.read(path) {
            let fields = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard fields.count >= 2 else { throw Failure("\(path): expected LEMMA,PART OF SPEECH,FORMS…") }
            let part = String(decoding: fields[1], as: UTF8.self)
            kinds[WordFeatures.plain(Array(fields[0])), default: []].insert(part)
            for (place, forms) in fields.dropFirst(2).enumerated() {
                for form in forms.split(separator: UInt8(ascii: "/")) {
                    kinds[WordFeatures.plain(Array(form)), default: []].insert("\(part)\(place)")
                }
            }
        }
        var counts: [String: Int] = [:]
        for kinds in kinds.values { counts[Self.name(kinds), default: 0] += 1 }
        // The rarest kinds are told apart from unlisted words only.
        let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let ranks = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        for (word, kinds) in kinds {
            guard let rank = ranks[Self.name(kinds)] else { continue }
            numbers[word] = UInt8(min(rank + 1, 255))
        }
    }

    private static func name(_ kinds: Set<String>) -> String { kinds.sorted().joined(separator: " ") }
}
