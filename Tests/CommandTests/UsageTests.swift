import Testing

@Suite struct UsageTests {
    @Test func versionAndHelpSucceed() throws {
        let version = try Hearsay.run(["--version"])
        #expect(version.status == 0)
        #expect(version.out.hasPrefix("hearsay "))
        for command in [[], ["check"], ["annotate"], ["report"], ["tokens"], ["run"], ["rules"], ["rules", "test"]] {
            let help = try Hearsay.run(command + ["--help"])
            #expect(help.status == 0)
            #expect(help.out.contains("USAGE: hearsay"))
            #expect(help.err.isEmpty)
            #expect(help.out.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE") })
        }
        #expect(try Hearsay.run(["--help"]).out.contains("hearsay check story.txt"))
    }

    /// A command that is named plainly is parsed by itself; what goes wrong is still told by the whole program.
    @Test func helpIsTheSameWhicheverWayItIsAskedFor() throws {
        for command in ["check", "shell", "annotate", "tokens"] {
            let help = try Hearsay.run(["help", command])
            #expect(help.status == 0)
            #expect(help.out.contains("USAGE: hearsay \(command)"))
            #expect(try Hearsay.run([command, "--help"]).out == help.out)
            #expect(try Hearsay.run([command, "-h", "x"]).out == help.out)
        }
        #expect(try Hearsay.run(["help"]).out == Hearsay.run(["--help"]).out)
        #expect(try Hearsay.run(["check", "--version"]).out == Hearsay.run(["--version"]).out)
        #expect(try Hearsay.run(["--generate-completion-script", "bash"]).out.contains("complete"))
        let wrong = try Hearsay.run(["check", "--fromat", "json", "x"])
        #expect(wrong.err.contains("Usage: hearsay check") || wrong.err.contains("USAGE: hearsay check"))
    }

    @Test(arguments: [
        (["chekc", "x"], "Did you mean “check”?"),
        (["check", "--fromat", "json", "x"], "Did you mean '--format'?"),
        (["check", "x", "--format", "jsn"], "jsonl"),
        (["check"], "paths"),
        (["check", "x", "--fail-on", "loud"], "caution"),
        (["annotate", "--threads", "0"], "--threads"),
        (["check", "x", "--format", "brat"], "--output"),
        (["check", "x", "--table", "scores"], "--format csv"),
        (["report", "x"], "--format"),
        (["rules", "show", "no:such"], "no rule no:such"),
        (["nothing-like-it"], "The commands are"),
    ])
    func wrongUsageIsToldWithASuggestion(_ arguments: [String], _ expected: String) throws {
        let result = try Hearsay.run(arguments + ["--no-core", "--no-config"])
        #expect(result.status == 2)
        #expect(result.out.isEmpty)
        #expect(result.err.contains(expected), "\(result.err)")
    }
}
