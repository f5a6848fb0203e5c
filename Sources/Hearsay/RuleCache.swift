import CFiles
import Engine
import Foundation
import Glibc
import RuleLanguage

/// Compiled rules kept in files, so that packs are not read and compiled anew at each start.
///
/// A file's name is a hash of all that the rules come from: the program itself (with the built-in packs in it), the
/// selection, and the contents of pack files; the word lists that they name are compared when it is read. So what is
/// found is never out of date. Rules with errors are not kept. What cannot be read or written is as if it was not there.
///
/// A checksum of all bytes is compared first. Behind it most is left as it is until somebody asks: a rule's patterns
/// until it can match, what its author wrote until it is shown.
public struct RuleCache: Sendable {
    private let folder: String
    /// Tells this program from every other build of it.
    private let program: String
    /// More files than this are not kept; the oldest go.
    private static let most = 16

    public init(folder: String, program: String) {
        self.folder = folder
        self.program = program
    }

    /// `$XDG_CACHE_HOME/hearsay` or `~/.cache/hearsay`, for the program that is running; `nil` where there is no home.
    public static let standard: RuleCache? = {
        let home =
            variable("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? variable("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
        guard let home, let program = identity(of: "/proc/self/exe") else { return nil }
        return RuleCache(folder: home + "/hearsay", program: program + segments())
    }()

    /// Where the program's segments lie. They differ from build to build, also where the file that was started is not the
    /// program but a loader or an emulator, which stays the same.
    static func segments() -> String {
        var count = 0
        let headers = UnsafeRawBufferPointer(start: cfiles_program_headers(&count), count: count)
        return " " + SHA256.hex(Array(headers))
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// What changes when the file at a path is replaced or written.
    private static func identity(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let changed = status.st_mtim
        return "\(status.st_dev) \(status.st_ino) \(status.st_size) \(changed.tv_sec) \(changed.tv_nsec)"
    }

    /// The rules of a selection as they were kept.
    func rulebook(_ selection: RuleSelection, _ sources: RuleSources) -> Rulebook? {
        let path = path(selection, sources)
        guard let bytes = StoredBytes(path: path), bytes.count > 8 else { return nil }
        let sum = bytes.all.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard sum == Self.checksum(UnsafeRawBufferPointer(rebasing: bytes.all[8...])) else { return nil }
        return try? Self.read(bytes, sources)
    }

    func keep(_ rulebook: Rulebook, _ selection: RuleSelection, _ sources: RuleSources) {
        guard !rulebook.hasErrors, let bytes = Self.written(rulebook, sources) else { return }
        let files = FileManager.default
        try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = path(selection, sources)
        // Under another name first: a program that starts meanwhile reads all of it or nothing.
        let draft = path + ".\(ProcessInfo.processInfo.processIdentifier)"
        guard files.createFile(atPath: draft, contents: Data(bytes)) else { return }
        if rename(draft, path) != 0 { unlink(draft) }
        dropOldest()
    }

    private func dropOldest() {
        let files = FileManager.default
        let kept = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(Self.ending) }
        guard kept.count > Self.most else { return }
        let dated = kept.map { name -> (Date, String) in
            let attributes = try? files.attributesOfItem(atPath: folder + "/" + name)
            return (attributes?[.modificationDate] as? Date ?? .distantPast, name)
        }
        for (_, name) in dated.sorted(by: <).dropLast(Self.most) { try? files.removeItem(atPath: folder + "/" + name) }
    }

    private static let ending = ".rules"

    private func path(_ selection: RuleSelection, _ sources: RuleSources) -> String {
        var key = ByteWriter(files: [])
        key.write(program)
        key.write(selection.packs)
        key.write(selection.useCore)
        for file in sources.files {
            key.write(file.source.path)
            if sources.added.contains(file.source.path) { key.write(raw: file.source.bytes) }
        }
        key.write(sources.used)
        for file in sources.tuning {
            key.write(file.path)
            key.write(raw: file.bytes)
        }
        return folder + "/" + SHA256.hex(key.bytes) + Self.ending
    }

    // MARK: - The bytes

    /// FNV-1a over words of eight bytes, in four lanes which do not wait for one another.
    private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let prime: UInt64 = 0x100_0000_01B3
        func word(_ at: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 1, 2, 3)
        var at = 0
        while at + 32 <= bytes.count {
            a = (a ^ word(at)) &* prime
            b = (b ^ word(at + 8)) &* prime
            c = (c ^ word(at + 16)) &* prime
            d = (d ^ word(at + 24)) &* prime
            at += 32
        }
        var sum = [b, c, d].reduce(a) { ($0 ^ $1) &* prime }
        for byte in bytes[at...] { sum = (sum ^ UInt64(byte)) &* prime }
        return sum
    }

