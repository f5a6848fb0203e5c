/// Works out what the next token must be for each instruction of a pattern: the least sets that hold, by going through
/// the code backwards until nothing changes.
struct Lookaheads {
    /// What one instruction can begin with.
    private struct Beginnings: Equatable {
        var atoms: Set<AtomID> = []
        var marks: UInt64 = 0
        var end = false
        var any = false
        /// Only at a sentence's start. (What nothing is known of yet asks for the most.)
        var start = true

        mutating func formUnion(_ other: Beginnings) {
            if !other.atoms.isSubset(of: atoms) { atoms.formUnion(other.atoms) }
            marks |= other.marks
            end = end || other.end
            any = any || other.any
            start = start && other.start
        }
    }

    /// - Parameters:
    ///   - tests: By number: the types that a mark element takes.
    ///   - lexicons: By number: the atoms that an entry can begin with; `nil` where one begins with any word.
    static func of(
        _ code: [Instruction], tests: [CompiledMarkTest], lexicons: LexiconTable, atoms: inout AtomTable
    ) -> [Lookahead] {
        var all = [Beginnings](repeating: Beginnings(), count: code.count)
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in code.indices.reversed() {
                let now = beginnings(of: code[index], at: index, all, tests, lexicons)
                guard now != all[index] else { continue }
                all[index] = now
                isChanged = true
            }
        }
        return all.map { beginnings in
            var lookahead = Lookahead(
                end: beginnings.end, start: beginnings.start, any: beginnings.any, marks: beginnings.marks)
            if !beginnings.any, !beginnings.atoms.isEmpty {
                lookahead.bit = atoms.bit(of: atoms.anyOf(beginnings.atoms))
            }
            return lookahead
        }
    }

    private static let anything = Beginnings(any: true, start: false)

    private static func beginnings(
        of instruction: Instruction, at index: Int, _ all: [Beginnings], _ tests: [CompiledMarkTest],
        _ lexicons: LexiconTable
    ) -> Beginnings {
        switch instruction {
        case .token(let spec, _):
            return spec.atom.map { Beginnings(atoms: [$0], start: false) } ?? anything
        case .notToken, .any, .gap, .match: return anything
        case .lexicon(let number, _, _):
            let lexicon = lexicons.lexicons[Int(number)]
            guard lexicon.first != nil else { return anything }
            return Beginnings(atoms: Set([lexicon.single, lexicon.opening ?? lexicon.single]), start: false)
        case .mark(let test, _):
            return Beginnings(marks: tests[Int(test)].types.reduce(0) { $0 | 1 << UInt64($1 % 64) }, start: false)
        case .split(let first, let second):
            var both = all[Int(first)]
            both.formUnion(all[Int(second)])
            return both
        case .jump(let target): return all[Int(target)]
        case .save: return index + 1 < all.count ? all[index + 1] : anything
        case .sentenceStart:
            var next = index + 1 < all.count ? all[index + 1] : anything
            next.start = true
            return next
        case .sentenceEnd: return Beginnings(end: true, start: false)
        }
    }
}
