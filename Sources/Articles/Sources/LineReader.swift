/// Reads a source line by line through one large buffer.
final class LineReader {
    struct Line {
        /// From 1.
        var number: Int
        /// Where it stands in the buffer, its end left out, until the next line is asked for; `nil` for a line longer
        /// than `limits.article`, which was skipped.
        var range: Range<Int>?
    }

    let source: ByteSource
    let limits: Limits
    private(set) var buffer: [UInt8]
    /// What has been read and not yet been handed on.
    private var unread = 0..<0
    private var isAtEnd = false
    private var number = 0
    /// Bytes: files up to this size are read at once, and need little room to see that they end.
    static let smallFile = 1 << 15
    private static let leastRoom = 1 << 10

    init(_ source: ByteSource, limits: Limits) {
        self.source = source
        self.limits = limits
        if let start = source.takeStart() {
            buffer = start
            unread = 0..<start.count
        } else {
            buffer = [UInt8](repeating: 0, count: limits.buffer)
        }
    }

    /// The first bytes, a line at least where the buffer takes it; they are handed on as lines all the same.
    func peek() throws(ArticleError) -> ArraySlice<UInt8> {
        while !isAtEnd, unread.count < limits.buffer, newline(from: unread.lowerBound) == nil { try fill() }
        return buffer[unread]
    }

    /// Everything that is left; `nil` where that is more than `limit` bytes.
    func rest(limit: Int) throws(ArticleError) -> [UInt8]? {
        while !isAtEnd {
            guard unread.count <= limit else { return nil }
            try fill()
        }
        guard unread.count <= limit else { return nil }
        let rest = Array(buffer[unread])
        unread = unread.upperBound..<unread.upperBound
        return rest
    }

    /// Leaves a byte-order mark out, if there is one.
    func skipMark() throws(ArticleError) {
        if try peek().starts(with: [0xEF, 0xBB, 0xBF]) { unread = unread.dropFirst(3) }
    }

    /// The next bytes, as many as asked for; fewer where the source ends before.
    func take(_ count: Int) throws(ArticleError) -> [UInt8] {
        var taken: [UInt8] = []
        taken.reserveCapacity(min(count, limits.page))
        while taken.count < count {
            if unread.isEmpty {
                guard !isAtEnd else { break }
                try fill()
            }
            let piece = unread.prefix(count - taken.count)
            taken += buffer[piece]
            unread = unread.dropFirst(piece.count)
        }
        return taken
    }

    /// Passes the next bytes; returns how many there were.
    @discardableResult
    func skip(_ count: Int) throws(ArticleError) -> Int {
        var skipped = 0
        while skipped < count {
            if unread.isEmpty {
                guard !isAtEnd else { break }
                try fill()
            }
            let piece = unread.prefix(count - skipped)
            skipped += piece.count
            unread = unread.dropFirst(piece.count)
        }
        return skipped
    }

    /// Forgets what is unread and goes on where the source finds a sound place; false where there is none.
    func recover() throws(ArticleError) -> Bool {
        unread = 0..<0
        isAtEnd = try !source.recover()
        return !isAtEnd
    }

    func next() throws(ArticleError) -> Line? {
        var searched = unread.lowerBound
        while true {
            if let end = newline(from: searched) {
                number += 1
                defer { unread = end + 1..<unread.upperBound }
                return line(unread.lowerBound..<end)
            }
            if isAtEnd {
                guard !unread.isEmpty else { return nil }
                number += 1
                defer { unread = unread.upperBound..<unread.upperBound }
                return line(unread)
            }
            guard unread.count <= limits.article else {
                number += 1
                try skipLine()
                return Line(number: number, range: nil)
            }
            let count = unread.count
            try fill()
            searched = unread.lowerBound + count
        }
    }

    private func line(_ range: Range<Int>) -> Line {
        Line(number: number, range: range.count <= limits.article ? range : nil)
    }

    private func newline(from start: Int) -> Int? {
        let bytes = buffer
        return bytes.span.first(0x0A, in: start..<unread.upperBound)
    }

    private func skipLine() throws(ArticleError) {
        while true {
            if let end = newline(from: unread.lowerBound) {
                unread = end + 1..<unread.upperBound
                return
            }
            unread = 0..<0
            guard !isAtEnd else { return }
            try fill()
        }
    }

    /// Reads on behind what is unread, after making room for it: by moving it to the front, or by a larger buffer.
    private func fill() throws(ArticleError) {
        if unread.lowerBound > 0 {
            let count = unread.count
            buffer.withUnsafeMutableBytes { bytes in
                bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[unread]))
            }
            unread = 0..<count
        }
        if buffer.count < limits.buffer, unread.upperBound == buffer.count || buffer.count >= Self.smallFile {
            // A small file needs no more than to see that it ends; a larger one gets the whole buffer.
            let room = buffer.count < Self.smallFile ? max(buffer.count, Self.leastRoom) : limits.buffer
            buffer.append(contentsOf: repeatElement(0, count: min(room, limits.buffer - buffer.count)))
        } else if unread.upperBound == buffer.count {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let start = unread.upperBound
        let result: Result<Int, ArticleError> = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(ArticleError) in
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
            }
        }
        let count = try result.get()
        if count == 0 { isAtEnd = true }
        unread = unread.lowerBound..<start + count
    }
}
