/// Finds entries of lexicons in a text, for the matcher's inner loop.
final class LexiconIndex: Sendable {
    private struct Lexicon: BitwiseCopyable {
        /// The bit of forms that alone are an entry.
        var single: Int32
        /// The trie's node for longer entries; -1 where there are none.
        var root: Int32
        /// The bit of forms that an entry in the trie can begin with; -1 where it need not be one.
        var opening: Int32
    }

    private let lexicons: FixedArray<Lexicon>
    private let trie: Trie

    init(_ lexicons: [LexiconTable.Lexicon], _ trie: Trie) {
        self.lexicons = FixedArray(
            lexicons.map { lexicon in
                Lexicon(single: lexicon.singleBit, root: lexicon.root ?? -1, opening: lexicon.openingBit)
            })
        self.trie = trie
    }

    /// The ends (token indices) of the entries of a lexicon that start at a token: shortest first, no repeats.
    func findEnds(
        of lexicon: Int, at start: Int, limit: Int, tags: Int?, in text: MatchText, into found: inout Pile<Int32>
    ) {
        found.removeAll()
        let lexicon = lexicons[lexicon]
        guard start < limit, tags.map({ text.hasTag(start, in: $0) }) ?? true else { return }
        if text.view.has(start, lexicon.single) { found.append(Int32(start + 1)) }
        guard lexicon.root >= 0, lexicon.opening < 0 || text.view.has(start, lexicon.opening) else { return }
        trie.walk(from: lexicon.root, at: start, limit: limit, in: text, into: &found)
        found.sortWithoutRepeats()
    }
}

extension Pile where Element: Comparable {
    /// Puts a few elements, which are nearly in order, in order.
    fileprivate mutating func sortWithoutRepeats() {
        var kept = 0
        for index in 0..<count {
            let element = self[index]
            var place = kept
            while place > 0, self[place - 1] > element { place -= 1 }
            if place > 0, self[place - 1] == element { continue }
            var last = kept
            while last > place {
                self[last] = self[last - 1]
                last -= 1
            }
            self[place] = element
            kept += 1
        }
        removeAll(from: kept)
    }
}
