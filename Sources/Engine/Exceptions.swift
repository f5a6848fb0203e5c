/// The `unless` patterns of a rule over one text; where each can start is found when it is first asked for.
struct Exceptions {
    private let matching: CompiledRule.Matching
    private let text: MatchText
    private let hits: HitIndex
    /// Those that may match somewhere in the text.
    private var exceptions: [Exception] = []
    private var isReady = false

    init(of matching: CompiledRule.Matching, text: MatchText, hits: HitIndex) {
        self.matching = matching
        self.text = text
        self.hits = hits
    }

    /// Whether any alignment of one of them that starts in the sentence where a range starts, or later, shares a token
    /// with the range. Ranges are asked for in the order of their starts.
    mutating func overlap(_ range: Range<Int>, _ matcher: inout PatternMatcher) -> Bool {
        if !isReady {
            isReady = true
            exceptions = matching.unless.compactMap { Exception($0, text: text, hits: hits) }
        }
        let sentence = text.sentence(of: range.lowerBound)
        let start = text.tokens(ofSentence: sentence).lowerBound
        for index in exceptions.indices {
            exceptions[index].learn(sentence, from: start, until: range.upperBound, &matcher)
            if exceptions[index].overlaps(range) { return true }
        }
        return false
    }
}

/// One `unless` pattern, and what is known of it in the sentence that was last asked for.
private final class Exception {
    private let pattern: CompiledPattern
    private var starts: Starts
    private var sentence = -1
    /// The first token that was not tried as a start.
    private var next = 0
    /// The starts of alignments, ascending, each with the furthest end of all up to it.
    private var reaches: [(start: Int, end: Int)] = []
    /// No token from `next` up to this one can be a start.
    private var idle = -1

    /// `nil` where the pattern can match nowhere.
    init?(_ pattern: CompiledPattern, text: MatchText, hits: HitIndex) {
        guard let starts = Starts(of: pattern, in: text, hits: hits, isLasting: true) else { return nil }
        self.pattern = pattern
        self.starts = starts
    }

    /// Tries the starts of a sentence, and of what follows it, up to a token, each once.
    func learn(_ sentence: Int, from first: Int, until end: Int, _ matcher: inout PatternMatcher) {
        if self.sentence != sentence {
            self.sentence = sentence
            next = first
            reaches.removeAll(keepingCapacity: true)
            idle = -1
        }
        guard next < end else { return }
        if idle < next { idle = starts.earliest(from: next) }
        guard idle < end else {
            next = end
            return
        }
        var found: [(start: Int, end: Int)] = []
        var furthest = reaches.last?.end ?? -1
        var prepared = -1
        starts.visit(in: next..<end) { start, sentence in
            if sentence != prepared { matcher.prepare(pattern, sentence: sentence) }
            prepared = sentence
            let reached = matcher.furthest(from: start)
            if reached > furthest {
                furthest = reached
                found.append((start, furthest))
            }
            return true
        }
        reaches += found
        next = end
    }

    /// Whether an alignment shares a token with a range.
    func overlaps(_ range: Range<Int>) -> Bool {
        var index = reaches.count
        while index > 0, reaches[index - 1].start >= range.upperBound { index -= 1 }
        return index > 0 && reaches[index - 1].end > range.lowerBound
    }
}