    /// `nil` where something stands in a file that is none of the packs'.
    private static func written(_ rulebook: Rulebook, _ sources: RuleSources) -> [UInt8]? {
        var lists = ByteWriter(files: [])
        var companions: [SourceFile] = []
        for pack in rulebook.library.packs {
            guard let index = sources.files.firstIndex(where: { $0.source === pack.source }) else { return nil }
            let folder = pack.source.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { pack.source.path[...$0] } ?? ""
            for file in pack.files {
                guard file.path.hasPrefix(folder) else { return nil }
                lists.write(index)
                lists.write(String(file.path.dropFirst(folder.count)))
                lists.write(SHA256.hex(file.bytes))
                companions.append(file)
            }
        }
        var writer = ByteWriter(files: sources.files.map(\.source) + companions + sources.tuning)
        writer.write(rulebook.library)
        writer.write(number: rulebook.program.packs.count)
        for pack in rulebook.program.packs {
            guard let index = rulebook.library.packs.firstIndex(where: { $0.name == pack.name }) else { return nil }
            let names = Set(pack.rules.map(\.fullName))
            writer.write(index)
            writer.write(flat: rulebook.library.packs[index].rules.map { names.contains($0.fullName) })
        }
        rulebook.program.store(to: &writer)
        writer.write(rulebook.diagnostics)
        guard !writer.hasStrangers else { return nil }
        var head = ByteWriter(files: [])
        head.write(number: companions.count)
        let body = head.bytes + lists.bytes + writer.bytes
        let sum = body.withUnsafeBytes(checksum)
        return (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) } + body
    }

    /// `nil` where a word list is another one than it was.
    private static func read(_ bytes: StoredBytes, _ sources: RuleSources) throws(ByteReader.Malformed) -> Rulebook? {
        var head = ByteReader(bytes, from: 8, files: [])
        var companions: [SourceFile] = []
        for _ in 0..<(try head.count()) {
            let pack: Int = try head.read()
            let name: String = try head.read()
            let hash: String = try head.read()
            guard sources.files.indices.contains(pack), let file = sources.files[pack].companion(name) else {
                return nil
            }
            // What is built in changes with the program only, which the file's name tells.
            guard !sources.added.contains(sources.files[pack].source.path) || SHA256.hex(file.bytes) == hash else {
                return nil
            }
            companions.append(file)
        }
        var reader = ByteReader(
            bytes, from: head.position, files: sources.files.map(\.source) + companions + sources.tuning)
        let library: Library = try reader.read()
        var packs: [Pack] = []
        for _ in 0..<(try reader.count()) {
            let index: Int = try reader.read()
            let isKept = try reader.flat(of: Bool.self)
            guard library.packs.indices.contains(index), isKept.count == library.packs[index].ruleCount else {
                throw ByteReader.Malformed()
            }
            packs.append(isKept.contains(false) ? library.packs[index].keeping(isKept) : library.packs[index])
        }
        let program = try Program(packs, from: &reader)
        return Rulebook(library: library, program: program, diagnostics: try reader.read())
    }
}
