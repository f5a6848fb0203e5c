import RuleLanguage

/// All verbs there are.
public enum Registry {
    /// In the order that `help` lists them.
    public static let verbs: [Verb] = [
        .load, .articles, .show, .close, .find, .flags, .goto, .next, .prev, .why, .whyNot, .accept, .reject, .note,
        .reviews, .undo, .redo, .sources, .claims, .stance, .scores, .compare, .tokens, .try, .rules, .diff, .report,
        .save, .open, .recover, .sql, .source, .assert, .alias, .set, .echo, .help, .quit,
    ]

    /// The verb of that name, or the only one whose name starts so.
    static func verb(_ name: String) throws(ShellError) -> Verb {
        if let exact = verbs.first(where: { $0.name == name || $0.aliases.contains(name) }) { return exact }
        let starting = verbs.filter { $0.name.hasPrefix(name) }
        if starting.count == 1 { return starting[0] }
        if starting.count > 1 {
            throw ShellError("“\(name)” can be \(list(starting.map(\.name), "or")); type one more letter")
        }
        let names = verbs.flatMap { [$0.name] + $0.aliases }
        let hint = Suggestion.nearest(name, in: names).map { "did you mean \($0)?" } ?? "help lists all there are"
        throw ShellError("there is no command “\(name)”; \(hint)")
    }
}

/// `a, b or c`
func list(_ items: [String], _ conjunction: String) -> String {
    guard items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + items[items.count - 1]
}

/// `1 article`, `2 articles`
func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
