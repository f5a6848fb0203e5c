import Language

/// Runs compiled patterns over a text: leftmost start, then priority order as in RE2.
///
/// The search is depth first over (instruction, position) states, each tried at most once per sentence and pattern:
/// whether a state leads to a match does not depend on how it was reached, so a state that failed fails for every
/// later start too. Work is bounded by instructions times tokens.
struct PatternMatcher: ~Copyable {
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

    /// How many starts were tried.
    private(set) var attempts = 0
    private let text: MatchText
    private let view: TokenView
    private let lexicons: LexiconIndex
    /// By instruction and token of the window: whether the state was tried.
    private var seen = FixedArray<UInt64>(repeating: 0, count: 256)
    /// The same for states outside the window.
    private var seenFar: Set<Far> = []
    private var window: (sentence: Int, start: Int, length: Int) = (-1, 0, 0)
    /// Of the prepared pattern, which the text's program holds.
    private var pattern: CompiledPattern?
    private var code: UnsafeMutablePointer<Instruction>
    private var lookahead: UnsafeMutablePointer<Lookahead>
    /// For exploring: admits everything.
    private let noCode = FixedArray<Instruction>(repeating: .match, count: 1)
    private var openLookahead = FixedArray<Lookahead>(repeating: Lookahead(any: true), count: 0)
    private var stack = Pile<State>()
    private var states = Pile<State>()
    private var ends = Pile<Int32>()

    private struct Far: Hashable {
        var instruction: Int32
        var position: Int32
        var sentence: Int32
    }

    init(_ text: MatchText) {
        self.text = text
        view = text.view
        lexicons = text.program.lexicons
        code = noCode.pointer
        lookahead = openLookahead.pointer
    }

    /// Gets ready for a pattern and a sentence, forgetting what failed before.
    mutating func prepare(_ pattern: CompiledPattern, sentence: Int) {
        self.pattern = pattern
        code = pattern.code.pointer
        lookahead = pattern.lookahead.pointer
        let tokens = text.tokens(ofSentence: sentence)
        window = (sentence, tokens.lowerBound, tokens.count + 1)
        let words = (pattern.code.count * window.length + 63) / 64
        if seen.count < words {
            seen = FixedArray(repeating: 0, count: 2 * words)
        } else {
            seen.pointer.update(repeating: 0, count: words)
        }
        if !seenFar.isEmpty { seenFar.removeAll() }
    }

