import CResources

/// The trained model as it lies in the binary: hash tables over lists of small numbers, read in place.
///
/// Little-endian throughout: a header of eight 32-bit numbers, then three tables of 64-bit slots (`weights`,
/// `dictionary`, `lemmas`), then the bytes that their slots point into.
package struct TaggerModel: Sendable {
    package static let magic: UInt32 = 0x3147_5448
    package static let headerBytes = 32

    /// A table of slots: the key's check in the upper 32 bits, the place of its entry in the lower; 0 where free.
    package struct Table: Sendable {
        let start: Int
        package let count: UInt32
    }

    // The model's bytes are a constant of the program (or, in the trainer, are never freed), and every read is checked
    // against their number where a place is computed from them.
    private nonisolated(unsafe) let bytes: UnsafeRawPointer
    package let size: Int
    package let weights: Table
    package let dictionary: Table
    package let lemmas: Table
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
        guard header[0] == Self.magic, header[1] == Tag.all.count, header[2] > 0, header[3] > 0, header[4] > 0 else {
            return nil
        }
        unsafe self.bytes = bytes
        self.size = size
        weights = Table(start: Self.headerBytes, count: header[2])
        dictionary = Table(start: weights.start + Int(header[2]) * 8, count: header[3])
        lemmas = Table(start: dictionary.start + Int(header[3]) * 8, count: header[4])
        entries = lemmas.start + Int(header[4]) * 8
        guard entries <= size else { return nil }
    }

    /// Where a key's home slot is and what its check is.
    @inline(__always)
    package static func place(_ key: UInt64, _ count: UInt32) -> (slot: UInt32, check: UInt32) {
        let slot = ((key & 0xFFFF_FFFF) &* UInt64(count)) >> 32
        return (UInt32(truncatingIfNeeded: slot), UInt32(truncatingIfNeeded: key >> 32) | 1)
    }

    /// The place of a key's entry among the entries; `nil` where the table lacks it.
    package func find(_ key: UInt64, in table: Table) -> Int? { find(key, in: table, from: home(key, in: table)) }

    /// What the home slot of a key holds.
    @inline(__always)
    func home(_ key: UInt64, in table: Table) -> UInt64 { slot(Self.place(key, table.count).slot, in: table) }

    /// The same as `find`, the home slot having been read.
    @inline(__always)
    func find(_ key: UInt64, in table: Table, from home: UInt64) -> Int? {
        var (index, check) = Self.place(key, table.count)
        var value = home
        while value != 0 {
            if UInt32(truncatingIfNeeded: value >> 32) == check { return Int(value & 0xFFFF_FFFF) }
            index += 1
            if index == table.count { index = 0 }
            value = slot(index, in: table)
        }
        return nil
    }

    /// A slot; `index` is below the table's count, which was checked against the model's size.
    @inline(__always)
    private func slot(_ index: UInt32, in table: Table) -> UInt64 {
        unsafe bytes.loadUnaligned(fromByteOffset: table.start &+ Int(index) &* 8, as: UInt64.self)
    }

    /// A byte of the entries; 0 beyond their end.
    @inline(__always)
    package func byte(_ index: Int) -> UInt8 {
        let at = entries &+ index
        return at < size ? unsafe bytes.load(fromByteOffset: at, as: UInt8.self) : 0
    }
}
