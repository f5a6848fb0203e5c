import Foundation
import Testing

@testable import Hearsay
@testable import Reports

/// What is written, held against the JSON Schema that ships.
@Suite struct SchemaTests {
    let schema: [String: Any]

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let file = root.appendingPathComponent("Documentation/hearsay-1.schema.json")
        schema = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    func errors(_ json: some StringProtocol) throws -> [String] {
        try SchemaChecker(root: schema).errors(object(json), schema, at: "$")
    }

    @Test func reportsAndRecordsAreValid() throws {
        let analyses = [Sample.rich, Sample.hostile, Sample(text: "").analysis]
        #expect(try errors(text("json", analyses)) == [])
        for line in try text("jsonl", analyses).split(separator: "\n") { #expect(try errors(line) == []) }
        var writer = RecordWriter(.init(allMarks: true))
        for analysis in analyses {
            writer.write(analysis)
            writer.json.endRecord()
        }
        writer.writeError(id: "x", code: "not-json", message: "expected an object")
        for line in String(decoding: writer.json.bytes, as: UTF8.self).split(separator: "\n") {
            #expect(try errors(line) == [])
        }
    }

    @Test(arguments: [
        (#""hops":2"#, #""hops":0"#), (#""mode":"direct""#, #""mode":"spoken""#), (#""depth":0"#, #""deep":0"#),
        (#""captures":{"cue":[23,30]}"#, #""captures":{"cue":[23]}"#), ("hearsay/1", "hearsay/2"),
        (#""value":33.333333333333336"#, #""value":"33""#),
    ])
    func whatIsWrongIsFound(_ right: String, _ wrong: String) throws {
        var writer = RecordWriter()
        writer.write(Sample.rich)
        let record = String(decoding: writer.json.bytes, as: UTF8.self)
        let broken = record.replacing(right, with: wrong)
        #expect(broken != record)
        #expect(try !errors(broken).isEmpty)
    }
}

/// As much of JSON Schema as the shipped schema uses.
struct SchemaChecker {
    let root: [String: Any]

    func errors(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        var found: [String] = []
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any]
            found += target.map { errors(value, $0, at: place) } ?? ["\(place): no \(reference)"]
        }
        if let choices = schema["oneOf"] as? [[String: Any]] {
            let right = choices.filter { errors(value, $0, at: place).isEmpty }.count
            if right != 1 { found.append("\(place): \(right) of oneOf fit") }
        }
        if let constant = schema["const"] as? NSObject, !constant.isEqual(value) { found.append("\(place): const") }
        if let values = schema["enum"] as? [NSObject], !values.contains(where: { $0.isEqual(value) }) {
            found.append("\(place): \(value) is none of \(values)")
        }
        let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
        if !types.isEmpty, !types.contains(where: { isA($0, value) }) { found.append("\(place): not \(types)") }
        if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
            found.append("\(place): less than \(least)")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(place): not like \(pattern)")
        }
        if let members = value as? [String: Any] { found += errors(members, schema, at: place) }
        if let elements = value as? [Any] { found += errors(elements, schema, at: place) }
        return found
    }

    private func errors(_ members: [String: Any], _ schema: [String: Any], at place: String) -> [String] {
        let known = schema["properties"] as? [String: [String: Any]] ?? [:]
        var found = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map {
            "\(place).\($0): missing"
        }
        for (name, value) in members {
            if let own = known[name] ?? schema["additionalProperties"] as? [String: Any] {
                found += errors(value, own, at: "\(place).\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(place).\(name): not expected")
            }
        }
        return found
    }

    private func errors(_ elements: [Any], _ schema: [String: Any], at place: String) -> [String] {
        let first = schema["prefixItems"] as? [[String: Any]] ?? []
        var found: [String] = []
        for (index, element) in elements.enumerated() {
            if let own = index < first.count ? first[index] : schema["items"] as? [String: Any] {
                found += errors(element, own, at: "\(place)[\(index)]")
            } else if schema["items"] as? Bool == false {
                found.append("\(place)[\(index)]: not expected")
            }
        }
        if let least = schema["minItems"] as? Int, elements.count < least { found.append("\(place): too short") }
        return found
    }

    private func isA(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "number": value is NSNumber
        case "integer": (value as? Double).map { $0.rounded() == $0 } ?? false
        default: false
        }
    }
}
