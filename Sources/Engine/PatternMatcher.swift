import Language

/// Runs compiled patterns over a text: leftmost start, then priority order as in RE2.
///
/// The search is depth first over (instruction, position) states, each tried at most once per sentence and pattern:
/// whether a state leads to a match does not depend on how it was reached, so a state that failed fails for every
/// later start too. Work is bounded by instructions times tokens, and what a split leads to (`Forks`).
struct PatternMatcher: ~Copyable {
    /// How many starts were tried.
    private(set) var attempts = 0
    private let text: MatchText
    private let view: TokenView
    private let lexicons: LexiconIndex
    private let store: MarkStore
    /// By mark test and type: whether the test takes the type; by mark test: whether it asks for attributes.
    private let taken: UnsafeMutablePointer<Bool>
    private let isTested: UnsafeMutablePointer<Bool>
    private let typeCount: Int
    /// By instruction and token of the window: whether the state was tried.
    private var seen = FixedArray<UInt64>(repeating: 0, count: 256)
    /// The same for states outside the window.
    private var seenFar: Set<Far> = []
    private var window: (sentence: Int, start: Int, length: Int) = (-1, 0, 0)
    /// Of the prepared pattern, which the text's program holds.
    private var excludedEnds: UnsafeMutablePointer<Int32>
    private var excludedSpecs: UnsafeMutablePointer<TokenSpec>
    private var codeCount = 0
    private var code: UnsafeMutablePointer<Instruction>
    private var lookahead: UnsafeMutablePointer<Lookahead>
    private var forkStarts: UnsafeMutablePointer<Int32>
    private var forkLeaves: UnsafeMutablePointer<Int32>
    /// Stand there until a pattern is prepared.
    private let noCode = FixedArray<Instruction>(repeating: .match, count: 1)
    private let noForks = FixedLists([[]])
    private let noSpecs = FixedArray<TokenSpec>([])
    /// For exploring: admits everything.
    private var openLookahead = FixedArray<Lookahead>(repeating: Lookahead(any: true), count: 0)
    private var stack = Pile<State>()
    private var states = Pile<State>()
    private var ends = Pile<Int32>()
    /// Of the rule that runs: what was found of its patterns, and the tokens of its marks.
    var alignments = Pile<Alignment>()
    var covered = Cover()

    init(_ text: MatchText) {
        self.text = text
        view = text.view
        lexicons = text.program.lexicons
        store = text.store
        taken = text.program.orders.taken.pointer
        isTested = text.program.isTested.pointer
        typeCount = text.program.types.names.count
        code = noCode.pointer
        lookahead = openLookahead.pointer
        excludedEnds = noForks.offsets.pointer
        excludedSpecs = noSpecs.pointer
        forkStarts = noForks.offsets.pointer
        forkLeaves = noForks.elements.pointer
    }

    /// Gets ready for a pattern and a sentence, forgetting what failed before.
    mutating func prepare(_ pattern: CompiledPattern, sentence: Int) {
        excludedEnds = pattern.excludedEnds.pointer
        excludedSpecs = pattern.excludedSpecs.pointer
        codeCount = pattern.code.count
        code = pattern.code.pointer
        lookahead = pattern.lookahead.pointer
        forkStarts = pattern.forks.offsets.pointer
        forkLeaves = pattern.forks.elements.pointer
        let tokens = text.tokens(ofSentence: sentence)
        window = (sentence, tokens.lowerBound, tokens.count + 1)
        let words = (codeCount * window.length + 63) / 64
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
        var state = begin(at: start)
        while true {
            if settle(&state), visit(state.instruction, state.position, state.sentence) {
                let index = Int32(states.count)
                states.append(state)
                switch code[Int(state.instruction)] {
                case .match:
                    let end = Int(state.position)
                    if end > start, accept(end) { return found(from: start, to: end, last: Int(index)) }
                case .save:
                    state.parent = index
                    state.mark = -1
                    state.instruction += 1
                    continue
                default: if advance(&state, index: index) { continue }
                }
            }
            guard let next = stack.popLast() else { return nil }
            state = next
        }
    }

    /// The alignment, at a token of a sentence, of a pattern that is a lexicon and nothing else: its longest entry. It comes
    /// to the same as `prepare` and `match`, which keep account of states that here are never tried again.
    mutating func match(_ entry: CompiledPattern.Entry, at start: Int, sentence: Int) -> Found? {
        attempts += 1
        lexicons.findEnds(
            of: Int(entry.lexicon), at: start, limit: view.end(ofSentence: sentence), tags: entry.tags.map(Int.init),
            in: text, into: &ends)
        guard ends.count > 0 else { return nil }
        let end = ends[ends.count - 1]
        states.removeAll()
        states.append(
            State(instruction: 0, position: Int32(start), parent: -1, sentence: Int32(sentence), mark: -1))
        states.append(State(instruction: 1, position: end, parent: 0, sentence: Int32(sentence), mark: -1))
        return Found(range: start..<Int(end), last: 1)
    }

