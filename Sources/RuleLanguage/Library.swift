/// Packs read together, with what there is to tell their authors.
public struct Library: Sendable {
    public var packs: [Pack]
    public var diagnostics: [Diagnostic]

    public init(packs: [Pack], diagnostics: [Diagnostic]) {
        self.packs = packs
        self.diagnostics = diagnostics
    }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Parses and checks packs, resolving what they use of each other. Order does not matter; `packs` come out in the
    /// order they came in. A mistake leaves out the rule or lexicon that it is in, and nothing else.
    ///
    /// - Parameter files: Pack files (YAML) with a way to read the word lists that stand beside them.
    public static func read(_ files: [PackFile], tuning: [SourceFile] = []) -> Library {
        Library(packs: [], diagnostics: [])
    }

    /// Parses one pattern as typed into the shell (`try`), against the packs' lexicons.
    public func pattern(_ source: String) -> Result<Pattern, Diagnostic> {
        .failure(Diagnostic(.error, "pattern-empty", "the pattern is empty", at: nil))
    }
}

/// A pack's file and its companions.
public struct PackFile: Sendable {
    public var source: SourceFile
    /// Reads a word list named by `file:`, a plain relative path inside the pack's folder; `nil` where there is none.
    public var companion: @Sendable (String) -> SourceFile?

    public init(source: SourceFile, companion: @escaping @Sendable (String) -> SourceFile?) {
        self.source = source
        self.companion = companion
    }
}
