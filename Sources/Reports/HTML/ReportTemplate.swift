import CReport
import Foundation
import Hearsay
import Mustache

/// What the `html` report is laid out with: mustache templates, a style sheet and a script.
///
/// `page` is what is rendered; the others are its partials. `page.css` and `page.js` are values of the templates,
/// `style` and `script`, beside their hashes for a content security policy.
public struct ReportTemplate: Sendable {
    /// Why a template cannot be used, with file and line.
    public struct Unusable: Error, CustomStringConvertible {
        public let description: String
    }

    private let library: MustacheLibrary
    private let style: String
    private let script: String

    /// The files of the built-in templates, by name.
    public static let builtInFiles: [(name: String, text: String)] = {
        var count = 0
        guard let files = hearsay_report_files(&count) else { return [] }
        return (0..<count).map { index in
            let bytes = UnsafeBufferPointer(start: files[index].bytes, count: files[index].length)
            return (String(cString: files[index].path), String(decoding: bytes, as: UTF8.self))
        }
    }()

    static func builtIn() throws -> ReportTemplate { try ReportTemplate(files: builtInFiles) }

    /// The built-in templates with a user's in their place.
    ///
    /// - Parameter path: A file in place of `page.mustache`, or a folder whose files stand in place of those of the same
    ///   name; further `.mustache` files in it are partials.
    /// - Throws: `Unusable`, where a file cannot be read or parsed, or asks for a value or a partial that there is not.
    public init(path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Unusable(description: "\(path): no such template")
        }
        var files = Dictionary(Self.builtInFiles.map { ($0.name, (path: $0.name, text: $0.text)) }) { first, _ in first
        }
        let names = isFolder.boolValue ? try FileManager.default.contentsOfDirectory(atPath: path).sorted() : [""]
        for name in names {
            let isOurs = name.isEmpty || name.hasSuffix(".mustache") || ["page.css", "page.js"].contains(name)
            guard isOurs else { continue }
            let file = name.isEmpty ? path : path + "/" + name
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw Unusable(description: "\(file): cannot be read")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Unusable(description: "\(file): a template is UTF-8, and this is not")
            }
            // A browser reads CR LF as LF, and hashes what it has read.
            files[name.isEmpty ? "page.mustache" : name] = (file, text.replacing("\r\n", with: "\n"))
        }
        let partials = Set(files.keys.filter { $0.hasSuffix(".mustache") }.map(Self.stem))
        for name in files.keys.sorted() where name.hasSuffix(".mustache") {
            guard let file = files[name], file.path != name else { continue }
            try TemplateNames.check(file.text, file: file.path, partials: partials)
        }
        try self.init(
            files: files.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }, paths: files.mapValues(\.path))
    }

    private init(files: [(name: String, text: String)], paths: [String: String] = [:]) throws {
        var library = MustacheLibrary()
        for file in files where file.name.hasSuffix(".mustache") {
            library.register(
                try Self.parse(file.text, file: paths[file.name] ?? file.name), named: Self.stem(file.name))
        }
        self.library = library
        style = files.first { $0.name == "page.css" }?.text ?? ""
        script = files.first { $0.name == "page.js" }?.text ?? ""
    }

    private static func stem(_ name: String) -> String { String(name.dropLast(".mustache".count)) }

    /// Values come escaped (`Markup`), and are not escaped once more.
    private static let prefix = "{{% CONTENT_TYPE:TEXT}}"

    private static func parse(_ text: String, file: String) throws -> MustacheTemplate {
        do {
            return try MustacheTemplate(string: prefix + text)
        } catch let error as MustacheTemplate.ParserError {
            let (line, column) = (error.context.lineNumber, error.context.columnNumber)
            let shown = line == 1 ? max(1, column - prefix.count) : column
            throw Unusable(description: "\(file):\(line):\(shown): \(reason(error.error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect?: "this closes another section than the one that is open"
        case .expectedSectionEnd?: "a section is not closed; {{/name}} closes {{#name}}"
        case .unfinishedName?: "a tag is not closed, or its name has characters that a name cannot have"
        case let known?: "not a mustache template: \(known)"
        case nil: "not a mustache template"
        }
    }

    func render(_ model: [String: Any]) -> String {
        var model = model
        // Not from an article, but from the template: it goes in as it stands.
        model["style"] = style
        model["script"] = script
        model["styleHash"] = Self.policyHash(style)
        model["scriptHash"] = Self.policyHash(script)
        return library.render(model, withTemplate: "page") ?? ""
    }

    /// `sha256-…` in base64, as a content security policy wants it.
    private static func policyHash(_ text: String) -> String {
        let digits = Array(SHA256.hex(Array(text.utf8)).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { start in
            UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
        }
        return "sha256-" + Data(bytes).base64EncodedString()
    }
}