    /// The end of the longest alignment that starts at a token of the prepared sentence, -1 where there is none; but for
    /// alignments that go through a state which an earlier start has been through since `prepare`.
    mutating func furthest(from start: Int) -> Int {
        var state = begin(at: start)
        var furthest = -1
        while true {
            if settle(&state), visit(state.instruction, state.position, state.sentence) {
                if case .match = code[Int(state.instruction)] {
                    if Int(state.position) > start { furthest = max(furthest, Int(state.position)) }
                } else if advance(&state, index: -1) {
                    continue
                }
            }
            guard let next = stack.popLast() else { return furthest }
            state = next
        }
    }

    /// Goes on through jumps, and through splits to the most wanted of what they lead to, leaving the rest on the stack;
    /// none of these is a state of its own. False where nothing that a split leads to can begin here.
    @inline(__always)
    private mutating func settle(_ state: inout State) -> Bool {
        while true {
            switch code[Int(state.instruction)] {
            case .jump(let target): state.instruction = target
            case .split:
                let first = Int(forkStarts[Int(state.instruction)])
                let end = Int(forkStarts[Int(state.instruction) + 1])
                return first == end || fork(&state, first..<end)
            default: return true
            }
        }
    }

    private mutating func fork(_ state: inout State, _ leaves: Range<Int>) -> Bool {
        var next: Int32 = -1
        for index in leaves.reversed() {
            let leaf = forkLeaves[index]
            guard view.admits(lookahead[Int(leaf)], at: Int(state.position)) else { continue }
            if next >= 0 {
                state.instruction = next
                stack.append(state)
            }
            next = leaf
        }
        guard next >= 0 else { return false }
        state.instruction = next
        return true
    }

    private mutating func begin(at start: Int, instruction: Int = 0) -> State {
        attempts += 1
        states.removeAll()
        stack.removeAll()
        return State(
            instruction: Int32(instruction), position: Int32(start), parent: -1, sentence: Int32(window.sentence),
            mark: -1)
    }

    /// Everything that can be reached from a start, in order of priority, and which of the states nothing follows; those
    /// at the pattern's end among them. For explaining; `prepare` is called before each.
    mutating func explore(from start: Int, instruction: Int = 0) -> (states: [State], stuck: [Int]) {
        stack.append(begin(at: start, instruction: instruction))
        // Where a state cannot go on is what is asked for, so nothing is left out for what stands ahead of it.
        openLookahead = FixedArray(repeating: Lookahead(any: true), count: codeCount)
        lookahead = openLookahead.pointer
        var stuck: [Int] = []
        while var state = stack.popLast() {
            guard visit(state.instruction, state.position, state.sentence) else { continue }
            let open = stack.count
            states.append(state)
            if advance(&state, index: Int32(states.count - 1)) {
                stack.append(state)
            } else if stack.count == open {
                stuck.append(states.count - 1)
            }
        }
        return (states.elements, stuck)
    }

