import RuleLanguage

/// Words with the atom of each: a hash table in three flat pieces, which are kept and read back as they are.
struct WordTable: Sendable {
    private struct Entry: BitwiseCopyable {
        /// Where the word stands in `text`.
        var start: UInt32
        var length: UInt32
        var atom: AtomID
    }

    private var text: [UInt8] = []
    private var entries: [Entry] = []
    /// By hash, the next where one is taken: an entry's number and one more; 0 where there is none. A power of two many,
    /// of which at most half are taken.
    private var slots: [UInt32] = []

    var isEmpty: Bool { entries.isEmpty }
    /// The lengths that words have, ascending.
    var lengths: [Int] { Set(entries.map { Int($0.length) }).sorted() }

    func atom(of word: Span<UInt8>) -> AtomID? {
        guard !slots.isEmpty else { return nil }
        let found = slots[slot(of: word)]
        return found == 0 ? nil : entries[Int(found) - 1].atom
    }

    /// Adds a word that is not in the table.
    mutating func add(_ word: [UInt8], _ atom: AtomID) {
        entries.append(Entry(start: UInt32(text.count), length: UInt32(word.count), atom: atom))
        text += word
        if 2 * entries.count > slots.count {
            slots = [UInt32](repeating: 0, count: max(16, 2 * slots.count))
            for number in entries.indices { file(number) }
        } else {
            file(entries.count - 1)
        }
    }

    private mutating func file(_ number: Int) {
        let start = Int(entries[number].start)
        let slot = slot(of: text.span.extracting(start..<start + Int(entries[number].length)))
        slots[slot] = UInt32(number + 1)
    }

    /// The slot that a word has, or would get.
    private func slot(of word: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01B3 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] != 0, !isWord(Int(slots[slot]) - 1, word) { slot = (slot + 1) & mask }
        return slot
    }

    private func isWord(_ number: Int, _ word: Span<UInt8>) -> Bool {
        let entry = entries[number]
        guard Int(entry.length) == word.count else { return false }
        let text = text.span.extracting(Int(entry.start)..<Int(entry.start + entry.length))
        return word.indices.allSatisfy { text[$0] == word[$0] }
    }
}

extension WordTable: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(flat: text)
        writer.write(flat: entries)
        writer.write(flat: slots)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        text = try reader.flat()
        entries = try reader.flat()
        slots = try reader.flat()
    }
}
