/// Writes JSON straight into a byte buffer that is kept from record to record.
///
/// It puts the commas; the caller sees to it that what is opened is closed and that a key is followed by one value.
/// Strings are UTF-8 already and go in as they are, but for what JSON wants escaped. Invalid UTF-8 is the caller's
/// business: articles are valid when they are loaded.
public struct JSONWriter: Sendable {
    /// Invariant: the first `count` bytes are what was written; there is room behind them. Each piece is written through one
    /// pointer. (Measured: appending to an array piece by piece takes twice as long.)
    private var storage = [UInt8](repeating: 0, count: 1 << 12)
    private var count = 0
    private var needsComma = false

    public init() {}

    /// What was written so far.
    public var bytes: [UInt8] { Array(storage[..<count]) }

    /// Forgets what was written and keeps the memory.
    public mutating func removeAll() {
        count = 0
        needsComma = false
    }

    public mutating func beginObject() { open(0x7B) }
    public mutating func endObject() { close(0x7D) }
    public mutating func beginArray() { open(0x5B) }
    public mutating func endArray() { close(0x5D) }

    /// A line end between two values or records; does not count as a value.
    public mutating func newline() {
        if needsComma { append(0x2C) }
        needsComma = false
        append(0x0A)
    }

    /// The end of a record in a stream of records: a line end, and the next record starts without a comma.
    public mutating func endRecord() {
        needsComma = false
        append(0x0A)
    }

    /// A key that is known to need no escaping.
    public mutating func key(_ name: StaticString) {
        let (length, hadValue) = (name.utf8CodeUnitCount, needsComma)
        write(length + 4) { target in
            var next = target
            if hadValue { next.put(0x2C) }
            next.put(0x22)
            next.put(name.utf8Start, length)
            next.put(0x22)
            next.put(0x3A)
            return next - target
        }
        needsComma = false
    }

    public mutating func key(_ name: String) {
        string(name)
        append(0x3A)
        needsComma = false
    }

    public mutating func string(_ value: String) {
        var value = value
        value.withUTF8 { appendQuoted($0) }
    }

    /// A string from UTF-8 bytes.
    public mutating func string(_ utf8: some Collection<UInt8>) {
        if utf8.withContiguousStorageIfAvailable({ appendQuoted($0) }) == nil {
            Array(utf8).withUnsafeBufferPointer { appendQuoted($0) }
        }
    }

    public mutating func string(_ value: String?) {
        if let value { string(value) } else { null() }
    }

    public mutating func number(_ value: Int) {
        beginValue()
        appendDigits(value)
    }

    /// Whole numbers without a fraction, others as the shortest digits that read back the same, never with an
    /// exponent; JSON has no infinity and no not-a-number: they are null.
    public mutating func number(_ value: Double?) {
        guard let value, value.isFinite else { return null() }
        beginValue()
        if value.rounded() == value, abs(value) < 9_007_199_254_740_992 {
            appendDigits(Int(value))
        } else {
            append(plainDecimal(value))
        }
    }

