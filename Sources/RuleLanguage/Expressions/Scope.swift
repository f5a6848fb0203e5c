/// The names that an expression may read, and what bare words in it mean.
struct Scope {
    /// Names that stand for one value: context, attributes, `let` names, article.
    var names: Set<String> = []
    /// Captures that every alternative has.
    var captures: Set<String> = []
    /// Captures that some alternative lacks.
    var lacking: Set<String> = []
    /// Names that exist but cannot be read here, with the reason.
    var barred: [String: String] = [:]
    /// Whether `outer` can be read.
    var hasOuter = false
    var allowsAggregates = false
    /// Names that are a plain word where nothing else stands: `class: outlet`.
    var alsoWords: Set<String> = []
    /// Names that only messages have: `match`.
    var messageNames: Set<String> = []

    /// What every capture has beside the attributes of a mark: the share (0 to 1) of its words that are quoted.
    static let quotedShare = "quotedshare"
    static let article: Set<String> = ["words", "sentences", "outlet", "lang"]

    /// What may be read, for suggestions.
    var candidates: [String] {
        names.union(captures).union(messageNames).union(hasOuter ? ["outer"] : []).sorted()
    }

    /// Whether a path's first name means something here, allowed or not.
    func knows(_ path: [String]) -> Bool {
        guard let first = path.first else { return false }
        if captures.contains(first) || lacking.contains(first) { return true }
        if first == "outer" && hasOuter { return true }
        return path.count == 1 && (names.contains(first) || barred[first] != nil)
    }
}

/// Finds what the names in an expression mean, and logs those that mean nothing.
struct Resolver {
    let scope: Scope
    let types: TypeTable
    let log: Log

    /// A `where`: something that holds or does not.
    func condition(_ expression: Expression) -> Expression {
        guard isCondition(expression) else {
            let message = "this is a value; a condition compares it, as in `quoted = yes`"
            log.add(.notACondition, message, at: expression.span)
            return expression
        }
        return resolved(expression)
    }

    /// A value: a number or a text.
    func value(_ expression: Expression) -> Expression {
        guard !isCondition(expression) else {
            log.add(.notAValue, "this holds or does not, and a value belongs here", at: expression.span)
            return expression
        }
        return resolved(expression)
    }

    func message(_ message: Message) {
        for case .value(let path, _, let span) in message.pieces {
            if path.count == 1, scope.messageNames.contains(path[0]) { continue }
            checkName(path, at: span)
        }
    }

