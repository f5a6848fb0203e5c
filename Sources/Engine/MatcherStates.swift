extension PatternMatcher {
    /// An alignment: the tokens it takes, and its last state.
    struct Found {
        var range: Range<Int>
        var last: Int
    }

    /// Where the matcher is in a pattern and in the text.
    struct State: BitwiseCopyable {
        var instruction: Int32
        /// Token index.
        var position: Int32
        /// Index of the state it was reached from; -1 at the start.
        var parent: Int32
        /// The sentence that the position belongs to; tells a sentence's end from the next one's start.
        var sentence: Int32
        /// The mark taken to get here, as an index into the store; -1 for none.
        var mark: Int32
    }

    /// A state outside the window.
    struct Far: Hashable {
        var instruction: Int32
        var position: Int32
        var sentence: Int32
    }
}