    /// The alignment that starts at a token of the prepared sentence and is first in priority among those that `accept`
    /// takes (by their end); `nil` where there is none.
    mutating func match(at start: Int, accept: (Int) -> Bool = { _ in true }) -> Found? {
        attempts += 1
        states.removeAll()
        stack.removeAll()
        stack.append(
            State(instruction: 0, position: Int32(start), parent: -1, sentence: Int32(window.sentence), mark: -1))
        while let state = stack.popLast() {
            guard visit(state.instruction, state.position, state.sentence) else { continue }
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

    /// The end of the longest alignment that starts at a token of the prepared sentence, -1 where there is none; but for
    /// alignments that go through a state which an earlier start has been through since `prepare`.
    mutating func furthest(from start: Int) -> Int {
        attempts += 1
        states.removeAll()
        stack.removeAll()
        stack.append(
            State(instruction: 0, position: Int32(start), parent: -1, sentence: Int32(window.sentence), mark: -1))
        var furthest = -1
        while let state = stack.popLast() {
            guard visit(state.instruction, state.position, state.sentence) else { continue }
            if case .match = code[Int(state.instruction)] {
                if Int(state.position) > start { furthest = max(furthest, Int(state.position)) }
            } else {
                push(after: state, index: -1)
            }
        }
        return furthest
    }

    /// Everything that can be reached from a start, in order of priority, and which of the states nothing follows; those
    /// at the pattern's end among them. For explaining; `prepare` is called before each.
    mutating func explore(from start: Int, instruction: Int = 0) -> (states: [State], stuck: [Int]) {
        states.removeAll()
        stack.removeAll()
        stack.append(
            State(
                instruction: Int32(instruction), position: Int32(start), parent: -1, sentence: Int32(window.sentence),
                mark: -1))
        // Where a state cannot go on is what is asked for, so nothing is left out for what stands ahead of it.
        openLookahead = FixedArray(repeating: Lookahead(any: true), count: pattern?.code.count ?? 0)
        lookahead = openLookahead.pointer
        var stuck: [Int] = []
        while let state = stack.popLast() {
            guard visit(state.instruction, state.position, state.sentence) else { continue }
            let open = stack.count
            states.append(state)
            push(after: state, index: Int32(states.count - 1))
            if stack.count == open { stuck.append(states.count - 1) }
        }
        return (states.elements, stuck)
    }

    /// Whether a state is new; remembers it.
    private mutating func visit(_ instruction: Int32, _ position: Int32, _ sentence: Int32) -> Bool {
        if Int(sentence) == window.sentence {
            let bit = Int(instruction) * window.length + Int(position) - window.start
            let mask = UInt64(1) << UInt64(bit & 63)
            let word = seen.pointer + (bit >> 6)
            guard word.pointee & mask == 0 else { return false }
            word.pointee |= mask
            return true
        }
        return seenFar.insert(Far(instruction: instruction, position: position, sentence: sentence)).inserted
    }

    /// The path to a match; its states did not fail and may be tried again.
    private mutating func found(from start: Int, to end: Int, last: Int) -> Found {
        var length = 0
        var index = last
        while index >= 0 {
            length += 1
            index = Int(states[index].parent)
        }
        var path = [State](repeating: states[last], count: length)
        index = last
        while length > 0 {
            length -= 1
            path[length] = states[index]
            index = Int(states[index].parent)
        }
        var until = Int32(end)
        for state in path.reversed() {
            forget(state, until: until)
            until = state.position
        }
        return Found(range: start..<end, path: path)
    }

    /// Forgets a state, of a gap also the places that it went through.
    private mutating func forget(_ state: State, until end: Int32) {
        var last = state.position
        if case .gap = code[Int(state.instruction)] { last = end }
        for position in state.position...max(state.position, last) {
            // A quotation may have led the gap on into another sentence.
            let sentence =
                Int(position) > view.end(ofSentence: Int(state.sentence))
                ? Int32(view.sentence(of: Int(position) - 1)) : state.sentence
            if Int(sentence) == window.sentence {
                let bit = Int(state.instruction) * window.length + Int(position) - window.start
                seen.pointer[bit >> 6] &= ~(UInt64(1) << UInt64(bit & 63))
            } else if !seenFar.isEmpty {
                seenFar.remove(Far(instruction: state.instruction, position: position, sentence: sentence))
            }
        }
    }

    /// Pushes what can follow a state, the least wanted first.
    private mutating func push(after state: State, index: Int32) {
        let position = Int(state.position)
        let limit = view.end(ofSentence: Int(state.sentence))
        let following = state.instruction + 1
        switch code[Int(state.instruction)] {
        case .token(let spec, _):
            if position < limit, text.satisfies(position, spec) { go(to: following, position + 1, state, index) }
        case .notToken(let list, _):
            if position < limit, !view.isQuotationMark(position), !isExcluded(position, Int(list)) {
                go(to: following, position + 1, state, index)
            }
        case .any(_, let quotes):
            let next = view.step(position, limit: limit, quotes: quotes)
            if next > 0 { go(to: following, next, state, index) }
        case .gap(_, let quotes): pushGap(state, limit: limit, quotes: quotes, index: index)
        case .lexicon(let lexicon, let tags, _):
            lexicons.findEnds(
                of: Int(lexicon), at: position, limit: limit, tags: tags.map(Int.init), in: text, into: &ends)
            for number in 0..<ends.count { go(to: following, Int(ends[number]), state, index) }
        case .mark(let test, _):
            if position < limit { pushMarks(Int(test), at: position, instruction: following, parent: index) }
        case .split(let first, let second):
            go(to: second, position, state, index)
            go(to: first, position, state, index)
        case .jump(let target): go(to: target, position, state, index)
        case .save: go(to: following, position, state, index)
        case .sentenceStart: pushStart(state, limit: limit, index: index)
        case .sentenceEnd:
            if position == limit { go(to: following, position, state, index) }
        case .match: break
        }
    }

    /// Pushes a state where what it begins with is there.
    private mutating func go(to instruction: Int32, _ position: Int, _ state: State, _ index: Int32) {
        guard view.admits(lookahead[Int(instruction)], at: position) else { return }
        let sentence =
            position > view.end(ofSentence: Int(state.sentence))
            ? Int32(view.sentence(of: position - 1)) : state.sentence
        stack.append(
            State(instruction: instruction, position: Int32(position), parent: index, sentence: sentence, mark: -1))
    }

    /// Goes on where what follows a gap can begin, and leaves the places after it for later.
    private mutating func pushGap(_ state: State, limit: Int, quotes: Bool, index: Int32) {
        var at = Int(state.position)
        var limit = limit
        var sentence = state.sentence
        while true {
            let next = view.step(at, limit: limit, quotes: quotes)
            if view.admits(lookahead[Int(state.instruction) + 1], at: at) {
                var here = state
                here.sentence = sentence
                if next > 0 { go(to: state.instruction, next, here, index) }
                go(to: state.instruction + 1, at, here, index)
                return
            }
            guard next > 0 else { return }
            if next > limit {
                sentence = Int32(view.sentence(of: next - 1))
                limit = view.end(ofSentence: Int(sentence))
            }
            at = next
            guard visit(state.instruction, Int32(at), sentence) else { return }
        }
    }

    private mutating func pushStart(_ state: State, limit: Int, index: Int32) {
        let position = Int(state.position)
        if isStart(position, ofSentence: Int(state.sentence)) {
            go(to: state.instruction + 1, position, state, index)
        } else if position == limit, text.isFollowed(Int(state.sentence)) {
            // `$ ^`: on into the paragraph's next sentence.
            stack.append(
                State(
                    instruction: state.instruction + 1, position: state.position, parent: index,
                    sentence: state.sentence + 1, mark: -1))
        }
    }

    private mutating func pushMarks(_ test: Int, at position: Int, instruction: Int32, parent: Int32) {
        let first = stack.count
        var at = Int(text.store.heads[position])
        while at >= 0 {
            let link = text.store.links[at]
            if text.program.takes(Int(link.type), test: test), passes(at, test) {
                let end = Int(link.end)
                if view.admits(lookahead[Int(instruction)], at: end) {
                    stack.append(
                        State(
                            instruction: instruction, position: link.end, parent: parent,
                            sentence: Int32(view.sentence(of: end - 1)), mark: Int32(at)))
                }
            }
            at = Int(link.next)
        }
        stack.reverse(from: first)
    }

    private func isExcluded(_ position: Int, _ list: Int) -> Bool {
        guard let pattern else { return false }
        let first = list == 0 ? 0 : pattern.excludedEnds[list - 1]
        for index in first..<pattern.excludedEnds[list]
        where text.satisfies(position, pattern.excludedSpecs[Int(index)]) {
            return true
        }
        return false
    }

    private func passes(_ mark: Int, _ test: Int) -> Bool {
        let attributes = text.program.markTests[test].attributes
        return attributes.isEmpty || text.passes(text.store.marks[mark], attributes)
    }

    /// Whether a position is its sentence's start, opening quotation marks not counted.
    private func isStart(_ position: Int, ofSentence sentence: Int) -> Bool {
        var token = Int(view.bounds[sentence].start)
        while token < position, view.isQuotationMark(token) { token += 1 }
        return token >= position
    }
}

extension CompiledPattern {
    /// What each element took, and where the captures lie, along the path of an alignment.
    ///
    /// A capture that a repetition passes several times keeps the last; one whose name stands at several places of the
    /// pattern collects them.
    ///
    /// - Parameter count: How many captures the rule has.
    func read(
        _ path: [PatternMatcher.State], store: MarkStore, captures count: Int
    ) -> (steps: [MatchStep], captures: [[Range<Int>]?]) {
        var steps: [MatchStep] = []
        var taken: [(slot: Int32, place: Int32, range: Range<Int>)] = []
        var open: [(slot: Int32, at: Int)] = []
        for (state, after) in zip(path, path.dropFirst()) {
            let tokens = Int(state.position)..<Int(after.position)
            switch code[Int(state.instruction)] {
            case .token(_, let element), .notToken(_, let element), .any(let element, _), .gap(let element, _),
                .lexicon(_, _, let element), .mark(_, let element):
                if isGap(state.instruction), tokens.isEmpty { break }
                if let last = steps.indices.last, steps[last].element == Int(element), isGap(state.instruction),
                    steps[last].tokens.upperBound == tokens.lowerBound
                {
                    steps[last].tokens = steps[last].tokens.lowerBound..<tokens.upperBound
                } else {
                    let mark = after.mark >= 0 ? store.marks[Int(after.mark)] : nil
                    let capture = open.last.map { Int($0.slot) } ?? -1
                    steps.append(MatchStep(element: Int(element), capture: capture, tokens: tokens, mark: mark))
                }
            case .save(let slot, _) where slot % 2 == 0: open.append((slot / 2, tokens.lowerBound))
            case .save(let slot, let place):
                if let index = open.lastIndex(where: { $0.slot == slot / 2 }) {
                    taken.removeAll { $0.slot == slot / 2 && $0.place == place }
                    taken.append((slot / 2, place, open[index].at..<tokens.lowerBound))
                    open.remove(at: index)
                }
            default: break
            }
        }
        var captures = [[Range<Int>]?](repeating: nil, count: count)
        for (slot, _, range) in taken { captures[Int(slot)] = (captures[Int(slot)] ?? []) + [range] }
        return (steps, captures)
    }

    private func isGap(_ instruction: Int32) -> Bool {
        switch code[Int(instruction)] {
        case .any, .gap: true
        default: false
        }
    }
}
