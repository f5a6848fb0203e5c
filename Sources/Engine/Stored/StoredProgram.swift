import Language
import RuleLanguage

// How a compiled program is written for the cache of compiled rules, and read back: tables in one piece each, what a
// rule does when it is first asked for.

extension CompiledRule {
    func store(to writer: inout ByteWriter) {
        writer.write(fullName)
        writer.write(isSilent)
        switch work {
        case .matching(let matching, let gate):
            writer.write(byte: 0)
            writer.write(gate)
            writer.writeDeferred { $0.write(matching.value) }
        case .tallying(let tallying):
            writer.write(byte: 1)
            writer.writeDeferred { writer in
                writer.write(tallying.value.tally)
                writer.write(number: tallying.value.aggregates.count)
                for aggregate in tallying.value.aggregates { writer.write(flat: aggregate.takes) }
            }
        }
        writer.writeDeferred { $0.write(flags) }
    }

    convenience init(types: TypeTable, from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let fullName: String = try reader.read()
        let isSilent: Bool = try reader.read()
        let work: Work
        if try reader.byte() == 0 {
            let gate: Gate = try reader.read()
            work = .matching(
                try reader.deferred { reader throws(ByteReader.Malformed) in try reader.read(Matching.self) }, gate)
        } else {
            work = .tallying(
                try reader.deferred { reader throws(ByteReader.Malformed) in
                    try Tallying(types: types, from: &reader)
                })
        }
        let flags = try reader.deferred { reader throws(ByteReader.Malformed) in try reader.read([Flag].self) }
        self.init(fullName: fullName, isSilent: isSilent, work: work, flags: flags)
    }
}

extension CompiledRule.Gate: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(flat: anchors)
        writer.write(flat: ends)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let anchors = try reader.flat(of: Anchor.self)
        self.init(anchors: anchors, ends: try reader.flat())
        guard (ends.last ?? 0) == anchors.count, zip(ends, ends.dropFirst()).allSatisfy(<=) else { throw Malformed() }
    }
}

extension CompiledRule.Tallying {
    convenience init(types: TypeTable, from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let tally: Tally = try reader.read()
        var taken: [[Bool]] = []
        for _ in 0..<(try reader.count()) { taken.append(try reader.flat()) }
        guard taken.allSatisfy({ $0.count == types.names.count }) else { throw Malformed() }
        var rest = taken.makeIterator()
        self.init(tally, types: types.names.count) { _ in
            rest.next() ?? Array(repeating: false, count: types.names.count)
        }
    }
}

extension CompiledRule.Matching: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(patterns)
        writer.write(captures)
        writer.write(type)
        writer.write(span)
        writer.write(nest)
        writer.write(extend.map(\.capture))
        writer.write(extend.map(\.unit))
        writer.write(over)
        writer.write(same)
        writer.writeDeferred { writer in
            writer.write(match)
            writer.write(unless)
            writer.write(until)
            writer.write(rest.value.deferred)
        }
    }

    convenience init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let patterns: [CompiledPattern] = try reader.read()
        let captures: [String] = try reader.read()
        let type: Int? = try reader.read()
        let span: Int? = try reader.read()
        let nest: Int? = try reader.read()
        let widened: [Int] = try reader.read()
        let units: [Match.Unit] = try reader.read()
        self.init(
            patterns: patterns, captures: captures, type: type, span: span, nest: nest,
            extend: zip(widened, units).map { ($0, $1) }, over: try reader.read(),
            same: try reader.read(),
            rest: try reader.deferred { reader throws(ByteReader.Malformed) in
                let (match, unless, until) = (
                    try reader.read(Match.self), try reader.read([CompiledPattern].self),
                    try reader.read([CompiledPattern].self)
                )
                let deferred: [Bool] = try reader.read()
                guard deferred.count == match.attributes.count else { throw Malformed() }
                return Rest(match: match, unless: unless, until: until, deferred: deferred)
            })
    }
}

extension Strata.Step: Storable {
    func store(to writer: inout ByteWriter) {
        switch self {
        case .rules(let rules): writer.write(0, rules)
        case .nesting: writer.write(byte: 1)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = try reader.byte() == 0 ? .rules(try reader.read()) : .nesting
    }
}

extension Program {
    /// Writes all but the packs, which the reader must have.
    public func store(to writer: inout ByteWriter) {
        writer.write(parts.types)
        writer.write(number: rules.count)
        for rule in rules { rule.store(to: &writer) }
        writer.write(parts.diagnostics)
        writer.write(parts.steps)
        writer.write(flat: parts.level)
        writer.write(parts.atoms)
        writer.write(parts.tagSets)
        writer.write(parts.lexicons)
        writer.write(parts.markTests)
        writer.write(parts.typeSets)
        writer.write(flat: parts.anchorSlots)
        writer.write(parts.anchorCount)
        writer.write(parts.jointAnchors)
        writer.write(flat: parts.kinds.map(\.rawValue))
        writer.write(orders)
        writer.write(gates)
    }

    /// Reads a program that was compiled from these packs.
    public convenience init(_ packs: [Pack], from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let types: TypeTable = try reader.read()
        var rules: [CompiledRule] = []
        for _ in 0..<(try reader.count()) { rules.append(try CompiledRule(types: types, from: &reader)) }
        let parts = Parts(
            packs: packs, diagnostics: try reader.read(), rules: rules, steps: try reader.read(),
            level: try reader.flat(), types: types, atoms: try reader.read(), tagSets: try reader.read(),
            lexicons: try reader.read(), markTests: try reader.read(), typeSets: try reader.read(),
            anchorSlots: try reader.flat(), anchorCount: try reader.read(), jointAnchors: try reader.read(),
            kinds: Set(try reader.flat(of: UInt8.self).compactMap(LanguageMark.Kind.init)))
        self.init(parts, try reader.read(), try reader.read())
    }
}
