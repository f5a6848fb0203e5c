/// Words with a number for each: a hash table in three flat pieces, over one text that holds the words. It is made in a
/// tenth of the time that a dictionary of arrays takes, and can be kept and had back as it is.
package struct WordNumbers: Sendable {
    package struct Entry: BitwiseCopyable, Sendable {
        /// Where the word stands in `text`.
        var start: UInt32
        package fileprivate(set) var length: UInt32
        package fileprivate(set) var number: Int32
    }

    package private(set) var text: [UInt8]
    /// In the order in which they were added.
    package private(set) var entries: [Entry] = []
    /// By hash, the next where one is taken: an entry's number and one more; 0 where there is none. None or a power of two
    /// many, of which at most half are taken.
    package private(set) var slots: [UInt32]

    /// No words, with room for some thousand that stand in a text.
    init(of text: [UInt8]) {
        self.text = text
        slots = [UInt32](repeating: 0, count: 1 << 12)
    }

    /// No words.
    package init() { (text, slots) = ([], []) }

    /// What `text`, `entries` and `slots` were of another.
    package init(text: [UInt8], entries: [Entry], slots: [UInt32]) {
        (self.text, self.entries, self.slots) = (text, entries, slots)
    }

    /// `nil` for a word that was not added.
    package func number(of word: Span<UInt8>) -> Int? {
        guard !slots.isEmpty else { return nil }
        let entry = slots[slot(of: word)]
        return entry == 0 ? nil : Int(entries[Int(entry) - 1].number)
    }

    /// The word of one of the entries.
    package func word(_ entry: Entry) -> [UInt8] { Array(text[Int(entry.start)..<Int(entry.start + entry.length)]) }

    /// Adds a word that is not there, with its number.
    package mutating func add(_ word: [UInt8], _ number: Int) {
        let start = text.count
        text += word
        append(start..<text.count, number)
        if 2 * entries.count <= slots.count { slots[slot(of: word.span)] = UInt32(entries.count) } else { grow() }
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
        append(part, number(nil))
        slots[slot] = UInt32(entries.count)
        if 2 * entries.count > slots.count { grow() }
    }

    private mutating func append(_ part: Range<Int>, _ number: Int) {
        entries.append(Entry(start: UInt32(part.lowerBound), length: UInt32(part.count), number: Int32(number)))
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: max(16, 2 * slots.count))
        for (index, entry) in entries.enumerated() {
            let start = Int(entry.start)
            let slot = slot(of: text.span.extracting(start..<start + Int(entry.length)))
            slots[slot] = UInt32(index + 1)
        }
    }

    /// The slot that a word has, or would get; there are slots.
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
