import Foundation
import Testing

@testable import Reports

@Suite struct JSONWriterTests {
    func write(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func escapesWhatMustBeAndNothingElse() throws {
        let text = "a\"b\\c/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é🐟\u{2028}"
        let json = write { $0.string(text) }
        #expect(json == "\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}é🐟\u{2028}\"")
        let back = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
        #expect(back as? String == text)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-12.0, "-12"), (0.1, "0.1"), (2.1, "2.1"), (1e-7, "0.0000001"),
        (-1.5e-9, "-0.0000000015"), (1e21, "1000000000000000000000"), (1.25e16, "12500000000000000"),
        (100.0 / 3, "33.333333333333336"), (9_007_199_254_740_992, "9007199254740992"),
    ])
    func numbersHaveNoExponent(_ value: Double, _ expected: String) {
        #expect(write { $0.number(value) } == expected)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNoNumberIsNull(_ value: Double) {
        #expect(write { $0.number(value) } == "null")
    }

    @Test func extremeIntegers() {
        #expect(write { $0.number(Int.min) } == "\(Int.min)")
        #expect(write { $0.number(Int.max) } == "\(Int.max)")
    }

    @Test func shortestDigitsReadBack() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let value = Double(bitPattern: UInt64.random(in: .min ... .max, using: &generator))
            guard value.isFinite, abs(value) < 1e60, abs(value) > 1e-60 else { continue }
            #expect(Double(write { $0.number(value) }) == value)
        }
    }

    /// Strings of all lengths, with an escape at either end, written until the buffer has grown a few times.
    @Test func longOutputIsWhole() throws {
        var json = JSONWriter()
        var expected: [String] = []
        json.beginArray()
        for length in 0..<400 {
            let text = "\n" + String(repeating: "é“x", count: length) + "\u{1}\""
            expected.append(text)
            json.string(text)
        }
        json.endArray()
        let back = try JSONSerialization.jsonObject(with: Data(json.bytes))
        #expect(back as? [String] == expected)
        json.removeAll()
        json.string("again")
        #expect(String(decoding: json.bytes, as: UTF8.self) == "\"again\"")
    }

    /// What needs an escape, and what nearly does, at every place of eight bytes that are looked at at once.
    @Test func escapesAtEveryPlace() throws {
        for length in 1...20 {
            for place in 0..<length {
                for scalar in ["\u{0}", "\u{1F}", " ", "!", "\"", "#", "[", "\\", "]", "\u{7F}", "é", "🐟"] {
                    let before = String(repeating: "x", count: place)
                    let text = before + scalar + String(repeating: "y", count: length - place - 1)
                    let json = write { $0.string(text) }
                    #expect(
                        try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) as? String
                            == text)
                    #expect(
                        !json.dropFirst().dropLast().hasPrefix(before + "\\")
                            || ["\u{0}", "\u{1F}", "\"", "\\"].contains(scalar))
                }
            }
        }
    }

    @Test func commasStandBetweenValues() {
        let json = write {
            $0.beginObject()
            $0.key("a")
            $0.beginArray()
            $0.endArray()
            $0.key("b" + "\"")
            $0.beginArray()
            $0.number(1)
            $0.null()
            $0.newline()
            $0.bool(true)
            $0.endArray()
            $0.endObject()
        }
        #expect(json == "{\"a\":[],\"b\\\"\":[1,null,\ntrue]}")
    }
}
