/// Reads `tests`.
struct TestReader {
    /// What is tested.
    enum Subject {
        case match(Match, name: String)
        case tally
    }

    let types: TypeTable
    let log: Log

    func read(_ node: YAMLNode?, of subject: Subject) -> Tests {
        guard let node, let fields = Fields(node, "`tests`", keys: ["hit", "miss", "context"], log: log) else {
            return Tests()
        }
        guard case .match(let match, let name) = subject else {
            log.add(.misplacedKey, "a tally makes no marks, so it has no tests of this kind", at: node.span)
            return Tests()
        }
        if match.type == nil {
            for key in ["hit", "miss"] where fields[key] != nil {
                let message = "a rule that only reaches makes no mark; test it by `context`, or give it `mark: \(name)`"
                log.add(.misplacedKey, message, at: fields.keySpan(key))
            }
        }
        let captures = match.patterns.reduce(into: Set<String>()) { $0.formUnion(PatternChecks.captures(in: $1.root)) }
        return Tests(
            hits: cases(fields["hit"], captures, isHit: true), misses: cases(fields["miss"], captures, isHit: false),
            contexts: list(fields["context"]).compactMap { context($0) })
    }

    private func list(_ node: YAMLNode?) -> [YAMLNode] {
        guard let node else { return [] }
        if case .sequence(let nodes) = node.kind { return nodes }
        return [node]
    }

    // MARK: - hit and miss

    private func cases(_ node: YAMLNode?, _ captures: Set<String>, isHit: Bool) -> [Tests.Case] {
        list(node).compactMap { item in
            var text: SourceText?
            var zone: String?
            var outlet: String?
            if case .mapping = item.kind {
                guard let fields = Fields(item, "a test", keys: ["text", "zone", "outlet"], log: log) else {
                    return nil
                }
                text = fields["text"].flatMap { Values.free($0, "a test's text", log: log) }
                if fields["text"] == nil { fields.missing("text", "a test") }
                zone = fields.choice("zone", (ContextValues.closed["zone"] ?? []).map { ($0, $0) })
                outlet = fields.string("outlet")
            } else {
                text = Values.free(item, "a test", log: log)
            }
            guard let text, let markup = TestMarkup.brackets(text, captures: captures, log: log) else { return nil }
            if isHit, markup.spans.isEmpty {
                log.add(.testMarkup, "a hit shows in [brackets] what must be found", at: text.span)
            } else if !isHit, !markup.spans.isEmpty {
                log.add(.testMarkup, "a miss has no brackets; a literal one is `\\[`", at: text.span)
            }
            return Tests.Case(
                text: markup.text, zone: zone, outlet: outlet, expected: markup.spans, span: text.wholeSpan)
        }
    }

    // MARK: - context

    private func context(_ node: YAMLNode) -> Tests.ContextCase? {
        let names = ["polarity", "certainty", "voice", "depth", "quoted"] + types.allGiven.sorted()
        guard let fields = Fields(node, "a context test", keys: ["text"] + names, log: log) else { return nil }
        guard let textNode = fields["text"] else {
            fields.missing("text", "a context test")
            return nil
        }
        let values = fields.entries.filter { $0.name != "text" }.compactMap { value(of: $0.name, in: fields) }
        if values.isEmpty {
            log.add(.missingKey, "a context test says what is expected, as in `polarity: denied`", at: node.span)
        }
        guard let text = Values.free(textNode, "a test's text", log: log),
            let markup = TestMarkup.elements(text, types: types, log: log)
        else { return nil }
        if markup.spans.isEmpty {
            log.add(.testMarkup, "a context test shows its marks, as in `<claim>fraud</claim>`", at: text.span)
        }
        return Tests.ContextCase(text: markup.text, tagged: markup.spans, values: values, span: text.wholeSpan)
    }

    private func value(of name: String, in fields: Fields) -> (name: String, value: String)? {
        if let values = ContextValues.closed[name] {
            return fields.choice(name, values.map { ($0, $0) }).map { (name, $0) }
        }
        guard let text = fields.text(name) else { return nil }
        if name == "depth", Int(text.string) == nil { log.add(.badNumber, "`depth` is a number", at: text.span) }
        return (name, text.string)
    }
}
