/// A value in a rule file.
struct YAMLNode: Sendable {
    indirect enum Kind: Sendable {
        /// Quoted: in quotes or as a block, so that YAML changes and ends nothing in it.
        case scalar(SourceText, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
        /// Something that packs may not hold (an alias, a tag, an anchor, nothing at all) and that was reported.
        case refused
    }

    var kind: Kind
    var span: SourceSpan
    /// What follows a plain scalar as a comment on the same line, if anything.
    var comment: SourceSpan?
}

/// A key and its value.
struct YAMLEntry: Sendable {
    var key: SourceText
    var value: YAMLNode

    var name: String { key.string }
}
