import Hearsay

extension Mark {
    /// The first segment of the type.
    var family: String { String(type.prefix { $0 != "." }) }
    var role: Role { .mark(family: family) }
}

extension Rule {
    /// `Rules/hedging.yaml:48`
    var place: String { "\(span.file.path):\(span.file.position(of: span.start).line)" }
}

extension Expression {
    /// As its author wrote it.
    var source: String { span.source }
}

extension SourceSpan {
    /// The text it covers, on one line.
    var source: String {
        guard start >= 0, start <= end, end <= file.bytes.count else { return "" }
        return oneLine(String(decoding: file.bytes[start..<end], as: UTF8.self))
    }
}

extension Message {
    /// As its author wrote it.
    var source: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text.replacing("{", with: "{{")
            case .value(let path, let decimals, _):
                "{" + path.joined(separator: ".") + (decimals.map { "|\($0)" } ?? "") + "}"
            }
        }.joined()
    }
}

/// A number with at most two decimals, whole numbers without.
func short(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    guard rounded.isFinite, abs(rounded) < 1e15 else { return "\(number)" }
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
}

func short(_ value: Value) -> String {
    switch value {
    case .number(let number): short(number)
    case .text(let text): text
    }
}

/// The sentence round a mark with the mark's words in its role, shortened to `width` round the mark.
func context(of mark: Mark, in analysis: Analysis, width: Int, _ measure: (String) -> Int) -> StyledText {
    let index = mark.context.sentence - 1
    let sentence = analysis.sentences.indices.contains(index) ? analysis.sentences[index] : mark.range
    let start = min(sentence.lowerBound, mark.range.lowerBound)
    let end = max(sentence.upperBound, mark.range.upperBound)
    let before = analysis.text(start..<mark.range.lowerBound)
    let words = oneLine(analysis.text(mark.range))
    let after = analysis.text(mark.range.upperBound..<end)
    // White space next to the mark is kept as one space.
    var text = StyledText(oneLine(before) + (before.last?.isWhitespace == true ? " " : ""))
    if measure(text.plain) + measure(words) > width - 4 {
        text = StyledText("…" + tail(text.plain, max(0, width / 3 - 1), measure))
    }
    text.append(words, mark.role)
    text.append((after.first?.isWhitespace == true ? " " : "") + oneLine(after))
    return cut(text, to: width, measure)
}

/// The last characters that fit.
private func tail(_ text: String, _ width: Int, _ measure: (String) -> Int) -> String {
    var room = width
    var count = 0
    for character in text.reversed() {
        room -= measure(String(character))
        if room < 0 { break }
        count += 1
    }
    return String(text.suffix(count))
}
