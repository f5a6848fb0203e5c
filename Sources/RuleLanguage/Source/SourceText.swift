/// A scalar's text after YAML's quoting is undone, every byte of it with its place in the file.
struct SourceText: Sendable {
    let bytes: [UInt8]
    let file: SourceFile
    /// Where the scalar stands, quotes included.
    let whole: Range<Int>
    /// Where each byte stands in the file; `nil` where the text stands there as it is, from `base`.
    private let places: [Range<Int>]?
    private let base: Int

    var string: String { String(decoding: bytes, as: UTF8.self) }
    var isEmpty: Bool { bytes.isEmpty }

    /// Text that stands in the file letter for letter, from byte `base`.
    init(verbatim bytes: [UInt8], file: SourceFile, base: Int, whole: Range<Int>) {
        self.bytes = bytes
        self.file = file
        self.whole = whole
        self.base = base
        places = nil
    }

    /// Text with a place for every byte. Where the places are not as many as the bytes, all of it is everywhere.
    init(bytes: [UInt8], file: SourceFile, places: [Range<Int>], whole: Range<Int>) {
        self.bytes = bytes
        self.file = file
        self.whole = whole
        base = whole.lowerBound
        self.places =
            places.count == bytes.count ? places : [Range<Int>](repeating: whole, count: bytes.count)
    }

    /// A text of its own, which is no part of a file.
    init(standalone text: String, name: String) {
        let bytes = Array(text.utf8)
        let file = SourceFile(path: name, bytes: bytes)
        self.init(verbatim: bytes, file: file, base: 0, whole: 0..<bytes.count)
    }

    /// The place in the file of a byte range of the text.
    func span(_ range: Range<Int>) -> SourceSpan {
        guard let places else {
            return SourceSpan(file: file, start: base + range.lowerBound, end: base + range.upperBound)
        }
        let start =
            range.lowerBound < places.count
            ? places[range.lowerBound].lowerBound : places.last?.upperBound ?? whole.lowerBound
        let end = range.isEmpty ? start : places[range.upperBound - 1].upperBound
        return SourceSpan(file: file, start: start, end: max(start, end))
    }

    /// The place of all of the text, without its quotes.
    var span: SourceSpan { bytes.isEmpty ? wholeSpan : span(0..<bytes.count) }
    /// The place of the scalar, quotes included.
    var wholeSpan: SourceSpan { SourceSpan(file: file, start: whole.lowerBound, end: whole.upperBound) }
}
