import CSimdJSON

/// Turns byte offsets of one text into code point offsets, both 0-based.
///
/// Built once per article: one pass over the text, nothing kept for pure ASCII, four bytes for every 64 of the text
/// otherwise. A lookup counts at most 63 bytes.
public struct CodePoints: Sendable {
    /// The number of code points before each 64th byte; empty where the text is ASCII and offsets are the same.
    private let before: [UInt32]
    private let text: [UInt8]
    /// The text's length in code points.
    public let count: Int

    private static let stride = 64

    /// - Parameter text: UTF-8 of less than 4 GiB.
    public init(_ text: [UInt8]) {
        guard !Self.isASCII(text.span) else {
            self.before = []
            self.text = []
            self.count = text.count
            return
        }
        var total = 0
        let before = [UInt32](unsafeUninitializedCapacity: text.count / Self.stride + 1) { before, count in
            guard let target = before.baseAddress else { return }
            count = text.count / Self.stride + 1
            // One number for each block that was begun.
            before.initialize(repeating: 0)
            total = text.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { csj_code_points_before($0, bytes.count, target) } ?? 0
            }
        }
        self.before = before
        self.text = text
        self.count = total
    }

    /// How many code points stand before the byte at `byte`.
    ///
    /// - Parameter byte: from 0 to the text's length; what lies outside is taken for the nearer end, and a byte inside
    ///   a scalar for the end of that scalar.
    public func offset(of byte: Int) -> Int {
        guard !before.isEmpty else { return min(max(byte, 0), count) }
        guard byte > 0 else { return 0 }
        guard byte < text.count else { return count }
        let block = byte / Self.stride
        let start = block * Self.stride
        return text.withUnsafeBufferPointer { bytes in
            Int(before[block]) + (bytes.baseAddress.map { csj_code_points($0 + start, byte - start) } ?? 0)
        }
    }

    /// The code points of a byte range.
    public func range(of bytes: Range<Int>) -> Range<Int> {
        let start = offset(of: bytes.lowerBound)
        return start..<max(start, offset(of: bytes.upperBound))
    }

    private static func isASCII(_ text: Span<UInt8>) -> Bool {
        var start = 0
        while start < text.count {
            let end = min(start + 1024, text.count)
            var bits: UInt8 = 0
            for index in start..<end { bits |= text[index] }
            guard bits < 0x80 else { return false }
            start = end
        }
        return true
    }
}

/// Where the lines of one text start: for `file:line:column`.
public struct LineMap: Sendable {
    private let starts: [Int]
    private let codePoints: CodePoints

    /// A line ends with LF, CR LF or CR.
    public init(_ text: [UInt8], codePoints: CodePoints? = nil) {
        self.codePoints = codePoints ?? CodePoints(text)
        var starts = [0]
        let text = text.span
        var end = text.lineEnd(from: 0)
        while end < text.count {
            if text[end] == 0x0D, end + 1 < text.count, text[end + 1] == 0x0A { end += 1 }
            starts.append(end + 1)
            end = text.lineEnd(from: end + 1)
        }
        self.starts = starts
    }

    /// The line and the column of a byte, both from 1, the column in code points.
    public func position(of byte: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= byte { low = middle } else { high = middle }
        }
        return (low + 1, codePoints.offset(of: byte) - codePoints.offset(of: starts[low]) + 1)
    }
}
