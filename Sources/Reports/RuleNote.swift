import Hearsay

/// What a rule's author wrote, for reports that explain a flag or a score.
public struct RuleNote: Sendable {
    /// How a score comes about, in the rule's own words.
    public struct Formula: Sendable {
        public var lets: [(name: String, source: String)]
        public var value: String
        public var bands: [(name: String, condition: String)]

        public init(
            lets: [(name: String, source: String)], value: String, bands: [(name: String, condition: String)] = []
        ) {
            self.lets = lets
            self.value = value
            self.bands = bands
        }
    }

    public var about: String?
    /// `Rules/hedging.yaml:48`
    public var place: String
    /// How many patterns would each have kept a mark from being made.
    public var unless: Int
    public var condition: String?
    /// Of a tally.
    public var formula: Formula?

    public init(
        about: String?, place: String = "", unless: Int = 0, condition: String? = nil, formula: Formula? = nil
    ) {
        self.about = about
        self.place = place
        self.unless = unless
        self.condition = condition
        self.formula = formula
    }

    init(_ rule: Rule) {
        about = rule.about
        place = "\(rule.span.file.path):\(rule.span.file.position(of: rule.span.start).line)"
        unless = 0
        switch rule.verb {
        case .match(let match):
            unless = match.unless.count
            condition = match.condition.map { source($0.span) }
        case .tally(let tally):
            formula = Formula(
                lets: tally.lets.map { ($0.name, source($0.value.span)) }, value: source(tally.value.span),
                bands: tally.bands.map { ($0.name, source($0.condition.span)) })
        }
    }
}

/// What its author wrote there, on one line.
private func source(_ span: SourceSpan) -> String {
    guard span.start >= 0, span.start <= span.end, span.end <= span.file.bytes.count else { return "" }
    return oneLine(String(decoding: span.file.bytes[span.start..<span.end], as: UTF8.self))
}