    /// Whether a state is new; remembers it.
    @inline(__always)
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
        var until = Int32(end)
        var index = last
        while index >= 0 {
            let state = states[index]
            forget(state, until: until)
            until = state.position
            index = Int(state.parent)
        }
        return Found(range: start..<end, last: last)
    }

    /// Keeps the states that the last alignment went through in the text's store.
    mutating func path(of found: Found) -> MarkStore.Path {
        let start = store.steps.count
        var index = found.last
        while index >= 0 {
            let state = states[index]
            store.append(state)
            index = Int(state.parent)
        }
        store.reverse(from: start)
        return MarkStore.Path(start: Int32(start), end: Int32(store.steps.count))
    }

    /// Forgets a state, of a gap also the places that it went through.
    private mutating func forget(_ state: State, until end: Int32) {
        if Int(state.sentence) == window.sentence, state.position <= view.bounds[window.sentence].end {
            if case .gap = code[Int(state.instruction)] {} else { return unmark(state.instruction, state.position) }
        }
        var last = state.position
        if case .gap = code[Int(state.instruction)] { last = end }
        for position in state.position...max(state.position, last) {
            // A quotation may have led the gap on into another sentence.
            let sentence =
                Int(position) > view.end(ofSentence: Int(state.sentence))
                ? Int32(view.sentence(of: Int(position) - 1)) : state.sentence
            if Int(sentence) == window.sentence {
                unmark(state.instruction, position)
            } else if !seenFar.isEmpty {
                seenFar.remove(Far(instruction: state.instruction, position: position, sentence: sentence))
            }
        }
    }

    @inline(__always)
    private mutating func unmark(_ instruction: Int32, _ position: Int32) {
        let bit = Int(instruction) * window.length + Int(position) - window.start
        seen.pointer[bit >> 6] &= ~(UInt64(1) << UInt64(bit & 63))
    }

    /// Turns a state into what is wanted most of what can follow it, and leaves the rest on the stack, the least wanted
    /// first. False where that is nothing, or all is on the stack.
    ///
    /// - Parameter index: The state's own.
    private mutating func advance(_ state: inout State, index: Int32) -> Bool {
        let position = Int(state.position)
        let limit = view.end(ofSentence: Int(state.sentence))
        state.parent = index
        state.mark = -1
        switch code[Int(state.instruction)] {
        case .token(let spec, _):
            return position < limit && text.satisfies(position, spec) && follow(&state, position + 1, limit)
        case .notToken(let list, _):
            return position < limit && !view.isQuotationMark(position) && !isExcluded(position, Int(list))
                && follow(&state, position + 1, limit)
        case .any(_, let quotes):
            let next = view.step(position, limit: limit, quotes: quotes)
            return next > 0 && follow(&state, next, limit)
        case .gap(_, let quotes): return cross(&state, limit: limit, quotes: quotes)
        case .lexicon(let lexicon, let tags, _):
            lexicons.findEnds(
                of: Int(lexicon), at: position, limit: limit, tags: tags < 0 ? nil : Int(tags), in: text, into: &ends)
            var number = ends.count
            guard number > 0 else { return false }
            for shorter in 0..<number - 1 {
                var other = state
                if follow(&other, Int(ends[shorter]), limit) { stack.append(other) }
            }
            number -= 1
            return follow(&state, Int(ends[number]), limit)
        case .mark(let test, _):
            if position < limit { pushMarks(Int(test), at: position, state) }
            return false
        case .split(let first, let second):
            var other = state
            if go(&other, to: second) { stack.append(other) }
            return go(&state, to: first)
        case .jump(let target):
            state.instruction = target
            return true
        case .save:
            state.instruction += 1
            return true
        case .sentenceStart: return start(&state, limit: limit)
        case .sentenceEnd: return position == limit && go(&state, to: state.instruction + 1)
        case .match: return false
        }
    }

    // (Measured: not inlined, the copies of the matcher that are made for these two cost more than they do.)

    /// Moves a state to another instruction; false where what that begins with is not there.
    @inline(__always)
    private func go(_ state: inout State, to instruction: Int32) -> Bool {
        state.instruction = instruction
        return view.admits(lookahead[Int(instruction)], at: Int(state.position))
    }

    /// Moves a state to the next instruction and another place, which may lie beyond its sentence.
    @inline(__always)
    private func follow(_ state: inout State, _ position: Int, _ limit: Int) -> Bool {
        state.position = Int32(position)
        if position > limit { state.sentence = Int32(view.sentence(of: position - 1)) }
        return go(&state, to: state.instruction + 1)
    }

    /// Goes on where what follows a gap can begin, and leaves the places after it for later.
    private mutating func cross(_ state: inout State, limit: Int, quotes: Bool) -> Bool {
        var at = Int(state.position)
        var limit = limit
        while true {
            let next = view.step(at, limit: limit, quotes: quotes)
            state.position = Int32(at)
            if view.admits(lookahead[Int(state.instruction) + 1], at: at) {
                var later = state
                if next > 0 {
                    later.instruction -= 1
                    if follow(&later, next, limit) { stack.append(later) }
                }
                state.instruction += 1
                return true
            }
            guard next > 0 else { return false }
            if next > limit {
                state.sentence = Int32(view.sentence(of: next - 1))
                limit = view.end(ofSentence: Int(state.sentence))
            }
            at = next
            guard visit(state.instruction, Int32(at), state.sentence) else { return false }
        }
    }

    private mutating func start(_ state: inout State, limit: Int) -> Bool {
        let position = Int(state.position)
        if isStart(position, ofSentence: Int(state.sentence)) { return go(&state, to: state.instruction + 1) }
        guard position == limit, text.isFollowed(Int(state.sentence)) else { return false }
        // `$ ^`: on into the paragraph's next sentence.
        state.instruction += 1
        state.sentence += 1
        return true
    }

    private mutating func pushMarks(_ test: Int, at position: Int, _ state: State) {
        let first = stack.count
        var at = Int(store.heads[position])
        while at >= 0 {
            let link = store.links[at]
            if taken[test * typeCount + Int(link.type)], passes(at, test) {
                let end = Int(link.end)
                var next = state
                next.position = link.end
                next.sentence = Int32(view.sentence(of: end - 1))
                next.mark = Int32(at)
                if go(&next, to: state.instruction + 1) { stack.append(next) }
            }
            at = Int(link.next)
        }
        stack.reverse(from: first)
    }

    private mutating func isExcluded(_ position: Int, _ list: Int) -> Bool {
        let first = list == 0 ? 0 : excludedEnds[list - 1]
        for index in first..<excludedEnds[list] where text.satisfies(position, excludedSpecs[Int(index)]) {
            return true
        }
        return false
    }

    private mutating func passes(_ mark: Int, _ test: Int) -> Bool {
        if !isTested[test] { return true }
        return text.passes(store.marks[mark], text.program.markTests[test].attributes)
    }

    /// Whether a position is its sentence's start, opening quotation marks not counted.
    private mutating func isStart(_ position: Int, ofSentence sentence: Int) -> Bool {
        var token = Int(view.bounds[sentence].start)
        while token < position, view.isQuotationMark(token) { token += 1 }
        return token >= position
    }
}
