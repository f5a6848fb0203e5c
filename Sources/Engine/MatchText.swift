import Articles
import Language
import RuleLanguage

/// A document as the matcher sees it: atoms of tokens, sentences by token, and the marks made so far.
final class MatchText {
    let document: Document
    let program: Program
    private let table: FormTable
    /// By token.
    private let forms: [FormID]
    let store: MarkStore
    let metadata: Metadata
    /// By entity: the words of its longest mention, the first of equally long ones.
    private(set) lazy var entities: [Int: String] = {
        var longest: [Int: Range<Int>] = [:]
        for mark in document.phrases where mark.kind == .name && mark.entity >= 0 {
            if mark.tokens.count > longest[mark.entity]?.count ?? 0 { longest[mark.entity] = mark.tokens }
        }
        return longest.mapValues(words)
    }()
    /// Set when all nesting marks are there.
    var nesting: Nesting?
    /// The sentence of each token.
    private let sentenceOfToken: [Int32]
    /// By token.
    private let isMark: [Bool]
    /// By sentence: its last token's successor.
    private let sentenceEnds: [Int]
    /// By token: whether it is inside a quotation (its marks among it).
    private let quoted: [Bool]

    init(_ document: Document, metadata: Metadata, program: Program, table: FormTable) {
        self.document = document
        self.metadata = metadata
        self.program = program
        self.table = table
        forms = document.tokens.map(\.form)
        var sentences = [Int32](repeating: 0, count: document.tokens.count)
        for (index, sentence) in document.sentences.enumerated() {
            for token in sentence.tokens { sentences[token] = Int32(index) }
        }
        sentenceOfToken = sentences
        sentenceEnds = document.sentences.map(\.tokens.upperBound)
        isMark = document.tokens.map { $0.flags.contains(.quotationMark) }
        var quoted = [Bool](repeating: false, count: document.tokens.count)
        for mark in document.marks where mark.kind == .quote {
            for token in mark.tokens { quoted[token] = true }
        }
        self.quoted = quoted
        store = MarkStore(tokens: document.tokens.count, types: program.types.names.count)
    }

    /// Calls for each atom that a token satisfies.
    func forEachAtom(_ token: Int, _ body: (AtomID) -> Void) { table.forEachAtom(of: forms[token], body) }

    /// Calls for each token and each atom it satisfies that a pattern is anchored on.
    func forEachAnchor(_ body: (Int, AtomID) -> Void) {
        for (token, form) in forms.enumerated() { table.forEachAnchor(of: form) { body(token, $0) } }
    }

    func has(_ token: Int, _ atom: AtomID) -> Bool { table.has(forms[token], atom) }

    func hasTag(_ token: Int, in set: Int) -> Bool {
        document.tag(sentence: sentence(of: token))
        return program.tagSets[set].contains(document.tokens[token].tag.rawValue)
    }

    func satisfies(_ token: Int, _ spec: TokenSpec) -> Bool {
        (spec.atom.map { has(token, $0) } ?? true) && (spec.tags.map { hasTag(token, in: $0) } ?? true)
    }

    func isQuotationMark(_ token: Int) -> Bool { isMark[token] }

    /// Whether a span begins inside a quotation.
    func isQuoted(_ span: Range<Int>) -> Bool { span.lowerBound < quoted.count && quoted[span.lowerBound] }

    /// Index of the sentence that a token is in.
    func sentence(of token: Int) -> Int {
        token < sentenceOfToken.count ? Int(sentenceOfToken[token]) : max(0, document.sentences.count - 1)
    }

    func end(ofSentence index: Int) -> Int { index < sentenceEnds.count ? sentenceEnds[index] : 0 }

    func tokens(ofSentence index: Int) -> Range<Int> {
        index < document.sentences.count ? document.sentences[index].tokens : 0..<0
    }

    /// Whether the next sentence stands in the same paragraph.
    func isFollowed(_ sentence: Int) -> Bool {
        sentence + 1 < document.sentences.count
            && document.sentences[sentence].paragraph == document.sentences[sentence + 1].paragraph
    }

    /// The share (0 to 1) of the words in ranges that stand in quotation marks, scare quotes among them; `nil` where
    /// there are no words.
    func quotedShare(_ ranges: [Range<Int>]) -> Double? {
        let words = ranges.joined().filter { !document.tokens[$0].flags.contains(.punctuation) }
        guard !words.isEmpty else { return nil }
        let scare = ranges.flatMap { spans(of: .scareQuote, overlapping: $0) }
        let inside = words.count { word in quoted[word] || scare.contains { $0.contains(word) } }
        return Double(inside) / Double(words.count)
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
    func words(_ tokens: Range<Int>) -> String {
        var out: [UInt8] = []
        var space = false
        for byte in document.text[bytes(tokens)] {
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
}