    private func isCondition(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .compare, .isIn, .and, .or, .not: true
        default: false
        }
    }

    private func resolved(_ expression: Expression) -> Expression {
        var result = expression
        switch expression.kind {
        case .value, .template: break
        case .name(let path): checkName(path, at: expression.span)
        case .compare(let left, let relation, let right):
            let (a, b) = operands(left, right)
            checkComparison(a, b)
            result.kind = .compare(a, relation, b)
        case .isIn(let left, let items):
            let a = value(left)
            let all = items.map { member($0, of: a) }
            for item in all { checkComparison(a, item) }
            result.kind = .isIn(a, all)
        case .and(let a, let b): result.kind = .and(condition(a), condition(b))
        case .or(let a, let b): result.kind = .or(condition(a), condition(b))
        case .not(let a): result.kind = .not(condition(a))
        case .arithmetic(let a, let sign, let b): result.kind = .arithmetic(number(a), sign, number(b))
        case .negate(let a): result.kind = .negate(number(a))
        case .call(let function, let arguments): result.kind = .call(function, resolved(arguments, of: function))
        case .aggregate(let aggregate, let test, let inner):
            if !scope.allowsAggregates {
                let message = "`\(aggregate.rawValue)` counts marks, in a tally's `let` and `value` only"
                log.add(.wrongArguments, message, at: expression.span)
            }
            result.kind = .aggregate(aggregate, test, inner.map { markValue($0, of: test) })
        }
        return result
    }

    /// The choices of `if` and `first` may be plain words.
    private func resolved(_ arguments: [Expression], of function: Expression.Function) -> [Expression] {
        arguments.enumerated().map { index, argument in
            switch function {
            case .if where index == 0: return condition(argument)
            case .if, .first: return bareWord(argument).map { asText($0, at: argument.span) } ?? value(argument)
            case .min, .max, .per: return value(argument)
            }
        }
    }

    private func number(_ expression: Expression) -> Expression {
        if case .value(.text) = expression.kind {
            log.add(.wrongArguments, "arithmetic needs numbers, and this is a text", at: expression.span)
        }
        return value(expression)
    }

    /// The second argument of `sum(<attribution>, strength)`: read on each mark.
    private func markValue(_ expression: Expression, of test: MarkTest) -> Expression {
        var names = types.attributes(of: test.type).union(["type", "rule", "outlet", "lang", "article"])
        let isKnown = types.contains(test.type)
        if case .name(let path) = expression.kind, path.count == 1, isKnown, !names.contains(path[0]) {
            let hint = Suggestion.hint(path[0], in: names.sorted())
            let message = "no mark of type \(test.type) has an attribute \(path[0])\(hint)"
            log.add(.unknownAttribute, message, at: expression.span)
            names.insert(path[0])
        }
        let inner = Scope(names: names, captures: types.captures(of: test.type))
        return Resolver(scope: inner, types: types, log: log).value(expression)
    }

    // MARK: - Bare words

    private func bareWord(_ expression: Expression) -> [String]? {
        guard case .name(let path) = expression.kind else { return nil }
        return scope.knows(path) || path.first == "outer" ? nil : path
    }

    private func asText(_ path: [String], at span: SourceSpan) -> Expression {
        if path.count > 1, Suggestion.nearest(path[0], in: scope.captures.sorted()) != nil {
            checkName(path, at: span)
        }
        return Expression(.value(.text(path.joined(separator: "."))), at: span)
    }

    /// The sides of a comparison: a bare word that names nothing is a text.
    private func operands(_ left: Expression, _ right: Expression) -> (Expression, Expression) {
        if let text = closedValue(left, against: right) { return (text, value(right)) }
        if let text = closedValue(right, against: left) { return (value(left), text) }
        let a = bareWord(left)
        let b = bareWord(right)
        if let a, let b {
            checkName(a, at: left.span)
            return (left, asText(b, at: right.span))
        }
        if let a { return (asText(a, at: left.span), value(right)) }
        if let b { return (value(left), asText(b, at: right.span)) }
        if case .name(let path) = right.kind, case .name(let other) = left.kind, path.count == 1,
            Scope.article.contains(path[0]), !Scope.article.contains(other[0])
        {
            let message =
                "`\(path[0])` is the article's; as a text write '\(path[0])', or else put the article's first"
            log.add(.ambiguousName, message, at: right.span)
        }
        return (value(left), value(right))
    }

    /// A word of a closed context name's values, compared with that name, is that value whatever else is called so.
    private func closedValue(_ word: Expression, against name: Expression) -> Expression? {
        guard case .name(let path) = name.kind, let last = path.last, let values = ContextValues.closed[last],
            scope.knows(path), case .name(let text) = word.kind, text.count == 1, values.contains(text[0])
        else { return nil }
        return Expression(.value(.text(text[0])), at: word.span)
    }

    private func member(_ item: Expression, of left: Expression) -> Expression {
        if let text = closedValue(item, against: left) { return text }
        guard case .name(let path) = item.kind else { return value(item) }
        let isOwn = scope.captures.contains(path[0]) || scope.lacking.contains(path[0])
        let isOther =
            scope.names.contains(path[0]) && !Scope.article.contains(path[0]) && !TypeTable.context.contains(path[0])
        return isOwn || isOther || path[0] == "outer" ? value(item) : asText(path, at: item.span)
    }

    // MARK: - Checks

    private func checkName(_ path: [String], at span: SourceSpan) {
        let first = path[0]
        let written = path.joined(separator: ".")
        if let reason = scope.barred[first], path.count == 1 {
            log.add(.readTooEarly, "`\(first)` cannot be read here: \(reason)", at: span)
        } else if first == "outer" {
            guard scope.hasOuter else {
                log.add(.unknownName, "`outer` is read by marks of a rule, not here", at: span)
                return
            }
            if path.count == 1 || path.count > 3 {
                log.add(.unknownName, "`outer` is a mark; read an attribute of it, as in `outer.hops`", at: span)
            } else {
                checkAttribute(path[path.count - 1], at: span)
            }
        } else if scope.captures.contains(first) {
            if path.count > 2 {
                log.add(.unknownName, "`\(written)` goes too deep; `\(first).\(path[1])` is the most", at: span)
            } else if path.count == 2, path[1] != Scope.quotedShare {
                checkAttribute(path[1], at: span)
            }
        } else if scope.lacking.contains(first) {
            let message = "not every alternative has a capture @\(first); give it to all, or make two rules"
            log.add(.missingCapture, message, at: span)
        } else if scope.names.contains(first) {
            if path.count > 1 {
                log.add(.unknownName, "`\(first)` is a plain value and has no `\(path[1])`", at: span)
            }
        } else {
            let hint = Suggestion.hint(first, in: scope.candidates)
            log.add(.unknownName, "nothing here is called \(first)\(hint)", at: span)
        }
    }

    private func checkAttribute(_ name: String, at span: SourceSpan) {
        let known = types.allAttributes
        if known.contains(name) { return }
        let hint = Suggestion.hint(name, in: known.sorted())
        log.add(.unknownAttribute, "no mark has an attribute \(name)\(hint)", at: span)
    }

    /// Logs a comparison of a context name with a value that it never has.
    private func checkComparison(_ a: Expression, _ b: Expression) {
        for (name, other) in [(a, b), (b, a)] {
            guard case .name(let path) = name.kind, let last = path.last, case .value(.text(let text)) = other.kind,
                path.count > 1 || scope.names.contains(last)
            else { continue }
            if let values = ContextValues.closed[last], !values.contains(text) {
                let hint = Suggestion.hint(text, in: values)
                let message = "\(last) is never \(text)\(hint); it is one of \(values.joined(separator: ", "))"
                log.add(.unknownValue, message, at: other.span)
            } else if path.count == 1, ContextValues.numbers.contains(last) {
                log.add(.unknownValue, "\(last) is a number, and this is a text", at: other.span)
            }
        }
    }
}
