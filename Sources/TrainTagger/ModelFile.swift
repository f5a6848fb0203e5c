import Language

/// Writes the tables of a model as `TaggerModel` reads them.
struct ModelFile {
    /// What an averaged weight of 1 becomes.
    static let scale = 10.0

    private var entries: [UInt8] = [0]
    private var places: [[UInt8]: UInt32] = [:]

    /// The file's bytes.
    static func bytes(
        weights: [(key: UInt64, weights: [Double])], tables: WordTables
    ) -> [UInt8] {
        var file = ModelFile()
        let quantised = weights.compactMap { key, weights -> (UInt64, [UInt8])? in
            var entry: [UInt8] = []
            for (tag, weight) in weights.enumerated() {
                let value = Int8(max(-127, min(127, (weight * scale).rounded())))
                if abs(value) > 1 { entry += [UInt8(tag), UInt8(bitPattern: value)] }
            }
            return entry.isEmpty ? nil : (key, [UInt8(entry.count / 2)] + entry)
        }
        let slots = [
            file.table(quantised), file.table(tables.dictionary.map { ($0.key, $0.entry) }),
            file.table(tables.lemmas.map { ($0.key, $0.entry) }),
        ]
        var bytes: [UInt8] = []
        func put(_ number: UInt32) {
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
        }
        put(TaggerModel.magic)
        put(UInt32(Tag.all.count))
        for table in slots { put(UInt32(table.count)) }
        for _ in 0..<3 { put(0) }
        for slot in slots.joined() {
            put(UInt32(truncatingIfNeeded: slot))
            put(UInt32(truncatingIfNeeded: slot >> 32))
        }
        return bytes + file.entries
    }

    /// The slots of a table; equal entries are stored once.
    private mutating func table(_ items: [(UInt64, [UInt8])]) -> [UInt64] {
        let count = UInt32(items.count + items.count / 3 + 8)
        var slots = [UInt64](repeating: 0, count: Int(count))
        for (key, entry) in items {
            let place = places[entry] ?? UInt32(entries.count)
            if places.updateValue(place, forKey: entry) == nil { entries += entry }
            let home = TaggerModel.place(key, count)
            var slot = Int(home.slot)
            while slots[slot] != 0 { slot = (slot + 1) % slots.count }
            slots[slot] = UInt64(home.check) << 32 | UInt64(place)
        }
        return slots
    }
}
