/// What the steps of an alignment say of its pattern.
extension CompiledPattern {
    /// Where the captures lie.
    func captures(_ path: MarkStore.Path, in store: MarkStore) -> Captures {
        var captures = Captures()
        for index in path.indices {
            let step = store.steps[index]
            guard case .save(let slot, let place) = code[Int(step.instruction)] else { continue }
            if slot % 2 == 0 {
                captures.open(slot / 2, at: step.position)
            } else {
                captures.close(slot / 2, place: place, at: step.position)
            }
        }
        return captures
    }

    /// What each element took.
    func steps(_ path: MarkStore.Path, in store: MarkStore) -> [MatchStep] {
        var steps: [MatchStep] = []
        var open: [Int32] = []
        for index in path.indices.dropLast() {
            let (step, after) = (store.steps[index], store.steps[index + 1])
            let tokens = Int(step.position)..<Int(after.position)
            switch code[Int(step.instruction)] {
            case .token(_, let element), .notToken(_, let element), .any(let element, _), .gap(let element, _),
                .lexicon(_, _, let element), .mark(_, let element):
                if isGap(step.instruction), tokens.isEmpty { break }
                if let last = steps.indices.last, steps[last].element == Int(element), isGap(step.instruction),
                    steps[last].tokens.upperBound == tokens.lowerBound
                {
                    steps[last].tokens = steps[last].tokens.lowerBound..<tokens.upperBound
                } else {
                    let mark = after.mark >= 0 ? store.marks[Int(after.mark)] : nil
                    let capture = open.last.map(Int.init) ?? -1
                    steps.append(MatchStep(element: Int(element), capture: capture, tokens: tokens, mark: mark))
                }
            case .save(let slot, _) where slot % 2 == 0: open.append(slot / 2)
            case .save(let slot, _):
                if let index = open.lastIndex(of: slot / 2) { open.remove(at: index) }
            default: break
            }
        }
        return steps
    }

    /// The mark that a `<type>` element took in a capture: the one that is all of its first range before a part.
    func mark(in capture: Int, _ range: Range<Int>, _ path: MarkStore.Path, in store: MarkStore) -> WorkMark? {
        var open: [Int32] = []
        var first: Int32 = -1
        for index in path.indices.dropLast() {
            let (step, after) = (store.steps[index], store.steps[index + 1])
            switch code[Int(step.instruction)] {
            case .save(let slot, _) where slot % 2 == 0: open.append(slot / 2)
            case .save(let slot, _):
                if let index = open.lastIndex(of: slot / 2) { open.remove(at: index) }
            case .mark where open.last.map(Int.init) == capture && after.mark >= 0:
                if range == Int(step.position)..<Int(after.position) { return store.marks[Int(after.mark)] }
                if first < 0 { first = after.mark }
            default: break
            }
        }
        return first >= 0 ? store.marks[Int(first)] : nil
    }

    private func isGap(_ instruction: Int32) -> Bool {
        switch code[Int(instruction)] {
        case .any, .gap: true
        default: false
        }
    }
}
