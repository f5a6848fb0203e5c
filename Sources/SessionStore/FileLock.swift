import Glibc

/// A mark on a file that this program has it open for writing. It goes with the process, however that ends.
final class FileLock {
    private let descriptor: Int32

    /// - Returns: `nil` where another process holds it, or the file cannot be opened for writing.
    init?(_ path: String) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Whether the file may be written: its permissions say so, and the file system does.
    static func isWritable(_ path: String) -> Bool {
        var info = stat()
        // The superuser may write everything; a file that nobody may write was made so on purpose.
        guard stat(path, &info) == 0, info.st_mode & 0o222 != 0 else { return false }
        return access(path, W_OK) == 0
    }
}
