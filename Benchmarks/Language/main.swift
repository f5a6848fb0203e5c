import Articles
import Glibc
import Language

/// How fast articles are read and understood: `bench-language PATH [ROUNDS] [MEGABYTES] [STAGES]`.
///
/// Each stage is run over the same articles, held in memory, `ROUNDS` times (5). Printed is the median round, by the
/// thread's processor time: megabytes (10^6) of the articles' text a second, and tokens a second. `STAGES` are some of
/// `layout,tokens,again,tags`; without it, all of them.

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func median(_ rounds: Int, _ body: () -> Void) -> Double {
    let times = (0..<rounds).map { _ in
        let start = processorTime()
        body()
        return processorTime() - start
    }.sorted()
    return times[times.count / 2]
}

func report(_ stage: String, bytes: Int, tokens: Int = 0, seconds: Double) {
    func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: width - text.count) + text }
    let speed = padded(String(Int(Double(bytes) / seconds / 1e6)), 8)
    let rate = tokens > 0 ? padded(String(Int(Double(tokens) / seconds / 1e3)), 10) : ""
    print(stage + String(repeating: " ", count: 34 - stage.count) + speed + rate)
}

struct Sample {
    var articles: [Article] = []
    var bytes = 0
    var tokens = 0
    var sentences = 0

    init(_ articles: some Sequence<Article>, most: Int = .max, reader: Reader) {
        for article in articles {
            let document = reader.read(article)
            self.articles.append(article)
            bytes += article.text.count
            tokens += document.tokens.count
            sentences += document.sentences.count
            if bytes >= most { break }
        }
    }

    func each(_ body: (Article) -> Void) { for article in articles { body(article) } }
}

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: bench-language PATH [ROUNDS] [MEGABYTES] [STAGES]")
    exit(2)
}
let rounds = arguments.count > 2 ? max(1, Int(arguments[2]) ?? 5) : 5
let most = arguments.count > 3 ? (Int(arguments[3]) ?? 100) * 1_000_000 : 100_000_000
let stages = arguments.count > 4 ? arguments[4].split(separator: ",") : ["layout", "tokens", "again", "tags"]

var read: [Article] = []
var readBytes = 0
let start = processorTime()
for case .success(let article) in ArticleStream([arguments[1]]) {
    read.append(article)
    readBytes += article.text.count
    if readBytes >= most { break }
}
let reading = processorTime() - start
let known = Reader()
let sample = Sample(read, reader: known)

print(
    "\(sample.articles.count) articles, \(sample.bytes) bytes, \(sample.tokens) tokens, \(sample.sentences) sentences")
print("median of \(rounds)                           MB/s  k tokens/s")
report("articles from a file, once", bytes: readBytes, seconds: reading)
if stages.contains("layout") {
    report(
        "layout", bytes: sample.bytes,
        seconds: median(rounds) { sample.each { _ = Layout.detect($0.text, title: $0.metadata.title) } })
}
if stages.contains("tokens") {
    // A new reader each time: every round meets each word for the first time.
    report(
        "tokens, sentences, quotations", bytes: sample.bytes, tokens: sample.tokens,
        seconds: median(rounds) {
            let reader = Reader()
            sample.each { _ = reader.read($0) }
        })
}
if stages.contains("again") {
    report(
        "the same, words met before", bytes: sample.bytes, tokens: sample.tokens,
        seconds: median(rounds) { sample.each { _ = known.read($0) } })
}
if stages.contains("tags") {
    // Tags take long: some of the articles do.
    let some = Sample(sample.articles, most: 10_000_000, reader: known)
    let plain = median(rounds) { some.each { _ = known.read($0) } }
    let tagged = median(rounds) { some.each { known.read($0).tagAll() } }
    report("tags, what stands above apart", bytes: some.bytes, tokens: some.tokens, seconds: max(tagged - plain, 1e-9))
}
