import Language

/// Writes the tables of a model as `TaggerModel` reads them.
struct ModelFile {
    /// What an averaged weight of 1 becomes.
    static let scale = 32.0
    /// Entries are left out where no weight is larger than this.
    private static let least = 4
    /// How full the weights' buckets are.
    private static let load = 0.62

    private var entries: [UInt8] = [0]
    private var places: [[UInt8]: UInt32] = [:]

    /// The file's bytes.
    static func bytes(weights: [(key: UInt64, weights: [Double])], tables: WordTables) -> [UInt8] {
        var file = ModelFile()
        let quantised = weights.compactMap { key, weights -> (UInt64, [UInt8])? in
            let entry = entry(weights)
            return entry.isEmpty ? nil : (key, entry)
        }
        let buckets = file.buckets(quantised)
        let slots = [tables.dictionary, tables.lemmas, tables.classes].map { file.table($0) }
        var bytes: [UInt8] = []
        func put(_ number: UInt32) {
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
        }
        put(TaggerModel.magic)
        put(UInt32(Tag.all.count))
        put(UInt32(buckets.count / 3))
        for table in slots { put(UInt32(table.count)) }
        for _ in 0..<2 { put(0) }
        for number in ([buckets] + slots).joined() {
            put(UInt32(truncatingIfNeeded: number))
            put(UInt32(truncatingIfNeeded: number >> 32))
        }
        return bytes + file.entries
    }

    /// A count, then pairs of a tag and its weight, or where these are many the weights of all tags; nothing where all
    /// weights are small.
    private static func entry(_ weights: [Double]) -> [UInt8] {
        var entry: [UInt8] = []
        var row = [UInt8](repeating: 0, count: TaggerModel.width)
        for (tag, weight) in weights.enumerated() {
            let value = Int8(max(-127, min(127, (weight * scale).rounded())))
            guard abs(value) > least else { continue }
            entry += [UInt8(tag), UInt8(bitPattern: value)]
            row[tag] = UInt8(bitPattern: value)
        }
        if entry.count / 2 >= TaggerModel.fewestInRow { return [TaggerModel.row] + row }
        return entry.isEmpty ? [] : [UInt8(entry.count / 2)] + entry
    }

    /// The buckets of the weights' table, three numbers each.
    private mutating func buckets(_ items: [(UInt64, [UInt8])]) -> [UInt64] {
        let count = Int(Double(items.count) / Self.load / 4) + 4
        var buckets = [UInt64](repeating: 0, count: count * 3)
        for (key, entry) in items {
            let home = TaggerModel.bucket(key, UInt32(count))
            var bucket = Int(home.bucket)
            while buckets[bucket * 3] >> 48 != 0 { bucket = (bucket + 1) % count }
            let checks = buckets[bucket * 3]
            let lane = checks == 0 ? 0 : (63 - checks.leadingZeroBitCount) / 16 + 1
            buckets[bucket * 3] |= home.check << UInt64(lane * 16)
            buckets[bucket * 3 + 1 + lane / 2] |= UInt64(place(of: entry)) << UInt64(lane % 2 * 32)
        }
        return buckets
    }

    /// The slots of a table.
    private mutating func table(_ items: [WordTables.Item]) -> [UInt64] {
        let count = UInt32(items.count + items.count / 3 + 8)
        var slots = [UInt64](repeating: 0, count: Int(count))
        for item in items {
            let home = TaggerModel.place(item.key, count)
            var slot = Int(home.slot)
            while slots[slot] != 0 { slot = (slot + 1) % slots.count }
            slots[slot] = UInt64(home.check) << 32 | UInt64(place(of: item.entry))
        }
        return slots
    }

    /// Where an entry stands; equal ones are stored once.
    private mutating func place(of entry: [UInt8]) -> UInt32 {
        if let place = places[entry] { return place }
        let place = UInt32(entries.count)
        places[entry] = place
        entries += entry
        return place
    }
}
