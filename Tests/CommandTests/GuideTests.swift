import Foundation
import Testing

/// Runs every example of the rule author's guide. With `UPDATE_DOCUMENTATION=1` in the environment what commands print is
/// written into the guide anew.
///
/// A `yaml` block is a pack (or what follows a pack's head), which must be right and pass its tests; a file's name after
/// `yaml` or `text` keeps it for the blocks that follow. `console` blocks hold commands and what they print; `session`
/// blocks, which name an article and packs, commands of the shell.
@Suite struct GuideTests {
    private static let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Documentation/rule-authors-guide.md").standardizedFileURL

    private struct Block {
        var kind: String
        var names: [String]
        var lines: [String]
    }

    /// The guide cut into lines outside blocks (kind empty) and blocks.
    private static func parts(_ text: String) -> [Block] {
        var parts: [Block] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isInside.toggle()
                let words = line.dropFirst(3).split(separator: " ").map(String.init)
                parts.append(Block(kind: isInside ? words[0] : "", names: Array(words.dropFirst()), lines: [line]))
            } else if parts.isEmpty {
                parts.append(Block(kind: "", names: [], lines: [line]))
            } else {
                parts[parts.count - 1].lines.append(line)
            }
        }
        return parts
    }

    @Test func everyExampleDoesWhatIsShown() throws {
        let text = try String(contentsOf: Self.guide, encoding: .utf8)
        let scratch = try Scratch()
        var parts = Self.parts(text)
        for index in parts.indices {
            let body = Array(parts[index].lines.dropFirst())
            switch parts[index].kind {
            case "yaml": try check(parts[index], body.joined(separator: "\n") + "\n", scratch)
            case "text": try scratch.write(parts[index].names[0], body.joined(separator: "\n") + "\n")
            case "console": parts[index].lines = try [parts[index].lines[0]] + console(body, scratch)
            case "session": parts[index].lines = try [parts[index].lines[0]] + session(parts[index], body, scratch)
            default: continue
            }
        }
        #expect(parts.count { $0.kind == "yaml" } > 8)
        let made = parts.flatMap(\.lines).joined(separator: "\n")
        if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTATION"] == "1" {
            try made.write(to: Self.guide, atomically: true, encoding: .utf8)
        } else {
            #expect(made == text)
        }
    }

    /// A pack must be right and pass its tests; that of a file named `broken…` is wrong on purpose.
    private func check(_ block: Block, _ yaml: String, _ scratch: Scratch) throws {
        let name = block.names.first ?? "example.yaml"
        let isWhole = yaml.hasPrefix("pack:")
        try scratch.write(name, isWhole ? yaml : "pack: desk/example\nversion: 0.1.0\n" + yaml)
        guard !name.hasPrefix("broken") else { return }
        for command in ["check", "test"] {
            let result = try Hearsay.run(["rules", command, name, "--no-core", "--no-config"], in: scratch.folder)
            #expect(result.status == 0, "\(result.out)\(result.err)\(yaml)")
            if command == "check" { #expect(result.err.isEmpty, "\(result.err)\(yaml)") }
        }
    }

    private func console(_ lines: [String], _ scratch: Scratch) throws -> [String] {
        try lines.filter { $0.hasPrefix("$ hearsay ") }.flatMap { line in
            let command = "$HEARSAY " + line.dropFirst("$ hearsay ".count) + " --no-core --no-config 2>&1"
            let out = try Hearsay.shell(command, in: scratch.folder).out
            return [line] + out.split(separator: "\n").map(String.init)
        }
    }

    private func session(_ block: Block, _ lines: [String], _ scratch: Scratch) throws -> [String] {
        let packs = block.names.filter { $0.hasSuffix(".yaml") }
        let articles = block.names.filter { !$0.hasSuffix(".yaml") }
        let commands = lines.filter { $0.hasPrefix("hearsay> ") }.map { $0.dropFirst("hearsay> ".count) }
        try scratch.write(
            "script.hear", (articles.map { "load \($0)" } + commands.map(String.init)).joined(separator: "\n"))
        let rules = packs.map { " --rules \($0)" }.joined()
        let command = "COLUMNS=100 $HEARSAY run -x --no-core --no-config\(rules) script.hear 2>&1"
        let out = try Hearsay.shell(command, in: scratch.folder).out.split(separator: "\n").map(String.init)
        // What loading shows is of no interest.
        let shown = out.drop { line in commands.first.map { line != "+ " + $0 } ?? false }
        return shown.map { $0.hasPrefix("+ ") ? "hearsay> " + $0.dropFirst(2) : $0 }
    }
}
