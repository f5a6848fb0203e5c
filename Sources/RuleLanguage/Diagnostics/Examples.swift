extension DiagnosticCode {
    /// A file that makes a diagnostic appear.
    public struct Example: Sendable {
        public enum Kind: Sendable {
            /// What follows a pack's `pack:` and `version:`.
            case body
            /// A whole pack.
            case pack
            /// A `hearsay.yaml`.
            case tuning
        }

        public var kind: Kind
        public var text: String
    }

    /// A file in which this is the matter; `nil` where it would have to be too long to read.
    public var example: Example? {
        switch self {
        case .fileTooLarge, .notUTF8, .nestingTooDeep, .patternTooDeep, .expressionTooDeep, .noRules: nil
        case .badVersion: Example(kind: .pack, text: "pack: desk/new\nversion: 1\n")
        case .engineTooOld: Example(kind: .pack, text: "pack: desk/new\nversion: 1.0.0\nengine: '>=99'\n")
        case .duplicatePack: Example(kind: .pack, text: "pack: desk/other\nversion: 2.0.0\n")
        case .unknownRule: Example(kind: .tuning, text: "tune:\n  desk/other:lauded: {level: note}\n")
        case .nothingToTune: Example(kind: .tuning, text: "tune:\n  desk/other:silent: {level: note}\n")
        default: body.map { Example(kind: .body, text: $0) }
        }
    }

    /// Why there is no example to read; `nil` where there is one.
    public var unshown: String? {
        switch self {
        case .fileTooLarge: "A pack of more than 1 MiB, or a word list of more than 16 MiB."
        case .notUTF8: "A file saved as Latin-1 or UTF-16: save it as UTF-8."
        case .nestingTooDeep: "More than 24 lists or mappings inside each other."
        case .patternTooDeep: "More than 32 groups inside each other."
        case .expressionTooDeep: "More than 48 brackets inside each other, or as many conditions joined."
        case .noRules: "`--rules nothing.yaml`, where there is no such file, or a folder without packs."
        default: nil
        }
    }

    private var body: String? { yamlBody ?? patternBody ?? lexiconBody ?? ruleBody }

    private var yamlBody: String? {
        switch self {
        case .yamlSyntax: "rules: {said: {match: [one, two}}"
        case .yamlAlias: "rules:\n  adverb: {match: *edly}"
        case .yamlAnchor: "rules:\n  joined: {match: &c one}"
        case .yamlTag: "rules:\n  other: {match: !not one}"
        case .mustQuote: "rules:\n  at: {match: @home}"
        case .duplicateKey: "rules:\n  said: {match: one, match: two}"
        case .emptyValue: "rules:\n  said:\n    match:"
        case .wrongShape: "rules:\n  said: one"
        case .unknownKey: "rules:\n  said: {match: one, unles: two}"
        case .missingKey: "rules:\n  said: {match: one, flag: {level: note}}"
        case .misplacedKey: "rules:\n  score: {tally: {over: article, value: 1}, mark: hedge}"
        case .unknownValue: "rules:\n  said: {match: one, flag: {level: warn, say: 'One.'}}"
        case .badNumber: "rules:\n  not: {match: no, reach: {over: quote, set: {polarity: denied}, max: many}}"
        case .badName: "rules:\n  Said: {match: one}"
        case .reservedName: "rules:\n  said: {match: one@voice}"
        case .unknownPack: "use: [core/wrods]"
        case .circle: "rules:\n  one: {match: <two> said}\n  two: {match: <one> said}"
        default: nil
        }
    }

    private var patternBody: String? {
        let pattern: String
        switch self {
        case .patternEmpty: pattern = "' '"
        case .patternSyntax: pattern = "'said (to|that'"
        case .patternTooLarge: pattern = "'((one{1,50} two){1,50} three){1,50}'"
        case .mustEscape: pattern = "'$5 a day'"
        case .badGap: pattern = "'one ....two'"
        case .badRepetition: pattern = "'one (two){3,1}'"
        case .badRegex: pattern = "'/[a-/'"
        case .wordSplits: pattern = "'~so-called'"
        case .noToken: pattern = "'~\\ '"
        case .notOneToken: pattern = "'!(to be) or'"
        case .unknownTag: pattern = "'said:vrb'"
        case .unknownType: pattern = "'<qoute> said'"
        case .unknownAttribute: pattern = "'<quote wrds=3> said'"
        case .matchesNothing: pattern = "'(one)? (two)?'"
        case .noAnchor: pattern = "'. . .'"
        case .shadowedAlternative: pattern = "'(said|said to)'"
        case .captureTwice: pattern = "'(one@a two)@a'"
        default: return nil
        }
        return "rules:\n  said: {match: \(pattern)}"
    }

    private var lexiconBody: String? {
        let value: String
        switch self {
        case .unknownLexicon: return "lexicons: {hedge.adv: [maybe]}\nrules:\n  said: {match: '$hedge.adverb'}"
        case .ambiguousLexicon: return "use: [desk/one, desk/two]\nrules:\n  said: {match: $shared}"
        case .brokenLexicon: return "lexicons: {say: ['~~say']}\nrules:\n  said: {match: $say}"
        case .unknownPattern: return "patterns: {who: she}\nrules:\n  said: {match: '%hwo said'}"
        case .unusedPattern: return "patterns: {who: she}\nrules:\n  said: {match: one}"
        case .unusedLexicon: return "lexicons: {say: [say]}\nrules:\n  said: {match: one}"
        case .circularLexicon: return "lexicons: {one: {is: $two}, two: {is: $one}}"
        case .lexiconTooLarge: value = "['(a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d) (a|b|c|d)']"
        case .notFinite: value = "['point ... out']"
        case .emptyLexicon: value = "{is: one, '-': one}"
        case .duplicateEntry: value = "[one, two, one]"
        case .removesNothing: value = "{is: [one, two], '-': three}"
        case .missingFile: value = "{file: papers.txt}"
        case .pathLeavesPack: value = "{file: ../papers.txt}"
        default: return nil
        }
        return "lexicons:\n  say: \(value)"
    }

    private var ruleBody: String? {
        let keys: String
        switch self {
        case .unknownCapture: keys = "match: 'to@cue be', span: clue"
        case .missingCapture: keys = "match: ['to@cue be', 'or not'], span: cue"
        case .expressionSyntax: keys = "match: one, where: zone =="
        case .notACondition: keys = "match: one, where: quoted"
        case .notAValue: keys = "match: one, with: {late: sentence > 3}"
        case .unknownName: keys = "match: one, flag: {level: note, say: '{macth}'}"
        case .ambiguousName: keys = "match: <name>@who, with: {class: x}, where: who.class = outlet"
        case .unknownFunction: keys = "match: one, with: {n: 'frist(1, 2)'}"
        case .wrongArguments: keys = "match: one, with: {n: per(1)}"
        case .readTooEarly: keys = "match: one, where: polarity = denied"
        case .neverHolds: keys = "match: one, where: zone = lead and zone = body"
        case .messageSyntax: keys = "match: one, flag: {level: note, say: '{match'}"
        case .noVerb: keys = "mark: hedge"
        case .unreachableFlag:
            keys = "match: one, flag: [{level: note, say: a}, {level: caution, say: b}]"
        case .stableUntested: keys = "match: one, status: stable"
        case .testMarkup: keys = "match: one, tests: {hit: 'One by one.'}"
        default: return nil
        }
        return "rules:\n  said: {\(keys)}"
    }
}
