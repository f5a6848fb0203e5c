import Testing

@testable import Articles

@Suite struct JSONTests {
    private func isJSON(_ value: String) -> Bool {
        (try? JSON.members(of: Array("{\"x\": \(value)}".utf8).span)) != nil
    }

    private func text(_ literal: String) throws -> (String, Bool) {
        let json = Array("{\"x\":\(literal)}".utf8)
        let member = try #require(try JSON.members(of: json.span).first)
        let (bytes, hadHalfPairs) = JSON.string(json.span, member.value.lowerBound + 1..<member.value.upperBound - 1)
        return (String(decoding: bytes, as: UTF8.self), hadHalfPairs)
    }

    @Test(arguments: [
        "0", "-0", "1.5", "-12.25e+10", "1E5", "123456789012345678901234567890", "1e999", "true", "false", "null", "[]",
        "{}", "[1, [2, {\"a\": [ ]}]]", "\"\"", "\"\\u00e9\\n\\\"\\\\\\/\"", " \t\n 1 \r\n", "\"\\ud800\"",
        "{\"a\":1,\"a\":2}",
    ])
    func valid(value: String) { #expect(isJSON(value)) }

    @Test(arguments: [
        "", "01", "1.", ".5", "+1", "1e", "-", "NaN", "Infinity", "tru", "truex", "'x'", "[1,]", "[,1]", "[1 2]",
        "{\"a\"}",
        "{\"a\":}", "{a:1}", "{\"a\":1,}", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "\"a\nb\"", "\"\\", "1}", "[",
        "]",
        "{", "\u{B}1", "\u{FEFF}1",
    ])
    func invalid(value: String) { #expect(!isJSON(value)) }

    @Test func depthIsBounded() {
        #expect(isJSON(String(repeating: "[", count: 500) + String(repeating: "]", count: 500)))
        #expect(!isJSON(String(repeating: "[", count: 600) + String(repeating: "]", count: 600)))
        #expect(!isJSON(String(repeating: "[", count: 1_000_000)))
        #expect(!isJSON(String(repeating: "{\"a\":", count: 1_000_000)))
    }

    @Test func strings() throws {
        #expect(try text("\"plain\"") == ("plain", false))
        #expect(try text("\"a\\u00e9\\tb\\/\\b\\f\\r\\n\\\"\\\\\"") == ("aé\tb/\u{8}\u{C}\r\n\"\\", false))
        #expect(try text("\"\\u4e2d\\uD83D\\uDE00\\u0000\"") == ("中😀\u{0}", false))
        #expect(try text("\"\(String(repeating: "long “text” ", count: 40))\\n\"").0.hasSuffix("“text” \n"))
    }

    @Test(arguments: [
        ("\\ud83d", "\u{FFFD}"), ("a\\ude00b", "a\u{FFFD}b"), ("\\ud83d\\ud83d\\ude00", "\u{FFFD}😀"),
        ("\\ud83dx", "\u{FFFD}x"), ("\\ud83d\\u0041", "\u{FFFD}A"), ("\\ud83d\\n", "\u{FFFD}\n"),
    ])
    func halfPairs(escaped: String, expected: String) throws {
        #expect(try text("\"\(escaped)\"") == (expected, true))
    }

    @Test func membersAreRaw() throws {
        let json = Array(" {\"a\" : [1, 2] , \"b\":\"x\\\"y\",\"c\":1.10}".utf8)
        let members = try JSON.members(of: json.span).map {
            "\(String(decoding: json[$0.key], as: UTF8.self))=\(String(decoding: json[$0.value], as: UTF8.self))"
        }
        #expect(members == ["a=[1, 2]", "b=\"x\\\"y\"", "c=1.10"])
    }

    @Test func elements() throws {
        let json = Array("[ {\"a\":1} ,2,\n[] ]".utf8)
        #expect(
            try JSON.elements(of: json.span).map { String(decoding: json[$0], as: UTF8.self) } == [
                "{\"a\":1}", "2", "[]",
            ])
        #expect(throws: JSON.Broken.self) { try JSON.elements(of: Array("{}".utf8).span) }
        #expect(throws: JSON.Broken.self) { try JSON.members(of: Array("[]".utf8).span) }
    }

    /// Broken anywhere: an error or not, never a trap.
    @Test func damageIsNoTrap() {
        let json = Array("{\"id\":\"a\\u00e9\\ud83d\\ude00\",\"text\":\"x\\n\",\"n\":[-1.5e3,true,null,{}]}".utf8)
        for index in json.indices {
            _ = try? JSON.members(of: Array(json[..<index]).span)
            for byte in [UInt8(0), 0x22, 0x5C, 0x7B, 0x5D, 0x75, 0xFF] {
                var damaged = json
                damaged[index] = byte
                guard let members = try? JSON.members(of: damaged.span) else { continue }
                for member in members where damaged[member.value.lowerBound] == 0x22 {
                    _ = JSON.string(damaged.span, member.value.lowerBound + 1..<member.value.upperBound - 1)
                }
            }
        }
    }
}
