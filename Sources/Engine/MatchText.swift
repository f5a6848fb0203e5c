import Articles
import Language
import RuleLanguage

/// A document as the matcher sees it: atoms of tokens, sentences by token, and the marks made so far.
final class MatchText {
    let document: Document
    let program: Program
    let table: FormTable
    /// By token: its class of forms, and where the class's bits begin.
    let classes: FixedArray<Int32>
    private let rows: FixedArray<Int32>
    private let bits: FixedArray<UInt64>
    let view: TokenView
    let store: MarkStore
    let metadata: Metadata
    /// The article's.
    let id: String?
    /// By entity: the words of its longest mention, the first of equally long ones.
    private(set) lazy var entities: [Int: String] = {
        var longest: [Int: Range<Int>] = [:]
        for mark in document.phrases where mark.kind == .name && mark.entity >= 0 {
            if mark.tokens.count > longest[mark.entity]?.count ?? 0 { longest[mark.entity] = mark.tokens }
        }
        return longest.mapValues(words)
    }()
    /// The names, pronouns and noun phrases that were linked with an earlier mention, by first token.
    private lazy var linked: [(tokens: Range<Int>, link: LanguageMark.Link)] = {
        guard program.asksForPhrases else { return [] }
        return document.phrases.compactMap { mark in mark.link.map { (mark.tokens, $0) } }
    }()
    /// The language layer's marks that are in the store.
    private(set) var languageMarks: [LanguageMark] = []
    /// The mark that was last asked what one of its captures took, and what that was.
    var lastTaken: (mark: WorkMark, capture: Int, taken: WorkMark?)?
    /// The language layer's marks by the number of their kind, as far as they were asked for.
    var spanIndexes: [Int: SpanIndex] = [:]
    /// Set when all nesting marks are there.
    var nesting: Nesting?
    /// By token: the sentence it is in.
    private let sentences: FixedArray<Int32>
    /// By token, and the end: what the matcher asks of it.
    private let traits: FixedArray<Trait>
    /// By token: its tag's number, where its sentence is tagged.
    private let tags: FixedArray<UInt8>
    private let isTagged: FixedArray<Bool>
    /// By token: where the longest quotation that starts here ends; 0 where none does.
    private let quoteEnds: FixedArray<Int32>
    private let bounds: FixedArray<TokenView.Sentence>

    /// What the matcher asks of a token, as bits.
    struct Trait: OptionSet, BitwiseCopyable {
        var rawValue: UInt8
        static let quotationMark = Trait(rawValue: 1)
        /// Inside a quotation, its marks included.
        static let quoted = Trait(rawValue: 2)
        /// A sentence ended before it.
        static let afterEnd = Trait(rawValue: 4)
        /// First in its sentence, opening quotation marks not counted; also the place after a sentence of nothing else.
        static let atStart = Trait(rawValue: 8)
    }

    init(_ document: Document, id: String?, metadata: Metadata, program: Program, table: FormTable) {
        self.document = document
        self.id = id
        self.metadata = metadata
        self.program = program
        self.table = table
        let count = document.tokens.count
        classes = FixedArray(repeating: 0, count: count)
        rows = FixedArray(repeating: 0, count: count)
        bits = table.bits
        sentences = FixedArray(repeating: 0, count: count)
        traits = FixedArray(repeating: [], count: count + 1)
        tags = FixedArray(repeating: 0, count: count)
        quoteEnds = FixedArray(repeating: 0, count: count)
        isTagged = FixedArray(repeating: false, count: document.sentences.count)
        bounds = Self.bounds(document)
        let (classes, rows, traits, stride) = (classes.pointer, rows.pointer, traits.pointer, Int32(table.stride))
        let quotationMark = Token.Flags.quotationMark.rawValue
        document.tokens.withUnsafeBufferPointer { tokens in
            table.classes.withUnsafeBufferPointer { known in
                for index in tokens.indices {
                    let number = known[Int(tokens[index].form)]
                    classes[index] = number
                    rows[index] = number * stride
                    if tokens[index].flags.rawValue & quotationMark != 0 { traits[index].insert(.quotationMark) }
                }
            }
        }
        for (index, sentence) in document.sentences.enumerated() {
            (sentences.pointer + sentence.tokens.lowerBound).update(
                repeating: Int32(index), count: sentence.tokens.count)
            traits[sentence.tokens.upperBound].insert(.afterEnd)
            var first = sentence.tokens.lowerBound
            while first < sentence.tokens.upperBound, traits[first].contains(.quotationMark) {
                traits[first].insert(.atStart)
                first += 1
            }
            traits[first].insert(.atStart)
        }
        for mark in document.quotations {
            let start = mark.tokens.lowerBound
            quoteEnds[start] = max(quoteEnds[start], Int32(mark.tokens.upperBound))
            if mark.kind == .quote { for token in mark.tokens { traits[token].insert(.quoted) } }
        }
        store = MarkStore(tokens: count, program: program)
        view = TokenView(
            count: count, rows: rows, bits: bits.pointer, traits: traits,
            starting: store.starting.pointer, covering: store.covering.pointer, quoteEnds: quoteEnds.pointer,
            sentences: sentences.pointer,
            sentenceCount: document.sentences.count, bounds: bounds.pointer)
    }

    /// Keeps a mark of the language layer; says which one it is.
    func keep(_ mark: LanguageMark) -> Int {
        languageMarks.append(mark)
        return languageMarks.count - 1
    }

