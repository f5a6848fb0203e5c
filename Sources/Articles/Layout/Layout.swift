/// The part of an article that a stretch of text belongs to.
public enum Zone: UInt8, Sendable, CaseIterable {
    case headline, deck, byline, dateline, lead, body, caption

    /// The name used in rules and output.
    public var name: String { Self.names[Int(rawValue)] }

    private static let names = ["headline", "deck", "byline", "dateline", "lead", "body", "caption"]

    public init?(name: some StringProtocol) {
        guard let zone = Zone.allCases.first(where: { $0.name == name }) else { return nil }
        self = zone
    }
}

/// How an article's text is laid out: its blocks, in order and without overlap, and the markup between the words.
public struct Layout: Sendable, Equatable {
    /// A stretch of one zone inside one paragraph.
    public struct Block: Sendable, Equatable {
        /// Byte offsets into the text; white space at either end is left out.
        public var range: Range<Int>
        public var zone: Zone
        /// The paragraph's ordinal, from 1. A dateline and the lead that follows it share one.
        public var paragraph: Int

        public init(range: Range<Int>, zone: Zone, paragraph: Int) {
            self.range = range
            self.zone = zone
            self.paragraph = paragraph
        }
    }

    public var blocks: [Block]
    /// Byte ranges inside blocks that are markup and no words (Markdown's `**`, a link's address), in order.
    public var hidden: [Range<Int>]

    public init(blocks: [Block], hidden: [Range<Int>] = []) {
        self.blocks = blocks
        self.hidden = hidden
    }
}
