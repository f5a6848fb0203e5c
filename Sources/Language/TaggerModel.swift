import CResources

/// The trained model as it lies in the binary: hash tables over lists of small numbers, read in place.
///
/// Little-endian throughout: a header of eight 32-bit numbers, then the weights' table, three tables of 64-bit slots
/// (`dictionary`, `lemmas`, `classes`), then the bytes that they all point into.
package struct TaggerModel: Sendable {
    package static let magic: UInt32 = 0x3347_5448
    package static let headerBytes = 32
    /// Room for every tag.
    package static let width = 96
    /// The number of pairs that stands before a feature's weights where there is one for each of `width` tags, in a row: for
    /// features with this many of them and more, which are added up many at a time.
    package static let row: UInt8 = 0xFF
    package static let fewestInRow = 24
    /// The most tags that the dictionary gives a word.
    package static let mostChoices = 8

    /// A table of slots: the key's check in the upper 32 bits, the place of its entry in the lower; 0 where free.
    package struct Table: Sendable {
        let start: Int
        package let count: UInt32
    }

    // The model's bytes are a constant of the program (or, in the trainer, are never freed), and every read is checked
    // against their number where a place is computed from them.
    private nonisolated(unsafe) let bytes: UnsafeRawPointer
    package let size: Int
    private let buckets: Buckets
    package let dictionary: Table
    package let lemmas: Table
    package let classes: Table
    private let entries: Int

    /// The model that is built in; `nil` where its bytes are no model of this version.
    package static let builtIn: TaggerModel? = {
        var size = 0
        guard let bytes = unsafe hearsay_tagger_model(&size) else { return nil }
        return unsafe TaggerModel(bytes: UnsafeRawPointer(bytes), size: size)
    }()

    package init?(bytes: UnsafeRawPointer, size: Int) {
        guard size >= Self.headerBytes else { return nil }
        let header = (0..<8).map {
            unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
        }
        guard header[0] == Self.magic, header[1] == Tag.all.count, header[2...5].allSatisfy({ $0 > 0 }) else {
            return nil
        }
        unsafe self.bytes = bytes
        self.size = size
        buckets = Buckets(start: Self.headerBytes, count: header[2])
        dictionary = Table(start: buckets.end, count: header[3])
        lemmas = Table(start: dictionary.start + Int(header[3]) * 8, count: header[4])
        classes = Table(start: lemmas.start + Int(header[4]) * 8, count: header[5])
        entries = classes.start + Int(header[5]) * 8
        guard entries < size else { return nil }
    }

    /// Where a key's home slot is and what its check is.
    package static func place(_ key: UInt64, _ count: UInt32) -> (slot: UInt32, check: UInt32) {
        let slot = ((key & 0xFFFF_FFFF) &* UInt64(count)) >> 32
        return (UInt32(truncatingIfNeeded: slot), UInt32(truncatingIfNeeded: key >> 32) | 1)
    }

    /// The place of a key's entry among the entries; `nil` where the table lacks it.
    package func find(_ key: UInt64, in table: Table) -> Int? {
        var (index, check) = Self.place(key, table.count)
        while true {
            let value = slot(index, in: table)
            if value == 0 { return nil }
            if UInt32(truncatingIfNeeded: value >> 32) == check { return Int(value & 0xFFFF_FFFF) }
            index += 1
            if index == table.count { index = 0 }
        }
    }

    /// A slot; `index` is below the table's count, which was checked against the model's size.
    private func slot(_ index: UInt32, in table: Table) -> UInt64 {
        unsafe bytes.loadUnaligned(fromByteOffset: table.start &+ Int(index) &* 8, as: UInt64.self)
    }

    /// A byte of the entries; 0 beyond their end.
    @inline(__always)
    package func byte(_ index: Int) -> UInt8 {
        let at = entries &+ index
        return at < size ? unsafe bytes.load(fromByteOffset: at, as: UInt8.self) : 0
    }

    /// As many bytes of the entries as the one at `index` says.
    func list(at index: Int, mask: UInt8 = 0xFF) -> [UInt8] {
        (0..<Int(byte(index) & mask)).map { byte(index + 1 + $0) }
    }
}

