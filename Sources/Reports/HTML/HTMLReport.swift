import Hearsay

/// One self-contained page.
func htmlReport(_ content: ReportContent) throws -> [UInt8] {
    let template = try content.template ?? ReportTemplate.builtIn()
    return Array(template.render(HTMLPage(content).model).utf8)
}
