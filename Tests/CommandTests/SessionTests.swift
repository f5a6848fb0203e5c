import Foundation
import Testing

/// Session files in scripts: what is killed, what is full, what is checked.
@Suite struct SessionTests {
    /// Killed at any moment: what was written is whole, and nothing before the last command is missing.
    @Test(arguments: [50, 400])
    func killedAtAnyMoment(milliseconds: Int) throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack)
        try scratch.write("a.txt", "Karsa signs\n\nHe murmuredly left.\n")
        var notes = (1...3000).map { "note 1 n\($0)" }
        notes.insert("echo started", at: 3)
        try scratch.write("many.hear", "load a.txt\nsave x.hearsay\n" + notes.joined(separator: "\n"))
        let common = "--no-core --no-config --rules pack.yaml"
        let seconds = Double(milliseconds) / 1000
        _ = try Hearsay.shell(
            """
            "$HEARSAY" run \(common) many.hear >out & process=$!
            until grep -q started out; do sleep 0.02; done
            sleep \(seconds)
            kill -9 $process
            """, in: scratch.folder)
        let result = try Hearsay.shell(
            "\"$HEARSAY\" -c 'open x.hearsay\nsql --csv SELECT note FROM note ORDER BY id' \(common)",
            in: scratch.folder)
        #expect(result.status == 0, "\(result.err)")
        let found = result.lines.filter { $0.hasPrefix("n") }.dropFirst()
        #expect(found.elementsEqual((1..<found.count + 1).map { "n\($0)" }))
        #expect(found.count >= 3)
        #expect(!scratch.names.contains { $0.hasSuffix("-journal") })
    }

    /// A bound on the size of files stands for a full disk.
    @Test func whatDoesNotFitIsToldAndNothingIsLost() throws {
        let scratch = try Scratch()
        try scratch.write("pack.yaml", Scratch.pack)
        try scratch.write("a.txt", "Karsa signs\n\nHe murmuredly left.\n")
        try scratch.write("b.txt", "Velm waits\n\n" + String(repeating: "She murmuredly stayed. ", count: 20_000))
        try scratch.write(
            "x.hear", "load a.txt\nsave x.hearsay\nload b.txt\nassert count(articles) = 2\nnote 1 still here\n")
        let common = "--no-core --no-config --rules pack.yaml"
        let result = try Hearsay.shell(
            "trap '' XFSZ; ulimit -f 300; \"$HEARSAY\" run x.hear \(common)", in: scratch.folder)
        #expect(result.status == 0, "\(result.err)")
        #expect(result.err.contains("warning: x.hearsay: cannot be written"))
        #expect(result.err.components(separatedBy: "cannot be written").count == 2)
        let again = try Hearsay.shell("\"$HEARSAY\" -c 'open x.hearsay' \(common)", in: scratch.folder)
        #expect(again.out.contains("Karsa signs"))
        #expect(again.status == 0, "\(again.err)")
    }

    @Test func anAssertionThatDoesNotHoldIsExitCodeOne() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "Karsa signs\n\nHe murmuredly left.\n")
        try scratch.write("check.hear", "load $@\nassert count(flags) < 1\necho never\n")
        try scratch.write("pack.yaml", Scratch.pack)
        // What stands behind the script is the script's.
        func check(_ article: String) throws -> Hearsay.Result {
            try Hearsay.run(
                ["run", "--no-core", "--no-config", "--rules", "pack.yaml", "check.hear", article], in: scratch.folder)
        }
        let result = try check("a.txt")
        #expect(result.status == 1)
        #expect(result.err.contains("check.hear:2: does not hold: count(flags) < 1: count(flags) is 1"))
        #expect(!result.out.contains("never"))
        #expect(try check("none.txt").status == 4)
    }

    /// The script that the repository ships; what it finds in the articles is the packs' business.
    @Test func theDesksCheckPassesOrSaysWhatDoesNotHold() throws {
        let scratch = try Scratch()
        let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let script = top.appendingPathComponent("Sessions/desk-check.hear").path
        let article = top.appendingPathComponent("Sessions/articles/border-deal.txt").path
        let result = try Hearsay.run(["run", "--no-config", script, article], in: scratch.folder)
        #expect([0, 1].contains(result.status))
        #expect(result.status == 0 || result.err.contains("does not hold: "), "\(result.err)")
        #expect(scratch.names == ["desk-check.html"])
    }

    @Test func aMistakeInAPatternKeepsItsLines() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "Karsa signs\n\nHe murmuredly left.\n")
        let result = try scratch.run("run", "-", input: "load a.txt\ntry '$nothing here'\n")
        #expect(result.status == 3)
        #expect(result.err.contains("\n    $nothing here\n    ^^^^^^^^\n"), "\(result.err)")
    }

    @Test func decisionsAreScored() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "Karsa signs\n\nHe murmuredly left. She murmuredly stayed.\n")
        try scratch.write("pack.yaml", Scratch.pack)
        let rules = ["--no-core", "--no-config", "--rules", "pack.yaml"]
        _ = try Hearsay.run(
            ["run"] + rules + ["-"], input: "load a.txt\naccept f1\nreject f2\nsave x.hearsay\n", in: scratch.folder)
        let result = try Hearsay.run(["rules", "eval", "--reviews", "x.hearsay"] + rules, in: scratch.folder)
        #expect(result.status == 0, "\(result.err)")
        #expect(result.lines.contains { $0.contains("desk/test:murmur") && $0.contains("0.5") })
    }

    @Test(arguments: ["man", "bash", "zsh", "fish"])
    func writesWhatIsInstalledBesideIt(product: String) throws {
        let result = try Hearsay.run(["generate", product])
        #expect(result.status == 0 && result.out.contains("hearsay"))
        if product == "man" {
            for word in ["why\\-not", "rules check", "startup.hear", ".SH NAME"] { #expect(result.out.contains(word)) }
            let check = try Hearsay.shell(
                "command -v groff >/dev/null || exit 0; \"$HEARSAY\" generate man | groff -K utf8 -man -Tutf8 -ww 2>&1 >/dev/null"
            )
            #expect(check.out == "")
        }
    }

    static let completions: [(line: String, candidates: String)] = [
        ("ru", "run rules"), ("rules te", "test"), ("-c fla", "flags"), ("check --fail-on w", "warning"),
        ("check --format sa", "sarif"), ("--no-st", "--no-startup"), ("annotate --thr", "--threads"),
        ("story.txt ru", ""),
        ("check dra", ""),
    ]

    /// As bash asks: the words up to the cursor.
    @Test(arguments: completions)
    func theSystemsShellsComplete(line: String, candidates: String) throws {
        let result = try Hearsay.shell(
            """
            PATH="$(dirname "$HEARSAY"):$PATH"
            eval "$("$HEARSAY" generate bash)"
            COMP_WORDS=(hearsay \(line)) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _hearsay hearsay "${COMP_WORDS[COMP_CWORD]}"
            echo "${COMPREPLY[@]}"
            """)
        #expect(result.out == candidates + "\n", "\(result.err)")
    }
}
