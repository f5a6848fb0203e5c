import Articles

/// An article as the language layer reads it: tokens, sentences, quotations and the other marks of the language layer.
///
/// Belongs to the `Reader` that made it, whose vocabulary its tokens' forms refer to.
public final class Document {
    public let text: [UInt8]
    public internal(set) var tokens: [Token]
    public let sentences: [Sentence]
    /// The language layer's marks that need no tags, by first token, then the longer first; the others are `phrases`. Put
    /// in order when first asked for.
    public private(set) lazy var marks = shallow.merged(sentences, paragraphs, quotations: quotations)
    /// Of those the quotations and scare quotes: in the same order, and without the others being put in order.
    public private(set) lazy var quotations = shallow.quotations.sorted(by: LanguageMark.precedes)
    private let shallow: ShallowMarks
    /// Paragraphs as token ranges, in order; `paragraphs[i]` is paragraph i + 1.
    public let paragraphs: [Range<Int>]
    /// Tokens that are words which the reader was to seek (`Reader.init(seeking:)`): indices, ascending.
    public let sought: [Int]
    public let vocabulary: Vocabulary
    /// Words, counted as tokens that are not punctuation.
    public private(set) lazy var words: Int = {
        let punctuation = Token.Flags.punctuation.rawValue
        var marks = 0
        for index in tokens.indices { marks &+= Int(tokens[index].flags.rawValue & punctuation) }
        return tokens.count - marks / Int(punctuation)
    }()
    private let tagger: Tagger?
    /// Lemmas that came with the article, by token; empty where none did.
    private let lemmas: [[UInt8]?]
    private let generation: Int

    init(
        text: [UInt8], tokens: [Token], sentences: [Sentence], shallow: ShallowMarks, paragraphs: [Range<Int>],
        sought: [Int], vocabulary: Vocabulary, tagger: Tagger?, lemmas: [[UInt8]?] = []
    ) {
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.shallow = shallow
        self.paragraphs = paragraphs
        self.sought = sought
        self.vocabulary = vocabulary
        self.tagger = tagger
        self.lemmas = lemmas
        generation = vocabulary.generation
    }

    /// The form that a token's bytes spell, which is its own, unless its reader lets words share forms
    /// (`Reader.init(seeking:)`).
    ///
    /// - Parameters:
    ///   - token: Index in `tokens`.
    ///   - length: Bytes that the spelling must have where it is one of ASCII letters; it is not looked up otherwise.
    /// - Returns: `nil` where it has others.
    package func form(of token: Int, length: Int? = nil) -> FormID? {
        let token = tokens[token]
        guard vocabulary.isShared(token.form) else { return token.form }
        if let length, Int(token.end - token.start) != length { return nil }
        let text = text
        return vocabulary.intern(text.span, Int(token.start), Int(token.end))
    }

    /// Gives the tokens of a sentence their tags, unless they have them.
    ///
    /// Does nothing once the vocabulary was emptied (`Vocabulary.generation`), which happens when the reader goes on to
    /// another article only.
    /// - Parameter sentence: Index in `sentences`.
    public func tag(sentence: Int) {
        let range = sentences[sentence].tokens
        guard let tagger, let first = range.first, tokens[first].tag == .none,
            generation == vocabulary.generation
        else { return }
        tagger.tag(&tokens, range, vocabulary)
    }

    /// Gives all tokens their tags.
    public func tagAll() {
        for sentence in sentences.indices { tag(sentence: sentence) }
    }

    /// Noun phrases, clauses, names and pronouns, by first token, then the longer first. Worked out when first asked for,
    /// which tags all sentences.
    public private(set) lazy var phrases: [LanguageMark] = {
        tagAll()
        let finder = NounPhrases(classes: TagClass.table, tokens: tokens, text: text)
        var marks: [LanguageMark] = []
        for sentence in sentences {
            let first = marks.count
            finder.find(in: sentence.tokens, into: &marks)
            let clauses = Clauses(phrases: finder, sentence: sentence.tokens, nounPhrases: marks[first...])
            clauses.find(into: &marks)
        }
        let quotes = quotations.filter { $0.kind == .quote }.map(\.tokens)
        let names = Names(phrases: finder, vocabulary: vocabulary, quotes: quotes)
        marks += names.find(in: sentences, linking: &marks)
        // By keys: a mark is large, and would be moved some ten times.
        let order = marks.indices.map { (marks[$0].order, $0) }.sorted(by: <)
        return order.map { marks[$0.1] }
    }()

