import Glibc

/// Standard output and standard error, without buffers of their own.
enum Standard {
    /// What whoever read our output has closed: nobody is left to write for, and that is no error.
    struct Closed: Error {}

    /// Writes to standard output.
    ///
    /// - Throws: `Closed` where nobody reads any more, a `Failure` where the system takes no more.
    static func write(_ bytes: [UInt8]) throws { try write(bytes, to: STDOUT_FILENO, named: "standard output") }

    /// A line on standard error; what cannot be written there is lost.
    static func complain(_ line: String) { try? write(Array((line + "\n").utf8), to: STDERR_FILENO, named: "") }

    static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno == EPIPE {
                throw Closed()
            } else if errno != EINTR {
                throw Failure("\(name): cannot be written: \(String(cString: strerror(errno)))", .input)
            }
        }
    }

    /// From now on writing to a pipe that nobody reads is an error of the call and not the end of the program.
    static func expectClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}
