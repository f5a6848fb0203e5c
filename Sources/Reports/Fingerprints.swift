import Hearsay

/// What a flag is known by from one run to the next: its rule, its words and its sentence, not its line.
struct Fingerprints {
    /// By index in `Findings.marks`; empty for a silent mark.
    var marks: [String]
    /// By index in `Findings.scores`; empty for one without a flag.
    var scores: [String]

    func of(_ flag: Flagged) -> String { flag.mark == nil ? scores[flag.index] : marks[flag.index] }
}

extension Analysis {
    var fingerprints: Fingerprints {
        Fingerprints(
            marks: findings.marks.map { mark in
                guard mark.flag != nil else { return "" }
                let index = mark.context.sentence - 1
                let sentence = sentences.indices.contains(index) ? sentences[index] : mark.range
                return fingerprint([Array(mark.rule.utf8), words(mark.range), words(sentence)])
            },
            scores: findings.scores.map { score in
                guard score.flag != nil else { return "" }
                let place = score.paragraph.flatMap {
                    paragraphs.indices.contains($0 - 1) ? words(paragraphs[$0 - 1]) : nil
                }
                return fingerprint([
                    Array(score.rule.utf8), Array((score.by ?? "").utf8), place ?? Array(article.id.utf8),
                ])
            })
    }

    /// The text without line breaks and repeated white space: a sentence that was only wrapped anew is the same.
    private func words(_ range: Range<Int>) -> [UInt8] {
        Array(
            article.text[range].split { $0 == 0x20 || (0x09...0x0D).contains($0) }.joined(
                separator: CollectionOfOne(0x20)))
    }
}

extension Score {
    /// What a flag on a score over a session is known by; empty where there is none.
    var sessionFingerprint: String {
        flag == nil ? "" : fingerprint([Array(rule.utf8), Array((by ?? "").utf8), Array("session".utf8)])
    }
}

private func fingerprint(_ parts: [[UInt8]]) -> String {
    String(SHA256.hex(Array(parts.joined(separator: CollectionOfOne(0)))).prefix(16))
}

extension Article {
    /// SHA-256 of the text as loaded, in hexadecimal.
    public var sha256: String { SHA256.hex(text) }
}
