/// A statement that somebody is made answerable for: the view that formats and the shell take of marks of the type
/// `attribution`, made from their captures `source`, `cue` and `content` and from their attributes.
public struct Attribution: Sendable {
    /// The type of the marks.
    static let type = "attribution"

    public struct Source: Sendable {
        /// Bytes of the article's text.
        public var range: Range<Int>
        /// One of `named body document outlet role vague none author`.
        public var kind: String
        /// The entity's name, where the rules know one.
        public var name: String?
    }

    /// Whether the content stands in quotation marks: all of it, some, none.
    public enum Mode: String, Sendable { case direct, mixed, indirect }

    /// Index of its mark in `Findings.marks`.
    public var mark: Int
    /// `nil` where nobody is put into words.
    public var source: Source?
    /// Byte ranges; empty where a quotation runs on without a cue.
    public var cue: [Range<Int>]
    public var content: [Range<Int>]
    public var mode: Mode
    public var hops: Int
    /// Index, among the article's attributions, of the one that relays this one: the innermost round it, where the rules
    /// count a second mouth.
    public var via: Int?
    public var strength: Double?
    public var rule: String
}

extension Mark {
    /// The ranges of a capture, without empty ones.
    package func ranges(of capture: String) -> [Range<Int>] {
        captures.first { $0.name == capture }?.ranges.filter { !$0.isEmpty } ?? []
    }

    package func text(_ attribute: String) -> String? {
        if case .text(let text)? = self[attribute] { return text }
        return nil
    }

    package func number(_ attribute: String) -> Double? {
        if case .number(let number)? = self[attribute] { return number }
        return nil
    }
}

extension Analysis {
    /// The attributions, in the order of their marks.
    public var attributions: [Attribution] {
        let marks = findings.marks
        let indices = marks.indices.filter { marks[$0].isA(Attribution.type) }
        guard !indices.isEmpty else { return [] }
        let ordinals = Dictionary(uniqueKeysWithValues: indices.enumerated().map { ($1, $0) })
        return indices.map { index in
            let mark = marks[index]
            let source = mark.ranges(of: "source")
            let content = mark.ranges(of: "content")
            let counted = mark.number("hops")
            return Attribution(
                mark: index,
                source: source.isEmpty
                    ? nil
                    : Attribution.Source(
                        range: source[0].lowerBound..<source[source.count - 1].upperBound,
                        kind: mark.text("class") ?? "none", name: mark.text("name") ?? mark.text("entity")),
                cue: mark.ranges(of: "cue"), content: content,
                mode: mark.text("mode").flatMap(Attribution.Mode.init) ?? mode(of: content),
                hops: counted.flatMap { Int(exactly: $0.rounded()) } ?? 1,
                via: counted ?? 2 > 1 ? mark.outer.flatMap { ordinals[$0] } : nil,
                strength: mark.number("strength"), rule: mark.rule)
        }
    }

    /// How much of the content stands in quotations, counted in letters and digits.
    private func mode(of content: [Range<Int>]) -> Attribution.Mode {
        var inside = 0
        var outside = 0
        for range in content {
            var position = range.lowerBound
            for quote in quotes where quote.overlaps(range) {
                outside += wordBytes(in: position..<max(position, quote.lowerBound))
                let end = min(quote.upperBound, range.upperBound)
                inside += wordBytes(in: max(position, quote.lowerBound)..<max(position, end))
                position = max(position, end)
            }
            outside += wordBytes(in: position..<range.upperBound)
        }
        return inside == 0 ? .indirect : outside == 0 ? .direct : .mixed
    }

    /// Bytes that are ASCII letters or digits, or start a letter from beyond; typographic punctuation (U+2000 to
    /// U+20FF, which starts with E2 80 to E2 83) is none.
    private func wordBytes(in range: Range<Int>) -> Int {
        var count = 0
        for i in range {
            let byte = article.text[i]
            if byte < 0x80 {
                let lower = byte | 0x20
                if (0x61...0x7A).contains(lower) || (0x30...0x39).contains(byte) { count += 1 }
            } else if byte >= 0xC3, byte != 0xE2 {
                count += 1
            }
        }
        return count
    }
}
