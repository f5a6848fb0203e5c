import Hearsay

/// How a mark came about, down to the words: what `why` says in the shell.
struct HTMLDerivation {
    private let mark: Mark
    private let analysis: Analysis
    private let rule: RuleNote?

    init(_ mark: Mark, in analysis: Analysis, _ rule: RuleNote?) {
        self.mark = mark
        self.analysis = analysis
        self.rule = rule
    }

    var model: [String: Any] {
        let unless = rule?.unless ?? 0
        return [
            "steps": steps.map { step in
                [
                    "element": Markup(step.element), "capture": Markup(step.capture ?? ""),
                    "taken": Markup(words(step.range)), "parent": Markup(parent(of: step)),
                ] as [String: Any]
            },
            "unless": Markup(unless == 0 ? "" : "none of \(unless) matched"),
            "condition": Markup(rule?.condition ?? ""),
            "with": Markup(mark.attributes.map { "\($0.name) \(shown($0.value))" }.joined(separator: " · ")),
            "context": Markup(context),
            "reaches": mark.derivation.reaches.map {
                [
                    "reachName": Markup($0.name), "reachValue": Markup($0.value), "reachRule": Markup($0.rule),
                    "trigger": Markup(words($0.trigger)),
                ] as [String: Any]
            },
            "links": mark.derivation.links.map {
                [
                    "mention": Markup(words($0.mention)), "antecedent": Markup(words($0.antecedent)),
                    "reason": Markup($0.reason),
                ] as [String: Any]
            },
        ]
    }

    /// The steps that took words, those of one capture together where they took neighbouring tokens.
    private var steps: [Derivation.Step] {
        var merged: [Derivation.Step] = []
        for step in mark.derivation.steps where !step.range.isEmpty {
            guard let last = merged.last, step.capture != nil, last.capture == step.capture, step.parent == nil,
                last.parent == nil, last.tokens.upperBound == step.tokens.lowerBound
            else {
                merged.append(step)
                continue
            }
            merged[merged.count - 1].element += " " + step.element
            merged[merged.count - 1].tokens = last.tokens.lowerBound..<step.tokens.upperBound
            merged[merged.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, step.range.upperBound)
        }
        return merged
    }

    private func parent(of step: Derivation.Step) -> String {
        guard let parent = step.parent, analysis.findings.marks.indices.contains(parent) else { return "" }
        let mark = analysis.findings.marks[parent]
        return "\(mark.type) by \(mark.rule)"
    }

    private var context: String {
        let context = mark.context
        var parts = ["voice \(oneLine(context.voice))", "zone \(context.zone.name)", "depth \(context.depth)"]
        if context.quoted { parts.append("quoted") }
        if context.polarity != "affirmed" { parts.append(context.polarity) }
        if context.certainty != "certain" { parts.append(context.certainty) }
        return parts.joined(separator: " · ")
    }

    private func words(_ range: Range<Int>) -> String { oneLine(analysis.text(range)) }
}

private func shown(_ value: Value) -> String {
    switch value {
    case .number(let number): shown(number)
    case .text(let text): oneLine(text)
    }
}
