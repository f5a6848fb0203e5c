import Hearsay

/// A value of a table that leaves the shell.
enum Datum: Equatable {
    case none
    case number(Double)
    case text(String)

    init(_ text: String?) { self = text.map(Datum.text) ?? .none }
    init(_ number: Double?) { self = number.map(Datum.number) ?? .none }
    init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .none }

    /// A number as its shortest decimals, nothing for what is missing.
    var plain: String {
        switch self {
        case .none: ""
        case .number(let number): Self.decimal(number)
        case .text(let text): text
        }
    }

    fileprivate var json: String {
        switch self {
        case .none: "null"
        case .number(let number): number.isFinite ? Self.decimal(number) : "null"
        case .text(let text): quoted(text)
        }
    }

    private static func decimal(_ number: Double) -> String {
        abs(number) < 1e15 && number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}

/// What a command lists, whole and without looks: for programs, and to be counted.
struct Listing {
    var columns: [String]
    var rows: [[Datum]] = []

    init(_ columns: String...) { self.columns = columns }

    /// RFC 4180, with LF at the ends of lines.
    var csv: String {
        func field(_ text: String) -> String {
            let isPlain = !text.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
            return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
        }
        let lines = [columns] + rows.map { $0.map(\.plain) }
        return lines.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
    }

    /// An array of objects, one a line.
    var json: String {
        let objects = rows.map { row in
            "{" + zip(columns, row).map { quoted($0) + ":" + $1.json }.joined(separator: ",") + "}"
        }
        return "[" + objects.joined(separator: ",\n") + "]\n"
    }

    /// The numbers in a column; what is none is left out.
    func numbers(_ column: String) -> [Double]? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        return rows.compactMap { row in
            if case .number(let number) = row[index] { return number }
            return nil
        }
    }
}

/// A JSON string.
private func quoted(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\n": json += "\\n"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            let digits = String(scalar.value, radix: 16)
            json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}

extension Verb {
    /// What every verb that lists something takes.
    static let listingOptions = [
        Option(name: "csv", value: "", summary: "as comma-separated values, whole and without colours"),
        Option(name: "json", value: "", summary: "as a JSON array, an object a row"),
    ]

    /// The verb, with what it lists.
    func listing(_ listing: @escaping @Sendable (ShellSession, Invocation) throws(ShellError) -> Listing) -> Verb {
        var verb = self
        verb.listing = listing
        return verb
    }

    /// Its own options and those that it has in common with others.
    var allOptions: [Option] { options + (listing == nil ? [] : Self.listingOptions) }
}