// MARK: Weights

extension TaggerModel {
    /// The weights' table: buckets of four features, each of three 64-bit numbers: four checks of 16 bits, 0 where free,
    /// then the four places of their entries.
    ///
    /// What is found is nearly always right: two features share a check and a bucket once in some ten thousand.
    package struct Buckets: Sendable {
        let start: Int
        let count: UInt32

        var end: Int { start + Int(count) * 24 }
    }

    /// The bucket that a feature is looked for in first, and its check.
    @inline(__always)
    package static func bucket(_ key: UInt64, _ count: UInt32) -> (bucket: UInt32, check: UInt64) {
        let bucket = ((key & 0xFFFF_FFFF) &* UInt64(count)) >> 32
        return (UInt32(truncatingIfNeeded: bucket), (key >> 48) | 1)
    }

    /// Adds the features' weights to the tags' scores. Weights have 8 bits, so that those of 256 features have room.
    ///
    /// First all buckets are read, then the starts of all entries, then the entries: what waits for memory does not wait
    /// one behind the other.
    @inline(__always)
    func add<let count: Int>(
        _ keys: borrowing InlineArray<count, UInt64>, to scores: inout InlineArray<128, Int16>
    ) {
        var checks = InlineArray<count, UInt64>(repeating: 0)
        for index in 0..<count { checks[index] = self.checks(Self.bucket(keys[index], buckets.count).bucket) }
        var places = InlineArray<count, Int>(repeating: 0)
        var found = 0
        for index in 0..<count {
            guard let place = find(keys[index], from: checks[index]) else { continue }
            places[found] = place
            found &+= 1
        }
        var lengths = InlineArray<count, UInt8>(repeating: 0)
        for index in 0..<found { lengths[index] = byte(places[index]) }
        for index in 0..<found {
            if lengths[index] == Self.row {
                addRow(places[index] &+ 1, to: &scores)
            } else {
                add(places[index] &+ 1, Int(lengths[index]), to: &scores)
            }
        }
    }

    /// Adds a weight for each tag.
    @inline(__always)
    private func addRow(_ place: Int, to scores: inout InlineArray<128, Int16>) {
        let at = entries &+ place
        guard at &+ Self.width <= size else { return }
        for tag in 0..<Self.width {
            scores[tag] &+= Int16(unsafe bytes.load(fromByteOffset: at &+ tag, as: Int8.self))
        }
    }

    /// Adds a list of weights.
    @inline(__always)
    private func add(_ place: Int, _ pairs: Int, to scores: inout InlineArray<128, Int16>) {
        var at = entries &+ place
        let end = at &+ pairs &* 2
        // Pairs of a tag and its weight, all of them inside the model.
        guard end <= size else { return }
        while at < end {
            let tag = unsafe bytes.load(fromByteOffset: at, as: UInt8.self)
            let weight = unsafe bytes.load(fromByteOffset: at &+ 1, as: Int8.self)
            scores[Int(tag & 127)] &+= Int16(weight)
            at &+= 2
        }
    }

    /// The place of a feature's entry, the checks of its first bucket having been read.
    @inline(__always)
    private func find(_ key: UInt64, from first: UInt64) -> Int? {
        var (bucket, check) = Self.bucket(key, buckets.count)
        let wanted = check &* Self.lanes
        var checks = first
        while true {
            let hits = Self.zeroLanes(checks ^ wanted)
            if hits != 0 { return place(bucket, hits.trailingZeroBitCount >> 4) }
            if Self.zeroLanes(checks) != 0 { return nil }
            bucket &+= 1
            if bucket == buckets.count { bucket = 0 }
            checks = self.checks(bucket)
        }
    }

    private static var lanes: UInt64 { 0x0001_0001_0001_0001 }

