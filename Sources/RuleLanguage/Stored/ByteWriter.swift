/// Writes values one after the other, to be read back by a `ByteReader` of the same program.
///
/// The format has no names and no versions: whoever keeps the bytes sees to it that nobody else's are read.
public struct ByteWriter {
    public private(set) var bytes: [UInt8] = []
    /// Files that places may lie in, by identity.
    private let files: [ObjectIdentifier: Int]
    /// Whether a place lay in a file that is not among them: what was written cannot be read back.
    public private(set) var hasStrangers = false

    /// - Parameter files: Those that places may lie in; the reader gets them in the same order.
    public init(files: [SourceFile]) {
        self.files = Dictionary(files.enumerated().map { (ObjectIdentifier($1), $0) }) { first, _ in first }
    }

    @inlinable
    public mutating func write(_ value: some Storable) { value.store(to: &self) }

    /// A number in as few bytes as it needs, seven bits each, small ones of either sign first.
    public mutating func write(number: Int) {
        var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    public mutating func write(byte: UInt8) { bytes.append(byte) }

    public mutating func write(raw: some Collection<UInt8>) {
        write(number: raw.count)
        bytes.append(contentsOf: raw)
    }

    /// Plain values as they lie in memory.
    public mutating func write<Element: BitwiseCopyable>(flat elements: [Element]) {
        write(number: elements.count)
        elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes something that readers pass over until it is asked for.
    public mutating func writeDeferred(_ body: (inout ByteWriter) -> Void) {
        var part = self
        part.bytes = []
        body(&part)
        write(raw: part.bytes)
        hasStrangers = part.hasStrangers
    }

    mutating func write(file: SourceFile) {
        if files[ObjectIdentifier(file)] == nil { hasStrangers = true }
        write(number: files[ObjectIdentifier(file)] ?? 0)
    }
}

/// Reads what a `ByteWriter` wrote. Bytes that were cut off or changed give an error, never a crash.
public struct ByteReader: ~Copyable {
    /// The bytes are not what the same program wrote.
    public struct Malformed: Error {
        public init() {}
    }

    private let bytes: StoredBytes
    private var next: Int
    /// How many bytes were read or skipped.
    public var position: Int { next }
    private let files: [SourceFile]

    /// - Parameter start: Where in the bytes to begin.
    public init(_ bytes: StoredBytes, from start: Int = 0, files: [SourceFile]) {
        self.bytes = bytes
        self.files = files
        next = start
    }

    @inlinable
    public mutating func read<Value: Storable>(_ type: Value.Type = Value.self) throws(Malformed) -> Value {
        try Value(from: &self)
    }

    public mutating func number() throws(Malformed) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
            guard shift < 64 else { throw Malformed() }
        }
        return Int(Int64(bitPattern: value >> 1)) ^ -Int(value & 1)
    }

    public mutating func byte() throws(Malformed) -> UInt8 {
        guard next < bytes.count else { throw Malformed() }
        defer { next += 1 }
        return bytes.start.load(fromByteOffset: next, as: UInt8.self)
    }

    /// How many values follow; no more than there are bytes left, so that nothing is made for a broken number.
    public mutating func count() throws(Malformed) -> Int {
        let count = try number()
        guard count >= 0, count <= bytes.count - next else { throw Malformed() }
        return count
    }

    /// Where bytes stand that were written with their number, and which are passed over.
    mutating func raw() throws(Malformed) -> Range<Int> {
        let count = try count()
        defer { next += count }
        return next..<next + count
    }

    mutating func text() throws(Malformed) -> String {
        let part = try raw()
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes.all[part]), as: UTF8.self)
    }

    /// Plain values as they lay in memory.
    @inlinable
    public mutating func flat<Element: BitwiseCopyable>(of type: Element.Type = Element.self) throws(Malformed)
        -> [Element]
    {
        let part = try flatPart(of: MemoryLayout<Element>.stride)
        return [Element](unsafeUninitializedCapacity: part.count) { buffer, filled in
            if let room = buffer.baseAddress { copy(part.bytes, to: UnsafeMutableRawPointer(room)) }
            filled = part.count
        }
    }

    /// The same, copied to where `room` has room for so many.
    @inlinable
    public mutating func flat<Element: BitwiseCopyable>(
        to room: (Int) -> UnsafeMutablePointer<Element>
    ) throws(Malformed) {
        let part = try flatPart(of: MemoryLayout<Element>.stride)
        copy(part.bytes, to: UnsafeMutableRawPointer(room(part.count)))
    }

    /// How many plain values follow, and their bytes, which are passed over.
    @usableFromInline
    mutating func flatPart(of stride: Int) throws(Malformed) -> (count: Int, bytes: Range<Int>) {
        let count = try count()
        let (size, isTooLarge) = count.multipliedReportingOverflow(by: stride)
        guard !isTooLarge, size <= bytes.count - next else { throw Malformed() }
        defer { next += size }
        return (count, next..<next + size)
    }

    /// Copies bytes to where there is room for them; any bytes of the writer's make elements.
    @usableFromInline
    func copy(_ part: Range<Int>, to room: UnsafeMutableRawPointer) {
        UnsafeMutableRawBufferPointer(start: room, count: part.count).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes.all[part]))
    }

    /// Passes over what `writeDeferred` wrote; it is read when it is first asked for.
    ///
    /// Whoever calls this has compared a checksum of all bytes with the writer's: what is read later cannot be reported.
    public mutating func deferred<Value: Sendable>(
        _ body: @escaping @Sendable (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Deferred<Value> {
        let part = try raw()
        let (bytes, files) = (bytes, files)
        return Deferred {
            var reader = ByteReader(bytes, from: part.lowerBound, files: files)
            do {
                return try body(&reader)
            } catch {
                preconditionFailure("bytes with the right checksum are not what was written")
            }
        }
    }

    mutating func file() throws(Malformed) -> SourceFile {
        let index = try number()
        guard files.indices.contains(index) else { throw Malformed() }
        return files[index]
    }

    /// The element of a list with a number that was read.
    func element<Element>(_ number: UInt8, of list: [Element]) throws(Malformed) -> Element {
        guard Int(number) < list.count else { throw Malformed() }
        return list[Int(number)]
    }
}
