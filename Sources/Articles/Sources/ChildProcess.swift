import Glibc

/// A program that reads a file and writes a text, as long as it is needed.
struct ChildProcess: ~Copyable {
    enum Failure: Error, Equatable {
        case notFound, tooLarge, tooSlow
        case failed(Int32)
    }

    private let process: pid_t
    private let pipe: Int32

    /// - Parameters:
    ///   - arguments: the program's name first; it is looked for in `PATH`.
    ///   - input: what becomes its standard input. Standard error is not kept.
    init?(_ arguments: [String], input: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var words = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        let status = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
        close(ends[1])
        guard status == 0 else {
            close(ends[0])
            return nil
        }
        process = child
        pipe = ends[0]
    }

    /// What it writes, to the end.
    consuming func output(limit: Int, seconds: Int) -> Result<[UInt8], Failure> {
        let end = ContinuousClock.now + .seconds(seconds)
        var text: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var failure: Failure?
        while failure == nil {
            let left = (end - .now).components.seconds
            var wait = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            let ready = poll(&wait, 1, Int32(clamping: max(0, left) * 1000 + 1))
            if ready == 0, left <= 0 { failure = .tooSlow }
            guard ready > 0 else { continue }
            let count = read(pipe, &room, room.count)
            if count == 0 { break }
            guard count > 0 else { continue }
            text += room[..<count]
            if text.count > limit { failure = .tooLarge }
        }
        close(pipe)
        if failure != nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        if let failure { return .failure(failure) }
        // As WIFEXITED and WEXITSTATUS have it.
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        return code == 0 ? .success(text) : .failure(code == 127 ? .notFound : .failed(code))
    }
}
