import RuleLanguage

/// Turns pattern trees into instructions, filling the program's tables of atoms, tag sets, lexicons and mark tests.
struct PatternCompiler {
    var atoms = AtomTable()
    var tags = TagSets()
    var lexicons = LexiconTable()
    var types: TypeTable
    var markTests: [CompiledMarkTest] = []
    /// By atom that patterns are anchored on: its number among those.
    private(set) var anchorSlots: [AtomID: Int32] = [:]
    /// The sets of types that patterns are anchored on.
    private(set) var typeSets: [[Int]] = []
    private var typeSetNumbers: [Set<Int>: Int] = [:]
    /// The numbers of the anchors that words and marks will do for, by slot and set of types.
    private(set) var joints: [[Int32]: Int32] = [:]
    /// Types whose marks may leave their sentence.
    let crossing: Set<Int>

    private var code: [Instruction] = []
    private var elements: [CompiledPattern.Element] = []
    private var edges: [Int: SourceSpan] = [:]
    private var excluded: [[TokenSpec]] = []
    private var slots: [String] = []
    /// Captures met so far; the copies of a repetition and the branches of an alternative count alike.
    private var places = 0

    /// All lexicons that patterns may name; those they do name are compiled.
    private let known: [LexiconReference: Lexicon]

    init(types: TypeTable, crossing: Set<Int>, lexicons: [Lexicon]) {
        self.types = types
        self.crossing = crossing
        known = Dictionary(lexicons.map { ($0.reference, $0) }) { first, _ in first }
    }

    private mutating func lexicon(_ reference: LexiconReference) -> Int? {
        if let id = lexicons.id(of: reference) { return id }
        guard let lexicon = known[reference] else { return nil }
        lexicons.add(lexicon, atoms: &atoms, tags: &tags)
        return lexicons.id(of: reference)
    }

    /// Call when all patterns are compiled, before forms are looked up.
    mutating func finish() {
        lexicons.finish(&atoms)
        atoms.finish()
    }

    /// Compiles a pattern. `captures` are the names of the rule's captures so far; new ones are added.
    ///
    /// - Returns: `nil` where the pattern asks for something that does not exist (checked before, and reported there).
    mutating func compile(_ pattern: Pattern, captures: inout [String]) -> CompiledPattern? {
        code = []
        elements = []
        edges = [:]
        excluded = []
        slots = captures
        places = 0
        guard emit(pattern.root) else { return nil }
        code.append(.match)
        captures = slots
        let anchors = AnchorFinder(compiler: self).needs(of: pattern.root).map { anchor(of: $0) }
        let lookahead = Lookaheads.of(code, tests: markTests, lexicons: lexicons, atoms: &atoms)
        code = code.map { instruction in
            guard case .token(let spec, let element) = instruction else { return instruction }
            return .token(spec.asking { atoms.bit(of: $0) }, element: element)
        }
        excluded = excluded.map { specs in specs.map { $0.asking { atoms.bit(of: $0) } } }
        let notes = CompiledPattern.Notes(elements: elements, edges: edges)
        return CompiledPattern(
            code: code, lookahead: lookahead, excluded: excluded, anchors: anchors, notes: notes)
    }

    private mutating func anchor(of need: AnchorFinder.Need) -> Anchor {
        var anchor = Anchor(
            slot: -1, typeSet: -1, isChained: need.isChained, least: Int32(need.least),
            most: need.most.map { Int32($0) } ?? Int32.max)
        if !need.atoms.isEmpty {
            let atom = atoms.anyOf(need.atoms)
            anchor.slot = anchorSlots[atom] ?? Int32(anchorSlots.count)
            anchorSlots[atom] = anchor.slot
        }
        if !need.types.isEmpty { anchor.typeSet = Int32(number(of: need.types)) }
        if anchor.slot >= 0, anchor.typeSet >= 0 {
            let pair = [anchor.slot, anchor.typeSet]
            anchor.joint = joints[pair] ?? Int32(joints.count)
            joints[pair] = anchor.joint
        }
        if !need.bridge.isOpen, need.most.map({ $0 > 1 }) ?? true {
            anchor.isBridged = true
            if !need.bridge.atoms.isEmpty { anchor.bridgeBit = atoms.bit(of: atoms.anyOf(need.bridge.atoms)) }
            anchor.bridgeMarks = need.bridge.types.reduce(0) { $0 | 1 << UInt64($1 % 64) }
        }
        return anchor
    }

    /// The number of a set of types; one for the same set.
    private mutating func number(of types: Set<Int>) -> Int {
        if let known = typeSetNumbers[types] { return known }
        typeSetNumbers[types] = typeSets.count
        typeSets.append(types.sorted())
        return typeSets.count - 1
    }

    private mutating func element(_ node: Pattern.Node) -> Int32 {
        let span = node.span
        let bytes = span.file.bytes[min(span.start, span.file.bytes.count)..<min(span.end, span.file.bytes.count)]
        elements.append(.init(text: String(decoding: bytes, as: UTF8.self), span: span))
        return Int32(elements.count - 1)
    }

