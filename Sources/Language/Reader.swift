import Articles
import Synchronization

/// Reads articles: one reader a thread, used for one article after the other.
public final class Reader {
    public let vocabulary = Vocabulary()
    private let tagger = TaggerModel.builtIn.map(Tagger.init)

    /// Bytes; the places in the vocabulary's arena, a few times as large at worst, fit 31 bits.
    private static let largestText = 1 << 28

    public init() {}

    /// Reads an article. Never fails: any bytes that are valid UTF-8 have tokens and sentences. Those that came with the
    /// article (`Article.annotation`) are taken as they are.
    public func read(_ article: Article) -> Document {
        guard let annotation = article.annotation else { return read(article.text, layout: article.layout) }
        vocabulary.trim()
        let words = given(annotation, article.text, article.layout)
        var at = 0
        let blocks = article.layout.blocks.enumerated().map { number, block in
            let tokens = words.blocks[number] ?? at..<at
            at = tokens.upperBound
            return Block(tokens: tokens, zone: block.zone, paragraph: block.paragraph)
        }
        let tokens = Tokens(
            tokens: words.tokens, stops: [], quotes: words.quotes, numbers: Array(words.tokens.indices), blocks: blocks)
        return document(article.text, tokens, words.sentences, lemmas: words.lemmas)
    }

    /// Reads a text, of which at most the first 256 MiB have tokens.
    ///
    /// - Parameter layout: Blocks in order and without overlap; what lies outside the text is left out.
    public func read(_ text: [UInt8], layout: Layout) -> Document {
        vocabulary.trim()
        let read = tokenize(text, layout)
        let sentences = Self.sentences(text, read, vocabulary.table.traits)
        return document(text, read, sentences, lemmas: [])
    }

    private func document(
        _ text: [UInt8], _ read: consuming Tokens, _ sentences: [Sentence], lemmas: [[UInt8]?]
    ) -> Document {
        let traits = vocabulary.table.traits
        let paragraphs = Self.paragraphs(read.blocks)
        let numbers = Self.numbers(text, read, traits, sentences)
        var pairing = QuotationPairing(text: text, tokens: read.takeTokens(), traits: traits, candidates: read.quotes)
        pairing.pair(paragraphs)
        let marks = Self.marks(sentences, paragraphs, read.blocks, numbers: numbers, quotations: pairing.marks)
        return Document(
            text: text, tokens: pairing.tokens, sentences: sentences, marks: marks, paragraphs: paragraphs,
            vocabulary: vocabulary, tagger: tagger, lemmas: lemmas)
    }

    /// A block of the layout as tokens.
    private struct Block {
        var tokens: Range<Int>
        var zone: Zone
        var paragraph: Int
    }

    /// What the tokenizer makes of a text.
    private struct Tokens {
        var tokens: [Token]
        /// Token indices, as the tokenizer has them.
        var stops: [Int]
        var quotes: [Int]
        var numbers: [Int]
        var blocks: [Block] = []

        /// The tokens, which are held nowhere else then: they can be changed without a copy.
        mutating func takeTokens() -> [Token] {
            defer { tokens = [] }
            return tokens
        }
    }

    private func tokenize(_ text: [UInt8], _ layout: Layout) -> Tokens {
        // A token and the space behind it are five bytes of English and more.
        var tokenizer = Tokenizer(forms: FormTable.moved(out: &vocabulary.table), capacity: text.count / 4)
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
        return Tokens(
            tokens: tokenizer.tokens.array, stops: tokenizer.stops, quotes: tokenizer.quotes,
            numbers: tokenizer.numbers, blocks: blocks)
    }

    private static func sentences(_ text: [UInt8], _ read: Tokens, _ traits: [WordTraits]) -> [Sentence] {
        var sentences: [Sentence] = []
        sentences.reserveCapacity(read.stops.count + read.blocks.count)
        var splitter = SentenceSplitter(text: text, tokens: read.tokens, traits: traits)
        var at = 0
        for block in read.blocks {
            let first = at
            while at < read.stops.count, read.stops[at] < block.tokens.upperBound { at += 1 }
            splitter.split(block.tokens, stops: read.stops[first..<at]) {
                sentences.append(Sentence(tokens: $0, paragraph: block.paragraph, zone: block.zone))
            }
        }
        return sentences
    }

    private static func numbers(
        _ text: [UInt8], _ read: Tokens, _ traits: [WordTraits], _ sentences: [Sentence]
    ) -> [LanguageMark] {
        var marks: [LanguageMark] = []
        let finder = NumberMarks(text: text, tokens: read.tokens, traits: traits)
        var candidates = read.numbers[...]
        for sentence in sentences where !candidates.isEmpty {
            let own = candidates.prefix { $0 < sentence.tokens.upperBound }
            finder.find(in: sentence.tokens, at: own, into: &marks)
            candidates = candidates[own.endIndex...]
        }
        return marks
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

    /// All marks in their order.
    private static func marks(
        _ sentences: [Sentence], _ paragraphs: [Range<Int>], _ blocks: [Block], numbers: [LanguageMark],
        quotations: [LanguageMark]
    ) -> [LanguageMark] {
        // Each list is in order by itself, but for the quotations.
        var others = [numbers, quotations.sorted(by: LanguageMark.precedes)]
        others.append(paragraphs.lazy.filter { !$0.isEmpty }.map { LanguageMark(kind: .paragraph, tokens: $0) })
        others.append(
            blocks.compactMap { block in
                LanguageMark.Kind(zone: block.zone).flatMap {
                    block.tokens.isEmpty ? nil : LanguageMark(kind: $0, tokens: block.tokens)
                }
            })
        var marks: [LanguageMark] = []
        marks.reserveCapacity(others.reduce(sentences.count) { $0 + $1.count })
        var cursors = others.map { OrderedMarks($0) }
        for sentence in sentences {
            let mark = LanguageMark(kind: .sentence, tokens: sentence.tokens)
            OrderedMarks.move(&cursors, before: mark.order, into: &marks)
            marks.append(mark)
        }
        OrderedMarks.move(&cursors, before: .max, into: &marks)
        return marks
    }

    private static let patterns = Mutex(Reader())

    /// The tokens of a short piece of text, as a pattern's author writes it: the folded spellings, case kept, and where
    /// each stands in the text's UTF-8.
    ///
    /// The same tokenizer that reads articles, so that a pattern's words are split as the text's are.
    /// What begins with an apostrophe (`'d`, `'s`) is split as it would be after a word, where that makes it one token.
    public static func words(of text: String) -> [(spelling: [UInt8], range: Range<Int>)] {
        if text.hasPrefix("'") || text.hasPrefix("’") {
            let host = "she"
            let words = split(host + text)
            if words.count == 2, words[0].range == 0..<host.utf8.count {
                return [(words[1].spelling, 0..<text.utf8.count)]
            }
        }
        return split(text)
    }

    private static func split(_ text: String) -> [(spelling: [UInt8], range: Range<Int>)] {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return [] }
        let layout = Layout(blocks: [Layout.Block(range: 0..<bytes.count, zone: .body, paragraph: 1)])
        return patterns.withLock { reader in
            reader.vocabulary.trim(forms: 1 << 16)
            return reader.tokenize(bytes, layout).tokens.map {
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
