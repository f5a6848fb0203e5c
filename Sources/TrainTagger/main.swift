// Trains the tagger and writes its model: the same texts in, the same bytes out.
//
//     train-tagger words ARTICLES… WORDS             learn the classes of words from articles that nobody tagged
//     train-tagger model TREEBANK.conllu… LEXICON.csv WORDS MODEL
import Glibc
import Language

do throws(Failure) {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "words" where arguments.count >= 3:
        try learnWords(Array(arguments.dropFirst().dropLast()), arguments[arguments.endIndex - 1])
    case "model" where arguments.count >= 5:
        try train(Array(arguments.dropFirst()))
    default:
        throw Failure(
            "usage: train-tagger words ARTICLES… WORDS | train-tagger model TREEBANK.conllu… LEXICON.csv WORDS MODEL")
    }
} catch {
    say("train-tagger: \(error.message)")
    exit(1)
}

func learnWords(_ articles: [String], _ output: String) throws(Failure) {
    let words = try News.learn(paths: articles, report: say)
    try write(WordFile.bytes(words), to: output)
}

/// - Parameter files: treebanks, the lexicon, what was learned of words, the model.
func train(_ files: [String]) throws(Failure) {
    let corpus = try Corpus(paths: Array(files.dropLast(3)))
    let last = Array(files.suffix(3))
    let tables = WordTables(
        corpus: corpus, lexicon: try Lexicon(path: last[0]), words: try WordFile.read(last[1]))
    let draft = ModelFile.bytes(weights: [], tables: tables)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: draft.count, alignment: 8)
    memory.copyBytes(from: draft)
    guard let base = memory.baseAddress, let model = TaggerModel(bytes: UnsafeRawPointer(base), size: draft.count)
    else { throw Failure("the dictionary cannot be read back") }
    var learner = LogLinear(corpus: corpus, model: model)
    let weights = learner.train(report: say)
    let bytes = ModelFile.bytes(weights: weights, tables: tables)
    try write(bytes, to: last[2])
    say("\(weights.count) features, \(bytes.count) bytes")
}

func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard let file = fopen(path, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
        throw Failure("\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
}

/// Tells people how it goes, on standard error.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
