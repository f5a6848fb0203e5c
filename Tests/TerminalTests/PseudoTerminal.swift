import Foundation
import Glibc

/// What stops a test that drives a terminal.
struct TerminalFailure: Error, CustomStringConvertible {
    var description: String
}

/// The built program on a pseudo-terminal of its own: keys are typed, and what it shows is waited for.
final class PseudoTerminal {
    private let main: Int32
    private let child: pid_t
    private var shown: [UInt8] = []
    private var status: Int32?

    /// `hearsay`, as `HEARSAY_BINARY` names it, or beside the tests.
    static var program: String {
        if let path = ProcessInfo.processInfo.environment["HEARSAY_BINARY"], !path.isEmpty { return path }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        // Run as a bundle, the executable is a helper elsewhere, and its argument names the bundle.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? tests
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("hearsay").path
    }

    /// - Parameter home: The folder that stands for the user's home; state is kept below it.
    init(_ arguments: [String] = [], home: String, environment: [String: String] = [:], columns: UInt16 = 100) throws {
        // What posix_openpt, unlockpt and ptsname do, which Swift does not see.
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard main >= 0, ioctl(main, 0x4004_5431, &isLocked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
            throw TerminalFailure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: 30, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a new session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let startsSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which Swift does not see
        posix_spawnattr_setflags(
            &attributes, startsSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        // The threads that tests run on block signals, which a child would inherit.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)

        var variables = [
            "PATH": "/usr/bin:/bin", "HOME": home, "XDG_STATE_HOME": home + "/state", "TERM": "xterm", "NO_COLOR": "1",
            "LANG": "C", "PAGER": "cat",
        ]
        variables.merge(environment) { _, new in new }
        var words = ([Self.program] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, Self.program, &actions, &attributes, &words, &settings)
        guard failure == 0 else {
            throw TerminalFailure(description: "\(Self.program): \(String(cString: strerror(failure)))")
        }
        self.child = child
    }

    deinit {
        if status == nil {
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        close(main)
    }

    /// Types keys.
    func type(_ keys: String) {
        var rest = Array(keys.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until the program shows the text, and forgets everything up to its end.
    ///
    /// - Returns: What was shown before it.
    @discardableResult
    func wait(for text: String, seconds: Double = 60) throws -> String {
        let wanted = Array(text.utf8)
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            if let place = shown.firstRange(of: wanted) {
                defer { shown.removeSubrange(..<place.upperBound) }
                return String(decoding: shown[..<place.lowerBound], as: UTF8.self)
            }
            guard try readMore(until: deadline) else {
                throw TerminalFailure(description: "“\(text)” was not shown; shown was: \(visible)")
            }
        }
    }

    /// Types a line whose output cannot be mistaken for what was typed: `echo a"b"` shows `ab`.
    func check(_ word: String) throws {
        type("echo \(word.prefix(1))\"\(word.dropFirst())\"\r")
        try wait(for: "\(word)\r\n")
        try wait(for: "hearsay> ")
    }

    /// Makes the window another size.
    func resize(columns: UInt16) {
        var size = winsize(ws_row: 30, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
    }

    func signal(_ number: Int32) { kill(child, number) }

    /// Whether the terminal is as a shell leaves it for a program: lines are edited by it, typed keys shown, and Ctrl-C a
    /// signal.
    var isSane: Bool {
        var modes = termios()
        guard tcgetattr(main, &modes) == 0 else { return false }
        let wanted = tcflag_t(ICANON | ECHO | ISIG)
        return modes.c_lflag & wanted == wanted && modes.c_oflag & tcflag_t(OPOST) != 0
    }

    /// Waits until the program has ended.
    ///
    /// - Returns: Its exit code, or 128 and the signal that ended it.
    func end(seconds: Double = 60) throws -> Int32 {
        let deadline = Date().addingTimeInterval(seconds)
        while try readMore(until: deadline) {}
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard Date() < deadline else {
                throw TerminalFailure(description: "it does not end; shown was: \(visible)")
            }
            usleep(10_000)
        }
        self.status = status
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    private var visible: String { String(decoding: shown, as: UTF8.self).debugDescription }

    /// Reads what there is; `false` when time is up or the program has closed the terminal.
    private func readMore(until deadline: Date) throws -> Bool {
        var ready = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
        let left = deadline.timeIntervalSinceNow
        guard left > 0, poll(&ready, 1, Int32(left * 1000)) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(main, &chunk, chunk.count)
        guard count > 0 else { return false }
        shown += chunk[..<count]
        return true
    }
}
