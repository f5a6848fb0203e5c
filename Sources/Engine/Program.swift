import Language
import RuleLanguage

/// Packs compiled into one immutable program.
public final class Program: Sendable {
    public let packs: [Pack]
    /// What compiling had to say: rules left out (circles), patterns that can never match.
    public let diagnostics: [Diagnostic]

    public init(_ packs: [Pack]) {
        self.packs = packs
        self.diagnostics = []
    }
}

/// Runs a program over documents: one a thread, used with one reader.
public final class Matcher {
    public let program: Program

    public init(_ program: Program) { self.program = program }

    public func run(_ document: Document) -> Findings { Findings(marks: [], scores: []) }
}
