import CFiles
import Glibc

/// Bytes that are read where they lie: those of a file, or of an array.
///
/// A file on a disk of this machine is mapped: to copy it, page by page of fresh memory, takes as long as all else that
/// reading compiled rules takes. One that another machine may take away is read instead, since what is mapped is gone
/// then.
///
/// Invariant, for which it is Sendable: `start` leads to `count` bytes that nobody writes, given back with the last
/// reference. Whoever writes such a file puts a new one in its place and leaves the old one as it is.
public final class StoredBytes: @unchecked Sendable {
    let start: UnsafeRawPointer
    public let count: Int
    private let isMapped: Bool

    public init(_ bytes: [UInt8]) {
        let room = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: room, count: bytes.count).copyMemory(from: $0) }
        start = UnsafeRawPointer(room)
        count = bytes.count
        isMapped = false
    }

    /// The bytes of a file that is not empty; `nil` where it cannot be read.
    public init?(path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
        count = Int(status.st_size)
        if cfiles_is_on_own_disk(file) != 0,
            let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0), mapped != MAP_FAILED
        {
            start = UnsafeRawPointer(mapped)
            isMapped = true
            return
        }
        let room = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
        start = UnsafeRawPointer(room)
        isMapped = false
        var done = 0
        while done < count {
            let more = read(file, room + done, count - done)
            if more <= 0, more == 0 || errno != EINTR { return nil }
            done += max(0, more)
        }
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: start), count)
        } else {
            start.deallocate()
        }
    }

    public var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}
