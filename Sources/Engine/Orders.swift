import RuleLanguage

/// What is worked out once from a program's names: lookups by number that the matcher and the output need.
struct Orders: Sendable {
    /// By mark test and type: whether the test takes the type.
    let taken: FixedArray<Bool>
    /// By type: the number of its family (the first segment), and how many dots its name has.
    let families: [Int]
    let depths: [Int]
    /// By type, and by rule: where its name stands among all in byte order; the same for the same name.
    let types: [Int]
    let rules: [Int]

    init(types table: TypeTable, rules compiled: [CompiledRule], tests: [CompiledMarkTest]) {
        let names = table.names
        taken = FixedArray(tests.flatMap { test in names.indices.map(test.types.contains) })
        families = Self.ranks(names.map(TypeTable.family))
        depths = names.map { $0.utf8.count { $0 == UInt8(ascii: ".") } }
        types = Self.ranks(names)
        rules = Self.ranks(compiled.map(\.fullName))
    }

    private static func ranks(_ names: [String]) -> [Int] {
        let ranks = Dictionary(Set(names).sorted().enumerated().map { ($1, $0) }) { first, _ in first }
        return names.map { ranks[$0] ?? 0 }
    }
}

extension Orders: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(taken)
        for list in [families, depths, types, rules] { writer.write(flat: list) }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        taken = try reader.read()
        families = try reader.flat()
        depths = try reader.flat()
        types = try reader.flat()
        rules = try reader.flat()
    }
}
