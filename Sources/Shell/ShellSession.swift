import Hearsay

/// A session: the articles that are loaded, the rules they were read with, and the verbs to work with them.
///
/// The interactive shell, scripts and `-c` all hand it their lines. Used from one thread.
public final class ShellSession {
    public let console: any Console
    public private(set) var rulebook: Rulebook
    /// What a script goes by in `$1 … $9` and `$@`.
    public var arguments: [String] = []
    /// Whether a script goes on after an error.
    public private(set) var keepsGoing = false

    let version: String
    var workspace = Workspace()
    /// The file that the session was last opened from or saved in.
    var file: String?
    var variables: [String: String] = [:]
    /// How many scripts are running one another.
    var scriptDepth = 0
    private var worker: Worker
    /// What the rules were loaded by, where they are to be read again when a file is saved.
    var selection: RuleSelection?
    /// What the rule files held when they were last read, by path.
    var ruleFiles: [String: [UInt8]] = [:]
    /// The errors that the rule files had then.
    var knownErrors: Set<String> = []

    /// - Parameters:
    ///   - rulebook: The rules that articles are read with.
    ///   - selection: What they were loaded by: they are then read again when one of their files is saved.
    ///   - version: The program's version, as reports state it.
    public init(
        rulebook: Rulebook, selection: RuleSelection? = nil, console: any Console, version: String
    ) {
        self.rulebook = rulebook
        self.selection = selection
        ruleFiles = selection?.files(of: rulebook.library) ?? [:]
        self.console = console
        self.version = version
        worker = rulebook.analyzer.worker()
    }

    /// Runs one command. Blank lines and comments do nothing.
    public func execute(_ line: String) -> Outcome {
        do {
            guard let invocation = try parse(line) else { return .done }
            refreshRules()
            if invocation.verb.name == Verb.quit.name { return .quit }
            try invocation.verb.action(self, invocation)
            return .done
        } catch {
            return .failed(error)
        }
    }

    /// What a person who starts the shell with files wants: sessions opened, articles loaded.
    public func start(with paths: [String]) -> Outcome {
        let (sessions, articles) = (
            paths.filter { $0.hasSuffix(".hearsay") }, paths.filter { !$0.hasSuffix(".hearsay") }
        )
        do {
            for path in sessions { try run("open", [path]) }
            if !articles.isEmpty { try run("load", articles) }
            return .done
        } catch {
            return .failed(error)
        }
    }

    private func run(_ verb: String, _ words: [String]) throws(ShellError) {
        let verb = try Registry.verb(verb)
        try verb.action(self, Invocation(verb: verb, words: words.map { Word(text: $0) }))
    }

    private func parse(_ line: String) throws(ShellError) -> Invocation? {
        let (first, rest) = CommandLine.split(line)
        guard !first.isEmpty else { return nil }
        if let verb = try? Registry.verb(first), verb.isRaw {
            return Invocation(verb: verb, raw: rest)
        }
        var parser = CommandLine(arguments: arguments)
        parser.variable = { [variables] in variables[$0] ?? environment($0) }
        let words = try parser.words(line)
        guard let name = words.first?.text else { return nil }
        return try Invocation(verb: Registry.verb(name), words: Array(words.dropFirst()))
    }

    /// Analyses an article and adds it; what there is to say about how it was read is noted.
    func add(_ article: Article) {
        for notice in article.notices { console.note("\(article.path ?? article.id): \(notice)") }
        workspace.add(worker.analyze(article))
    }

    func use(_ rulebook: Rulebook, _ worker: Worker) {
        self.rulebook = rulebook
        self.worker = worker
    }

    /// The scores over all loaded articles.
    var totals: [Score] { rulebook.analyzer.sessionScores(of: workspace.articles.map(\.analysis)) }

    func setKeepGoing(_ on: Bool) { keepsGoing = on }

    /// Ends the running verb where Ctrl-C was typed.
    func checkInterrupt() throws(ShellError) {
        if console.isInterrupted { throw .interrupted }
    }

    /// Writes lines, until it is interrupted.
    func write(_ lines: [StyledText]) throws(ShellError) {
        for line in lines {
            try checkInterrupt()
            console.write(line)
        }
    }
}
