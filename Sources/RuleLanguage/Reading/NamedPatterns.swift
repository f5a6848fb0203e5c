/// The patterns that a pack gives a name, so that others need not repeat them: `patterns: {who: '<name>|she'}`, used as
/// `%who`. Each may use those that stand above it.
final class NamedPatterns {
    private let log: Log
    /// By name: the patterns that could be read.
    private(set) var nodes: [String: Pattern.Node] = [:]
    private let entries: [YAMLEntry]
    private var used: Set<String> = []

    init(_ pack: PackDraft, surroundings: PatternSurroundings, log: Log) {
        self.log = log
        entries = pack.patterns
        var surroundings = surroundings
        surroundings.pattern = { [unowned self] in find($0, at: $1) }
        for entry in entries { read(entry, surroundings) }
    }

    private func read(_ entry: YAMLEntry, _ surroundings: PatternSurroundings) {
        guard Names.isDotted(entry.name) else {
            let message = "a pattern's name is small letters, digits, `-` and `_`, with dots"
            log.add(.badName, message, at: entry.key.span)
            return
        }
        guard let text = Values.text(entry.value, "a named pattern", log: log),
            let pattern = PatternParser.parse(text, in: surroundings, log: log)
        else { return }
        let size = PatternChecks.size(of: pattern.root)
        guard size <= PatternChecks.maximumSize else {
            let message = "unfolded, the pattern has \(size) elements; \(PatternChecks.maximumSize) are allowed"
            log.add(.patternTooLarge, message, at: entry.key.span)
            return
        }
        nodes[entry.name] = pattern.root
    }

    /// The pattern of this name, `nil` where there is none (which has been logged).
    func find(_ name: String, at span: SourceSpan) -> Pattern.Node? {
        used.insert(name)
        if let node = nodes[name] { return node }
        let hint = Suggestion.hint(name, in: nodes.keys.sorted(), prefix: "%")
        log.add(.unknownPattern, "no pattern %\(name) stands in `patterns` above this\(hint)", at: span)
        return nil
    }

    func checkUse() {
        for entry in entries where !used.contains(entry.name) && Names.isDotted(entry.name) {
            log.add(.unusedPattern, "nothing uses %\(entry.name)", at: entry.key.span)
        }
    }
}
