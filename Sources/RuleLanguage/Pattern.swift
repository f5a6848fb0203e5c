import Language

/// A parsed pattern: a tree whose every node knows its place in the rule file.
public struct Pattern: Sendable {
    /// The pattern as its author wrote it (after YAML's quoting is undone).
    public var source: String
    public var root: Node

    public init(source: String, root: Node) {
        self.source = source
        self.root = root
    }

    public struct Node: Sendable {
        public var kind: Kind
        public var span: SourceSpan

        public init(_ kind: Kind, at span: SourceSpan) {
            self.kind = kind
            self.span = span
        }
    }

    public indirect enum Kind: Sendable {
        /// One token: a word, a tag, or both.
        case token(TokenTest)
        /// `$say`: an entry of a lexicon, with or without a tag on its (single) token; the reference is resolved.
        case lexicon(LexiconReference, tag: TagTest?)
        /// `<source class=vague>`.
        case mark(MarkTest)
        /// `.`
        case any
        /// `!x`; the inner node is exactly one token.
        case not(Node)
        /// `...`, `...2-5`, `...*` (no upper bound); with `quotes` (`..."`) a whole quotation counts as one token.
        case gap(min: Int, max: Int?, quotes: Bool)
        /// `^`
        case sentenceStart
        /// `$`
        case sentenceEnd
        case sequence([Node])
        case alternatives([Node])
        /// Greedy. No upper bound: `max` is `nil`.
        case repeated(Node, min: Int, max: Int?)
        case capture(String, Node)
    }
}

/// What one token must be.
public struct TokenTest: Sendable, Hashable {
    public var word: WordTest?
    public var tag: TagTest?

    public init(word: WordTest?, tag: TagTest? = nil) {
        self.word = word
        self.tag = tag
    }
}

/// What a token's form must be. All but `exact` and `regex` are compared folded (typography and case); `exact` keeps
/// case and folds typography.
public enum WordTest: Sendable, Hashable {
    case literal([UInt8])
    case exact([UInt8])
    case lemma([UInt8])
    case prefix([UInt8])
    case suffix([UInt8])
    /// RE2, on the whole token with typography folded and case kept.
    case regex(String)
}

/// What a token's tag must be.
public enum TagTest: Sendable, Hashable {
    /// Upper case: `verb` is `VERB`.
    case universal(String)
    case penn(String)
    /// `:VB*`
    case pennPrefix(String)
}

/// A lexicon by its pack and name, resolved.
public struct LexiconReference: Sendable, Hashable {
    public var pack: String
    public var name: String

    public init(pack: String, name: String) {
        self.pack = pack
        self.name = name
    }
}

/// `<type tests>`: a mark of the type or a subtype whose attributes pass all tests.
public struct MarkTest: Sendable {
    public struct Attribute: Sendable {
        public var name: String
        public var relation: Relation
        public var value: Value

        public init(name: String, relation: Relation, value: Value) {
            self.name = name
            self.relation = relation
            self.value = value
        }
    }

    public var type: String
    public var attributes: [Attribute]

    public init(type: String, attributes: [Attribute]) {
        self.type = type
        self.attributes = attributes
    }
}

public enum Relation: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// A value in rules and findings; what is missing is `nil`.
public enum Value: Sendable, Hashable {
    case number(Double)
    case text(String)
}
