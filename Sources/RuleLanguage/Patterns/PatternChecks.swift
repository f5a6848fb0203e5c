/// What can be said of a pattern without running it.
struct PatternChecks {
    /// Nodes after repetition is unfolded.
    static let maximumSize = 2000

    let log: Log

    /// Logs what is wrong with a pattern of a `match`, `unless`, `until` or `except`.
    func check(_ pattern: Pattern) {
        let size = Self.size(of: pattern.root)
        if size > Self.maximumSize {
            let message = "unfolded, the pattern has \(size) elements; \(Self.maximumSize) are allowed"
            log.add(.patternTooLarge, message, at: pattern.root.span)
            return
        }
        if Self.canBeEmpty(pattern.root) {
            let message = "everything in this pattern may be missing, so it matches nothing; require one element"
            log.add(.matchesNothing, message, at: pattern.root.span)
        } else if !Self.hasAnchor(pattern.root) {
            let message = "any token would do here; name a word, a tag or a mark that must be there"
            log.add(.noAnchor, message, at: pattern.root.span)
        }
        checkCaptures(pattern.root)
        checkShadows(pattern.root, isLast: true)
    }

    // MARK: - Size, emptiness, anchors

    static func size(of node: Pattern.Node) -> Int {
        switch node.kind {
        case .token, .lexicon, .mark, .any, .sentenceStart, .sentenceEnd: return 1
        case .not(let inner), .capture(_, let inner): return size(of: inner)
        case .gap(let min, let max, _): return Swift.max(1, max ?? min)
        case .sequence(let nodes), .alternatives(let nodes):
            return nodes.reduce(0) { bounded($0.addingReportingOverflow(size(of: $1))) }
        case .repeated(let inner, let min, let max):
            let times = max ?? Swift.max(1, min)
            return bounded(size(of: inner).multipliedReportingOverflow(by: times))
        }
    }

    private static func bounded(_ result: (partialValue: Int, overflow: Bool)) -> Int {
        result.overflow ? Int.max : result.partialValue
    }

    /// Whether the node can match without taking a token.
    static func canBeEmpty(_ node: Pattern.Node) -> Bool {
        switch node.kind {
        case .token, .lexicon, .mark, .any, .not: false
        case .gap(let min, _, _): min == 0
        case .sentenceStart, .sentenceEnd: true
        case .sequence(let nodes): nodes.allSatisfy { canBeEmpty($0) }
        case .alternatives(let nodes): nodes.contains { canBeEmpty($0) }
        case .repeated(let inner, let min, _): min == 0 || canBeEmpty(inner)
        case .capture(_, let inner): canBeEmpty(inner)
        }
    }

    /// Whether every alignment takes something that is not just any token.
    static func hasAnchor(_ node: Pattern.Node) -> Bool {
        switch node.kind {
        case .token, .lexicon, .mark: true
        case .any, .not, .gap, .sentenceStart, .sentenceEnd: false
        case .sequence(let nodes): nodes.contains { hasAnchor($0) }
        case .alternatives(let nodes): nodes.allSatisfy { hasAnchor($0) }
        case .repeated(let inner, let min, _): min > 0 && hasAnchor(inner)
        case .capture(_, let inner): hasAnchor(inner)
        }
    }

    // MARK: - Captures

    /// Every capture's name in a tree.
    static func captures(in node: Pattern.Node) -> Set<String> {
        switch node.kind {
        case .capture(let name, let inner): captures(in: inner).union([name])
        case .not(let inner), .repeated(let inner, _, _): captures(in: inner)
        case .sequence(let nodes), .alternatives(let nodes):
            nodes.reduce(into: []) { $0.formUnion(captures(in: $1)) }
        default: []
        }
    }

    /// Whether a capture stands in every alternative; with `surely`, also in no part that may be missing.
    static func captures(_ name: String, in node: Pattern.Node, surely: Bool) -> Bool {
        switch node.kind {
        case .capture(let own, let inner):
            own == name ? !surely || !isOptional(inner) : captures(name, in: inner, surely: surely)
        case .sequence(let nodes): nodes.contains { captures(name, in: $0, surely: surely) }
        case .alternatives(let nodes): nodes.allSatisfy { captures(name, in: $0, surely: surely) }
        case .repeated(let inner, let min, _): (!surely || min > 0) && captures(name, in: inner, surely: surely)
        default: false
        }
    }

    private static func isOptional(_ node: Pattern.Node) -> Bool {
        if case .repeated(_, let min, _) = node.kind { min == 0 } else { false }
    }

    /// A name may stand at several places, which then hold a list of spans, but not inside itself.
    private func checkCaptures(_ node: Pattern.Node, inside: Set<String> = []) {
        switch node.kind {
        case .capture(let name, let inner):
            if inside.contains(name) {
                log.add(.captureTwice, "@\(name) stands inside @\(name)", at: node.span)
            }
            checkCaptures(inner, inside: inside.union([name]))
        case .not(let inner), .repeated(let inner, _, _): checkCaptures(inner, inside: inside)
        case .sequence(let nodes), .alternatives(let nodes):
            for node in nodes { checkCaptures(node, inside: inside) }
        default: break
        }
    }

    // MARK: - Shadows

    /// Logs alternatives that an earlier one always takes first. `isLast`: nothing follows the node in the pattern, so
    /// that an earlier alternative which is the beginning of a later one always wins.
    private func checkShadows(_ node: Pattern.Node, isLast: Bool) {
        switch node.kind {
        case .capture(_, let inner): checkShadows(inner, isLast: isLast)
        case .repeated(let inner, _, let max): checkShadows(inner, isLast: isLast && max == 1)
        case .sequence(let nodes):
            for (i, node) in nodes.enumerated() { checkShadows(node, isLast: isLast && i == nodes.count - 1) }
        case .alternatives(let branches):
            for (i, later) in branches.enumerated() {
                if let earlier = branches[..<i].first(where: { Shadow.covers($0, later, asPrefix: isLast) }) {
                    let (line, column) = earlier.span.file.position(of: earlier.span.start)
                    let message = "an earlier alternative (\(line):\(column)) always takes what this would match"
                    log.add(.shadowedAlternative, message, at: later.span)
                }
                checkShadows(later, isLast: isLast)
            }
        default: break
        }
    }

    /// Logs patterns of one list that match what an earlier one of the list matches.
    func checkList(_ patterns: [Pattern]) {
        for (i, later) in patterns.enumerated() {
            guard let earlier = patterns[..<i].first(where: { Shadow.covers($0.root, later.root, asPrefix: false) })
            else { continue }
            let line = earlier.root.span.file.position(of: earlier.root.span.start).line
            let message = "the pattern on line \(line) already matches all that this one does"
            log.add(.shadowedAlternative, message, at: later.root.span)
        }
    }
}
