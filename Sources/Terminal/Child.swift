import Glibc

/// The pager and the editor: programs that take the terminal over for a while.
///
/// They are started with `posix_spawnp`: Foundation's `Process` moves its children into the background, where a
/// program that reads the terminal is stopped.
public enum Child {
    /// Shows text in `$PAGER`, by default `less -FRX`.
    ///
    /// - Returns: Whether a pager took the text; `false` where none could be started.
    public static func page(_ text: String) -> Bool {
        let command = environment("PAGER") ?? "less -FRX"
        guard let ends = makePipe() else { return false }
        // The text is UTF-8 whatever the locale says.
        if environment("LESSCHARSET") == nil { setenv("LESSCHARSET", "utf-8", 1) }
        let child = start(words(command), input: ends.reading)
        close(ends.reading)
        guard let child else {
            close(ends.writing)
            return false
        }
        var former = sigaction()
        var ignore = sigaction()
        ignore.__sigaction_handler.sa_handler = SIG_IGN
        sigaction(SIGPIPE, &ignore, &former)
        send(text, to: ends.writing)
        close(ends.writing)
        sigaction(SIGPIPE, &former, nil)
        return wait(child) != 127
    }

    /// Opens a file in `$VISUAL` or `$EDITOR`, by default `vi`, and waits until it is closed.
    ///
    /// - Returns: The editor's exit status; `nil` where it could not be started.
    public static func edit(_ path: String) -> Int32? {
        let command = environment("VISUAL") ?? environment("EDITOR") ?? "vi"
        return start(words(command) + [path], input: nil).map(wait)
    }

    /// The command's words. One with quotes or the like is the system shell's to read.
    static func words(_ command: String) -> [String] {
        let special = Set("|&;<>()$`\\\"'*?[#~")
        guard command.contains(where: special.contains) else { return command.split(separator: " ").map(String.init) }
        return ["sh", "-c", command + " \"$@\"", command]
    }

    private static func start(_ words: [String], input: Int32?) -> pid_t? {
        guard let program = words.first else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        return posix_spawnp(&child, program, &actions, nil, &arguments, environ) == 0 ? child : nil
    }

    private static func send(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // A pager that was left early closes its end.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func wait(_ child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return 127 } }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }
}
