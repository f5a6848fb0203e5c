// Trains the tagger and writes its model: the same treebanks in, the same bytes out.
//
//     train-tagger TREEBANK.conllu… MODEL
import Glibc
import Language

do throws(Failure) {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let output = arguments.last else {
        throw Failure("usage: train-tagger TREEBANK.conllu… MODEL")
    }
    let corpus = try Corpus(paths: Array(arguments.dropLast()))
    let tables = WordTables(corpus: corpus)
    let draft = ModelFile.bytes(weights: [], tables: tables)
    try train(corpus, tables, draft, output)
} catch {
    say("train-tagger: \(error.message)")
    exit(1)
}

func train(_ corpus: Corpus, _ tables: WordTables, _ draft: [UInt8], _ output: String) throws(Failure) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: draft.count, alignment: 8)
    memory.copyBytes(from: draft)
    guard let base = memory.baseAddress, let model = TaggerModel(bytes: UnsafeRawPointer(base), size: draft.count)
    else {
        throw Failure("the dictionary cannot be read back")
    }
    var perceptron = Perceptron(corpus: corpus, model: model)
    let weights = perceptron.train(report: say)
    let bytes = ModelFile.bytes(weights: weights, tables: tables)
    guard let file = fopen(output, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
        throw Failure("\(output): cannot be written: \(String(cString: strerror(errno)))")
    }
    say("\(weights.count) features, \(bytes.count) bytes")
}

/// Tells people how it goes, on standard error.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
