import Articles
import Synchronization

/// Reads articles: one reader a thread, used for one article after the other.
public final class Reader {
    public let vocabulary: Vocabulary
    /// Whether only certain words are asked for.
    private let isSeeking: Bool
    private let tagger: Tagger?
    private var tokenizer = Tokenizer()

    public init() {
        vocabulary = Vocabulary()
        tagger = TaggerModel.builtIn.map(Tagger.init)
        isSeeking = false
    }

    /// A reader for those who ask nothing of a word but whether it is one of these, in any case: half as much again as fast.
    ///
    /// Tokens, sentences, paragraphs and quotations are the same as ever, and `Document.sought` tells where the words are.
    /// Other words may share a form, of which the spelling means nothing; the documents can have no tags, phrases or
    /// lemmas, and neither numbers nor dates are marked.
    ///
    /// - Parameter words: As they are split by `Reader.words`, one token each.
    public init(seeking words: [[UInt8]]) {
        vocabulary = Vocabulary(seeking: words)
        tagger = nil
        isSeeking = true
    }

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
            return TokenizedText.Block(tokens: tokens, zone: block.zone, paragraph: block.paragraph)
        }
        let traits = vocabulary.table.traits
        let sought = words.tokens.indices.filter { traits[Int(words.tokens[$0].form)].contains(.sought) }
        let tokens = TokenizedText(
            tokens: words.tokens, stops: [], quotes: words.quotes, numbers: Array(words.tokens.indices), sought: sought,
            blocks: blocks)
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
        _ text: [UInt8], _ read: consuming TokenizedText, _ sentences: [Sentence], lemmas: [[UInt8]?]
    ) -> Document {
        let traits = vocabulary.table.traits
        let paragraphs = Self.paragraphs(read.blocks)
        let numbers = isSeeking ? [] : Self.numbers(text, read, traits, sentences)
        let sought = read.sought
        var pairing = QuotationPairing(text: text, tokens: read.takeTokens(), traits: traits, candidates: read.quotes)
        pairing.pair(paragraphs)
        let zones = read.blocks.compactMap { block in
            LanguageMark.Kind(zone: block.zone).flatMap {
                block.tokens.isEmpty ? nil : LanguageMark(kind: $0, tokens: block.tokens)
            }
        }
        return Document(
            text: text, tokens: pairing.tokens, sentences: sentences,
            shallow: ShallowMarks(numbers: numbers, quotations: pairing.marks, zones: zones), paragraphs: paragraphs,
            sought: sought, vocabulary: vocabulary, tagger: tagger, lemmas: lemmas)
    }

    private func tokenize(_ text: [UInt8], _ layout: Layout) -> TokenizedText {
        tokenizer.read(text, layout, forms: &vocabulary.table)
    }

    private static func sentences(_ text: [UInt8], _ read: TokenizedText, _ traits: [WordTraits]) -> [Sentence] {
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
        _ text: [UInt8], _ read: TokenizedText, _ traits: [WordTraits], _ sentences: [Sentence]
    ) -> [LanguageMark] {
        var marks: [LanguageMark] = []
        marks.reserveCapacity(read.numbers.count)
        let finder = NumberMarks(text: text, tokens: read.tokens, traits: traits)
        var at = 0
        for sentence in sentences where at < read.numbers.count {
            let first = at
            while at < read.numbers.count, read.numbers[at] < sentence.tokens.upperBound { at += 1 }
            if at > first { finder.find(in: sentence.tokens, at: read.numbers[first..<at], into: &marks) }
        }
        return marks
    }

    /// The blocks of each paragraph, taken together.
    private static func paragraphs(_ blocks: [TokenizedText.Block]) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        paragraphs.reserveCapacity(blocks.count)
        for block in blocks where block.paragraph >= 1 {
            let start = block.tokens.lowerBound
            while paragraphs.count < block.paragraph { paragraphs.append(start..<start) }
            let last = paragraphs.count - 1
            paragraphs[last] = paragraphs[last].lowerBound..<block.tokens.upperBound
        }
        return paragraphs
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
