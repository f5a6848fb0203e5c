import Testing

@testable import Shell

@Suite struct CommandLineTests {
    private func words(_ line: String, arguments: [String] = [], variables: [String: String] = [:]) throws -> [String] {
        var parser = CommandLine(arguments: arguments)
        parser.variable = { variables[$0] }
        return try parser.words(line).map(\.text)
    }

    @Test func undoesQuotes() throws {
        #expect(try words(#"load 'a b'.txt "c \"d\"" e\ f "#) == ["load", "a b.txt", #"c "d""#, "e f"])
        #expect(try words("''") == [""])
        #expect(try words(#""a\nb""#) == [#"a\nb"#])
    }

    @Test func endsAtAComment() throws {
        #expect(try words("flags 2 # all of them") == ["flags", "2"])
        #expect(try words("# nothing") == [])
        #expect(try words("echo a#b '#c'") == ["echo", "a#b", "#c"])
    }

    @Test func fillsInArguments() throws {
        #expect(try words("load $1 $2x", arguments: ["a b", "c"]) == ["load", "a b", "cx"])
        #expect(try words("load $@ z", arguments: ["a b", "c"]) == ["load", "a b", "c", "z"])
        #expect(try words("load $@") == ["load"])
        #expect(try words("echo \"all: $@\" '$1'", arguments: ["a", "b"]) == ["echo", "all: a b", "$1"])
        #expect(
            try words("echo ${OUT}/x \"${OUT}\" \\$1 $ a$", variables: ["OUT": "o p"]) == [
                "echo", "o p/x", "o p", "$1", "$", "a$",
            ])
    }

    @Test(arguments: [
        ("echo 'a", "'"), ("echo \"a", "\""), ("echo a\\", "\\"), ("echo $2", "argument 2"),
        ("echo ${NO}", "set NO=VALUE"),
        ("echo ${NO", "${"),
    ])
    func saysWhatIsWrong(line: String, part: String) throws {
        let error = #expect(throws: ShellError.self) { try words(line) }
        #expect(try #require(error).message.contains(part))
    }

    @Test func keepsWildcardsApartFromQuotedOnes() throws {
        let found = try CommandLine(arguments: ["x*"]).words(#"a* 'b*' 'c['* \*d $1 e"#)
        #expect(found.map(\.pattern) == ["a*", nil, #"c\[*"#, nil, nil, nil])
        #expect(try CommandLine().words("~/a '~/a'").map(\.isHome) == [true, false])
    }

    @Test func splitsOffTheVerbOfARawLine() {
        #expect(CommandLine.split("  try  '~be  said' # x ") == ("try", "'~be  said' # x"))
        #expect(CommandLine.split("# x").verb == "")
    }
}
