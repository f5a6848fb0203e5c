/// An article's words and sentences as another program found them, read from CoNLL-U.
public struct Annotation: Sendable, Equatable {
    public struct Word: Sendable, Equatable {
        /// Byte offsets into the article's text; never empty, in order and apart from each other.
        public var range: Range<Int>
        /// As the file spells it; it differs from the text where a word is written as one with its neighbour (`du`).
        public var form: String
        public var lemma: String?
        /// A universal tag and, where the program uses them, a Penn tag.
        public var universal: String?
        public var penn: String?
        /// `Number=Plur|…`
        public var features: String?

        public init(
            range: Range<Int>, form: String, lemma: String? = nil, universal: String? = nil, penn: String? = nil,
            features: String? = nil
        ) {
            self.range = range
            self.form = form
            self.lemma = lemma
            self.universal = universal
            self.penn = penn
            self.features = features
        }
    }

    public var words: [Word]
    /// Sentences as ranges of words, in order; they take in all words.
    public var sentences: [Range<Int>]

    public init(words: [Word] = [], sentences: [Range<Int>] = []) {
        self.words = words
        self.sentences = sentences
    }
}
