import Foundation
import Testing

/// The built program, run as its users run it.
enum Hearsay {
    struct Result {
        var status: Int32
        var out: String
        var err: String
        var lines: [Substring] { out.split(separator: "\n") }
    }

    /// `HEARSAY_BINARY`, or the one beside the test bundle.
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["HEARSAY_BINARY"], !path.isEmpty { return path }
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("hearsay").path
    }()

    static func run(_ arguments: [String], input: String = "", in folder: URL? = nil) throws -> Result {
        try run(path, arguments, input: input, in: folder)
    }

    /// Runs a line of shell script, with the program as `$HEARSAY`.
    static func shell(_ script: String, in folder: URL? = nil) throws -> Result {
        try run("/bin/bash", ["-c", script], in: folder)
    }

    private static func run(
        _ program: String, _ arguments: [String], input: String = "", in folder: URL?
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", "HEARSAY": path]
        if let folder { process.currentDirectoryURL = folder }
        let scratch = try Scratch()
        let files = ["in", "out", "err"].map { scratch.folder.appendingPathComponent($0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, out: try String(contentsOf: files[1], encoding: .utf8),
            err: try String(contentsOf: files[2], encoding: .utf8))
    }
}

/// A folder that is gone when nobody holds it any more.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A pack that flags one word, so that the shipped packs may change without a test here.
    static let pack = """
        pack: desk/test
        version: 1.0.0
        engine: '>=1'
        lang: en
        about: A test.
        rules:
          murmur:
            about: Somebody murmured.
            match: 'murmuredly'
            mark: hedge.test
            flag: {level: warning, say: '“{match}” is a murmur.'}
            tests:
              hit: ['He [murmuredly] left.']
              miss: ['He left.']

        """

    func write(_ name: String, _ text: String) throws {
        try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

    /// Runs the program in this folder with the test's pack alone.
    func run(_ command: String, _ arguments: String..., input: String = "") throws -> Hearsay.Result {
        try write("pack.yaml", Self.pack)
        let rules = ["--no-core", "--no-config", "--rules", "pack.yaml"]
        return try Hearsay.run([command] + arguments + rules, input: input, in: folder)
    }
}
