import CZlib
import Glibc

/// The bytes of a file, a pipe or standard input, read once from start to end; gzip is unpacked as it comes.
final class ByteSource {
    /// As the user named it; `-` is standard input.
    let path: String
    private let descriptor: Int32
    /// What has been read and not yet been handed on (or unpacked).
    private var input: [UInt8]
    private var inputRange = 0..<0
    private var inflater: Inflater?
    private var isAtEnd = false
    /// Whether bytes that are no gzip came after a member, and not zeros alone. They are read as padding.
    private(set) var endsInGarbage = false

    /// Opens the file and looks at its first bytes.
    ///
    /// - Parameter firstRead: how many bytes are asked for at first, two at least.
    init(path: String, firstRead: Int = 1 << 15) throws(ArticleError) {
        self.path = path
        if path == "-" {
            descriptor = STDIN_FILENO
        } else {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.failure(path, errno) }
        }
        // Most files of a folder are small: no memory is cleared that nothing is written to.
        var failure: ArticleError?
        input = []
        input = [UInt8](unsafeUninitializedCapacity: max(2, firstRead)) { bytes, count in
            let bytes = UnsafeMutableRawBufferPointer(bytes)
            do throws(ArticleError) {
                while count < 2, !isAtEnd {
                    count += try system(into: UnsafeMutableRawBufferPointer(rebasing: bytes[count...]))
                }
            } catch {
                failure = error
            }
        }
        inputRange = 0..<input.count
        if let failure { throw failure }
        if input.starts(with: [0x1F, 0x8B]) {
            inflater = Inflater()
            input.append(contentsOf: repeatElement(0, count: max(0, Self.packedBuffer - input.count)))
        }
    }

    private static let packedBuffer = 1 << 15

    /// What was read at first, which is then handed on; `nil` where it has to be unpacked.
    func takeStart() -> [UInt8]? {
        guard inflater == nil, inputRange == 0..<input.count else { return nil }
        defer {
            input = []
            inputRange = 0..<0
        }
        return input
    }

    /// Bytes that are in memory already; what is packed stays so.
    init(path: String, bytes: [UInt8]) {
        self.path = path
        descriptor = -1
        input = bytes
        inputRange = 0..<bytes.count
        isAtEnd = true
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// After a damaged gzip member, or bytes between members: goes on with the next one; false where there is none.
    func recover() throws(ArticleError) -> Bool {
        guard let inflater else { return false }
        endsInGarbage = false
        while true {
            if let start = input[inputRange].firstRange(of: [0x1F, 0x8B, 0x08]) {
                inputRange = start.lowerBound..<inputRange.upperBound
                inflater.restart()
                return true
            }
            guard !isAtEnd else { return false }
            // The start of a member may be cut in two.
            let kept = Array(input[inputRange].suffix(2))
            input.replaceSubrange(0..<kept.count, with: kept)
            inputRange = 0..<kept.count
            try fillInput()
        }
    }

    /// Writes the next bytes to the start of `target`, as many as there are by now; 0 only at the end.
    ///
    /// It does not wait until the target is full: whoever sends one record and waits for the answer gets it.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ArticleError) -> Int {
        if endsInGarbage { return 0 }
        if let inflater { return try unpack(inflater, into: target) }
        guard inputRange.isEmpty else {
            let count = min(inputRange.count, target.count)
            input.withUnsafeBytes { source in
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[inputRange.prefix(count)]))
            }
            inputRange = inputRange.dropFirst(count)
            return count
        }
        return isAtEnd ? 0 : try system(into: target)
    }

    private func unpack(_ inflater: Inflater, into target: UnsafeMutableRawBufferPointer) throws(ArticleError) -> Int {
        while true {
            if inputRange.isEmpty, !isAtEnd { try fillInput() }
            if inputRange.isEmpty {
                if inflater.isBetweenMembers { return 0 }
                throw ArticleError(.damaged, path: path, "the gzip file ends too early; get a whole copy of it")
            }
            let (used, made, isBroken) = input.withUnsafeMutableBytes { source in
                inflater.run(UnsafeMutableRawBufferPointer(rebasing: source[inputRange]), into: target)
            }
            inputRange = inputRange.dropFirst(used)
            if made > 0 { return made }
            if isBroken {
                // Bytes after the last member are padding, as `gzip` itself takes them.
                if inflater.isBetweenMembers, inflater.hasFinishedMember {
                    endsInGarbage = input[inputRange].first ?? 0 != 0
                    return 0
                }
                throw ArticleError(.damaged, path: path, "the gzip file holds wrong bytes; get a sound copy of it")
            }
        }
    }

    private func fillInput() throws(ArticleError) {
        let start = inputRange.isEmpty ? 0 : inputRange.upperBound
        // Only asked for when nothing is left, or for the very first bytes.
        let result: Result<Int, ArticleError> = input.withUnsafeMutableBytes { bytes in
            Result { () throws(ArticleError) in
                try system(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
            }
        }
        let count = try result.get()
        inputRange = (inputRange.isEmpty ? 0 : inputRange.lowerBound)..<start + count
    }

    private func system(into target: UnsafeMutableRawBufferPointer) throws(ArticleError) -> Int {
        while true {
            let count = Glibc.read(descriptor, target.baseAddress, target.count)
            if count >= 0 {
                isAtEnd = count == 0
                return count
            }
            guard errno == EINTR else { throw Self.failure(path, errno) }
        }
    }

    static func failure(_ path: String, _ number: Int32) -> ArticleError {
        if number == ENOENT || number == ENOTDIR {
            return ArticleError(.notFound, path: path, "no such file or folder; check the name")
        }
        return ArticleError(.unreadable, path: path, "it cannot be read: \(String(cString: strerror(number)))")
    }
}

/// zlib's unpacker for gzip of one or more members.
final class Inflater {
    /// zlib keeps the address of its state, so that it must stay where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isBetweenMembers = false
    private(set) var hasFinishedMember = false

    /// How the packed bytes are wrapped, as zlib counts it: with 15 bits of window.
    enum Wrapping: Int32 {
        case gzip = 31
        case zlib = 15
        case none = -15
    }

    init(_ wrapping: Wrapping = .gzip) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func restart() {
        inflateReset(stream)
        isBetweenMembers = false
    }

    func run(
        _ source: UnsafeMutableRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> (used: Int, made: Int, isBroken: Bool) {
        stream.pointee.next_in = source.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_in = UInt32(truncatingIfNeeded: source.count)
        stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
        let room = min(target.count, 1 << 30)
        stream.pointee.avail_out = UInt32(truncatingIfNeeded: room)
        let status = inflate(stream, Z_NO_FLUSH)
        let used = source.count - Int(stream.pointee.avail_in)
        let made = room - Int(stream.pointee.avail_out)
        if status == Z_STREAM_END {
            hasFinishedMember = true
            isBetweenMembers = true
            inflateReset(stream)
            return (used, made, false)
        }
        if status == Z_OK || status == Z_BUF_ERROR {
            if used > 0 { isBetweenMembers = false }
            return (used, made, false)
        }
        return (used, made, true)
    }
}
