/// Words with a number for each, in flat pieces over one text that holds the words: made in a tenth of the time that a
/// dictionary of arrays takes, since every run of the program makes it anew.
struct WordNumbers: Sendable {
    private struct Entry {
        var start: Int32
        var length: Int32
        var number: Int32
    }

    let text: [UInt8]
    private var entries: [Entry] = []
    /// By hash, the next where one is taken: an entry's number and one more; 0 where there is none. A power of two many,
    /// of which at most half are taken.
    private var slots: [Int32]

    init(of text: [UInt8]) {
        self.text = text
        slots = [Int32](repeating: 0, count: 1 << 12)
    }

    /// `nil` for a word that was not added.
    func number(of word: [UInt8]) -> Int? {
        let entry = slots[slot(of: word.span)]
        return entry == 0 ? nil : Int(entries[Int(entry) - 1].number)
    }

    /// Sets the number of the word that stands in a part of the text.
    ///
    /// - Parameter number: Its number from the one that it had, if any.
    mutating func set(_ part: Range<Int>, _ number: (Int?) -> Int) {
        let slot = slot(of: text.span.extracting(part))
        if slots[slot] > 0 {
            let entry = Int(slots[slot]) - 1
            entries[entry].number = Int32(number(Int(entries[entry].number)))
            return
        }
        entries.append(Entry(start: Int32(part.lowerBound), length: Int32(part.count), number: Int32(number(nil))))
        slots[slot] = Int32(entries.count)
        if 2 * entries.count > slots.count { grow() }
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: 2 * slots.count)
        for (index, entry) in entries.enumerated() {
            let slot = slot(of: text.span.extracting(Int(entry.start)..<Int(entry.start + entry.length)))
            slots[slot] = Int32(index + 1)
        }
    }

    /// The slot that a word has, or would get.
    private func slot(of word: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01B3 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] != 0, !isWord(entries[Int(slots[slot]) - 1], word) { slot = (slot + 1) & mask }
        return slot
    }

    private func isWord(_ entry: Entry, _ word: Span<UInt8>) -> Bool {
        guard Int(entry.length) == word.count else { return false }
        let start = Int(entry.start)
        return word.indices.allSatisfy { text[start + $0] == word[$0] }
    }
}

extension Array where Element == UInt8 {
    /// The parts of a range between separators, without empty ones.
    func parts(of range: Range<Int>, where isSeparator: (UInt8) -> Bool) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where isSeparator(self[index]) {
            if index > start { parts.append(start..<index) }
            start = index + 1
        }
        if range.upperBound > start { parts.append(start..<range.upperBound) }
        return parts
    }
}
