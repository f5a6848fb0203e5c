import Glibc

/// A line on the terminal that says how far a long run is. Nothing where standard error is no terminal.
struct Progress {
    private(set) var articles = 0
    private var bytes = 0
    private let start = ContinuousClock.now
    private var shown = ContinuousClock.now
    private let isShown: Bool
    private var isOpen = false

    init(isShown: Bool) { self.isShown = isShown && isatty(STDERR_FILENO) == 1 }

    mutating func add(articles: Int, bytes: Int) {
        self.articles += articles
        self.bytes += bytes
        guard isShown, ContinuousClock.now - shown > .milliseconds(250) else { return }
        shown = .now
        show(ending: "\r")
    }

    /// Leaves the last figures on the screen, if any were shown.
    mutating func end() {
        if isOpen { show(ending: "\n") }
    }

    private mutating func show(ending: String) {
        isOpen = true
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let time = max(Double(seconds) + Double(attoseconds) / 1e18, 0.001)
        let speed = (Double(bytes) / time / 1e5).rounded() / 10
        try? Standard.write(
            Array("\u{1B}[2K\(articles) articles, \(speed) MB/s\(ending)".utf8), to: STDERR_FILENO, named: "")
    }
}
