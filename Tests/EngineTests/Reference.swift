import Articles
import CRE2
import Language
import RuleLanguage

@testable import Engine

/// A slow and obvious matcher: walks pattern trees by plain backtracking, compares words one by one, keeps every mark
/// in one list. What the engine finds must be what this finds.
struct Reference {
    struct Made: Hashable {
        var type: String
        var tokens: Range<Int>
        var captures: [String: Range<Int>]
    }

    let document: Document
    let lexicons: [LexiconReference: Lexicon]
    private(set) var made: [Made] = []

    init(_ document: Document, lexicons: [Lexicon]) {
        self.document = document
        self.lexicons = Dictionary(uniqueKeysWithValues: lexicons.map { ($0.reference, $0) })
    }

    private struct Place {
        var token: Int
        var sentence: Int
        var captures: [String: Range<Int>]
    }

    /// Runs rules in the order given, which must be one of their strata's.
    mutating func run(_ rules: [Rule]) {
        for rule in rules {
            guard case .match(let match) = rule.verb, let type = match.type else { continue }
            var covered = Set<Int>()
            for (sentence, tokens) in document.sentences.map(\.tokens).enumerated() {
                var free = tokens.lowerBound
                for start in tokens where start >= free {
                    guard let end = best(match, at: start, sentence: sentence) else { continue }
                    if match.unless.contains(where: { touches($0, start..<end.token) }) { continue }
                    let span = match.span.flatMap { end.captures[$0] } ?? start..<end.token
                    if span.isEmpty || span.contains(where: covered.contains) { continue }
                    covered.formUnion(span)
                    if match.span == nil { free = end.token }
                    made.append(Made(type: type, tokens: span, captures: end.captures))
                }
            }
        }
    }

    private func best(_ match: Match, at start: Int, sentence: Int) -> Place? {
        var best: Place?
        for pattern in match.patterns {
            let from = Place(token: start, sentence: sentence, captures: [:])
            let found = align(pattern.root, from) { $0.token > start ? $0 : nil }
            if let found, found.token > best?.token ?? 0 { best = found }
        }
        return best
    }

    /// Whether any alignment of a pattern shares a token with a range.
    private func touches(_ pattern: Pattern, _ range: Range<Int>) -> Bool {
        for (sentence, tokens) in document.sentences.map(\.tokens).enumerated() {
            for start in tokens where start < range.upperBound {
                let from = Place(token: start, sentence: sentence, captures: [:])
                let hit = align(pattern.root, from) { $0.token > max(start, range.lowerBound) ? $0 : nil }
                if hit != nil { return true }
            }
        }
        return false
    }

    /// Calls `then` with every way to match a node, the first in priority first, until it gives a result.
    private func align(_ node: Pattern.Node, _ at: Place, _ then: (Place) -> Place?) -> Place? {
        let sentence = document.sentences[at.sentence].tokens
        func step(to token: Int) -> Place { Place(token: token, sentence: at.sentence, captures: at.captures) }
        switch node.kind {
        case .token, .any, .not:
            guard at.token < sentence.upperBound, isOne(node, at.token) else { return nil }
            return then(step(to: at.token + 1))
        case .lexicon(let reference, _):
            for end in ends(reference, at.token, sentence.upperBound) {
                if let found = then(step(to: end)) { return found }
            }
            return nil
        case .mark(let test):
            guard at.token < sentence.upperBound else { return nil }
            let ends = made.filter { $0.type == test.type || $0.type.hasPrefix(test.type + ".") }
                .filter { $0.tokens.lowerBound == at.token }.map(\.tokens.upperBound)
            for end in Set(ends).sorted(by: >) {
                let last = document.sentences.firstIndex { $0.tokens.contains(end - 1) } ?? at.sentence
                if let found = then(Place(token: end, sentence: last, captures: at.captures)) { return found }
            }
            return nil
        case .gap(let least, let most, let quotes):
            return gap(at, least: least, most: most ?? Int.max, quotes: quotes, then)
        case .sentenceStart:
            let before = sentence.lowerBound..<at.token
            if before.allSatisfy({ document.tokens[$0].flags.contains(.quotationMark) }) { return then(at) }
            let next = at.sentence + 1
            guard at.token == sentence.upperBound, next < document.sentences.count,
                document.sentences[next].paragraph == document.sentences[at.sentence].paragraph
            else { return nil }
            return then(Place(token: at.token, sentence: next, captures: at.captures))
        case .sentenceEnd: return at.token == sentence.upperBound ? then(at) : nil
        case .sequence(let nodes): return sequence(nodes[...], at, then)
        case .alternatives(let nodes):
            for node in nodes {
                if let found = align(node, at, then) { return found }
            }
            return nil
        case .repeated(let inner, let least, let most):
            return repeated(inner, least, most, at, then)
        case .capture(let name, let inner):
            return align(inner, at) { end in
                var end = end
                end.captures[name] = at.token..<end.token
                return then(end)
            }
        }
    }

