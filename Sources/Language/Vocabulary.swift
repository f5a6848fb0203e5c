/// The word forms that a reader has met, each interned once.
///
/// A form is a token's bytes with typographic variants folded (`’` = `'`, `“` = `"`, full-width letters, ligatures)
/// and case kept; its `folded` spelling is in lower case too. Not shared between threads.
public final class Vocabulary {
    /// Forms and bytes beyond which the vocabulary is emptied before the next document.
    static let maxForms = 1 << 20
    static let maxBytes = 1 << 26

    var table: FormTable
    private let sought: [[UInt8]]?
    /// Grows by one whenever the vocabulary was emptied to stay within its bound; all ids given before are void.
    public private(set) var generation = 0

    public convenience init() { self.init(seeking: nil) }

    /// - Parameter words: See `Reader.init(seeking:)`.
    init(seeking words: [[UInt8]]?) {
        sought = words?.map { Folding.lowercased(Folding.typographic($0)) }
        table = FormTable(seeking: sought)
    }

    public var count: Int { table.count }

    public func intern(_ bytes: some Collection<UInt8>) -> FormID {
        let bytes = Array(bytes)
        guard !bytes.isEmpty else { return intern([0x20]) }
        return table.intern(bytes).form
    }

    /// The form's bytes, typographic variants folded, case kept.
    public func spelling(_ form: FormID) -> [UInt8] { table.spelling(form) }

    /// The form's bytes, typographic variants and case folded.
    public func folded(_ form: FormID) -> [UInt8] { table.folded(form) }

    /// Reads a form's spelling and its folded spelling where they stand: nothing is copied.
    package func read<Answer>(
        _ form: FormID, _ body: (_ spelling: Span<UInt8>, _ folded: Span<UInt8>) -> Answer
    ) -> Answer {
        table.read(form, body)
    }

    /// Whether several words share a form, so that it tells how they are written and nothing else.
    func isShared(_ form: FormID) -> Bool { table.filter?.isShared(form) ?? false }

    /// The form that the bytes of a text spell; `start < end`.
    func intern(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> FormID { table.intern(text, start, end).form }

    /// What the language layer knows of a form.
    func traits(_ form: FormID) -> WordTraits { table.traits[Int(form)] }

    /// Empties the vocabulary if it has outgrown its bound. Called between documents only.
    func trim(forms: Int = maxForms, bytes: Int = maxBytes) {
        guard table.count > forms || table.bytes > bytes else { return }
        table = FormTable(seeking: sought)
        generation += 1
    }
}
