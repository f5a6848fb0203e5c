import RuleLanguage

/// Which rules have a chance in a text, so that thousands of rules of which few have cost little more than those few.
///
/// A pattern that cannot do without a word has none where the word is not; marks are not asked for, since rules make them.
struct Gates: Sendable {
    /// By anchor slot: its rules.
    private let rules: FixedLists
    /// By rule: whether one of its patterns needs no word.
    private let always: FixedArray<Bool>

    init(_ all: [CompiledRule], slots: Int) {
        let always = FixedArray(repeating: false, count: all.count)
        var bySlot = [[Int32]](repeating: [], count: slots)
        for (index, rule) in all.enumerated() {
            for pattern in rule.matching?.patterns ?? [] {
                if let slot = pattern.gate {
                    bySlot[Int(slot)].append(Int32(index))
                } else {
                    always[index] = true
                }
            }
        }
        rules = FixedLists(bySlot)
        self.always = always
    }

    /// By rule: whether one of its patterns may match.
    func open(_ hits: HitIndex) -> FixedArray<Bool> {
        let open = FixedArray(repeating: false, count: always.count)
        open.pointer.update(from: always.pointer, count: always.count)
        for slot in hits.held.elements {
            for rule in rules[Int(slot)] { open[Int(rule)] = true }
        }
        return open
    }
}

extension Gates: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(rules)
        writer.write(always)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        rules = try reader.read()
        always = try reader.read()
    }
}

extension CompiledPattern {
    /// The anchor slot of a word that every match holds, the last one of several, any of which would do; `nil` where no word
    /// is needed.
    fileprivate var gate: Int32? { anchors.last { $0.slot >= 0 && $0.typeSet < 0 }?.slot }
}
