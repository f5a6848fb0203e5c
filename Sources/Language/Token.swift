/// A word form's number in one reader's `Vocabulary`. Means nothing outside that reader.
public typealias FormID = UInt32

/// A word, number or punctuation mark, split as Universal Dependencies splits English (`do` `n't`, `Iraq` `’s`).
public struct Token: Sendable, Equatable {
    /// Byte offsets into the article's text, end-exclusive.
    public var start: UInt32
    public var end: UInt32
    public var form: FormID
    /// The number of the tag, `Tag.none` where the sentence has not been tagged yet.
    public var tag: Tag
    public var flags: Flags

    public struct Flags: OptionSet, Sendable, Equatable {
        public var rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// White space (or markup, or the text's start) stands before the token.
        public static let spaceBefore = Flags(rawValue: 1)
        /// A quotation mark that the pairing took for an opening or closing one (an apostrophe is none).
        public static let quotationMark = Flags(rawValue: 2)
        /// Punctuation.
        public static let punctuation = Flags(rawValue: 4)
    }

    public init(start: UInt32, end: UInt32, form: FormID, tag: Tag = .none, flags: Flags = []) {
        self.start = start
        self.end = end
        self.form = form
        self.tag = tag
        self.flags = flags
    }
}