    /// The lemma of a token, whose sentence must have been tagged: in small letters, but for proper nouns and `I`.
    /// The spelling in small letters where there is no tag.
    /// - Parameter token: Index in `tokens`.
    public func lemma(of token: Int) -> [UInt8] {
        if token < lemmas.count, let given = lemmas[token] { return given }
        let form = tokens[token].form
        let folded = vocabulary.folded(form)
        guard tokens[token].tag != .none, let model = TaggerModel.builtIn else { return folded }
        return model.lemma(spelling: vocabulary.spelling(form), folded: folded, tag: tokens[token].tag)
    }
}

/// A sentence. Sentences cover all tokens, in order, and none crosses a block of the layout.
public struct Sentence: Sendable, Equatable {
    /// Token indices.
    public var tokens: Range<Int>
    /// Ordinal of the paragraph, from 1.
    public var paragraph: Int
    public var zone: Zone

    public init(tokens: Range<Int>, paragraph: Int, zone: Zone) {
        self.tokens = tokens
        self.paragraph = paragraph
        self.zone = zone
    }
}

/// A mark made by the language layer (the table in the rule language's reference).
public struct LanguageMark: Sendable, Equatable {
    public enum Kind: UInt8, Sendable, CaseIterable {
        case sentence, paragraph, clause
        case headline, deck, byline, dateline, caption
        /// A quotation with both its marks and its run-on paragraphs.
        case quote
        /// Quotation marks round a nickname, a title or a word held at arm's length: no speech.
        case scareQuote
        case np, name, pronoun, number, date

        /// The type's name in rules.
        public var name: String { Self.names[Int(rawValue)] }

        // Written out: asking Swift for the names takes a thirtieth of a short run.
        private static let names = [
            "sentence", "paragraph", "clause", "headline", "deck", "byline", "dateline", "caption", "quote",
            "quote.scare", "np", "name", "pronoun", "number", "date",
        ]
    }

    public var kind: Kind
    /// Token indices.
    public var tokens: Range<Int>
    /// Whether a quotation's closing mark was found.
    public var closed: Bool
    /// The entity's number within the document, shared by mentions that were linked; -1 where there is none.
    public var entity: Int
    /// Index of the head token of a noun phrase; -1 elsewhere.
    public var head: Int

    public enum Number: UInt8, Sendable, CaseIterable {
        case none, singular, plural

        /// The value's name in rules.
        public var name: String { "\(self)" }
    }

    /// Of a noun phrase or pronoun.
    public var number = Number.none
    /// Whether a noun phrase is definite: `the`, `this`, a possessive, a name, a pronoun.
    public var definite = false
    /// Of a pronoun: 1 to 3; 0 elsewhere.
    public var person = 0
    /// What a name, pronoun or noun phrase was linked with; `nil` for the first mention of an entity.
    public var link: Link?

    public init(kind: Kind, tokens: Range<Int>, closed: Bool = true, entity: Int = -1, head: Int = -1) {
        self.kind = kind
        self.tokens = tokens
        self.closed = closed
        self.entity = entity
        self.head = head
    }
}

extension LanguageMark {
    /// Why a mention was taken to stand for one that was named before.
    public struct Link: Sendable, Equatable {
        public enum Reason: UInt8, Sendable, CaseIterable {
            case sameName, surname, givenName, fullName, part, acronym, description
            case onlyInSentence, onlyInSentenceBefore, onlyInParagraph
        }

        /// Token indices of the mention that tells most of the entity till then.
        public var tokens: Range<Int>
        public var reason: Reason
        /// Of a pronoun: 1 for `he`, 2 for `she`; 0 elsewhere.
        public var gender = 0

        /// The reason in words: `the only man named in this sentence`.
        public var explanation: String {
            let person = gender == 1 ? "man" : gender == 2 ? "woman" : "person"
            return switch reason {
            case .sameName: "the same name"
            case .surname: "its last word alone, in which no other name ends"
            case .givenName: "the given name alone, which no other name starts with"
            case .fullName: "the full form of a name that came before"
            case .part: "the end of that name"
            case .acronym: "its initials, in brackets behind it"
            case .description: "described with this word where it was named, and nobody else was"
            case .onlyInSentence: "the only \(person) named before in this sentence"
            case .onlyInSentenceBefore: "the only \(person) named in the sentence before"
            case .onlyInParagraph: "the only \(person) named before in this paragraph"
            }
        }
    }

    /// The order of marks: by first token, then the longer first, then by kind.
    static func precedes(_ a: LanguageMark, _ b: LanguageMark) -> Bool { a.order < b.order }

    /// That order as a number: a text has less than 2^28 bytes, and so tokens.
    var order: UInt64 {
        UInt64(truncatingIfNeeded: tokens.lowerBound) << 36
            | UInt64(truncatingIfNeeded: 0xFFF_FFFF - tokens.upperBound) << 8 | UInt64(kind.rawValue)
    }
}
