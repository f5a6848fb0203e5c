import Language
import RuleLanguage

// How a compiled program is written for the cache of compiled rules, and read back.

extension CompiledRule {
    /// All but the rule itself, which stands in its pack.
    func store(to writer: inout ByteWriter) {
        writer.write(isSilent)
        guard let matching else { return }
        writer.write(matching.patterns)
        writer.write(matching.unless)
        writer.write(matching.captures)
        writer.write(matching.type)
        writer.write(matching.span)
        writer.write(matching.nest)
        writer.write(matching.extend.map(\.capture))
        writer.write(matching.extend.map(\.unit))
        writer.write(matching.deferred)
        writer.write(matching.until)
        writer.write(matching.over)
        writer.write(matching.same)
    }

    /// - Parameter rule: The rule that was compiled.
    convenience init(_ rule: Rule, types: TypeTable, from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let isSilent: Bool = try reader.read()
        switch rule.verb {
        case .match(let match):
            let matching = try Matching(match, from: &reader)
            self.init(rule: rule, matching: matching, tally: nil, isSilent: isSilent, types: types)
        case .tally(let tally):
            self.init(rule: rule, matching: nil, tally: tally, isSilent: isSilent, types: types)
        }
    }
}

extension CompiledRule.Matching {
    fileprivate convenience init(_ match: Match, from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let patterns: [CompiledPattern] = try reader.read()
        let unless: [CompiledPattern] = try reader.read()
        let captures: [String] = try reader.read()
        let type: Int? = try reader.read()
        let span: Int? = try reader.read()
        let nest: Int? = try reader.read()
        let widened: [Int] = try reader.read()
        let units: [Match.Unit] = try reader.read()
        self.init(
            match: match, patterns: patterns, unless: unless, captures: captures, type: type, span: span, nest: nest,
            extend: zip(widened, units).map { ($0, $1) }, deferred: try reader.read(), until: try reader.read(),
            over: try reader.read(), same: try reader.read())
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
        let source = packs.flatMap(\.rules)
        // Rules that could not be compiled are not among the program's.
        var next = 0
        for rule in source {
            let isCompiled = next < rules.count && rules[next].rule.span == rule.span
            writer.write(isCompiled)
            if isCompiled { next += 1 }
        }
        writer.write(parts.types)
        for rule in rules { rule.store(to: &writer) }
        writer.write(parts.diagnostics)
        writer.write(parts.steps)
        writer.write(parts.level)
        writer.write(parts.atoms)
        writer.write(parts.tagSets)
        writer.write(parts.lexicons)
        writer.write(parts.markTests)
        writer.write(parts.typeSets)
        writer.write(parts.anchorSlots)
        writer.write(parts.anchorCount)
        writer.write(parts.jointAnchors)
        writer.write(parts.kinds.map(\.rawValue))
    }

    /// Reads a program that was compiled from these packs.
    public convenience init(_ packs: [Pack], from reader: inout ByteReader) throws(ByteReader.Malformed) {
        var compiled: [Rule] = []
        for rule in packs.flatMap(\.rules) where try reader.read(Bool.self) { compiled.append(rule) }
        let types: TypeTable = try reader.read()
        var rules: [CompiledRule] = []
        for rule in compiled { rules.append(try CompiledRule(rule, types: types, from: &reader)) }
        self.init(
            Parts(
                packs: packs, diagnostics: try reader.read(), rules: rules, steps: try reader.read(),
                level: try reader.read(), types: types, atoms: try reader.read(), tagSets: try reader.read(),
                lexicons: try reader.read(), markTests: try reader.read(), typeSets: try reader.read(),
                anchorSlots: try reader.read(), anchorCount: try reader.read(), jointAnchors: try reader.read(),
                kinds: Set(try reader.read([UInt8].self).compactMap(LanguageMark.Kind.init))))
    }
}