    private mutating func emit(_ node: Pattern.Node) -> Bool {
        switch node.kind {
        case .token(let test):
            guard let spec = tags.spec(for: test, atoms: &atoms) else { return false }
            code.append(.token(spec, element: element(node)))
        case .lexicon(let reference, let tag):
            guard let id = lexicon(reference) else { return false }
            code.append(.lexicon(Int32(id), tags: tag.map { Int32(tags.id(of: $0)) } ?? -1, element: element(node)))
        case .mark(let test):
            code.append(.mark(Int32(add(test)), element: element(node)))
        case .any:
            code.append(.any(element: element(node), quotes: false))
        case .not(let inner):
            guard let specs = alternatives(of: inner) else { return false }
            code.append(.notToken(Int32(excluded.count), element: element(node)))
            excluded.append(specs)
        case .gap(let least, let most, let quotes):
            emitGap(node, least: least, most: most, quotes: quotes)
        case .sentenceStart, .sentenceEnd:
            edges[code.count] = node.span
            if case .sentenceStart = node.kind { code.append(.sentenceStart) } else { code.append(.sentenceEnd) }
        case .sequence(let nodes):
            return nodes.allSatisfy { emit($0) }
        case .alternatives(let nodes):
            return emitAlternatives(nodes)
        case .repeated(let inner, let least, let most):
            return emitRepeated(inner, least: least, most: most)
        case .capture(let name, let inner):
            let slot = slots.firstIndex(of: name) ?? slots.count
            if slot == slots.count { slots.append(name) }
            let place = places
            places += 1
            code.append(.save(Int32(2 * slot), place: Int32(place)))
            guard emit(inner) else { return false }
            code.append(.save(Int32(2 * slot + 1), place: Int32(place)))
        }
        return true
    }

    private mutating func add(_ test: MarkTest) -> Int {
        let subtypes = types.subtypes(of: test.type)
        markTests.append(
            CompiledMarkTest(types: subtypes, attributes: test.attributes))
        return markTests.count - 1
    }

    /// The token tests of `x` in `!x`; a lexicon counts with its entries of one token.
    private mutating func alternatives(of node: Pattern.Node) -> [TokenSpec]? {
        switch node.kind {
        case .token(let test): return tags.spec(for: test, atoms: &atoms).map { [$0] }
        case .lexicon(let reference, let tag):
            guard let id = lexicon(reference) else { return nil }
            return [TokenSpec(atom: lexicons.lexicons[id].single, tags: tag.map { tags.id(of: $0) })]
        case .any: return [TokenSpec(atom: nil, tags: nil)]
        case .alternatives(let nodes):
            var specs: [TokenSpec] = []
            for node in nodes {
                guard let more = alternatives(of: node) else { return nil }
                specs += more
            }
            return specs
        case .sequence(let nodes): return nodes.count == 1 ? alternatives(of: nodes[0]) : nil
        case .capture(_, let inner): return alternatives(of: inner)
        default: return nil
        }
    }

    /// Lazy: going on is tried before taking one more token.
    private mutating func emitGap(_ node: Pattern.Node, least: Int, most: Int?, quotes: Bool) {
        let element = element(node)
        for _ in 0..<least { code.append(.any(element: element, quotes: quotes)) }
        guard let most else {
            code.append(.gap(element: element, quotes: quotes))
            return
        }
        let end = Int32(code.count + 2 * max(0, most - least))
        for _ in least..<max(least, most) {
            code.append(.split(end, Int32(code.count + 1)))
            code.append(.any(element: element, quotes: quotes))
        }
    }

    private mutating func emitAlternatives(_ nodes: [Pattern.Node]) -> Bool {
        var jumps: [Int] = []
        let first = places
        var last = places
        for (index, node) in nodes.enumerated() {
            places = first
            defer { last = max(last, places) }
            let isLast = index == nodes.count - 1
            let split = code.count
            if !isLast { code.append(.split(Int32(split + 1), 0)) }
            guard emit(node) else { return false }
            guard !isLast else { break }
            jumps.append(code.count)
            code.append(.jump(0))
            code[split] = .split(Int32(split + 1), Int32(code.count))
        }
        for jump in jumps { code[jump] = .jump(Int32(code.count)) }
        places = last
        return true
    }

    /// Greedy: one more is tried before going on.
    private mutating func emitRepeated(_ inner: Pattern.Node, least: Int, most: Int?) -> Bool {
        let first = places
        for _ in 0..<least {
            places = first
            guard emit(inner) else { return false }
        }
        places = first
        guard let most else {
            let split = code.count
            code.append(.split(Int32(split + 1), 0))
            guard emit(inner) else { return false }
            code.append(.jump(Int32(split)))
            code[split] = .split(Int32(split + 1), Int32(code.count))
            return true
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(code.count)
            code.append(.split(0, 0))
            places = first
            guard emit(inner) else { return false }
        }
        for split in splits { code[split] = .split(Int32(split + 1), Int32(code.count)) }
        return true
    }
}
