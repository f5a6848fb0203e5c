import Hearsay
import SessionStore

/// How precise each rule was, by what people decided about its flags.
struct ReviewScores {
    struct Counts {
        var accepted = 0
        var rejected = 0
        /// Flags about which nothing is decided.
        var open = 0
        /// Decisions whose flag is not raised any more.
        var gone = 0

        /// `nil` where nothing is decided.
        var precision: Double? {
            accepted + rejected == 0 ? nil : Double(accepted) / Double(accepted + rejected)
        }
    }

    private(set) var rules: [String: Counts] = [:]

    /// Adds an article's flags and what was decided about them.
    mutating func add(_ keys: [FlagKey], _ reviews: [Review]) {
        let raised = Set(keys)
        let decided = Set(reviews.map(\.flag))
        for review in reviews {
            switch review.decision {
            case .accept: rules[review.flag.rule, default: Counts()].accepted += 1
            case .reject: rules[review.flag.rule, default: Counts()].rejected += 1
            }
            if !raised.contains(review.flag) { rules[review.flag.rule, default: Counts()].gone += 1 }
        }
        for key in keys where !decided.contains(key) { rules[key.rule, default: Counts()].open += 1 }
    }

    /// The rules about which anything was decided, in byte order.
    private var decided: [(rule: String, counts: Counts)] {
        rules.filter { $0.value.precision != nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private var total: Counts {
        decided.reduce(into: Counts()) { sum, item in
            sum.accepted += item.counts.accepted
            sum.rejected += item.counts.rejected
            sum.open += item.counts.open
            sum.gone += item.counts.gone
        }
    }

    var listing: Listing {
        var listing = Listing("rule", "precision", "accepted", "rejected", "undecided", "gone")
        listing.rows = decided.map { rule, counts in
            [
                .text(rule), Datum(counts.precision), Datum(counts.accepted), Datum(counts.rejected),
                Datum(counts.open), Datum(counts.gone),
            ]
        }
        return listing
    }

    func lines(_ console: any Console) -> [StyledText] {
        guard !decided.isEmpty else { return ["nothing is decided yet; accept and reject do"] }
        var table = Table(columns: [
            .init(title: "rule"), .init(title: "precision", isRight: true), .init(title: "accepted", isRight: true),
            .init(title: "rejected", isRight: true), .init(title: "undecided", isRight: true),
            .init(title: "gone", isRight: true),
        ])
        table.rows = (decided + [("all of these", total)]).map { rule, counts in
            [
                StyledText(rule), StyledText(counts.precision.map(short) ?? "–", .bold), "\(counts.accepted)",
                "\(counts.rejected)", "\(counts.open)", "\(counts.gone)",
            ]
        }
        return table.lines(console)
    }
}

extension ShellSession {
    /// By what was decided in this session, or in saved ones.
    func reviewScores(_ sessions: [Word]) throws(ShellError) -> ReviewScores {
        var scores = ReviewScores()
        guard !sessions.isEmpty else {
            for article in workspace.articles {
                scores.add(article.keys, remarks.content.reviews.filter { $0.article == article.number })
            }
            return scores
        }
        let worker = rulebook.analyzer.worker()
        for word in sessions {
            for path in try Paths.expand(word) {
                let stored: StoredSession
                do throws(SessionStoreError) { stored = try SessionStore.open(path) } catch {
                    throw ShellError(error.message, .input)
                }
                for (number, article) in zip(stored.numbers, stored.articles) {
                    try checkInterrupt()
                    let analysis = worker.analyze(article)
                    let marks = analysis.findings.marks
                    let flagged = marks.indices.filter { marks[$0].flag != nil }
                    scores.add(
                        Loaded.keys(analysis, flagged: flagged), stored.reviews.filter { $0.article == number })
                }
            }
        }
        return scores
    }
}
