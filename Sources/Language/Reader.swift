import Articles
import Synchronization

/// Reads articles: one reader a thread, used for one article after the other.
public final class Reader {
    public let vocabulary = Vocabulary()
    private let tagger = TaggerModel.builtIn.map(Tagger.init)

    /// Bytes; the places in the vocabulary's arena, a few times as large at worst, fit 31 bits.
    private static let largestText = 1 << 28

    public init() {}

    /// Reads an article. Never fails: any bytes that are valid UTF-8 have tokens and sentences.
    public func read(_ article: Article) -> Document { read(article.text, layout: article.layout) }

    /// Reads a text, of which at most the first 256 MiB have tokens.
    ///
    /// - Parameter layout: Blocks in order and without overlap; what lies outside the text is left out.
    public func read(_ text: [UInt8], layout: Layout) -> Document {
        vocabulary.trim()
        let (tokenizer, blocks) = tokenize(text, layout)
        let traits = vocabulary.table.traits
        let sentences = Self.sentences(text, tokenizer, traits, blocks)
        let paragraphs = Self.paragraphs(blocks)
        var pairing = QuotationPairing(
            text: text, tokens: tokenizer.tokens, traits: traits, candidates: tokenizer.quotes)
        pairing.pair(paragraphs)
        let marks = Self.marks(text, pairing, traits, sentences, paragraphs, blocks)
        return Document(
            text: text, tokens: pairing.tokens, sentences: sentences, marks: marks, paragraphs: paragraphs,
            vocabulary: vocabulary, tagger: tagger)
    }

    /// A block of the layout as tokens.
    private struct Block {
        var tokens: Range<Int>
        var zone: Zone
        var paragraph: Int
    }

    private func tokenize(_ text: [UInt8], _ layout: Layout) -> (Tokenizer, [Block]) {
        var tokenizer = Tokenizer(forms: FormTable.moved(out: &vocabulary.table))
        tokenizer.tokens.reserveCapacity(text.count / 5 + 8)
        var blocks: [Block] = []
        blocks.reserveCapacity(layout.blocks.count)
        let bytes = text.span
        let size = min(text.count, Self.largestText)
        var hidden = layout.hidden[...]
        for block in layout.blocks {
            let end = min(block.range.upperBound, size)
            var at = block.range.lowerBound
            let first = tokenizer.tokens.count
            while at < end {
                while let next = hidden.first, next.upperBound <= at { hidden.removeFirst() }
                let next = hidden.first.map { $0.lowerBound < end ? $0 : end..<end } ?? end..<end
                if next.lowerBound > at { tokenizer.read(bytes, at..<next.lowerBound) }
                at = max(at, next.upperBound)
            }
            blocks.append(Block(tokens: first..<tokenizer.tokens.count, zone: block.zone, paragraph: block.paragraph))
        }
        swap(&tokenizer.forms, &vocabulary.table)
        return (tokenizer, blocks)
    }

    private static func sentences(
        _ text: [UInt8], _ tokenizer: Tokenizer, _ traits: [WordTraits], _ blocks: [Block]
    ) -> [Sentence] {
        var sentences: [Sentence] = []
        sentences.reserveCapacity(tokenizer.stops.count + blocks.count)
        var splitter = SentenceSplitter(text: text, tokens: tokenizer.tokens, traits: traits)
        var at = 0
        for block in blocks {
            let first = at
            while at < tokenizer.stops.count, tokenizer.stops[at] < block.tokens.upperBound { at += 1 }
            splitter.split(block.tokens, stops: tokenizer.stops[first..<at]) {
                sentences.append(Sentence(tokens: $0, paragraph: block.paragraph, zone: block.zone))
            }
        }
        return sentences
    }

    /// The blocks of each paragraph, taken together.
    private static func paragraphs(_ blocks: [Block]) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        for block in blocks where block.paragraph >= 1 {
            let start = block.tokens.lowerBound
            while paragraphs.count < block.paragraph { paragraphs.append(start..<start) }
            let last = paragraphs.count - 1
            paragraphs[last] = paragraphs[last].lowerBound..<block.tokens.upperBound
        }
        return paragraphs
    }

    private static func marks(
        _ text: [UInt8], _ pairing: QuotationPairing, _ traits: [WordTraits], _ sentences: [Sentence],
        _ paragraphs: [Range<Int>], _ blocks: [Block]
    ) -> [LanguageMark] {
        var marks = pairing.marks
        let numbers = NumberMarks(text: text, tokens: pairing.tokens, traits: traits)
        for sentence in sentences {
            marks.append(LanguageMark(kind: .sentence, tokens: sentence.tokens))
            numbers.find(in: sentence.tokens, into: &marks)
        }
        for paragraph in paragraphs where !paragraph.isEmpty {
            marks.append(LanguageMark(kind: .paragraph, tokens: paragraph))
        }
        for block in blocks where !block.tokens.isEmpty {
            guard let kind = LanguageMark.Kind(zone: block.zone) else { continue }
            marks.append(LanguageMark(kind: kind, tokens: block.tokens))
        }
        marks.sort(by: LanguageMark.precedes)
        return marks
    }

    private static let patterns = Mutex(Reader())

    /// The tokens of a short piece of text, as a pattern's author writes it: the folded spellings, case kept, and where
    /// each stands in the text's UTF-8.
    ///
    /// The same tokenizer that reads articles, so that a pattern's words are split as the text's are.
    public static func words(of text: String) -> [(spelling: [UInt8], range: Range<Int>)] {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return [] }
        let layout = Layout(blocks: [Layout.Block(range: 0..<bytes.count, zone: .body, paragraph: 1)])
        return patterns.withLock { reader in
            reader.vocabulary.trim(forms: 1 << 16)
            return reader.tokenize(bytes, layout).0.tokens.map {
                (reader.vocabulary.spelling($0.form), Int($0.start)..<Int($0.end))
            }
        }
    }
}

extension LanguageMark.Kind {
    /// The kind of mark that a zone's blocks get; `nil` for running text.
    init?(zone: Zone) {
        switch zone {
        case .headline: self = .headline
        case .deck: self = .deck
        case .byline: self = .byline
        case .dateline: self = .dateline
        case .caption: self = .caption
        case .lead, .body: return nil
        }
    }
}
