import Hearsay
import Reports
import Terminal

/// What a command does, once it is known what it was asked for.
protocol Run {
    func run() throws
}

/// A command line taken apart without the parser, which takes a quarter of a short run: it looks at the types of all that a
/// command could be given.
///
/// Understood are files, the commonest options, and their values as words of their own. Whatever else there is, or is
/// wrong, is for the parser, which means the same by what is understood here.
struct PlainLine {
    private var words: [String] = []
    private var flags: [String] = []
    private var values: [(name: String, value: String)] = []

    private static let commonFlags = ["--no-config", "--no-core", "--quiet"]
    private static let commonOptions = ["--packs", "--color", "--from", "--text-field"]

    private struct NotUnderstood: Error {}

    /// What the arguments ask for; `nil` where it is for the parser to say.
    static func run(of arguments: [String]) -> (any Run)? {
        switch arguments.first {
        case nil: OpenRun()
        case "check": try? PlainLine(arguments, options: ["--format", "--output", "--fail-on"]).check()
        case "annotate": try? PlainLine(arguments, options: ["--threads", "--marks", "--output"]).annotate()
        default: nil
        }
    }

    /// Throws where a word is not understood, stands twice, or lacks its value.
    private init(_ arguments: [String], options: [String]) throws {
        var rest = arguments.dropFirst()
        while let word = rest.popFirst() {
            if word.isEmpty || word == "help" { throw NotUnderstood() }
            guard word.hasPrefix("-") else {
                words.append(word)
                continue
            }
            let name = Self.long(word)
            guard !flags.contains(name), self[name] == nil else { throw NotUnderstood() }
            if Self.commonFlags.contains(name) {
                flags.append(name)
            } else if Self.commonOptions.contains(name) || options.contains(name) {
                guard let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else { throw NotUnderstood() }
                values.append((name, value))
            } else {
                throw NotUnderstood()
            }
        }
    }

    private static func long(_ name: String) -> String {
        switch name {
        case "-q": "--quiet"
        case "-o": "--output"
        case "-f": "--format"
        default: name
        }
    }

    private subscript(name: String) -> String? { values.first { $0.name == name }?.value }

    /// What an option stands for; `nil` without it.
    private func value<Value>(_ name: String, _ make: (String) -> Value?) throws -> Value? {
        guard let text = self[name] else { return nil }
        guard let value = make(text) else { throw NotUnderstood() }
        return value
    }

    private func common() throws -> CommonSettings {
        CommonSettings(
            format: try value("--from", FileFormat.init(rawValue:)), textField: self["--text-field"],
            packs: self["--packs"],
            noCore: flags.contains("--no-core"), noConfig: flags.contains("--no-config"),
            color: try value("--color", ColorPolicy.init(rawValue:)) ?? .auto, quiet: flags.contains("--quiet"))
    }

    private func check() throws -> CheckRun {
        guard !words.isEmpty else { throw NotUnderstood() }
        let report = ReportSettings(format: try value("--format", ReportFormat.named), output: self["--output"])
        try report.validate()
        return CheckRun(
            paths: words, report: report, failOn: try value("--fail-on", Level.init(name:)), common: try common())
    }

    private func annotate() throws -> AnnotateRun {
        let run = AnnotateRun(
            paths: words, threads: try value("--threads") { Int($0) },
            marks: try value("--marks", AnnotateCommand.Marks.init(rawValue:)) ?? .flagged, output: self["--output"],
            common: try common())
        try run.validate()
        return run
    }
}
