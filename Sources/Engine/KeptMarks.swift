/// Which marks findings hold. Scores count all of them.
public enum KeptMarks: Sendable {
    case all
    /// The flagged ones, and of the others those of these types and their subtypes.
    case flagged(and: [String])

    /// By type: whether its marks are held though they are not flagged; `nil` where all are.
    func types(in program: Program) -> [Bool]? {
        guard case .flagged(let types) = self else { return nil }
        return program.types.names.map { name in types.contains { program.types.isType(name, a: $0) } }
    }
}
