import Glibc
import Synchronization

private let interrupted = Atomic<Bool>(false)
private let resized = Atomic<Bool>(false)
private let ended = Atomic<Int32>(0)
/// The end of a pipe that a signal writes to, so that somebody who waits in `poll` wakes up.
private let alarm = Atomic<Int32>(-1)

private func ring() {
    let kept = errno
    var byte: UInt8 = 0
    _ = write(alarm.load(ordering: .relaxed), &byte, 1)
    errno = kept
}

private func handle(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    // No SA_RESTART: a wait in `read` or `waitpid` returns with EINTR and looks at the flags.
    sigaction(signal, &action, nil)
}

/// Ctrl-C while a command runs: a flag that the command looks at between two articles.
public enum Interrupt {
    /// From now on SIGINT sets the flag instead of ending the program.
    public static func install() {
        interrupted.store(false, ordering: .relaxed)
        handle(SIGINT) { _ in interrupted.store(true, ordering: .relaxed) }
    }

    /// Whether Ctrl-C was typed since `clear()`.
    public static var isPending: Bool { interrupted.load(ordering: .relaxed) }

    public static func clear() { interrupted.store(false, ordering: .relaxed) }
}

/// The signals that matter while a line is being typed: a resized window, and being told to end.
enum LineSignals {
    /// The descriptor that becomes readable when one arrives; -1 where no pipe could be had.
    static let wake: Int32 = {
        guard let ends = makePipe() else { return -1 }
        for end in [ends.reading, ends.writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        alarm.store(ends.writing, ordering: .relaxed)
        return ends.reading
    }()

    /// Watches the signals while `body` runs, and puts the former handlers back.
    static func watching<Result>(_ body: () -> Result) -> Result {
        resized.store(false, ordering: .relaxed)
        ended.store(0, ordering: .relaxed)
        _ = wake
        let watched = [SIGWINCH, SIGTERM, SIGHUP]
        var former = watched.map { _ in sigaction() }
        for (i, signal) in watched.enumerated() { sigaction(signal, nil, &former[i]) }
        handle(SIGWINCH) { _ in
            resized.store(true, ordering: .relaxed)
            ring()
        }
        for signal in [SIGTERM, SIGHUP] {
            handle(signal) { number in
                ended.store(number, ordering: .relaxed)
                ring()
            }
        }
        defer { for (i, signal) in watched.enumerated() { sigaction(signal, &former[i], nil) } }
        return body()
    }

    /// Whether the window was resized since this was last asked.
    static func takeResize() -> Bool { resized.exchange(false, ordering: .relaxed) }

    /// The signal that asked the program to end; 0 where none did.
    static var ending: Int32 { ended.load(ordering: .relaxed) }
}
