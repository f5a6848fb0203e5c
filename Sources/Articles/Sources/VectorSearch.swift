import CSimdJSON

/// The few searches over bytes that are worth vector code: simdjson checks UTF-8 at 3 GB/s, where Swift's `UTF8Span`
/// does 0.4.
extension Span<UInt8> {
    var isUTF8: Bool {
        withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return true }
            return csj_is_utf8(start, bytes.count)
        }
    }

    /// The first LF or CR from `start` on; the end where there is none.
    func lineEnd(from start: Int) -> Int {
        withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return csj_line_end(base, start, bytes.count)
        }
    }

    /// The first `"`, `\` or control byte from `start` on; the end where there is none.
    func stringStop(from start: Int) -> Int {
        withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return csj_string_stop(base, start, bytes.count)
        }
    }

    /// The first place of `byte` in `range`.
    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.upperBound <= count)
        return withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, !range.isEmpty else { return nil }
            let place = csj_first(byte, base, range.lowerBound, range.upperBound)
            return place < range.upperBound ? place : nil
        }
    }

    func holds(_ byte: UInt8) -> Bool { first(byte, in: 0..<count) != nil }

    /// How many control characters there are, white space aside.
    var controls: Int {
        withUnsafeBufferPointer { bytes in bytes.baseAddress.map { csj_controls($0, bytes.count) } ?? 0 }
    }
}
