/// The names that a template asks for. Mustache says nothing of one that it does not find; this does.
enum TemplateNames {
    /// What the built-in templates use, which is all that there is.
    static let known: Set<String> = {
        let templates = ReportTemplate.builtInFiles.filter { $0.name.hasSuffix(".mustache") }
        return Set(templates.flatMap { tags(in: $0.text) }.filter { $0.sigil != ">" }.map(\.name))
    }()

    struct Tag {
        /// `>` for a partial; a space for any other.
        var sigil: Character
        var name: String
        /// From 1.
        var line: Int
    }

    /// - Throws: `ReportTemplate.Unusable`, at the first name that stands for nothing.
    static func check(_ text: String, file: String, partials: Set<String>) throws {
        // Other delimiters than braces: the text cannot be searched this way.
        if text.contains("{{=") { return }
        for tag in tags(in: text) {
            let isPartial = tag.sigil == ">"
            guard !(isPartial ? partials : known).contains(tag.name) else { continue }
            throw ReportTemplate.Unusable(
                description: "\(file):\(tag.line): there is no \(isPartial ? "template" : "value") “\(tag.name)”; "
                    + "Documentation/reports.md lists them")
        }
    }

    static func tags(in text: String) -> [Tag] {
        var tags: [Tag] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var rest = line[...]
            while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
                let inside = rest[open.upperBound..<close.lowerBound]
                rest = rest[close.upperBound...]
                guard let sigil = inside.first, !"!%/$<".contains(sigil) else { continue }
                let name = inside.drop { "#^&{>".contains($0) || $0.isWhitespace }.prefix { !$0.isWhitespace }
                // `uppercased(name)`, `name.first`: what counts is the name.
                let plain = (name.split(separator: "(").last ?? name).prefix { $0 != ")" && $0 != "." }
                if plain.isEmpty { continue }
                tags.append(Tag(sigil: sigil == ">" ? ">" : " ", name: String(plain), line: index + 1))
            }
        }
        return tags
    }
}