    /// The uppermost bit of 16 set where they are all 0; of several, the lowest is surely right.
    @inline(__always)
    private static func zeroLanes(_ value: UInt64) -> UInt64 { (value &- lanes) & ~value & (lanes << 15) }

    /// The four checks of a bucket; `bucket` is below their number, which was checked against the model's size.
    @inline(__always)
    private func checks(_ bucket: UInt32) -> UInt64 {
        unsafe bytes.load(fromByteOffset: buckets.start &+ Int(bucket) &* 24, as: UInt64.self)
    }

    @inline(__always)
    private func place(_ bucket: UInt32, _ lane: Int) -> Int {
        let offset = buckets.start &+ Int(bucket) &* 24 &+ 8 &+ lane &* 4
        return Int(unsafe bytes.load(fromByteOffset: offset, as: UInt32.self))
    }
}

// MARK: Words

extension TaggerModel {
    /// A word's features with what the model's tables say of it.
    package func features(_ spelling: [UInt8], _ folded: [UInt8]) -> WordFeatures {
        var features = WordFeatures(spelling: spelling, folded: folded)
        let own = find(Self.wordKey(spelling), in: dictionary)
        let lower = own == nil && spelling != folded ? find(Self.wordKey(folded), in: dictionary) : nil
        features.setAmbiguity(own.map(tags) ?? [], folded: lower.map(tags) ?? [])
        features.isListed = own != nil
        // The upper bit: seen so often that other tags than these are out of the question.
        if let own, byte(own) & 0x80 != 0 {
            if byte(own) & 0x7F == 1 {
                features.only = Tag(rawValue: byte(own + 1))
            } else {
                features.choices = Int32(own)
            }
        }
        setClasses(&features, spelling, folded)
        return features
    }

    /// Classes and kind are those of the spelling, or else those of the word in small letters, told apart.
    private func setClasses(_ features: inout WordFeatures, _ spelling: [UInt8], _ folded: [UInt8]) {
        let lower = find(Self.wordKey(folded), in: classes)
        let own = spelling == folded ? lower : find(Self.wordKey(spelling), in: classes)
        if let lower {
            features.casing = UInt32(byte(lower + 4))
            setClasses(&features, at: lower, 0x8000)
        }
        if let own { setClasses(&features, at: own, 0) }
    }

    private func setClasses(_ features: inout WordFeatures, at entry: Int, _ offset: UInt32) {
        if byte(entry + 5) > 0 { features.kind = offset | UInt32(byte(entry + 5)) }
        guard byte(entry) > 0 else { return }
        features.classes[0] = offset | UInt32(byte(entry))
        features.classes[1] = offset | UInt32(byte(entry + 1))
        features.classes[2] = offset | UInt32(byte(entry + 2)) | UInt32(byte(entry + 3)) << 8
    }

    private func tags(at entry: Int) -> [UInt8] { list(at: entry, mask: 0x7F) }

    /// The tags that a word can have.
    package func choices(of word: WordFeatures) -> [Tag] {
        word.choices < 0 ? Tag.all : tags(at: Int(word.choices)).map(Tag.init(rawValue:))
    }

    /// The tags that a word can have, one after the other.
    func eachChoice(of word: WordFeatures, _ body: (Tag) -> Void) {
        if word.choices < 0 {
            for tag in Tag.all { body(tag) }
        } else {
            let entry = Int(word.choices)
            for index in 0..<Int(byte(entry) & 0x7F) { body(Tag(rawValue: byte(entry + 1 + index))) }
        }
    }

    /// The key of a word in the dictionary and among the classes; figures are alike.
    package static func wordKey(_ spelling: [UInt8]) -> UInt64 {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in spelling { key = (key ^ UInt64(byte.isDigit ? 0x30 : byte)) &* 0x100_0000_01B3 }
        key = (key ^ key >> 32) &* 0xD6E8_FEB8_6659_FD93
        return key ^ key >> 32
    }
}