    private func sequence(_ nodes: ArraySlice<Pattern.Node>, _ at: Place, _ then: (Place) -> Place?) -> Place? {
        guard let first = nodes.first else { return then(at) }
        return align(first, at) { sequence(nodes.dropFirst(), $0, then) }
    }

    private func gap(_ at: Place, least: Int, most: Int, quotes: Bool, _ then: (Place) -> Place?) -> Place? {
        if least <= 0, let found = then(at) { return found }
        guard most > 0, at.token < document.sentences[at.sentence].tokens.upperBound else { return nil }
        var next = Place(token: at.token + 1, sentence: at.sentence, captures: at.captures)
        let quote = document.marks.filter {
            ($0.kind == .quote || $0.kind == .scareQuote) && $0.tokens.lowerBound == at.token
        }.map(\.tokens.upperBound).max()
        if quotes, let quote {
            next.token = quote
            if quote > document.sentences[at.sentence].tokens.upperBound {
                next.sentence = document.sentences.firstIndex { $0.tokens.contains(quote - 1) } ?? at.sentence
            }
        } else if document.tokens[at.token].flags.contains(.quotationMark) {
            return nil
        }
        return gap(next, least: least - 1, most: most - 1, quotes: quotes, then)
    }

    private func repeated(
        _ inner: Pattern.Node, _ least: Int, _ most: Int?, _ at: Place, _ then: (Place) -> Place?
    ) -> Place? {
        if least > 0 {
            return align(inner, at) { repeated(inner, least - 1, most.map { $0 - 1 }, $0, then) }
        }
        if most ?? 1 > 0 {
            let more = align(inner, at) { end in
                // Without a bound, a round that takes nothing would go on for ever.
                most == nil && end.token == at.token ? nil : repeated(inner, 0, most.map { $0 - 1 }, end, then)
            }
            if let more { return more }
        }
        return then(at)
    }

    private func isOne(_ node: Pattern.Node, _ token: Int) -> Bool {
        switch node.kind {
        case .token(let test): return test.word.map { holds($0, token) } ?? true
        case .any: return !document.tokens[token].flags.contains(.quotationMark)
        case .not(let inner): return !document.tokens[token].flags.contains(.quotationMark) && !isOne(inner, token)
        case .alternatives(let nodes): return nodes.contains { isOne($0, token) }
        case .lexicon(let reference, _): return ends(reference, token, token + 1).contains(token + 1)
        default: return false
        }
    }

    private func holds(_ test: WordTest, _ token: Int) -> Bool {
        let form = document.tokens[token].form
        let folded = document.vocabulary.folded(form)
        switch test {
        case .literal(let word): return folded == word
        case .exact(let word): return document.vocabulary.spelling(form) == word
        case .lemma(let word): return Lemmatizer.lemmas(of: folded).contains(word)
        case .prefix(let part): return folded.starts(with: part)
        case .suffix(let part): return folded.suffix(part.count) == part[...]
        case .regex(let source): return Regex(source).matches(document.vocabulary.spelling(form))
        }
    }

    /// Longest first.
    private func ends(_ reference: LexiconReference, _ start: Int, _ limit: Int) -> [Int] {
        let entries = lexicons[reference]?.entries ?? []
        let ends = entries.compactMap { entry -> Int? in
            let end = start + entry.tokens.count
            guard end <= limit else { return nil }
            let fits = zip(entry.tokens, start..<end).allSatisfy { test, token in
                test.word.map { holds($0, token) } ?? true
            }
            return fits ? end : nil
        }
        return Set(ends).sorted(by: >)
    }
}
