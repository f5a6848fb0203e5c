import Hearsay
import SessionStore

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
    /// How lines are edited: what a person set, for whoever reads the lines.
    public internal(set) var editing: Editing?

    /// The two ways of editing a line.
    public enum Editing: String, Sendable, CaseIterable { case emacs, vi }

    let version: String
    var workspace = Workspace()
    var remarks = Remarks()
    /// Where somebody is reading.
    var position: ReadingPosition?
    var variables: [String: String] = [:]
    /// Commands by the names that the user gave them.
    var aliases: [String: String] = [:]
    /// How many scripts are running one another.
    var scriptDepth = 0

    /// The file that the session was last opened from or saved in; `nil` for one without a name.
    var path: String?
    /// What is written as the session changes.
    var file: SessionFile?
    /// Where sessions without a name are kept; `nil` where they are not, as in scripts.
    let shelf: SessionShelf?
    /// For questions in SQL where there is no file.
    var memory: SessionFile?
    /// Why the file could not be written the last time.
    var trouble: String?

    private lazy var worker: Worker = rulebook.analyzer.worker()
    /// What the rules were loaded by, where they are to be read again when a file is saved.
    var selection: RuleSelection?
    /// What the rule files held when they were last read, by path.
    var ruleFiles: [String: [UInt8]] = [:]
    /// The errors that the rule files had then.
    var knownErrors: Set<String> = []
    private var progress = ProgressClock()

    /// - Parameters:
    ///   - rulebook: The rules that articles are read with.
    ///   - selection: What they were loaded by: they are then read again when one of their files is saved.
    ///   - version: The program's version, as reports state it.
    ///   - shelf: Where a session without a name is kept as it changes.
    public init(
        rulebook: Rulebook, selection: RuleSelection? = nil, console: any Console, version: String,
        shelf: SessionShelf? = nil
    ) {
        self.rulebook = rulebook
        self.selection = selection
        ruleFiles = selection?.files(of: rulebook.library) ?? [:]
        self.console = console
        self.version = version
        self.shelf = shelf
    }

    /// Runs one command. Blank lines and comments do nothing.
    public func execute(_ line: String) -> Outcome {
        do {
            guard let invocation = try parse(line) else { return .done }
            refreshRules()
            if invocation.verb.name == Verb.quit.name { return .quit }
            progress = ProgressClock()
            // Whatever was done before an error or a Ctrl-C stays done.
            defer { keep() }
            try perform(invocation)
            return .done
        } catch {
            return .failed(error)
        }
    }

    /// What a person who starts the shell with files wants: sessions opened, articles loaded.
    ///
    /// - Parameter textField: what holds the text in records and tables, where it is none of the usual.
    public func start(with paths: [String], textField: String? = nil) -> Outcome {
        let (sessions, articles) = (
            paths.filter { $0.hasSuffix(".hearsay") }, paths.filter { !$0.hasSuffix(".hearsay") }
        )
        defer { keep() }
        do {
            for path in sessions { try run("open", [path]) }
            if !articles.isEmpty { try run("load", articles, textField.map { ["text-field": $0] } ?? [:]) }
            return .done
        } catch {
            return .failed(error)
        }
    }

    private func run(_ verb: String, _ words: [String], _ options: [String: String] = [:]) throws(ShellError) {
        let verb = try Registry.verb(verb)
        var invocation = try Invocation(verb: verb, words: words.map { Word(text: $0) })
        invocation.options = options
        try verb.action(self, invocation)
    }

    private func perform(_ invocation: Invocation) throws(ShellError) {
        let (csv, json) = (invocation.options["csv"] != nil, invocation.options["json"] != nil)
        guard let listing = invocation.verb.listing, csv || json else {
            return try invocation.verb.action(self, invocation)
        }
        guard csv != json else { throw invocation.usageError("--csv or --json, not both") }
        let list = try listing(self, invocation)
        console.writeData(csv ? list.csv : list.json)
    }

    /// The command that a line stands for; `nil` for a blank line or a comment.
    func parse(_ line: String) throws(ShellError) -> Invocation? {
        let line = unaliased(line)
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

    /// The line with a name that the user gave replaced by what it stands for.
    private func unaliased(_ line: String) -> String {
        var line = line
        var seen: Set<String> = []
        while true {
            let (first, rest) = CommandLine.split(line)
            guard let command = aliases[first], seen.insert(first).inserted else { return line }
            line = rest.isEmpty ? command : command + " " + rest
        }
    }

    /// Analyses an article and adds it; what there is to say about how it was read is noted.
    ///
    /// - Parameter number: Where it has one already.
    func add(_ article: Article, number: Int? = nil) {
        if number == nil {
            for notice in article.notices { console.note("\(article.path ?? article.id): \(notice)") }
        }
        workspace.add(worker.analyze(article), number: number)
    }

    /// Adds an article that was loaded from a file. One that is there already, with the same id and text, is not added
    /// again; one with the text of another is, and both are said.
    func add(_ article: Article, unlessIn seen: inout SeenArticles) {
        let number = workspace.nextNumber
        if let earlier = seen.note(article, as: number), let first = try? workspace.article("\(earlier)").article {
            let isSame = first.id == article.id && first.path == article.path
            let name = printable(article.id)
            console.note(
                StyledText(
                    isSame ? "\(name): loaded already, as \(earlier)" : "\(name): it has the same text as \(earlier)"))
            if isSame { return }
        }
        add(article)
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

    /// Shows how far something is, once it has taken half a second.
    func showProgress(_ what: String, _ done: Int, of total: Int? = nil) {
        guard progress.isDue() else { return }
        console.progress("\(what) \(done)\(total.map { " of \($0)" } ?? "") articles …")
    }
}

/// When progress is to be shown: after half a second, and ten times a second from then on.
private struct ProgressClock {
    private var next = ContinuousClock.now + .milliseconds(500)

    mutating func isDue() -> Bool {
        let now = ContinuousClock.now
        guard now >= next else { return false }
        next = now + .milliseconds(100)
        return true
    }
}
