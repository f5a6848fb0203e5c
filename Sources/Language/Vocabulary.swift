/// The word forms that a reader has met, each interned once.
///
/// A form is a token's bytes with typographic variants folded (`’` = `'`, `“` = `"`, full-width letters, ligatures)
/// and case kept; its `folded` spelling is in lower case too. Not shared between threads.
public final class Vocabulary {
    private var ids: [[UInt8]: FormID] = [:]
    private var spellings: [[UInt8]] = []
    private var lowered: [[UInt8]] = []
    /// Grows by one whenever the vocabulary was emptied to stay within its bound; all ids given before are void.
    public private(set) var generation = 0

    public init() {}

    public var count: Int { spellings.count }

    public func intern(_ bytes: some Collection<UInt8>) -> FormID {
        let spelling = Array(bytes)
        if let id = ids[spelling] { return id }
        let id = FormID(spellings.count)
        ids[spelling] = id
        spellings.append(spelling)
        lowered.append(spelling)
        return id
    }

    /// The form's bytes, typographic variants folded, case kept.
    public func spelling(_ form: FormID) -> [UInt8] { spellings[Int(form)] }

    /// The form's bytes, typographic variants and case folded.
    public func folded(_ form: FormID) -> [UInt8] { lowered[Int(form)] }
}
