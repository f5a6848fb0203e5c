import RuleLanguage

extension RuleTestResults {
    /// What the results come to, a line each: failures with their place, what is not covered, and the sums.
    ///
    /// - Parameter showsUntested: Whether to name rules without tests.
    public func lines(showsUntested: Bool = true) -> [String] {
        var lines: [String] = []
        for failure in failures {
            lines.append("\(place(failure.span)): failed: \(failure.rule)")
            lines.append("  \(failure.text)")
            lines += failure.explanation.split(separator: "\n").map { "  \($0)" }
        }
        if !untested.isEmpty, showsUntested { lines.append("without tests: \(untested.joined(separator: ", "))") }
        for gap in coverage?.gaps ?? [] {
            lines.append("\(place(gap.span)): not covered: \(gap.rule): \(gap.message)")
        }
        for pack in coverage?.packs ?? [] {
            lines.append("\(pack.name): \(pack.percentText) % covered, \(pack.covered) of \(pack.total)")
        }
        lines.append("\(passed) passed, \(failures.count) failed")
        return lines
    }

    /// Whether no test failed and, where it was measured, nothing is uncovered.
    public var areGood: Bool { failures.isEmpty && coverage?.gaps.isEmpty ?? true }

    private func place(_ span: SourceSpan) -> String {
        let (line, column) = span.file.position(of: span.start)
        return "\(span.file.path):\(line):\(column)"
    }
}

extension RuleCoverage.PackCoverage {
    /// With one decimal where it is not whole; rounded down, so that 100 is all.
    fileprivate var percentText: String {
        guard total > 0 else { return "100" }
        let tenths = 1000 * covered / total
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
