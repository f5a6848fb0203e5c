import Language

/// Runs compiled patterns over a text: leftmost start, then priority order as in RE2.
///
/// The search is depth first over (instruction, position) states, each tried at most once per sentence and pattern:
/// whether a state leads to a match does not depend on how it was reached, so a state that failed fails for every
/// later start too. Work is bounded by instructions times tokens.
struct PatternMatcher {
    /// An alignment: the tokens it takes and the states it went through.
    struct Found {
        var range: Range<Int>
        var path: [State]
    }

    struct State {
        var instruction: Int32
        /// Token index.
        var position: Int32
        /// Index of the state it was reached from; -1 at the start.
        var parent: Int32
        /// The sentence that the position belongs to; tells a sentence's end from the next one's start.
        var sentence: Int32
        /// The mark taken to get here, as an index into the store; -1 for none.
        var mark: Int32
    }

    private let text: MatchText
    private var seen: [UInt64] = []
    private var failedFar: Set<Far> = []
    private var window: (sentence: Int, start: Int, length: Int) = (-1, 0, 0)
    private var code: [Instruction] = []
    private var excluded: [[TokenSpec]] = []
    private var stack: [State] = []
    private var states: [State] = []

    private struct Far: Hashable {
        var instruction: Int32
        var position: Int32
        var sentence: Int32
    }

    init(_ text: MatchText) { self.text = text }

    /// Gets ready for a pattern and a sentence, forgetting what failed before.
    mutating func prepare(_ pattern: CompiledPattern, sentence: Int) {
        code = pattern.code
        excluded = pattern.excluded
        let tokens = text.tokens(ofSentence: sentence)
        window = (sentence, tokens.lowerBound, tokens.count + 1)
        let words = (code.count * window.length + 63) / 64
        if seen.count < words {
            seen = Array(repeating: 0, count: words)
        } else {
            for index in 0..<words { seen[index] = 0 }
        }
        if !failedFar.isEmpty { failedFar.removeAll() }
    }

    /// The alignment that starts at a token of the prepared sentence and is first in priority among those that `accept`
    /// takes (by their end); `nil` where there is none.
    mutating func match(at start: Int, accept: (Int) -> Bool = { _ in true }) -> Found? {
        states.removeAll(keepingCapacity: true)
        stack.removeAll(keepingCapacity: true)
        stack.append(
            State(instruction: 0, position: Int32(start), parent: -1, sentence: Int32(window.sentence), mark: -1))
        while let state = stack.popLast() {
            guard visit(state) else { continue }
            let index = Int32(states.count)
            states.append(state)
            if case .match = code[Int(state.instruction)] {
                let end = Int(state.position)
                guard end > start, accept(end) else { continue }
                return found(from: start, to: end, last: Int(index))
            }
            push(after: state, index: index)
        }
        return nil
    }

    /// Everything that can be reached from a start, in order of priority, and which of the states nothing follows; those
    /// at the pattern's end among them. For explaining; `prepare` is called before each.
    mutating func explore(from start: Int, instruction: Int = 0) -> (states: [State], stuck: [Int]) {
        states.removeAll(keepingCapacity: true)
        stack.removeAll(keepingCapacity: true)
        stack.append(
            State(
                instruction: Int32(instruction), position: Int32(start), parent: -1, sentence: Int32(window.sentence),
                mark: -1))
        var stuck: [Int] = []
        while let state = stack.popLast() {
            guard visit(state) else { continue }
            let open = stack.count
            states.append(state)
            push(after: state, index: Int32(states.count - 1))
            if stack.count == open { stuck.append(states.count - 1) }
        }
        return (states, stuck)
    }

    /// Whether a state is new; remembers it.
    private mutating func visit(_ state: State) -> Bool {
        if Int(state.sentence) == window.sentence {
            let bit = Int(state.instruction) * window.length + Int(state.position) - window.start
            let mask = UInt64(1) << UInt64(bit & 63)
            guard seen[bit >> 6] & mask == 0 else { return false }
            seen[bit >> 6] |= mask
            return true
        }
        return failedFar.insert(
            Far(instruction: state.instruction, position: state.position, sentence: state.sentence)
        ).inserted
    }

    /// The path to a match; its states did not fail and may be tried again.
    private mutating func found(from start: Int, to end: Int, last: Int) -> Found {
        var path: [State] = []
        var index = last
        while index >= 0 {
            let state = states[index]
            path.append(state)
            forget(state)
            index = Int(state.parent)
        }
        path.reverse()
        return Found(range: start..<end, path: path)
    }

    private mutating func forget(_ state: State) {
        if Int(state.sentence) == window.sentence {
            let bit = Int(state.instruction) * window.length + Int(state.position) - window.start
            seen[bit >> 6] &= ~(UInt64(1) << UInt64(bit & 63))
        } else {
            failedFar.remove(Far(instruction: state.instruction, position: state.position, sentence: state.sentence))
        }
    }

