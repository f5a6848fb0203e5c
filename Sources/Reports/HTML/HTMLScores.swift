import Hearsay

/// Scores with their arithmetic, for the templates.
struct HTMLScores {
    private let rules: [String: RuleNote]

    init(_ rules: [String: RuleNote]) { self.rules = rules }

    func row(_ score: Score) -> [String: Any] {
        let formula = rules[score.rule]?.formula
        let bands = formula?.bands ?? []
        return [
            "score": Markup(score.rule), "scoreLabel": Markup(Self.label(score.rule)),
            "scoreAbout": Markup(rules[score.rule]?.about ?? ""), "scorePlace": Markup(rules[score.rule]?.place ?? ""),
            "over": Markup(score.place), "value": Markup(shown(score.value)), "band": Markup(score.band ?? ""),
            "arithmetic": Markup(score.arithmetic), "formula": Markup(formula?.value ?? ""),
            "lets": score.lets.map { part in
                [
                    "letName": Markup(part.name), "letValue": Markup(shown(part.value)),
                    "letSource": Markup(formula?.lets.first { $0.name == part.name }?.source ?? ""),
                ] as [String: Any]
            },
            "hasBands": !bands.isEmpty,
            "bands": bands.map { band in
                [
                    "bandName": Markup(band.name), "bandCondition": Markup(Self.short(band.condition)),
                    "isBand": band.name == score.band,
                ] as [String: Any]
            },
            "said": Markup(score.flag?.message ?? ""), "saidLevel": Markup(score.flag?.level.name ?? ""),
            "saidRank": score.flag?.level.rawValue ?? 0,
        ]
    }

    /// `hedging density` of `core/hedging:density`
    static func label(_ rule: String) -> String {
        let parts = rule.split(separator: ":")
        guard parts.count == 2, let pack = parts[0].split(separator: "/").last else { return rule }
        return "\(pack) \(parts[1].replacing(".", with: " "))"
    }

    /// `< 40` of `value < 40`, as long as the value is all that it looks at.
    private static func short(_ condition: String) -> String {
        guard condition.hasPrefix("value ") else { return condition }
        let rest = condition.dropFirst("value ".count)
        let isPlain = rest.allSatisfy { "<>=!. ".contains($0) || $0.isNumber }
        return isPlain ? String(rest.replacing("<=", with: "≤").replacing(">=", with: "≥")) : condition
    }
}
