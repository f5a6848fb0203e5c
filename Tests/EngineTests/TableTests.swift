import Testing

@testable import Engine
@testable import RuleLanguage

/// The flat tables that forms are looked up in.
@Suite struct TableTests {
    private func copy<Value: Storable>(_ value: Value) throws -> Value {
        var writer = ByteWriter(files: [])
        writer.write(value)
        var reader = ByteReader(StoredBytes(writer.bytes), files: [])
        return try reader.read()
    }

    @Test func wordsAreFoundAsInADictionary() throws {
        var generator = SystemRandomNumberGenerator()
        for size in [0, 1, 7, 8, 9, 500] {
            var table = WordTable()
            var plain: [[UInt8]: AtomID] = [:]
            while plain.count < size {
                let word = (0..<Int.random(in: 0...6, using: &generator)).map { _ in UInt8.random(in: 97...101) }
                guard plain[word] == nil else { continue }
                plain[word] = AtomID(plain.count)
                table.add(word, AtomID(plain.count - 1))
            }
            for table in [table, try copy(table)] {
                #expect(table.isEmpty == plain.isEmpty)
                #expect(table.lengths == Set(plain.keys.map(\.count)).sorted())
                for (word, atom) in plain { #expect(table.atom(of: word.span) == atom) }
                for word in plain.keys { #expect(table.atom(of: (word + [120]).span) == nil) }
            }
        }
    }

    @Test func whatFollowsFromAnAtomIsKept() throws {
        let made = Consequences([0: [2, 3], 3: [1]], count: 5)
        for consequences in [made, try copy(made)] {
            #expect((0..<5).map { Array(consequences.of(AtomID($0))) } == [[2, 3], [], [], [1], []])
        }
    }
}