    /// Pushes what can follow a state, the least wanted first.
    private mutating func push(after state: State, index: Int32) {
        let position = Int(state.position)
        let limit = text.end(ofSentence: Int(state.sentence))
        func next(_ instruction: Int32, _ position: Int) -> State {
            State(
                instruction: instruction, position: Int32(position), parent: index, sentence: state.sentence, mark: -1)
        }
        let following = state.instruction + 1
        switch code[Int(state.instruction)] {
        case .token(let spec, _):
            if position < limit, text.satisfies(position, spec) { stack.append(next(following, position + 1)) }
        case .notToken(let list, _):
            if position < limit, !text.isQuotationMark(position),
                !excluded[list].contains(where: { text.satisfies(position, $0) })
            {
                stack.append(next(following, position + 1))
            }
        case .any:
            if position < limit, !text.isQuotationMark(position) { stack.append(next(following, position + 1)) }
        case .lexicon(let lexicon, let tags, _):
            let ends = text.program.lexicons.ends(of: lexicon, at: position, limit: limit, tags: tags, in: text)
            for end in ends.reversed() { stack.append(next(following, end)) }
        case .mark(let test, _):
            pushMarks(test, at: position, limit: limit, instruction: following, parent: index)
        case .split(let first, let second):
            stack.append(next(Int32(second), position))
            stack.append(next(Int32(first), position))
        case .jump(let target): stack.append(next(Int32(target), position))
        case .save: stack.append(next(following, position))
        case .sentenceStart:
            if isStart(position, ofSentence: Int(state.sentence)) {
                stack.append(next(following, position))
            } else if position == limit, text.isFollowed(Int(state.sentence)) {
                // `$ ^`: on into the paragraph's next sentence.
                var first = next(following, position)
                first.sentence += 1
                stack.append(first)
            }
        case .sentenceEnd:
            if position == limit { stack.append(next(following, position)) }
        case .match: break
        }
    }

    private mutating func pushMarks(_ test: Int, at position: Int, limit: Int, instruction: Int32, parent: Int32) {
        guard position < limit else { return }
        let test = text.program.markTests[test]
        let first = stack.count
        text.store.forEach(startingAt: position) { index, mark in
            guard test.types.contains(mark.type), text.passes(mark, test.attributes) else { return }
            let end = mark.span.upperBound
            let sentence = text.sentence(of: end - 1)
            stack.append(
                State(
                    instruction: instruction, position: Int32(end), parent: parent, sentence: Int32(sentence),
                    mark: Int32(index)))
        }
        stack[first...].reverse()
    }

    /// Whether a position is its sentence's start, opening quotation marks not counted.
    private func isStart(_ position: Int, ofSentence sentence: Int) -> Bool {
        let start = text.tokens(ofSentence: sentence).lowerBound
        return (start..<max(start, position)).allSatisfy { text.isQuotationMark($0) }
    }
}

extension CompiledPattern {
    /// What each element took, and where the captures lie, along the path of an alignment.
    ///
    /// A capture that a repetition passes several times keeps the last; one whose name stands at several places of the
    /// pattern collects them.
    func read(_ path: [PatternMatcher.State], store: MarkStore) -> (steps: [MatchStep], captures: [Int: [Range<Int>]]) {
        var steps: [MatchStep] = []
        var taken: [Int: [(place: Int, range: Range<Int>)]] = [:]
        var open: [(slot: Int, at: Int)] = []
        for (state, after) in zip(path, path.dropFirst()) {
            let tokens = Int(state.position)..<Int(after.position)
            switch code[Int(state.instruction)] {
            case .token(_, let element), .notToken(_, let element), .any(let element), .lexicon(_, _, let element),
                .mark(_, let element):
                if let last = steps.indices.last, steps[last].element == element, isGap(state.instruction),
                    steps[last].tokens.upperBound == tokens.lowerBound
                {
                    steps[last].tokens = steps[last].tokens.lowerBound..<tokens.upperBound
                } else {
                    let mark = after.mark >= 0 ? store.marks[Int(after.mark)] : nil
                    steps.append(
                        MatchStep(element: element, capture: open.last?.slot ?? -1, tokens: tokens, mark: mark))
                }
            case .save(let slot, _) where slot % 2 == 0: open.append((slot / 2, tokens.lowerBound))
            case .save(let slot, let place):
                if let index = open.lastIndex(where: { $0.slot == slot / 2 }) {
                    taken[slot / 2, default: []].removeAll { $0.place == place }
                    taken[slot / 2, default: []].append((place, open[index].at..<tokens.lowerBound))
                    open.remove(at: index)
                }
            default: break
            }
        }
        return (steps, taken.mapValues { $0.map(\.range) })
    }

    private func isGap(_ instruction: Int32) -> Bool {
        if case .any = code[Int(instruction)] { return true }
        return false
    }
}