    func hasTag(_ token: Int, in set: Int) -> Bool {
        let sentence = Int(view.sentences[token])
        if !isTagged[sentence] { tag(sentence) }
        return program.tagSets[set].contains(tags[token])
    }

    private func tag(_ sentence: Int) {
        isTagged[sentence] = true
        document.tag(sentence: sentence)
        for token in document.sentences[sentence].tokens { tags[token] = document.tokens[token].tag.rawValue }
    }

    func satisfies(_ token: Int, _ spec: TokenSpec) -> Bool {
        (spec.atom.map { view.has(token, Int32(bitPattern: $0)) } ?? true)
            && (spec.tags.map { hasTag(token, in: $0) } ?? true)
    }

    /// Whether a span begins inside a quotation.
    func isQuoted(_ span: Range<Int>) -> Bool { isQuoted(span.lowerBound) }

    private func isQuoted(_ token: Int) -> Bool { token < traits.count && traits[token].contains(.quoted) }

    /// Index of the sentence that a token is in.
    func sentence(of token: Int) -> Int { view.sentence(of: token) }

    /// Where the sentences are, and the sentences that quotations join each of them with.
    private static func bounds(_ document: Document) -> FixedArray<TokenView.Sentence> {
        let (sentences, quotes) = (document.sentences, document.quotations)
        let bounds = FixedArray(
            repeating: TokenView.Sentence(start: 0, end: 0, chainStart: 0, chainEnd: 0), count: max(1, sentences.count))
        // The first sentence of the chain, and where the furthest quotation ends that begins before the next sentence.
        var (first, reach, next) = (0, 0, 0)
        func close(before end: Int) {
            guard end > first + 1 else { return }
            let chain = bounds[first].start..<bounds[end - 1].end
            for index in first..<end {
                bounds.pointer[index].chainStart = chain.lowerBound
                bounds.pointer[index].chainEnd = chain.upperBound
            }
        }
        for (index, sentence) in sentences.enumerated() {
            let (start, end) = (Int32(sentence.tokens.lowerBound), Int32(sentence.tokens.upperBound))
            bounds[index] = TokenView.Sentence(start: start, end: end, chainStart: start, chainEnd: end)
            if sentence.tokens.lowerBound >= reach {
                close(before: index)
                first = index
            }
            while next < quotes.count, quotes[next].tokens.lowerBound < sentence.tokens.upperBound {
                reach = max(reach, quotes[next].tokens.upperBound)
                next += 1
            }
        }
        close(before: sentences.count)
        return bounds
    }

    func tokens(ofSentence index: Int) -> Range<Int> { Int(bounds[index].start)..<Int(bounds[index].end) }

    /// Whether the next sentence stands in the same paragraph.
    func isFollowed(_ sentence: Int) -> Bool {
        sentence + 1 < document.sentences.count
            && document.sentences[sentence].paragraph == document.sentences[sentence + 1].paragraph
    }

    /// The share (0 to 1) of the words in ranges that stand in quotation marks, scare quotes among them; `nil` where
    /// there are no words.
    func quotedShare(_ ranges: [Range<Int>]) -> Double? {
        var (words, inside) = (0, 0)
        let punctuation = Token.Flags.punctuation.rawValue
        for range in ranges {
            let scare = spans(of: .scareQuote, overlapping: range)
            for token in range where document.tokens[token].flags.rawValue & punctuation == 0 {
                words += 1
                if isQuoted(token) || scare.contains(where: { $0.contains(token) }) { inside += 1 }
            }
        }
        return words == 0 ? nil : Double(inside) / Double(words)
    }

    /// The linked mentions that lie in a range.
    func links(in range: Range<Int>) -> [(Range<Int>, LanguageMark.Link)] {
        var low = 0
        var high = linked.count
        while low < high {
            let middle = (low + high) / 2
            if linked[middle].tokens.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return linked[low...].prefix { $0.tokens.lowerBound < range.upperBound }.filter {
            $0.tokens.upperBound <= range.upperBound && $0.link.tokens != $0.tokens
        }.map { ($0.tokens, $0.link) }
    }

    /// Byte offsets of a token range.
    func bytes(_ tokens: Range<Int>) -> Range<Int> {
        guard !tokens.isEmpty else {
            let at = tokens.lowerBound < document.tokens.count ? Int(document.tokens[tokens.lowerBound].start) : 0
            return at..<at
        }
        return Int(document.tokens[tokens.lowerBound].start)..<Int(document.tokens[tokens.upperBound - 1].end)
    }

    /// The text of a token range, runs of white space as one space.
    func words(_ tokens: Range<Int>) -> String { Self.words(document.text, bytes(tokens)) }

    /// A stretch of a text, runs of white space as one space.
    static func words(_ text: [UInt8], _ range: Range<Int>) -> String {
        if isPlain(text[range]) { return String(decoding: text[range], as: UTF8.self) }
        var out: [UInt8] = []
        var space = false
        for byte in text[range] {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                space = !out.isEmpty
            } else {
                if space { out.append(0x20) }
                space = false
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether all white space is single spaces between words.
    private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
        var last: UInt8 = 0x20
        for byte in text {
            if byte < 0x20 || byte == 0x20 && last == 0x20 { return false }
            last = byte
        }
        return last != 0x20
    }
}
