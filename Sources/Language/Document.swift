import Articles

/// An article as the language layer reads it: tokens, sentences, quotations and the other marks of the language layer.
///
/// Belongs to the `Reader` that made it, whose vocabulary its tokens' forms refer to.
public final class Document {
    public let text: [UInt8]
    public internal(set) var tokens: [Token]
    public let sentences: [Sentence]
    /// The language layer's marks, by first token, then the longer first.
    public let marks: [LanguageMark]
    /// Paragraphs as token ranges, in order; `paragraphs[i]` is paragraph i + 1.
    public let paragraphs: [Range<Int>]
    public let vocabulary: Vocabulary
    /// Words, counted as tokens that are not punctuation.
    public let words: Int

    init(
        text: [UInt8], tokens: [Token], sentences: [Sentence], marks: [LanguageMark], paragraphs: [Range<Int>],
        vocabulary: Vocabulary
    ) {
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.marks = marks
        self.paragraphs = paragraphs
        self.vocabulary = vocabulary
        self.words = tokens.reduce(0) { $0 + ($1.flags.contains(.punctuation) ? 0 : 1) }
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
        public var name: String { self == .scareQuote ? "quote.scare" : "\(self)" }
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

    public init(kind: Kind, tokens: Range<Int>, closed: Bool = true, entity: Int = -1, head: Int = -1) {
        self.kind = kind
        self.tokens = tokens
        self.closed = closed
        self.entity = entity
        self.head = head
    }
}
