import Hearsay
import Mustache

/// One self-contained page.
func htmlReport(_ content: ReportContent) throws -> [UInt8] {
    MustacheContentTypes.register(Markup(), named: Markup.name)
    let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(Markup.name)}}" + htmlTemplate)
    return Array(template.render(HTMLPage(content).model).utf8)
}

/// Escapes text for HTML, scalar by scalar.
///
/// Mustache's own escaping goes by grapheme clusters and lets a quotation mark with a combining accent through, which
/// is enough to leave an attribute.
private struct Markup: MustacheContentType {
    static let name = "MARKUP"

    func escapeText(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "'": out.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": out.append(scalar)
            case _ where scalar.properties.generalCategory == .control: out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
