import Foundation
import Synchronization
import Testing

@testable import RuleLanguage

/// Values written for the cache of compiled rules, and read back.
@Suite struct StoredTests {
    @Test func plainValuesComeBackAsTheyWere() throws {
        var writer = ByteWriter(files: [])
        writer.write(byte: 7)
        writer.write(flat: [Int32.min, -1, 0, 3, .max])
        writer.write(flat: [true, false, true])
        writer.write(flat: [UInt8]())
        writer.write("end")
        var reader = ByteReader(StoredBytes(writer.bytes), files: [])
        #expect(try reader.byte() == 7)
        #expect(try reader.flat(of: Int32.self) == [.min, -1, 0, 3, .max])
        #expect(try reader.flat(of: Bool.self) == [true, false, true])
        #expect(try reader.flat(of: UInt8.self).isEmpty)
        #expect(try reader.read(String.self) == "end")
    }

    @Test func plainValuesThatWereCutOffGiveAnError() throws {
        var writer = ByteWriter(files: [])
        writer.write(flat: [1, 2, 3])
        for length in 0..<writer.bytes.count {
            var reader = ByteReader(StoredBytes(Array(writer.bytes.prefix(length))), files: [])
            #expect(throws: ByteReader.Malformed.self) { try reader.flat(of: Int.self) }
        }
    }

    @Test func bytesComeFromAFileThatHasSome() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-bytes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/file"
        for count in [1, 4096, 100_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let stored = try #require(StoredBytes(path: path))
            // What is read stays, whether the file does or not.
            try FileManager.default.removeItem(atPath: path)
            #expect(Array(stored.all) == bytes)
        }
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        for nothing in [path, folder.path, folder.path + "/none", "/dev/null"] {
            #expect(StoredBytes(path: nothing) == nil)
        }
        #expect(StoredBytes([]).all.isEmpty)
    }

    @Test func aDeferredPartIsPassedOverAndReadOnce() throws {
        let file = SourceFile(path: "one.yaml", bytes: Array("a: b\n".utf8))
        var writer = ByteWriter(files: [file])
        writer.writeDeferred { writer in
            writer.write(["late", "later"])
            writer.write(SourceSpan(file: file, start: 1, end: 3))
        }
        writer.write("soon")
        #expect(!writer.hasStrangers)
        let count = Counter()
        var reader = ByteReader(StoredBytes(writer.bytes), files: [file])
        let part = try reader.deferred { reader throws(ByteReader.Malformed) in
            count.add()
            return (try reader.read([String].self), try reader.read(SourceSpan.self))
        }
        #expect(try reader.read(String.self) == "soon")
        #expect(count.value == 0)
        #expect(part.value.0 == ["late", "later"])
        #expect(part.value.1 == SourceSpan(file: file, start: 1, end: 3))
        #expect(count.value == 1)
    }

    @Test func aPlaceInAnotherFileIsNoticedInADeferredPart() {
        let (own, other) = (SourceFile(path: "own", bytes: []), SourceFile(path: "other", bytes: []))
        var writer = ByteWriter(files: [own])
        writer.writeDeferred { $0.write(SourceSpan(file: other, start: 0, end: 0)) }
        #expect(writer.hasStrangers)
    }

    @Test func threadsThatAskAtTheSameTimeGetOneValue() async {
        final class Thing: Sendable {}
        for _ in 0..<50 {
            let deferred = Deferred { Thing() }
            let found = await withTaskGroup(of: ObjectIdentifier.self) { group in
                for _ in 0..<4 { group.addTask { ObjectIdentifier(deferred.value) } }
                return await group.reduce(into: Set<ObjectIdentifier>()) { $0.insert($1) }
            }
            #expect(found.count == 1)
        }
    }

    @Test func aChangedPackKeepsItsOtherContents() throws {
        let library = Library.read([
            PackFile(
                source: SourceFile(
                    path: "own.yaml",
                    bytes: Array(
                        """
                        pack: own
                        version: 1.0.0
                        lexicons: {words: [soon, later]}
                        rules:
                          one: {match: $words, mark: one}
                          two: {match: perhaps, mark: two}

                        """.utf8)), companion: { _ in nil })
        ])
        let pack = try #require(library.packs.first)
        #expect(pack.ruleCount == 2)
        var changed = pack
        changed.rules.removeFirst()
        #expect(changed.ruleCount == 1)
        #expect(changed.rules.map(\.name) == ["two"])
        #expect(changed.lexicons.count == pack.lexicons.count)
        #expect(pack.rules.count == 2)
        let kept = pack.keeping([true, false])
        #expect(kept.ruleCount == 1)
        #expect(kept.rules.map(\.name) == ["one"])
        #expect(kept.lexicons.count == pack.lexicons.count)
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func add() { count.add(1, ordering: .relaxed) }
    }
}
