import ArgumentParser
import Glibc

@main
enum Main {
    /// What the commands stand below. One that says so is parsed by itself without a search for what only the program
    /// takes, and shows no other name for it.
    static let programName = "hearsay"

    static func main() {
        unblockSignals()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if let run = PlainLine.run(of: arguments) { return try run.run() }
            var command = try parsed(arguments)
            try command.run()
        } catch {
            leave(with: error)
        }
    }

    /// The command that the arguments ask for.
    ///
    /// Where it is plain which one, only its own arguments are looked at: going through those of all others takes half of
    /// a short run. Help, and whatever is wrong, is for the whole parser to say.
    static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let commands = HearsayCommand.configuration.subcommands
        let named = commands.first { $0.configuration.commandName == arguments.first }
        if let named, named.configuration.subcommands.isEmpty,
            let command = try? named.parse(Array(arguments.dropFirst()))
        {
            return command
        }
        if named == nil, arguments.first != "help", let command = try? OpenCommand.parse(arguments) { return command }
        return try HearsayCommand.parseAsRoot(arguments)
    }

    /// A parent that starts us from a thread with signals blocked, as Dispatch's are, hands that down to us.
    private static func unblockSignals() {
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
    }

    /// Says what there is to say and ends the program: help to standard output, trouble to standard error.
    private static func leave(with error: any Error) -> Never {
        if let failure = error as? Failure {
            Standard.complain("error: \(failure.message)")
            exit(failure.status.rawValue)
        }
        let message = HearsayCommand.fullMessage(for: error)
        let code = HearsayCommand.exitCode(for: error)
        guard code.isSuccess else {
            if !message.isEmpty { Standard.complain(message) }
            // The parser's own code for wrong usage is that of sysexits.
            exit(code == .validationFailure ? Status.usage.rawValue : code.rawValue)
        }
        do {
            if !message.isEmpty { try Standard.write(Array((message + "\n").utf8)) }
        } catch {
            exit(Status.input.rawValue)
        }
        exit(Status.success.rawValue)
    }
}

/// The program's exit codes.
enum Status: Int32 {
    case success = 0
    /// Something is flagged at or above the failing level.
    case flagged = 1
    case usage = 2
    case rules = 3
    /// Some input could not be read or analysed, or the output could not be written.
    case input = 4
    case interrupted = 130
}

/// Something that ends the program: one message that says what to do, and the exit code.
struct Failure: Error {
    var message: String
    var status: Status

    init(_ message: String, _ status: Status) {
        self.message = message
        self.status = status
    }
}