    public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }
    public mutating func null() { literal("null") }

    /// A value that is JSON already.
    public mutating func raw(_ json: String) {
        beginValue()
        append(json)
    }

    /// Members of an object that are JSON already, without a comma before or behind them.
    mutating func members(_ json: StaticString) {
        let (length, hadValue) = (json.utf8CodeUnitCount, needsComma)
        write(length + 1) { target in
            var next = target
            if hadValue { next.put(0x2C) }
            next.put(json.utf8Start, length)
            return next - target
        }
        needsComma = true
    }

    /// The same.
    mutating func members(_ json: [UInt8]) {
        let hadValue = needsComma
        json.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            write(bytes.count + 1) { target in
                var next = target
                if hadValue { next.put(0x2C) }
                next.put(start, bytes.count)
                return next - target
            }
        }
        needsComma = true
    }

    /// `[start,end]`
    public mutating func pair(_ range: Range<Int>) {
        beginArray()
        number(range.lowerBound)
        number(range.upperBound)
        endArray()
    }

    // MARK: -

    private mutating func beginValue() {
        if needsComma { append(0x2C) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        beginValue()
        append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        append(bracket)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        beginValue()
        write(text.utf8CodeUnitCount) { target in
            target.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
            return text.utf8CodeUnitCount
        }
    }

    private mutating func appendDigits(_ value: Int) {
        write(20) { target in
            var next = target
            if value < 0 { next.put(0x2D) }
            let first = next
            var rest = value.magnitude
            repeat {
                next.put(0x30 + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            var digits = UnsafeMutableBufferPointer(start: first, count: next - first)
            digits.reverse()
            return next - target
        }
    }

    private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        let hadValue = needsComma
        needsComma = true
        // Eight bytes are copied at once, so that as many more may be written to.
        var plain = 0
        write(text.count + 11) { target in
            var next = target
            if hadValue { next.put(0x2C) }
            next.put(0x22)
            plain = next.put(plain: text)
            if plain == text.count { next.put(0x22) }
            return next - target
        }
        if plain == text.count { return }
        // An escape takes six bytes at most.
        let rest = text[plain...]
        write(6 * rest.count + 1) { target in
            var next = target
            for byte in rest { next.put(escaping: byte) }
            next.put(0x22)
            return next - target
        }
    }

    // MARK: The storage

    private mutating func append(_ byte: UInt8) {
        write(1) { target in
            target.pointee = byte
            return 1
        }
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            write(bytes.count) { target in
                target.update(from: start, count: bytes.count)
                return bytes.count
            }
        }
    }

    /// Writes at most `room` bytes: `body` is given the place where they go, and returns how many it wrote.
    @inline(__always)
    private mutating func write(_ room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if storage.count - count < room { grow(room) }
        let start = count
        let written = storage.withUnsafeMutableBufferPointer { bytes in bytes.baseAddress.map { body($0 + start) } ?? 0
        }
        count = start + written
    }

    @inline(never)
    private mutating func grow(_ room: Int) {
        storage.append(contentsOf: repeatElement(0, count: max(storage.count, room)))
    }
}

extension UnsafeMutablePointer<UInt8> {
    @inline(__always)
    fileprivate mutating func put(_ byte: UInt8) {
        pointee = byte
        self += 1
    }

    @inline(__always)
    fileprivate mutating func put(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        update(from: bytes, count: count)
        self += count
    }

    /// Writes bytes up to the first that needs an escape; returns how many. Seven more may be written to behind them.
    @inline(__always)
    fileprivate mutating func put(plain text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = text.baseAddress else { return 0 }
        let (from, to) = (UnsafeRawPointer(start), UnsafeMutableRawPointer(self))
        var at = 0
        while at + 8 <= text.count {
            let word = from.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            guard !word.needsEscape else { break }
            to.storeBytes(of: word, toByteOffset: at, as: UInt64.self)
            at += 8
        }
        while at < text.count, !text[at].needsEscape {
            to.storeBytes(of: text[at], toByteOffset: at, as: UInt8.self)
            at += 1
        }
        self += at
        return at
    }

    fileprivate mutating func put(escaping byte: UInt8) {
        guard byte.needsEscape else { return put(byte) }
        put(0x5C)
        switch byte {
        case 0x08: put(0x62)
        case 0x09: put(0x74)
        case 0x0A: put(0x6E)
        case 0x0C: put(0x66)
        case 0x0D: put(0x72)
        case 0x22, 0x5C: put(byte)
        default:
            put(0x75)
            put(0x30)
            put(0x30)
            put(hexDigit(byte >> 4))
            put(hexDigit(byte & 15))
        }
    }
}

extension UInt8 {
    /// Whether a string of JSON may not hold it as it is.
    @inline(__always)
    fileprivate var needsEscape: Bool { self < 0x20 || self == 0x22 || self == 0x5C }
}

extension UInt64 {
    /// Whether one of its eight bytes needs an escape.
    @inline(__always)
    fileprivate var needsEscape: Bool {
        // A byte is less than another where subtracting that borrows from the byte's highest bit, which was not set.
        func hasLess(_ word: UInt64, than bytes: UInt64) -> UInt64 { (word &- bytes) & ~word }
        let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let found =
            hasLess(self, than: ones * 0x20) | hasLess(self ^ ones * 0x22, than: ones)
            | hasLess(self ^ ones * 0x5C, than: ones)
        return found & highest != 0
    }
}

func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

/// The shortest decimal digits that read back as this number, without an exponent.
func plainDecimal(_ value: Double) -> String {
    let shortest = value.description
    guard let mark = shortest.firstIndex(where: { $0 == "e" || $0 == "E" }) else {
        return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
    }
    let mantissa = shortest[..<mark]
    let isNegative = mantissa.hasPrefix("-")
    let parts = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    let digits = String(parts[0]) + fraction
    let point = parts[0].count + (Int(shortest[shortest.index(after: mark)...]) ?? 0)
    let sign = isNegative ? "-" : ""
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
}
