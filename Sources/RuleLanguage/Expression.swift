/// A parsed condition or expression.
public struct Expression: Sendable {
    public var kind: Kind
    public var span: SourceSpan

    public init(_ kind: Kind, at span: SourceSpan) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind: Sendable {
        case value(Value)
        /// A name, or a path of them: `zone`, `who.class`, `outer.hops`. A bare word that is the operand of a
        /// comparison and names nothing in scope is read as a string (`zone = lead`); the checker decides and replaces
        /// it by `.value`.
        case name([String])
        /// `'{who}: {cue}'` in `with`.
        case template(Message)
        case compare(Expression, Relation, Expression)
        case isIn(Expression, [Expression])
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case arithmetic(Expression, Operator, Expression)
        case negate(Expression)
        case call(Function, [Expression])
        /// `count(<attribution class=named>)`, `sum(<attribution>, strength)`: in a tally only.
        case aggregate(Aggregate, MarkTest, Expression?)
    }

    public enum Operator: String, Sendable, CaseIterable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
    }
    public enum Function: String, Sendable, CaseIterable { case first, min, max, per, `if` }
    public enum Aggregate: String, Sendable, CaseIterable { case count, sum, mean, max, min, distinct }
}

/// A message or a `with` template: text with places to fill in.
public struct Message: Sendable {
    public enum Piece: Sendable {
        case text(String)
        /// `{capture.attribute|1}`; without decimals a whole number is printed whole.
        case value(path: [String], decimals: Int?, at: SourceSpan)
    }

    public var pieces: [Piece]

    public init(pieces: [Piece]) { self.pieces = pieces }
}
