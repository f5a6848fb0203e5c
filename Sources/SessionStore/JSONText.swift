import Hearsay

/// JSON as the columns of a session file hold it.
enum JSONText {
    static func string(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        return abs(number) < 1e15 && number == number.rounded() ? "\(Int(number))" : "\(number)"
    }

    static func value(_ value: Value) -> String {
        switch value {
        case .number(let number): self.number(number)
        case .text(let text): string(text)
        }
    }

    static func pair(_ range: Range<Int>) -> String { "[\(range.lowerBound),\(range.upperBound)]" }

    static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    /// By the bytes of the keys; of a key that comes twice the first.
    static func object(_ members: [(key: String, json: String)]) -> String {
        var seen: Set<String> = []
        let sorted = members.filter { seen.insert($0.key).inserted }.sorted { $0.key < $1.key }
        return "{" + sorted.map { string($0.key) + ":" + $0.json }.joined(separator: ",") + "}"
    }
}
