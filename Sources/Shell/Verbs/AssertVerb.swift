import Hearsay

extension Verb {
    static let assert = Verb(
        name: "assert", summary: "stop where something does not hold", usage: "CONDITION",
        details: [
            "count(COMMAND) is how many rows a command lists; sum, mean, min and max(COMMAND) are of its values, or of "
                + "the column that is named last: mean(claims 2, strength). They are compared and combined as in a rule: "
                + "= != < <= > >= and or not + - * / and parentheses.",
            "What does not hold is an error with exit code 1, so that a script that checks articles fails where it "
                + "should. min, max and mean over nothing are an error too.",
        ],
        examples: [
            Example(line: "assert count(flags hedge) < 60", about: "not too much hedging"),
            Example(line: "assert count(flags level>=error) = 0 and count(claims) > 0", about: "two things at once"),
            Example(line: "assert min(scores rule=strength) >= 0", about: "the weakest article's sourcing"),
        ],
        kinds: [.command], isRaw: true
    ) { session, invocation throws(ShellError) in
        guard let source = invocation.texts.first else { throw invocation.usageError("assert what?") }
        var condition = try AssertedCondition(source, in: session)
        guard try !condition.holds(session.rulebook.library) else { return }
        let values = condition.values.map { "\($0.text) is \(short($0.value))" }
        let told = values.isEmpty ? "" : ": " + list(values, "and")
        throw ShellError("does not hold: \(source)\(told)", .failed)
    }
}

/// A condition with the values of its commands filled in.
private struct AssertedCondition {
    private(set) var values: [(text: String, value: Double)] = []
    /// The condition with numbers in the place of commands.
    private var filled = ""

    private static let functions = ["count", "sum", "mean", "min", "max"]

    init(_ source: String, in session: ShellSession) throws(ShellError) {
        var rest = source[...]
        while let start = rest.firstIndex(where: \.isLetter) {
            filled += rest[..<start]
            let name = rest[start...].prefix { $0.isLetter || $0 == "." || $0 == "_" || $0.isNumber }
            guard Self.functions.contains(String(name)), rest[name.endIndex...].first == "(" else {
                filled += name
                rest = rest[name.endIndex...]
                continue
            }
            let (inside, end) = try Self.inside(rest[rest.index(after: name.endIndex)...])
            let value = try Self.value(String(name), String(inside), session)
            values.append((String(rest[start..<end]), value))
            // A value as it is written in the rule language; a negative one in parentheses.
            filled += value < 0 ? "(\(value))" : "\(value)"
            rest = rest[end...]
        }
        filled += rest
    }

    /// What stands up to the parenthesis that closes, and what follows it.
    private static func inside(_ text: Substring) throws(ShellError) -> (Substring, String.Index) {
        var depth = 0
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "(" {
                depth += 1
            } else if character == ")" {
                if depth == 0 { return (text[..<index], text.index(after: index)) }
                depth -= 1
            }
        }
        throw ShellError("a ( is not closed; count(COMMAND) takes a command: count(flags hedge)")
    }

    private static func value(
        _ function: String, _ text: String, _ session: ShellSession
    ) throws(ShellError) -> Double {
        guard let (listing, rest) = try session.listing(text) else {
            throw ShellError("\(function)(…) takes a command that lists something: flags, claims, scores …")
        }
        if function == "count" { return Double(listing.rows.count) }
        let column = rest ?? ["value", "strength", "times"].first(where: listing.columns.contains) ?? ""
        guard let numbers = listing.numbers(column) else {
            let hint = "name a column last: \(function)(\(text), \(listing.columns.last ?? ""))"
            throw ShellError(
                rest == nil
                    ? "\(function)(\(text)) of what? \(hint)"
                    : "there is no column “\(column)”; there are \(list(listing.columns, "and"))")
        }
        if function == "sum" { return numbers.reduce(0, +) }
        let found: Double? =
            switch function {
            case "min": numbers.min()
            case "max": numbers.max()
            default: numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
            }
        guard let found else { throw ShellError("\(function)(\(text)) has no value: nothing is listed", .failed) }
        return found
    }

    mutating func holds(_ library: Library) throws(ShellError) -> Bool {
        switch library.condition(filled) {
        case .failure(let diagnostic): throw ShellError(diagnostic.inTyped)
        case .success(let expression): return try Self.truth(expression)
        }
    }

    private static func truth(_ expression: Expression) throws(ShellError) -> Bool {
        switch expression.kind {
        case .and(let a, let b): return try truth(a) ? try truth(b) : false
        case .or(let a, let b): return try truth(a) ? true : try truth(b)
        case .not(let a): return try !truth(a)
        case .compare(let a, let relation, let b):
            let (x, y) = (try number(a), try number(b))
            switch relation {
            case .equal: return x == y
            case .notEqual: return x != y
            case .less: return x < y
            case .lessOrEqual: return x <= y
            case .greater: return x > y
            case .greaterOrEqual: return x >= y
            }
        default:
            throw ShellError("“\(expression.source)” is no condition; assert compares numbers: count(flags hedge) < 20")
        }
    }

    private static func number(_ expression: Expression) throws(ShellError) -> Double {
        switch expression.kind {
        case .value(.number(let number)): return number
        case .negate(let inner): return try -number(inner)
        case .arithmetic(let a, let sign, let b):
            let (x, y) = (try number(a), try number(b))
            switch sign {
            case .add: return x + y
            case .subtract: return x - y
            case .multiply: return x * y
            case .divide: return x / y
            }
        default:
            throw ShellError("“\(expression.source)” is no number; count(COMMAND) counts what a command lists")
        }
    }
}

extension ShellSession {
    /// What a command lists, and the name of a column where one follows behind a comma; `nil` where it lists nothing.
    fileprivate func listing(_ text: String) throws(ShellError) -> (listing: Listing, column: String?)? {
        var command = text
        var column: String?
        if let comma = text.lastIndex(of: ",") {
            let last = text[text.index(after: comma)...].drop { $0.isWhitespace }
            if !last.isEmpty, last.allSatisfy({ $0.isLetter || $0.isNumber || "_./:-".contains($0) }) {
                command = String(text[..<comma])
                column = String(last)
            }
        }
        guard let invocation = try parse(command), let listing = invocation.verb.listing else { return nil }
        return (try listing(self, invocation), column)
    }
}
