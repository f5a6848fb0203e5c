/// Writes JSON straight into a byte buffer that is kept from record to record.
///
/// It puts the commas; the caller sees to it that what is opened is closed and that a key is followed by one value.
/// Strings are UTF-8 already and go in as they are, but for what JSON wants escaped. Invalid UTF-8 is the caller's
/// business: articles are valid when they are loaded.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init() {}

    /// Forgets what was written and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    public mutating func beginObject() { open(0x7B) }
    public mutating func endObject() { close(0x7D) }
    public mutating func beginArray() { open(0x5B) }
    public mutating func endArray() { close(0x5D) }

    /// A line end between two values or records; does not count as a value.
    public mutating func newline() {
        if needsComma { bytes.append(0x2C) }
        needsComma = false
        bytes.append(0x0A)
    }

    /// The end of a record in a stream of records: a line end, and the next record starts without a comma.
    public mutating func endRecord() {
        needsComma = false
        bytes.append(0x0A)
    }

    /// A key that is known to need no escaping.
    public mutating func key(_ name: StaticString) {
        if needsComma { bytes.append(0x2C) }
        needsComma = false
        bytes.append(0x22)
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0x22)
        bytes.append(0x3A)
    }

    public mutating func key(_ name: String) {
        string(name)
        bytes.append(0x3A)
        needsComma = false
    }

    public mutating func string(_ value: String) {
        beginValue()
        bytes.append(0x22)
        var value = value
        value.withUTF8 { appendEscaped($0) }
        bytes.append(0x22)
    }

    /// A string from UTF-8 bytes.
    public mutating func string(_ utf8: some Collection<UInt8>) {
        beginValue()
        bytes.append(0x22)
        if utf8.withContiguousStorageIfAvailable({ appendEscaped($0) }) == nil {
            Array(utf8).withUnsafeBufferPointer { appendEscaped($0) }
        }
        bytes.append(0x22)
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
            bytes.append(contentsOf: plainDecimal(value).utf8)
        }
    }

    public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }
    public mutating func null() { literal("null") }

    /// A value that is JSON already.
    public mutating func raw(_ json: String) {
        beginValue()
        bytes.append(contentsOf: json.utf8)
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
        if needsComma { bytes.append(0x2C) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        beginValue()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        beginValue()
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func appendDigits(_ value: Int) {
        if value < 0 { bytes.append(0x2D) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Copies runs that need no escaping whole.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for i in text.indices where escapes[Int(text[i])] != 0 {
            bytes.append(contentsOf: text[start..<i])
            start = i + 1
            let letter = escapes[Int(text[i])]
            bytes.append(0x5C)
            bytes.append(letter)
            if letter == 0x75 {
                bytes.append(contentsOf: [0x30, 0x30, hexDigit(text[i] >> 4), hexDigit(text[i] & 15)])
            }
        }
        bytes.append(contentsOf: text[start...])
    }
}

/// For each byte the letter after the backslash, 0 where it needs none.
private let escapes: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for control in 0..<0x20 { table[control] = 0x75 }
    for (byte, letter) in [(0x08, "b"), (0x09, "t"), (0x0A, "n"), (0x0C, "f"), (0x0D, "r"), (0x22, "\""), (0x5C, "\\")]
        as [(Int, Unicode.Scalar)]
    {
        table[byte] = UInt8(letter.value)
    }
    return table
}()

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
