/// Every kind of thing that reading rules can say, by its stable code.
public enum DiagnosticCode: String, Sendable, CaseIterable {
    // The file and its YAML.
    case fileTooLarge = "file-too-large"
    case notUTF8 = "not-utf8"
    case yamlSyntax = "yaml-syntax"
    case yamlAlias = "yaml-alias"
    case yamlAnchor = "yaml-anchor"
    case yamlTag = "yaml-tag"
    case mustQuote = "must-quote"
    case nestingTooDeep = "nesting-too-deep"
    case duplicateKey = "duplicate-key"
    case emptyValue = "empty-value"
    case wrongShape = "wrong-shape"

    // Keys and plain values.
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case misplacedKey = "misplaced-key"
    case unknownValue = "unknown-value"
    case badNumber = "bad-number"
    case badName = "bad-name"
    case reservedName = "reserved-name"
    case badVersion = "bad-version"
    case engineTooOld = "engine-too-old"
    case duplicatePack = "duplicate-pack"
    case unknownPack = "unknown-pack"

    // Patterns.
    case patternEmpty = "pattern-empty"
    case patternSyntax = "pattern-syntax"
    case patternTooLarge = "pattern-too-large"
    case patternTooDeep = "pattern-too-deep"
    case mustEscape = "must-escape"
    case badGap = "bad-gap"
    case badRepetition = "bad-repetition"
    case badRegex = "bad-regex"
    case wordSplits = "word-splits"
    case noToken = "no-token"
    case notOneToken = "not-one-token"
    case unknownTag = "unknown-tag"
    case unknownType = "unknown-type"
    case unknownAttribute = "unknown-attribute"
    case matchesNothing = "matches-nothing"
    case noAnchor = "no-anchor"
    case shadowedAlternative = "shadowed-alternative"
    case captureTwice = "capture-twice"
    case unknownCapture = "unknown-capture"
    case missingCapture = "missing-capture"
    case unknownPattern = "unknown-pattern"
    case unusedPattern = "unused-pattern"

    // Lexicons.
    case unknownLexicon = "unknown-lexicon"
    case ambiguousLexicon = "ambiguous-lexicon"
    case brokenLexicon = "broken-lexicon"
    case circularLexicon = "circular-lexicon"
    case lexiconTooLarge = "lexicon-too-large"
    case notFinite = "not-finite"
    case emptyLexicon = "empty-lexicon"
    case unusedLexicon = "unused-lexicon"
    case duplicateEntry = "duplicate-entry"
    case removesNothing = "removes-nothing"
    case missingFile = "missing-file"
    case pathLeavesPack = "path-leaves-pack"

    // Conditions, expressions and messages.
    case expressionSyntax = "expression-syntax"
    case expressionTooDeep = "expression-too-deep"
    case notACondition = "not-a-condition"
    case notAValue = "not-a-value"
    case unknownName = "unknown-name"
    case ambiguousName = "ambiguous-name"
    case unknownFunction = "unknown-function"
    case wrongArguments = "wrong-arguments"
    case readTooEarly = "read-too-early"
    case neverHolds = "never-holds"
    case messageSyntax = "message-syntax"

    // Rules as a whole.
    case noVerb = "no-verb"
    case unreachableFlag = "unreachable-flag"
    case stableUntested = "stable-untested"
    case testMarkup = "test-markup"

    /// Found when rules are put in order, by the engine.
    case circle

    // Tuning and selection.
    case noRules = "no-rules"
    case unknownRule = "unknown-rule"
    case nothingToTune = "nothing-to-tune"

    /// Errors leave out the rule or lexicon that they are in; warnings leave out nothing.
    public var severity: Diagnostic.Severity {
        switch self {
        case .unknownAttribute, .noAnchor, .shadowedAlternative, .unusedLexicon, .unusedPattern, .duplicateEntry,
            .removesNothing,
            .neverHolds, .unreachableFlag, .ambiguousName:
            .warning
        default: .error
        }
    }
}

extension Diagnostic {
    public init(_ code: DiagnosticCode, _ message: String, at span: SourceSpan?, rule: String? = nil) {
        self.init(code.severity, code.rawValue, message, at: span, rule: rule)
    }
}
